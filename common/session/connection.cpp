// SPDX-License-Identifier: MIT
#include "common/session/connection.h"

#include "common/protocol/escape.h"
#include "common/protocol/protocolwords.h"
#include "common/session/certificatename.h"
#include "common/session/sendqueue.h"
#include "common/session/tlserror.h"

#include <QHostAddress>
#include <QNetworkProxy>
#include <QSslCertificate>
#include <QSslError>
#include <QSslSocket>
#include <QTimerEvent>

namespace DigitSum {

namespace {

using Kind = SessionError::Kind;

/// Limit of the socket's read buffer, in bytes.
constexpr qint64 readLimit = 64 * 1024;

void start(QBasicTimer &timer, std::chrono::milliseconds interval, QObject *object)
{
    timer.start(static_cast<int>(interval.count()), Qt::PreciseTimer, object);
}

/// RFC 6761 section 6.3: "localhost." is this computer, too; the C library may know only the other
/// spelling.
QString lookupName(const QString &host)
{
    return host.compare(u"localhost.", Qt::CaseInsensitive) == 0 ? tlsName(host) : host;
}

} // namespace

Connection::Connection()
    : m_connector([this] { return makeSocket(); })
{
    connect(&m_connector, &Connector::hostFound, this, &Connection::hostFound);
    connect(&m_connector, &Connector::connected, this, &Connection::onConnected);
    connect(&m_connector, &Connector::failed, this, &Connection::fail);
}

Connection::~Connection()
{
    abort();
}

void Connection::open(const QString &host, quint16 port, const TlsOptions &tls,
                      std::chrono::milliseconds limit)
{
    if (tls.mode != TlsOptions::Mode::Off) {
        const TlsSetup setup = TlsSetup::from(tls);
        if (setup.error) {
            fail(*setup.error);
            return;
        }
        m_tlsMode = tls.mode;
        m_tlsConfiguration = setup.configuration;
        m_tlsName = tlsName(host);
    }
    start(m_deadline, limit, this);
    m_connector.connectToHost(lookupName(host), port);
}

std::unique_ptr<QTcpSocket> Connection::makeSocket() const
{
    const bool isPlain = m_tlsMode == TlsOptions::Mode::Off;
    std::unique_ptr<QTcpSocket> socket(isPlain ? new QTcpSocket : new QSslSocket);
    socket->setReadBufferSize(readLimit);
    socket->setProxy(QNetworkProxy::NoProxy); // web proxies do not forward this protocol
    return socket;
}

void Connection::onConnected()
{
    m_socket = m_connector.takeSocket();
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &Connection::onReadyRead);
    connect(m_socket.get(), &QTcpSocket::errorOccurred, this, &Connection::onError);
    if (m_tlsMode == TlsOptions::Mode::Off)
        connect(m_socket.get(), &QTcpSocket::bytesWritten, this, &Connection::onSent);
    else
        startTls();
}

void Connection::startTls()
{
    m_tlsSocket = qobject_cast<QSslSocket *>(m_socket.get());
    connect(m_tlsSocket, &QSslSocket::bytesWritten, this, &Connection::sentSome);
    connect(m_tlsSocket, &QSslSocket::encryptedBytesWritten, this, &Connection::onSent);
    if (m_tlsMode == TlsOptions::Mode::Verified)
        connect(m_tlsSocket, &QSslSocket::encrypted, this, &Connection::verifyName);
    m_tlsSocket->setSslConfiguration(m_tlsConfiguration);
    m_tlsSocket->setPeerVerifyName(m_tlsName);
    m_tlsSocket->startClientEncryption();
}

/// Qt has verified everything else, and sent nothing of ours yet.
void Connection::verifyName()
{
    const QSslCertificate certificate = m_tlsSocket->peerCertificate();
    const QString name = m_tlsSocket->peerVerifyName();
    if (!isAllowedBy(certificate.subjectAlternativeNames(), name))
        fail(handshakeError({QSslError(QSslError::HostNameMismatch, certificate)}, {}));
}

void Connection::abort()
{
    m_isOver = true;
    m_deadline.stop();
    m_quiet.stop();
    m_connector.abort();
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->abort();
    }
}

// ---- reading ----

void Connection::onReadyRead()
{
    while (!m_isOver && m_socket->bytesAvailable() > 0) {
        QList<Reply> replies;
        m_parser.feed(m_socket->read(readLimit), replies);
        deliver(replies);
    }
    if (!m_isOver && m_parser.isMidGreeting())
        start(m_quiet, Words::quietDecidesRawServer, this);
}

void Connection::deliver(const QList<Reply> &replies)
{
    if (m_parser.phase() == ReplyParser::Phase::Foreign) {
        const QByteArray text = m_parser.foreignText();
        fail({.kind = isTlsAlert(text) ? Kind::TlsExpected : Kind::Foreign,
              .detail = escaped(text)});
        return;
    }
    if (isGreeted()) {
        m_deadline.stop();
        m_quiet.stop();
    }
    Q_EMIT received(replies);
}

void Connection::onQuietTimeout()
{
    QList<Reply> replies;
    m_parser.wentQuiet(replies);
    deliver(replies);
}

bool Connection::isGreeted() const noexcept
{
    return phase() == ReplyParser::Phase::Line || phase() == ReplyParser::Phase::Raw;
}

void Connection::send(QByteArrayView bytes)
{
    m_socket->write(bytes.data(), bytes.size());
}

qint64 Connection::unsentBytes() const
{
    return m_socket->bytesToWrite() + (m_tlsSocket ? m_tlsSocket->encryptedBytesToWrite() : 0);
}

ProgressWatch::Outgoing Connection::outgoing() const
{
    const qint64 unacknowledged = unacknowledgedBytes(m_socket->socketDescriptor());
    return {.acknowledged = m_sentBytes - unacknowledged,
            .pending = unsentBytes() + unacknowledged};
}

void Connection::onSent(qint64 bytes)
{
    m_sentBytes += bytes;
    Q_EMIT sentSome();
}

QString Connection::peerAddress() const
{
    return m_socket ? m_socket->peerAddress().toString() : QString();
}

// ---- errors ----

void Connection::onError()
{
    const auto error = m_socket->error();
    const QString text = m_socket->errorString();
    onReadyRead(); // data that arrived before the error
    if (!m_isOver && m_parser.isMidGreeting())
        onQuietTimeout(); // a greeting without a line end
    if (m_isOver)
        return;
    // Also what a TLS server does when no handshake arrives.
    const bool saidNothing = error == QAbstractSocket::RemoteHostClosedError && !isGreeted()
                             && !m_parser.isMidGreeting();
    if (error == QAbstractSocket::SslHandshakeFailedError)
        fail(handshakeError(m_tlsSocket->sslHandshakeErrors(), text));
    else if (saidNothing && !m_tlsSocket)
        fail({.kind = Kind::NoGreeting});
    else
        fail({.kind = isGreeted() ? Kind::Lost : SessionError::kindOf(error), .detail = text});
}

void Connection::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_quiet.timerId()) {
        m_quiet.stop();
        onQuietTimeout();
    } else if (event->timerId() == m_deadline.timerId()) {
        fail({.kind = m_socket ? Kind::NoGreeting : Kind::TimedOut});
    }
}

void Connection::fail(const SessionError &error)
{
    abort();
    Q_EMIT failed(error);
}

} // namespace DigitSum
