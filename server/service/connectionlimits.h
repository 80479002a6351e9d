// SPDX-License-Identifier: MIT
#pragma once

#include "server/transport/addresses.h"

#include <QHash>
#include <QMutex>

namespace DigitSum {

/// Counts a service's connections against two limits: in total and, optionally, per PeerNetwork.
/// Shared by the service's threads; every function is thread-safe. Called per connection, never per
/// request.
class ConnectionLimits final
{
    Q_DISABLE_COPY_MOVE(ConnectionLimits)

public:
    /// \a maxPerAddress 0: no limit per address.
    ConnectionLimits(int max, int maxPerAddress);

    /// If false, addresses passed to the other functions may be null.
    [[nodiscard]] bool isLimitedByAddress() const noexcept { return m_maxPerAddress > 0; }

    /// Returns false if a limit is reached; otherwise call release() with the same address later.
    [[nodiscard]] bool acquire(const QHostAddress &address);
    void release(const QHostAddress &address);

private:
    const int m_max;
    const int m_maxPerAddress;
    QMutex m_mutex;
    int m_count = 0;
    QHash<PeerNetwork, int> m_countByNetwork; // without zeros
};

} // namespace DigitSum
