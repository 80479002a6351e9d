// SPDX-License-Identifier: MIT
#include "server/service/clienthandler.h"

#include "common/protocol/protocolwords.h"
#include "server/service/nativesocket.h"

#include <QEvent>
#include <QTimerEvent>

namespace DigitSum {

Q_LOGGING_CATEGORY(lcService, "digitsum.service", QtInfoMsg)

using namespace std::chrono_literals;
using Activity = ClientInfo::Activity;

ClientHandler::ClientHandler(ClientId id, HandlerContext &context, QObject *parent)
    : QObject(parent)
    , m_id(id)
    , m_context(context)
    , m_parser(context.options.framing, static_cast<quint64>(context.options.maxDigits))
    , m_since(Clock::now())
    , m_lastRead(m_since)
{
}

bool ClientHandler::adopt(qintptr descriptor, const Caller &caller)
{
    NativeSocket::tune(descriptor);
    if (!m_socket.setSocketDescriptor(descriptor)) {
        // Qt leaves it open, unless it couldn't make it non-blocking; closing it twice could close
        // a descriptor that another thread has got meanwhile.
        if (m_socket.error() != QAbstractSocket::UnsupportedSocketOperationError)
            NativeSocket::sendAndClose(descriptor, {});
        return false;
    }
    m_caller = caller;
    if (m_caller.endpoint.address.isNull())
        m_caller.endpoint = NativeSocket::peer(descriptor);
    m_gate = ReadGate(m_socket, *this);
    connect(&m_socket, &QTcpSocket::bytesWritten, this, &ClientHandler::onBytesWritten);
    connect(&m_socket, &QTcpSocket::disconnected, this, &ClientHandler::onDisconnected);
    touch();
    return true;
}

void ClientHandler::greet()
{
    log(QStringLiteral("Connection established: ") + m_caller.endpoint.toString());
    send(m_context.greeting);
}

void ClientHandler::turnAway()
{
    closePolitely(CloseReason::Full, Words::noticeFull);
}

/// Sees the events of the socket's read notifier before Qt does. \returns true if that's all.
bool ClientHandler::eventFilter(QObject *notifier, QEvent *event)
{
    if (event->type() != QEvent::SockAct)
        return QObject::eventFilter(notifier, event);
    if (m_gate.isClosed()) {
        m_gate.close(); // Qt turned the notifier on again
        return true;
    }
    return read();
}

/// Once: the event loop comes back while there is more, and others have their turn in between.
/// \returns false if the socket must look itself: the conversation is over, one way or the other.
bool ClientHandler::read()
{
    using Result = NativeSocket::Reading::Result;
    QByteArray &chunk = m_context.chunk;
    const auto reading =
        NativeSocket::read(m_socket.socketDescriptor(), chunk.data(), chunk.size());
    switch (reading.result) {
    case Result::Bytes:
        m_lastRead = Clock::now();
        if (isOpen()) // else the last words were said, and what still arrives is dropped
            answer(QByteArrayView(chunk).first(reading.size), reading.size < chunk.size());
        return true;
    case Result::Nothing:
        sayShuttingDown();
        return true;
    case Result::Failed:
        return true;
    case Result::End:
        endOfInput();
        return m_gate.isClosed(); // Qt closes the descriptor: not while a reply is unsent
    case Result::Broken:
        m_reason = CloseReason::Lost;
        m_socket.abort();
        return true; // the notifier is gone
    }
    Q_UNREACHABLE();
}

/// Parses \a bytes and answers them in one write. If that isn't all that has arrived, the rest will
/// be read soon.
void ClientHandler::answer(QByteArrayView bytes, bool isAll)
{
    QByteArray &replies = m_context.replies;
    qsizetype taken = 0;
    while (isOpen() && taken < bytes.size()) {
        const QByteArrayView rest = bytes.sliced(taken);
        taken += isRecorded() ? m_context.recorder.feed(m_parser, rest, replies, enoughReplies)
                              : m_parser.feed(rest, replies, enoughReplies);
        if (isAll && taken == bytes.size())
            m_parser.burstEnded(replies);
        sendReplies();
    }
    m_bytesIn += static_cast<quint64>(taken);
    m_context.totals.bytesIn += static_cast<quint64>(taken);
    if (isOpen()) {
        waitForQuiet();
        if (isAll)
            sayShuttingDown();
    } else if (m_activity == Activity::Paused) {
        m_held = bytes.sliced(taken).toByteArray();
    }
}

/// The peer has sent FIN: if it was in the middle of a request, that is its end.
void ClientHandler::endOfInput()
{
    if (!isOpen())
        return;
    m_parser.ended(m_context.replies);
    sendReplies();
}

void ClientHandler::sendReplies()
{
    QByteArray &replies = m_context.replies;
    m_context.totals.requests += m_parser.requests() - m_countedRequests;
    m_context.totals.refused += m_parser.refused() - m_countedRefused;
    m_countedRequests = m_parser.requests();
    m_countedRefused = m_parser.refused();
    if (isRecorded())
        m_context.recorder.aboutToSend(m_parser, replies);
    if (!replies.isEmpty())
        send(replies);
    replies.resize(0); // keeps its memory
    touch();
    if (m_parser.saidFarewell())
        closePolitely(CloseReason::SaidQuit, {});
    else if (m_parser.isTooLong())
        closePolitely(CloseReason::RequestTooLong, Words::noticeRequestTooLong);
}

/// Hands \a bytes to the kernel. What it doesn't take the socket keeps and sends later, and the
/// client is paused until then; also where sending failed: the socket will find out why.
void ClientHandler::send(QByteArrayView bytes)
{
    m_bytesOut += static_cast<quint64>(bytes.size());
    m_context.totals.bytesOut += static_cast<quint64>(bytes.size());
    const bool isFirst = m_socket.bytesToWrite() == 0;
    const qsizetype sent = isFirst ? NativeSocket::write(m_socket.socketDescriptor(), bytes) : 0;
    if (sent == bytes.size())
        return;
    m_socket.write(bytes.data() + sent, bytes.size() - sent);
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
    m_waitingSince = Clock::now();
    if (m_socket.bytesToWrite() > 0)
        return;
    if (m_activity == Activity::Closing)
        sendFinWhenDue();
    else if (m_activity == Activity::Paused)
        resume();
}

void ClientHandler::resume()
{
    unwatch();
    touch();
    m_activity = Activity::Open;
    m_lastRead = Clock::now(); // it was us who were quiet
    answer(std::exchange(m_held, {}), false);
    if (!isOpen())
        return;
    m_gate.open();
    if (m_isShuttingDown)
        read(); // no event would tell that there is nothing more
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
    m_parser.wentQuiet(m_context.replies);
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
    if (m_isShuttingDown && isOpen())
        read(); // bytes may wait in the kernel, however long the thread was busy with others
}

/// All that has arrived is answered.
void ClientHandler::sayShuttingDown()
{
    if (!m_isShuttingDown || !isOpen())
        return; // when a paused client has taken its replies, resume() comes back here
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
        const QByteArray lineEnd = isRaw ? QByteArray() : Words::lineEnd.toByteArray();
        send(QByteArray(words.toByteArray() + lineEnd));
    }
    m_waitingSince = Clock::now();
    watch();
    touch();
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
    m_gate.open();
}

void ClientHandler::sweep(Clock::time_point now)
{
    const bool isLastChance = m_hasSentFin || m_reason == CloseReason::ReadTooSlowly;
    const auto &options = m_context.options;
    if (now - m_waitingSince < (isLastChance ? options.drainLimit : options.outputTimeout))
        return;
    if (m_activity == Activity::Paused) {
        // Said after the replies that it left unread: it hears it if it goes on reading now.
        closePolitely(CloseReason::ReadTooSlowly, Words::noticeReadingTooSlowly);
        return;
    }
    if (!m_hasSentFin)
        m_reason = CloseReason::ReadTooSlowly;
    m_socket.abort();
}

void ClientHandler::checkPace(Clock::time_point now)
{
    // Paused: it is us who don't read. Closing: sweep() sees to it.
    if (!isOpen() || !m_parser.isMidRequest())
        m_pace.pause();
    if (!isOpen())
        return;
    const auto &options = m_context.options;
    if (options.idleTimeout > 0ms && now - m_lastRead >= options.idleTimeout)
        closePolitely(CloseReason::Idle, Words::noticeIdle);
    else if (m_parser.isMidRequest()
             && m_pace.isTooSlow({now, m_parser.requests(), m_bytesIn}, options.minRate,
                                 options.slowRequestGrace))
        closePolitely(CloseReason::RequestTooSlow, Words::noticeRequestTooSlow);
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
    const QString who = m_caller.endpoint.toString();
    log(QStringLiteral("Connection closed: %1 %2").arg(who, reasonText(m_reason)));
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

/// Health checks would fill the log: they are written for those who ask for it with Qt's rules.
void ClientHandler::log(const QString &event) const
{
    if (m_caller.isHealthCheck)
        qCDebug(lcService).noquote() << event;
    else
        qCInfo(lcService).noquote() << event;
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
    info.address = m_caller.endpoint.address;
    info.port = m_caller.endpoint.port;
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
