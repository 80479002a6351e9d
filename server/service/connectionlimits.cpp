// SPDX-License-Identifier: MIT
#include "server/service/connectionlimits.h"

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
        const PeerNetwork network(address);
        const int before = m_countByNetwork.value(network);
        if (before >= m_maxPerAddress)
            return false;
        m_countByNetwork.insert(network, before + 1);
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
    const auto entry = m_countByNetwork.find(PeerNetwork(address));
    if (entry != m_countByNetwork.end() && --*entry == 0)
        m_countByNetwork.erase(entry);
}

} // namespace DigitSum
