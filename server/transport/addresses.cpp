// SPDX-License-Identifier: MIT
#include "server/transport/addresses.h"

#include <algorithm>
#include <iterator>

namespace DigitSum {

QList<QHostAddress> loopbackAddresses()
{
    return {QHostAddress(QHostAddress::LocalHost), QHostAddress(QHostAddress::LocalHostIPv6)};
}

QList<Network> loopbackNetworks()
{
    return {{QHostAddress(QStringLiteral("127.0.0.0")), 8},
            {QHostAddress(QHostAddress::LocalHostIPv6), 128}};
}

QList<QHostAddress> anyAddresses()
{
    return {QHostAddress(QHostAddress::AnyIPv4), QHostAddress(QHostAddress::AnyIPv6)};
}

QHostAddress counterpart(const QHostAddress &address)
{
    for (const auto &pair : {loopbackAddresses(), anyAddresses()}) {
        if (const qsizetype index = pair.indexOf(address); index >= 0)
            return pair[1 - index];
    }
    return {};
}

bool overlap(const QHostAddress &one, const QHostAddress &other)
{
    const QHostAddress a = Endpoint::of(one, 0).address;
    const QHostAddress b = Endpoint::of(other, 0).address;
    const auto any = anyAddresses();
    return a.protocol() == b.protocol()
           && (any.contains(a) || any.contains(b)
               || a.toString() == b.toString()); // operator== ignores the scope
}

Network parseNetwork(const QString &text)
{
    const qsizetype slash = text.indexOf(QLatin1Char('/'));
    const QString digits = slash < 0 ? QString() : text.sliced(slash + 1);
    const QString form = slash < 0 ? text : text.first(slash);
    const QHostAddress address(form);
    const bool isIPv4 = address.protocol() == QAbstractSocket::IPv4Protocol;
    if (address.isNull() || (isIPv4 && address.toString() != form))
        return {};
    const int longest = isIPv4 ? 32 : 128;
    if (slash < 0)
        return {address, longest};
    bool isNumber = false;
    const int length = digits.toInt(&isNumber);
    const bool isPlain = isNumber && digits == QString::number(length); // no sign, no blank
    return isPlain && length >= 0 && length <= longest ? Network{address, length} : Network{};
}

PeerNetwork::PeerNetwork(const QHostAddress &member)
{
    const QHostAddress address = Endpoint::of(member, 0).address;
    const bool isIPv6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    m_text = address.toString();
    if (!isIPv6 || address.isLinkLocal() || address.isLoopback())
        return;
    Q_IPV6ADDR bytes = address.toIPv6Address();
    constexpr int prefix = 64;
    std::fill(std::begin(bytes.c) + prefix / 8, std::end(bytes.c), quint8(0));
    m_text = QStringLiteral("%1/%2").arg(QHostAddress(bytes).toString()).arg(prefix);
}

} // namespace DigitSum
