// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QHostAddress>
#include <QMutex>

namespace DigitSum {

/// Counts a service's connections against two limits: in total and, optionally, per address.
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

    /// The address that is counted: IPv4 also if written as IPv6 (::ffff:a.b.c.d); of IPv6 the
    /// first 64 bits, since one host has all addresses of such a network.
    [[nodiscard]] static QHostAddress addressKey(const QHostAddress &address);

private:
    const int m_max;
    const int m_maxPerAddress;
    QMutex m_mutex;
    int m_count = 0;
    QHash<QHostAddress, int> m_countByAddress; // without zeros
};

} // namespace DigitSum
