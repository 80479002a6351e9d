// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QHostAddress>
#include <QMutex>

namespace DigitSum {

/// The places for clients that a service has: so many altogether and, if wished, so many for one
/// address. Shared by the service's threads; each call is safe from any of them. Only arrivals and
/// departures come here, never a request.
class ConnectionLimits final
{
    Q_DISABLE_COPY_MOVE(ConnectionLimits)

public:
    /// \a mostPerAddress 0: an address may have them all, and nobody counts.
    ConnectionLimits(int most, int mostPerAddress);

    /// Whether addresses count. If not, those passed here may as well be null.
    [[nodiscard]] bool areLimitedByAddress() const noexcept { return m_mostPerAddress > 0; }

    /// \returns whether there was one for \a address. If so, give it back with the same address.
    [[nodiscard]] bool take(const QHostAddress &address);
    void giveBack(const QHostAddress &address);

    /// Who counts as one: an IPv4 address, also where it is written as IPv6 (::ffff:a.b.c.d); of an
    /// IPv6 address its first 64 bits, since a home or a computer has all addresses that begin so.
    [[nodiscard]] static QHostAddress countedAs(const QHostAddress &address);

private:
    const int m_most;
    const int m_mostPerAddress;
    QMutex m_mutex;
    int m_taken = 0;
    QHash<QHostAddress, int> m_takenBy; // only who has some
};

} // namespace DigitSum
