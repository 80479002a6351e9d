// SPDX-License-Identifier: MIT
#include "server/service/connectionlimits.h"

#include <algorithm>
#include <iterator>

namespace DigitSum {

ConnectionLimits::ConnectionLimits(int most, int mostPerAddress)
    : m_most(most)
    , m_mostPerAddress(mostPerAddress)
{
}

bool ConnectionLimits::take(const QHostAddress &address)
{
    const QMutexLocker locker(&m_mutex);
    if (m_taken >= m_most)
        return false;
    if (areLimitedByAddress()) {
        const QHostAddress who = countedAs(address);
        const int before = m_takenBy.value(who);
        if (before >= m_mostPerAddress)
            return false;
        m_takenBy.insert(who, before + 1);
    }
    ++m_taken;
    return true;
}

void ConnectionLimits::giveBack(const QHostAddress &address)
{
    const QMutexLocker locker(&m_mutex);
    --m_taken;
    if (!areLimitedByAddress())
        return;
    const auto entry = m_takenBy.find(countedAs(address));
    if (entry != m_takenBy.end() && --*entry == 0)
        m_takenBy.erase(entry);
}

QHostAddress ConnectionLimits::countedAs(const QHostAddress &address)
{
    bool isIPv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIPv4);
    if (isIPv4)
        return QHostAddress(ipv4);
    if (address.protocol() != QAbstractSocket::IPv6Protocol)
        return address;
    Q_IPV6ADDR bytes = address.toIPv6Address();
    constexpr int prefix = 64 / 8;
    std::fill(std::begin(bytes.c) + prefix, std::end(bytes.c), quint8(0));
    return QHostAddress(bytes);
}

} // namespace DigitSum
