// SPDX-License-Identifier: MIT
#include "server/transport/addresses.h"

#include <QNetworkInterface>

#include <algorithm>

namespace DigitSum {

namespace {

bool hasAddress(bool (*isWanted)(const QHostAddress &))
{
    const auto addresses = QNetworkInterface::allAddresses();
    return std::any_of(addresses.begin(), addresses.end(), isWanted);
}

} // namespace

QList<QHostAddress> loopbackAddresses()
{
    const QHostAddress ipv6(QHostAddress::LocalHostIPv6);
    QList<QHostAddress> addresses{QHostAddress(QHostAddress::LocalHost)};
    if (hasAddress(
            [](const QHostAddress &address) { return address == QHostAddress::LocalHostIPv6; }))
        addresses += ipv6;
    return addresses;
}

QList<Network> loopbackNetworks()
{
    return {{QHostAddress(QStringLiteral("127.0.0.0")), 8},
            {QHostAddress(QHostAddress::LocalHostIPv6), 128}};
}

QList<QHostAddress> anyAddresses()
{
    QList<QHostAddress> addresses{QHostAddress(QHostAddress::AnyIPv4)};
    if (hasAddress([](const QHostAddress &address) {
            return address.protocol() == QAbstractSocket::IPv6Protocol;
        })) {
        addresses += QHostAddress(QHostAddress::AnyIPv6);
    }
    return addresses;
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

} // namespace DigitSum
