// SPDX-License-Identifier: MIT
#include "server/service/connectionlimits.h"

#include "server/transport/endpoint.h"

#include <algorithm>
#include <iterator>

namespace DigitSum {

ConnectionLimits::ConnectionLimits(int max, int maxPerAddress)
    : m_max(max)
    , m_maxPerAddress(maxPerAddress)
{
}

bool ConnectionLimits::acquire(const QHostAddress &address)
{
    const QMutexLocker locker(&m_mutex);
    if (m_count >= m_max)
        return false;
    if (isLimitedByAddress()) {
        const QHostAddress key = addressKey(address);
        const int before = m_countByAddress.value(key);
        if (before >= m_maxPerAddress)
            return false;
        m_countByAddress.insert(key, before + 1);
    }
    ++m_count;
    return true;
}

void ConnectionLimits::release(const QHostAddress &address)
{
    const QMutexLocker locker(&m_mutex);
    --m_count;
    if (!isLimitedByAddress())
        return;
    const auto entry = m_countByAddress.find(addressKey(address));
    if (entry != m_countByAddress.end() && --*entry == 0)
        m_countByAddress.erase(entry);
}

QHostAddress ConnectionLimits::addressKey(const QHostAddress &address)
{
    const QHostAddress plain = Endpoint::of(address, 0).address;
    if (plain.protocol() != QAbstractSocket::IPv6Protocol)
        return plain;
    Q_IPV6ADDR bytes = plain.toIPv6Address();
    constexpr int prefix = 64 / 8;
    std::fill(std::begin(bytes.c) + prefix, std::end(bytes.c), quint8(0));
    return QHostAddress(bytes);
}

} // namespace DigitSum
