// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractSocket>
#include <QByteArrayView>
#include <QDateTime>
#include <QMetaType>
#include <QString>

namespace DigitSum {

/// Why a session could not connect, or was lost.
struct SessionError
{
    enum class Kind : quint8 {
        NameNotFound,
        Refused,     ///< the computer answered: nothing listens there
        Unreachable, ///< no way to that computer
        TimedOut,    ///< no answer within the connect limit
        NoGreeting,  ///< connected, but the server said nothing
        Foreign,     ///< connected, but another program answered; detail is what it said
        Full,        ///< the server's client limit is reached
        ShuttingDown,
        Idle,    ///< the server's idle limit passed
        Notice,  ///< the server closed for another reason; detail is its notice
        TooLong, ///< a request was longer than the server takes
        Lost,    ///< the connection broke or was closed without a farewell

        NoTlsHere,              ///< this computer has no library for it
        AuthoritiesUnreadable,  ///< detail is the file, and why
        NoAuthorities,          ///< detail is the file, in which there are none
        NoTlsThere,             ///< the server answered in plain text
        TlsExpected,            ///< the server does not answer in plain text
        HandshakeFailed,        ///< detail is the TLS library's text
        UnknownAuthority,       ///< detail is who signed the server's certificate
        WrongName,              ///< detail is the names that the certificate is for
        CertificateExpired,     ///< on date
        CertificateNotYetValid, ///< before date
        CertificateRejected,    ///< detail is the TLS library's text

        Other, ///< detail is the system's text
    };

    Kind kind = Kind::Other;
    QString host{}; ///< as asked for
    quint16 port = 0;
    QString detail{}; ///< escaped; see Kind
    QDateTime date{}; ///< see Kind

    /// What an error means while there is no connection yet.
    [[nodiscard]] static Kind kindOf(QAbstractSocket::SocketError error);
    /// What a server's notice means.
    [[nodiscard]] static Kind kindOf(QByteArrayView notice);

    /// Trying the same again may help, without anybody changing anything.
    [[nodiscard]] bool isTransient() const;
};

/// An error in words for people: translated, plain text, one sentence each.
struct ErrorText
{
    QString what;     ///< what happened
    QString why;      ///< the likely cause
    QString nextStep; ///< what to try

    /// The three in one line.
    [[nodiscard]] QString sentence() const;
};

[[nodiscard]] ErrorText explain(const SessionError &error);

} // namespace DigitSum

Q_DECLARE_METATYPE(DigitSum::SessionError)
