// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractSocket>
#include <QByteArrayView>
#include <QDateTime>
#include <QMetaType>
#include <QString>

namespace DigitSum {

/// Why a session could not connect or lost its connection.
struct SessionError
{
    enum class Kind : quint8 {
        NameNotFound,
        Refused,      ///< nothing listens on that port
        Unreachable,  ///< no route to the host
        TimedOut,     ///< no answer within the connect limit
        NoGreeting,   ///< connected, but the server sent nothing
        Unresponsive, ///< connected, but the server stopped answering requests
        Foreign,      ///< another program answered; detail is its first bytes
        Full,         ///< the server's client limit is reached
        ShuttingDown,
        Idle,        ///< the server's idle limit passed
        Notice,      ///< any other notice; detail is its text
        Unrequested, ///< the server sent a reply without a request
        Farewell,    ///< the server said goodbye unasked
        TooLong,     ///< a request exceeded the server's limit
        Lost,        ///< the connection broke or was closed without a farewell

        NoTlsHere,              ///< no TLS library on this computer
        AuthoritiesUnreadable,  ///< detail is the file and the reason
        NoAuthorities,          ///< the file contains none; detail is its name
        NoTlsThere,             ///< the server answered in plain text
        TlsExpected,            ///< the server does not answer in plain text
        HandshakeFailed,        ///< detail is the TLS library's text
        UnknownAuthority,       ///< detail is the issuer of the server's certificate
        WrongName,              ///< detail lists the names in the certificate
        CertificateExpired,     ///< on date
        CertificateNotYetValid, ///< before date
        CertificateRejected,    ///< detail is the TLS library's text

        Other, ///< detail is the system's text
    };

    Kind kind = Kind::Other;
    QString host{}; ///< as passed to Session::open()
    quint16 port = 0;
    QString detail{}; ///< escaped; see Kind
    QDateTime date{}; ///< see Kind

    /// Classifies a socket error that occurs before the greeting.
    [[nodiscard]] static Kind kindOf(QAbstractSocket::SocketError error);
    /// Classifies a server's notice.
    [[nodiscard]] static Kind kindOf(QByteArrayView notice);

    /// Returns whether a retry may succeed without a change of settings.
    [[nodiscard]] bool isTransient() const;
};

/// An error for the user: translated plain text, one sentence each.
struct ErrorText
{
    QString what;     ///< what happened
    QString why;      ///< the likely cause
    QString nextStep; ///< what to try

    /// Returns all three in one line.
    [[nodiscard]] QString sentence() const;
};

[[nodiscard]] ErrorText explain(const SessionError &error);

} // namespace DigitSum

Q_DECLARE_METATYPE(DigitSum::SessionError)
