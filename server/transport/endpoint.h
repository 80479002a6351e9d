// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractSocket>
#include <QHostAddress>
#include <QMetaType>

namespace DigitSum {

/// An address and a port.
struct Endpoint
{
    QHostAddress address;
    quint16 port = 0;

    /// Converts an IPv4-mapped IPv6 address (::ffff:a.b.c.d) to IPv4, and QHostAddress::Any, Qt's
    /// address for a socket that serves both families, to ::, the address that it is bound to.
    [[nodiscard]] static Endpoint of(const QHostAddress &address, quint16 port);
    [[nodiscard]] QString toString() const; ///< "127.0.0.1:9990", "[::1]:9990"
    friend bool operator==(const Endpoint &, const Endpoint &) = default;
};

/// An address and the length of its prefix: 10.0.0.0/8.
using Network = QPair<QHostAddress, int>;

/// The client of an accepted connection.
struct PeerInfo
{
    Endpoint endpoint;          ///< null address: use the socket's peer
    bool isHealthCheck = false; ///< of a load balancer; not reported in snapshots
};

/// Why a service could not listen.
struct BindError
{
    enum class Kind : quint8 {
        InUse,        ///< another program listens there
        NotPermitted, ///< the user lacks the permission
        NotAvailable, ///< no interface of this computer has the address
        Other,
    };

    Kind kind = Kind::Other;
    Endpoint endpoint;
    QString detail; ///< the system's text

    [[nodiscard]] static Kind kindOf(QAbstractSocket::SocketError error) noexcept;
    /// What happened, why, and what to do: translated, plain text, one line.
    [[nodiscard]] QString explanation() const;
};

} // namespace DigitSum

Q_DECLARE_METATYPE(DigitSum::Endpoint)
Q_DECLARE_METATYPE(DigitSum::BindError)
