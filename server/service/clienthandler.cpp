// SPDX-License-Identifier: MIT
#include "server/service/clienthandler.h"

#include "common/protocol/protocolwords.h"
#include "server/service/endpoint.h"
#include "server/service/nativesocket.h"

#include <QEvent>
#include <QTimerEvent>

namespace DigitSum {

Q_LOGGING_CATEGORY(lcService, "digitsum.service")

using namespace std::chrono_literals;
using Activity = ClientInfo::Activity;

namespace {

QHostAddress normalised(const QHostAddress &address)
{
    bool isMappedIPv4 = false; // ::ffff:a.b.c.d, from a socket that listens for both
    const quint32 ipv4 = address.toIPv4Address(&isMappedIPv4);
    return isMappedIPv4 ? QHostAddress(ipv4) : address;
}

} // namespace

ClientHandler::ClientHandler(ClientId id, HandlerContext &context, QObject *parent)
    : QObject(parent)
    , m_id(id)
    , m_context(context)
    , m_parser(context.options.framing)
    , m_since(Clock::now())
    , m_lastRead(m_since)
{
}

bool ClientHandler::adopt(qintptr descriptor)
{
    NativeSocket::tune(descriptor);
    if (!m_socket.setSocketDescriptor(descriptor)) {
        NativeSocket::sendAndClose(descriptor, {}); // Qt leaves it open
        return false;
    }
    m_socket.setReadBufferSize(readLimit);
    m_address = normalised(m_socket.peerAddress());
    m_port = m_socket.peerPort();
    m_gate = ReadGate(m_socket, *this);
    connect(&m_socket, &QTcpSocket::readyRead, this, &ClientHandler::drain);
    connect(&m_socket, &QTcpSocket::bytesWritten, this, &ClientHandler::onBytesWritten);
    connect(&m_socket, &QTcpSocket::disconnected, this, &ClientHandler::onDisconnected);
    touch();
    return true;
}

void ClientHandler::greet()
{
    qCInfo(lcService).noquote() << "Connection established:"
                                << Endpoint{m_address, m_port}.toString();
    send(m_context.greeting);
}

void ClientHandler::turnAway()
{
    closePolitely(CloseReason::Full, Words::noticeFull);
}

/// Everything that has arrived: parsed, and answered in as few writes as there are chunks.
void ClientHandler::drain()
{
    if (m_activity == Activity::Closing) {
        discard();
        return;
    }
    m_lastRead = Clock::now();
    const quint64 requests = m_parser.requests();
    const quint64 refused = m_parser.refused();
    const bool mayBeMore = m_socket.bytesAvailable() >= readLimit; // in the kernel

    while (isOpen() && m_socket.bytesAvailable() > 0) {
        QByteArray &chunk = m_context.chunk;
        const qint64 size =
            m_socket.peek(chunk.data(), qMin(chunk.size(), m_socket.bytesAvailable()));
        const auto bytes = QByteArrayView(chunk).first(size);
        const qint64 taken =
            isRecorded() ? m_context.recorder.feed(m_parser, bytes, m_context.replies, enoughReplies)
                         : m_parser.feed(bytes, m_context.replies, enoughReplies);
        m_socket.skip(taken);
        m_bytesIn += static_cast<quint64>(taken);
        m_context.totals.bytesIn += static_cast<quint64>(taken);
        if (m_socket.bytesAvailable() == 0)
            m_parser.burstEnded(m_context.replies);
        sendReplies();
    }
    count(requests, refused);
    if (m_isGone || !isOpen())
        return;
    waitForQuiet();
    if (m_isShuttingDown && !mayBeMore)
        finishShutDown();
}

void ClientHandler::discard()
{
    m_socket.skip(m_socket.bytesAvailable());
}

void ClientHandler::sendReplies()
{
    QByteArray &replies = m_context.replies;
    if (isRecorded())
        m_context.recorder.aboutToSend(m_parser, replies);
    if (!replies.isEmpty())
        send(replies);
    replies.resize(0); // keeps the capacity unless the socket still holds the bytes
    if (m_parser.saidFarewell())
        closePolitely(CloseReason::SaidQuit, {});
}

/// Hands \a bytes to the kernel at once. Whatever it doesn't take is kept, by sharing, not copying,
/// and pauses the client.
void ClientHandler::send(const QByteArray &bytes)
{
    m_bytesOut += static_cast<quint64>(bytes.size());
    m_context.totals.bytesOut += static_cast<quint64>(bytes.size());
    m_socket.write(bytes);
    m_socket.flush(); // may find the connection broken: then onDisconnected() was called
    touch();
    if (m_socket.bytesToWrite() > 0)
        pause();
}

void ClientHandler::pause()
{
    m_gate.close();
    if (isOpen())
        m_activity = Activity::Paused;
    m_waitingSince = Clock::now();
    watch();
}

void ClientHandler::onBytesWritten()
{
    if (isOpen())
        return;
    m_waitingSince = Clock::now();
    if (m_socket.bytesToWrite() > 0)
        return;
    if (m_activity == Activity::Closing)
        sendFinWhenDue();
    else
        resume();
}

void ClientHandler::resume()
{
    unwatch();
    touch();
    m_activity = Activity::Open;
    drain(); // what Qt had read already; no signal will come for it
    if (isOpen() && !m_isGone)
        m_gate.open();
}

/// Sees the events of the socket's read notifier before Qt reads.
bool ClientHandler::eventFilter(QObject *notifier, QEvent *event)
{
    if (event->type() != QEvent::SockAct)
        return QObject::eventFilter(notifier, event);
    if (m_gate.isClosed()) {
        m_gate.close(); // Qt turned the notifier on again
        return true;
    }
    if (isOpen() && m_parser.isMidRequest() && NativeSocket::isAtEnd(m_socket.socketDescriptor())) {
        endOfInput();
        return m_gate.isClosed(); // Qt may read the FIN, unless the reply is still unsent
    }
    return false;
}

/// The peer has sent FIN in the middle of a request: that is its end.
void ClientHandler::endOfInput()
{
    const quint64 requests = m_parser.requests();
    const quint64 refused = m_parser.refused();
    m_parser.ended(m_context.replies);
    count(requests, refused);
    sendReplies();
}

void ClientHandler::waitForQuiet()
{
    const auto quiet = m_parser.quietTime();
    if (quiet > 0ms && !m_quietTimer.isActive())
        m_quietTimer.start(static_cast<int>(quiet.count()), Qt::PreciseTimer, this);
}

void ClientHandler::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_quietTimer.timerId())
        return;
    m_quietTimer.stop();
    const auto quiet = m_parser.quietTime();
    if (quiet == 0ms || !isOpen()) // while paused it is us who are quiet
        return;

    // The timer isn't restarted at each read, which costs more than the read: look back instead.
    const auto silence = Clock::now() - m_lastRead;
    if (silence < quiet) {
        const auto rest = std::chrono::ceil<std::chrono::milliseconds>(quiet - silence);
        m_quietTimer.start(static_cast<int>(rest.count()), Qt::PreciseTimer, this);
        return;
    }
    const quint64 requests = m_parser.requests();
    const quint64 refused = m_parser.refused();
    m_parser.wentQuiet(m_context.replies);
    count(requests, refused);
    sendReplies();
}

void ClientHandler::disconnectPolitely()
{
    closePolitely(CloseReason::Disconnected, Words::farewell);
}

void ClientHandler::reset(CloseReason reason)
{
    m_reason = reason;
    NativeSocket::resetOnClose(m_socket.socketDescriptor());
    m_socket.abort();
}

void ClientHandler::shutDown()
{
    m_isShuttingDown = true;
}

void ClientHandler::finishShutDown()
{
    if (!isOpen() || !m_isShuttingDown)
        return; // when a paused client has taken its replies, drain() comes back here
    if (m_parser.framing() == RequestParser::Framing::Raw)
        m_parser.wentQuiet(m_context.replies);
    sendReplies();
    closePolitely(CloseReason::ShutDown, Words::noticeShuttingDown);
}

void ClientHandler::closePolitely(CloseReason reason, QByteArrayView words)
{
    if (m_isGone || m_activity == Activity::Closing)
        return;
    m_activity = Activity::Closing;
    m_reason = reason;
    m_quietTimer.stop();
    if (!words.isEmpty()) {
        const bool isRaw = m_parser.framing() == RequestParser::Framing::Raw;
        send(words.toByteArray() + (isRaw ? QByteArrayView() : Words::lineEnd).toByteArray());
    }
    if (m_isGone)
        return;
    m_waitingSince = Clock::now();
    watch();
    sendFinWhenDue();
}

/// FIN follows the last byte; then what still arrives is drained, since closing a socket with
/// unread bytes resets the connection and can destroy the last reply on its way.
void ClientHandler::sendFinWhenDue()
{
    if (m_hasSentFin || m_socket.bytesToWrite() > 0)
        return;
    m_hasSentFin = true;
    m_waitingSince = Clock::now();
    NativeSocket::shutdownWrite(m_socket.socketDescriptor());
    discard();
    m_gate.open();
}

void ClientHandler::sweep(Clock::time_point now)
{
    const auto limit =
        m_hasSentFin ? m_context.options.drainLimit : m_context.options.outputStallLimit;
    if (now - m_waitingSince < limit)
        return;
    if (!m_hasSentFin)
        m_reason = CloseReason::ReadTooSlowly;
    m_socket.abort();
}

void ClientHandler::onDisconnected()
{
    if (m_isGone)
        return;
    m_isGone = true;
    m_quietTimer.stop();
    unwatch();
    const auto error = m_socket.error();
    const bool isOrderly = error == QAbstractSocket::UnknownSocketError
                           || error == QAbstractSocket::RemoteHostClosedError;
    if (m_reason == CloseReason::ClosedByPeer && !isOrderly)
        m_reason = CloseReason::Lost;
    qCInfo(lcService).noquote() << "Connection closed:" << Endpoint{m_address, m_port}.toString()
                                << reasonText(m_reason);
    m_context.onGone(*this, m_reason);
}

void ClientHandler::watch()
{
    m_context.watched.insert(this);
    m_context.startSweeping();
}

void ClientHandler::unwatch()
{
    m_context.watched.erase(this);
}

void ClientHandler::touch()
{
    if (m_isTouched || !m_context.isObserved)
        return;
    m_isTouched = true;
    m_context.touched.push_back(m_id);
}

void ClientHandler::count(quint64 requestsBefore, quint64 refusedBefore)
{
    m_context.totals.requests += m_parser.requests() - requestsBefore;
    m_context.totals.refused += m_parser.refused() - refusedBefore;
    touch();
}

ClientInfo ClientHandler::info() const
{
    const auto wallClock = [this](Clock::time_point time) {
        const auto sinceStart =
            std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch());
        return static_cast<qint64>((sinceStart + m_context.wallClockOffset).count());
    };
    ClientInfo info;
    info.id = m_id;
    info.address = m_address;
    info.port = m_port;
    info.since = wallClock(m_since);
    info.lastActivity = wallClock(m_lastRead);
    info.framing = m_parser.framing();
    info.activity = m_activity;
    info.requests = m_parser.requests();
    info.refused = m_parser.refused();
    info.bytesIn = m_bytesIn;
    info.bytesOut = m_bytesOut;
    info.lastRequest = m_parser.lastRequest().toByteArray();
    return info;
}

} // namespace DigitSum
