// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractSocket>
#include <QHostAddress>
#include <QMetaType>

namespace DigitSum {

/// One end of a connection, or where a service listens.
struct Endpoint
{
    QHostAddress address;
    quint16 port = 0;

    /// With an IPv4 address as such, also where it is written as IPv6: ::ffff:a.b.c.d.
    [[nodiscard]] static Endpoint of(const QHostAddress &address, quint16 port);
    [[nodiscard]] QString toString() const; ///< "127.0.0.1:9990", "[::1]:9990"
    friend bool operator==(const Endpoint &, const Endpoint &) = default;
};

/// An address and the length of its prefix: 10.0.0.0/8.
using Network = QPair<QHostAddress, int>;

/// Who is at the other end of a connection that was accepted.
struct Caller
{
    Endpoint endpoint;          ///< with a null address: whoever the socket says
    bool isHealthCheck = false; ///< by a load balancer, every few seconds: no news
};

/// Why a service could not listen.
struct BindError
{
    enum class Kind : quint8 {
        InUse,        ///< another program listens there
        NotPermitted, ///< the system doesn't let this user
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
