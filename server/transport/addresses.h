// SPDX-License-Identifier: MIT
#pragma once

#include "server/transport/endpoint.h"

#include <QList>
#include <QString>

namespace DigitSum {

/// 127.0.0.1 and ::1. A computer may lack one of them: see listenOnAll().
[[nodiscard]] QList<QHostAddress> loopbackAddresses();
/// Every address that means this computer: 127.0.0.0/8 and ::1.
[[nodiscard]] QList<Network> loopbackNetworks();
/// All interfaces: 0.0.0.0 and ::, each for its own family. A computer may lack IPv6.
[[nodiscard]] QList<QHostAddress> anyAddresses();
/// The other one of loopbackAddresses() or anyAddresses(); null for other addresses.
[[nodiscard]] QHostAddress counterpart(const QHostAddress &address);

/// Whether listening on \a one keeps this process from listening on \a other with the same port.
[[nodiscard]] bool overlap(const QHostAddress &one, const QHostAddress &other);

/// Parses a network such as "10.0.0.0/8", or a single address. Returns a null address for anything
/// else, including Qt's short forms such as "10.1", which mean other addresses to other programs.
[[nodiscard]] Network parseNetwork(const QString &text);

/// The addresses that count as one peer, for the limit per address and for blocking. Of IPv6, a /64
/// network, since one host can use all of its addresses; but of link-local addresses, which the
/// hosts of a link share, and of loopback the exact address, with its scope. Of IPv4, also if
/// written as IPv6 (::ffff:a.b.c.d), the address.
class PeerNetwork final
{
public:
    /// The network that \a member belongs to.
    explicit PeerNetwork(const QHostAddress &member);

    /// "192.0.2.1", "2001:db8::/64", "fe80::1%eth0"
    [[nodiscard]] const QString &toString() const noexcept { return m_text; }
    friend bool operator==(const PeerNetwork &, const PeerNetwork &) = default;
    friend size_t qHash(const PeerNetwork &network, size_t seed = 0) noexcept
    {
        return qHash(network.m_text, seed);
    }

private:
    QString m_text; // QHostAddress compares without the scope
};

} // namespace DigitSum
