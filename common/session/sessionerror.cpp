// SPDX-License-Identifier: MIT
#include "common/session/sessionerror.h"

#include "common/protocol/protocolwords.h"
#include "common/session/serveraddress.h"

#include <QCoreApplication>
#include <QLocale>

namespace DigitSum {

namespace {

struct Explanation
{
    Q_DECLARE_TR_FUNCTIONS(DigitSum::SessionError)
};

QString place(const SessionError &error)
{
    return ServerAddress{error.host, error.port}.toText();
}

ErrorText explainTls(const SessionError &error)
{
    using Kind = SessionError::Kind;
    switch (error.kind) {
    case Kind::NoTlsHere:
        return {Explanation::tr("The connection to %1 cannot be encrypted.").arg(place(error)),
                Explanation::tr("This computer has no TLS library that Qt can use."),
                Explanation::tr("Install OpenSSL, or connect without TLS.")};
    case Kind::AuthoritiesUnreadable:
        return {Explanation::tr("The file of trusted authorities for %1 cannot be read.")
                    .arg(place(error)),
                Explanation::tr("The system said: \"%1\".").arg(error.detail),
                Explanation::tr("Check the file name and its permissions.")};
    case Kind::NoAuthorities:
        return {Explanation::tr("The file of trusted authorities for %1 contains no certificate.")
                    .arg(place(error)),
                Explanation::tr("%1 is empty or not in PEM format.").arg(error.detail),
                Explanation::tr("Choose a file that contains -----BEGIN CERTIFICATE-----.")};
    case Kind::NoTlsThere:
        return {Explanation::tr("%1 does not speak TLS.").arg(place(error)),
                Explanation::tr("The server answered in plain text."),
                Explanation::tr("Connect without TLS, or check the port.")};
    case Kind::TlsExpected:
        return {Explanation::tr("%1 expects TLS.").arg(place(error)),
                Explanation::tr("The server accepts only encrypted connections."),
                Explanation::tr("Connect with TLS.")};
    default:
        break;
    }
    return {Explanation::tr("Could not establish an encrypted connection to %1.").arg(place(error)),
            Explanation::tr("The TLS library said: \"%1\".").arg(error.detail),
            Explanation::tr("Check the port and the server's TLS versions.")};
}

ErrorText explainCertificate(const SessionError &error)
{
    using Kind = SessionError::Kind;
    const QString date = QLocale().toString(error.date.toLocalTime(), QLocale::ShortFormat);
    switch (error.kind) {
    case Kind::UnknownAuthority:
        return {Explanation::tr("The identity of %1 cannot be verified.").arg(place(error)),
                Explanation::tr("Its certificate was signed by \"%1\", which is not trusted here.")
                    .arg(error.detail),
                Explanation::tr(
                    "If you trust this server, select the certificate file of its authority "
                    "(in the terminal: --ca FILE).")};
    case Kind::WrongName:
        return {
            Explanation::tr("The certificate of %1 is for another server.").arg(place(error)),
            Explanation::tr("It is valid for %1, not for %2.").arg(error.detail, error.host),
            Explanation::tr("Connect by a name that is in the certificate, or issue one for %1.")
                .arg(error.host)};
    case Kind::CertificateExpired:
        return {Explanation::tr("The certificate of %1 expired on %2.").arg(place(error), date),
                Explanation::tr("It was not renewed, or this computer's clock is fast."),
                Explanation::tr(
                    "Check the clock; if it is right, the server needs a new certificate.")};
    case Kind::CertificateNotYetValid:
        return {
            Explanation::tr("The certificate of %1 is not valid before %2.")
                .arg(place(error), date),
            Explanation::tr("This computer's clock is slow, or the certificate is not in use yet."),
            Explanation::tr("Check the clock.")};
    default:
        break;
    }
    return {Explanation::tr("The certificate of %1 was rejected.").arg(place(error)),
            Explanation::tr("The TLS library said: \"%1\".").arg(error.detail),
            Explanation::tr("Ask the server's operator for a valid certificate.")};
}

} // namespace

SessionError::Kind SessionError::kindOf(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::HostNotFoundError:
        return Kind::NameNotFound;
    case QAbstractSocket::ConnectionRefusedError:
        return Kind::Refused;
    case QAbstractSocket::NetworkError:
        return Kind::Unreachable;
    case QAbstractSocket::SocketTimeoutError:
        return Kind::TimedOut;
    case QAbstractSocket::RemoteHostClosedError:
        return Kind::Lost;
    default:
        return Kind::Other;
    }
}

SessionError::Kind SessionError::kindOf(QByteArrayView notice)
{
    if (notice == Words::noticeFull)
        return Kind::Full;
    if (notice == Words::noticeShuttingDown)
        return Kind::ShuttingDown;
    if (notice == Words::noticeRequestTooLong)
        return Kind::TooLong;
    return notice == Words::noticeIdle ? Kind::Idle : Kind::Notice;
}

bool SessionError::isTransient() const
{
    switch (kind) {
    case Kind::NameNotFound:
    case Kind::NoGreeting:
    case Kind::Foreign:
    case Kind::Unrequested:
    case Kind::TooLong:
    case Kind::NoTlsHere:
    case Kind::AuthoritiesUnreadable:
    case Kind::NoAuthorities:
    case Kind::NoTlsThere:
    case Kind::TlsExpected:
    case Kind::HandshakeFailed:
    case Kind::UnknownAuthority:
    case Kind::WrongName:
    case Kind::CertificateExpired:
    case Kind::CertificateNotYetValid:
    case Kind::CertificateRejected:
        return false;
    case Kind::Refused:
    case Kind::Unreachable:
    case Kind::TimedOut:
    case Kind::Unresponsive:
    case Kind::Full:
    case Kind::ShuttingDown:
    case Kind::Idle:
    case Kind::Notice:
    case Kind::Farewell:
    case Kind::Lost:
    case Kind::Other:
        break;
    }
    return true;
}

QString ErrorText::sentence() const
{
    QStringList parts{what, why, nextStep};
    parts.removeAll(QString());
    return parts.join(QLatin1Char(' '));
}

ErrorText explain(const SessionError &error)
{
    using Kind = SessionError::Kind;
    switch (error.kind) {
    case Kind::NameNotFound:
        return {Explanation::tr("The name %1 was not found.").arg(error.host),
                Explanation::tr("No computer is known by this name."),
                Explanation::tr("Check the spelling, or use an address such as 192.168.1.20.")};
    case Kind::Refused:
        return {Explanation::tr("Connection to %1 refused.").arg(place(error)),
                Explanation::tr("The computer answered, but no program listens on port %1.")
                    .arg(error.port),
                Explanation::tr("Start the server, or check the port.")};
    case Kind::Unreachable:
        return {Explanation::tr("%1 cannot be reached.").arg(error.host),
                Explanation::tr("There is no route to this computer."),
                Explanation::tr("Check the address and your network connection.")};
    case Kind::TimedOut:
        return {Explanation::tr("%1 does not answer.").arg(place(error)),
                Explanation::tr("It is switched off, or a firewall drops the connection."),
                Explanation::tr("Check the address, and whether the computer is on.")};
    case Kind::NoGreeting:
        return {
            Explanation::tr("%1 accepted the connection, but sent no greeting.").arg(place(error)),
            Explanation::tr("It is overloaded, or another kind of program listens there."),
            Explanation::tr("Check the port, and whether the server expects TLS.")};
    case Kind::Unresponsive:
        return {Explanation::tr("The server at %1 stopped answering.").arg(place(error)),
                Explanation::tr("It hangs or is overloaded, or the network failed."),
                Explanation::tr("Connect again.")};
    case Kind::Foreign:
        return {Explanation::tr("Another program answered at %1.").arg(place(error)),
                Explanation::tr("It said: \"%1\".").arg(error.detail),
                Explanation::tr("Check the port: digit-sum servers usually use 9990.")};
    case Kind::Full:
        return {Explanation::tr("The server at %1 is full.").arg(place(error)),
                Explanation::tr("It has reached its client limit."),
                Explanation::tr("Try again later.")};
    case Kind::ShuttingDown:
        return {Explanation::tr("The server at %1 is shutting down.").arg(place(error)),
                Explanation::tr("Its operator stopped it."),
                Explanation::tr("Connect again when it is back.")};
    case Kind::Idle:
        return {Explanation::tr("The server at %1 closed the connection.").arg(place(error)),
                Explanation::tr("The connection was idle for too long."),
                Explanation::tr("Connect again.")};
    case Kind::Notice:
        return {Explanation::tr("The connection to %1 was closed.").arg(place(error)),
                Explanation::tr("The server said: \"%1\".").arg(error.detail),
                Explanation::tr("Connect again.")};
    case Kind::Unrequested:
        return {Explanation::tr("The connection to %1 was closed.").arg(place(error)),
                Explanation::tr("The server sent a reply without a request."),
                Explanation::tr("Check the port: digit-sum servers usually use 9990.")};
    case Kind::Farewell:
        return {Explanation::tr("The server at %1 ended the conversation.").arg(place(error)),
                Explanation::tr("Its operator disconnected this client."),
                Explanation::tr("Connect again.")};
    case Kind::TooLong:
        return {Explanation::tr("The server at %1 closed the connection.").arg(place(error)),
                Explanation::tr("A request was longer than it allows."),
                Explanation::tr("Send shorter requests.")};
    case Kind::Lost:
        return {Explanation::tr("The connection to %1 was lost.").arg(place(error)),
                Explanation::tr("The server stopped, or the network failed."),
                Explanation::tr("Connect again.")};
    case Kind::NoTlsHere:
    case Kind::AuthoritiesUnreadable:
    case Kind::NoAuthorities:
    case Kind::NoTlsThere:
    case Kind::TlsExpected:
    case Kind::HandshakeFailed:
        return explainTls(error);
    case Kind::UnknownAuthority:
    case Kind::WrongName:
    case Kind::CertificateExpired:
    case Kind::CertificateNotYetValid:
    case Kind::CertificateRejected:
        return explainCertificate(error);
    case Kind::Other:
        break;
    }
    return {Explanation::tr("The connection to %1 failed: %2.").arg(place(error), error.detail),
            {},
            Explanation::tr("Check the address and the port.")};
}

} // namespace DigitSum
