// SPDX-License-Identifier: MIT
#include "server/service/clienthandler.h"

#include "common/protocol/protocolwords.h"
#include "server/transport/nativesocket.h"
#include "server/transport/plaintransport.h"
#include "server/transport/tlstransport.h"

#include <QTimerEvent>

#include <algorithm>
#include <limits>
#include <utility>

namespace DigitSum {

Q_LOGGING_CATEGORY(lcService, "digitsum.service", QtInfoMsg)

using namespace std::chrono_literals;

namespace {

/// How much longer the kernel waits for a peer than this server: for the last notice and its sweep.
constexpr auto kernelMargin = 5s;

std::unique_ptr<Transport> makeTransport(HandlerContext &context, TransportUser &user)
{
    if (context.tls)
        return std::make_unique<TlsTransport>(*context.tls, context.received, user);
    return std::make_unique<PlainTransport>(context.received, user);
}

} // namespace

ClientHandler::ClientHandler(ClientId id, HandlerContext &context, QObject *parent)
    : QObject(parent)
    , m_id(id)
    , m_context(context)
    , m_parser(context.options.framing, static_cast<quint64>(context.options.maxDigits))
    , m_since(Clock::now())
    , m_lastRead(m_since)
{
}

bool ClientHandler::adopt(qintptr descriptor, const PeerInfo &peerInfo)
{
    NativeSocket::tune(descriptor, m_context.options.outputTimeout + kernelMargin);
    m_transport = makeTransport(m_context, *this);
    if (!m_transport->adopt(descriptor))
        return false;
    m_peer = peerInfo;
    if (m_peer.endpoint.address.isNull())
        m_peer.endpoint = NativeSocket::peer(descriptor);
    markChanged();
    return true;
}

void ClientHandler::reject()
{
    m_isRejected = true;
    serve();
}

void ClientHandler::serve()
{
    m_transport->start();
    if (m_state != State::Handshaking)
        return; // a plain connection needs no handshake
    enter(State::Handshaking);
    m_context.owner.onHandshakeStarted(*this);
}

void ClientHandler::onEstablished()
{
    m_context.owner.onHandshakeEnded(*this);
    enter(State::Serving);
    m_lastRead = Clock::now();
    if (m_isRejected) {
        closePolitely(CloseReason::Full, Words::noticeFull);
        return;
    }
    log(QStringLiteral("Connection established: ") + m_peer.endpoint.toString());
    send(m_context.greeting);
}

void ClientHandler::onReceived(QByteArrayView bytes, bool isAll)
{
    if (!bytes.isEmpty())
        m_lastRead = Clock::now();
    if (isServing()) // otherwise the client is leaving, and what still arrives is dropped
        answer(bytes, isAll);
}

/// Parses \a bytes, and answers them in one write. Unless \a isAll, more will be read soon.
void ClientHandler::answer(QByteArrayView bytes, bool isAll)
{
    QByteArray &replies = m_context.replies;
    qsizetype taken = 0;
    while (isServing() && taken < bytes.size()) {
        const QByteArrayView rest = bytes.sliced(taken);
        const qsizetype enough = m_context.options.outputLimit;
        taken += isRecorded() ? m_context.recorder.feed(m_parser, rest, replies, enough)
                              : m_parser.feed(rest, replies, enough);
        if (isAll && taken == bytes.size())
            m_parser.burstEnded(replies);
        sendReplies();
    }
    m_bytesIn += static_cast<quint64>(taken);
    m_context.totals.bytesIn += static_cast<quint64>(taken);
    m_beforeShutdown -= taken;
    if (isServing()) {
        waitForQuiet();
        if (isAll || m_beforeShutdown <= 0) // a flood has no end
            closeIfShutdownRequested();
    } else if (m_state == State::Paused) {
        m_held = bytes.sliced(taken).toByteArray();
    }
}

/// The peer's end also ends an unfinished request.
void ClientHandler::onEnd()
{
    if (!isServing())
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
    markChanged();
    if (m_parser.saidFarewell())
        closePolitely(CloseReason::SaidQuit, {});
    else if (m_parser.isTooLong())
        closePolitely(CloseReason::RequestTooLong, Words::noticeRequestTooLong);
}

/// While the peer doesn't take all of it, the client is paused.
void ClientHandler::send(QByteArrayView bytes)
{
    m_bytesOut += static_cast<quint64>(bytes.size());
    m_context.totals.bytesOut += static_cast<quint64>(bytes.size());
    m_transport->send(bytes);
    if (m_transport->unsentBytes() == 0)
        return;
    m_transport->pauseReading();
    if (isServing())
        enter(State::Paused);
}

void ClientHandler::enter(State state)
{
    m_state = state;
    m_waitingSince = Clock::now();
    m_unacknowledged = 0;
    if (state == State::Leaving || state == State::Gone)
        m_quietTimer.stop();
    if (state == State::Serving || state == State::Gone)
        m_context.owner.onDeadlineEnded(*this);
    else
        m_context.owner.onDeadlineStarted(*this);
}

/// How long the current state may last without progress.
std::chrono::milliseconds ClientHandler::timeLimit() const
{
    const auto &options = m_context.options;
    switch (m_state) {
    case State::Handshaking:
        return options.handshakeTimeout;
    case State::Leaving: // has the full time to take its replies, unless it already had it
        return m_reason == CloseReason::ReadTooSlowly ? options.drainLimit : options.outputTimeout;
    case State::Draining: // the replies may still be in the kernel
        return m_unacknowledged == 0 ? options.drainLimit : options.outputTimeout;
    case State::Serving:
    case State::Paused:
    case State::Gone:
        break;
    }
    return options.outputTimeout;
}

/// The kernel reports progress only when a good part of its buffer is free, which takes a slow
/// reader longer than any limit. What the peer has acknowledged shows each of its steps.
bool ClientHandler::hasPeerTakenBytes()
{
    const qint64 left =
        m_transport->unsentBytes() + NativeSocket::unacknowledgedBytes(m_transport->descriptor());
    return std::exchange(m_unacknowledged, left) > left;
}

void ClientHandler::onProgress()
{
    m_waitingSince = Clock::now();
    if (m_transport->unsentBytes() > 0)
        return;
    if (m_state == State::Leaving)
        sendEndIfAllSent();
    else if (m_state == State::Paused)
        resume();
}

void ClientHandler::resume()
{
    enter(State::Serving);
    markChanged();
    m_lastRead = Clock::now(); // the client was not read from, so its silence does not count
    answer(std::exchange(m_held, {}), false);
    if (!isServing())
        return;
    m_transport->resumeReading();
    if (m_isShutdownRequested)
        m_transport->readNow(); // if nothing more has arrived, no event follows
}

void ClientHandler::waitForQuiet()
{
    const auto quiet = m_parser.quietTime();
    if (quiet > 0ms && !m_quietTimer.isActive())
        m_quietTimer.start(static_cast<int>(quiet.count()), Qt::PreciseTimer, this);
}

/// On a long way a message comes in bursts, one per round trip: TCP's slow start. Two round trips
/// without a byte are its end.
std::chrono::microseconds ClientHandler::quietTime() const
{
    return std::max<std::chrono::microseconds>(
        m_parser.quietTime(), 2 * NativeSocket::roundTripTime(m_transport->descriptor()));
}

void ClientHandler::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_quietTimer.timerId())
        return;
    m_transport->readNow(); // a busy thread has not read what waits in the kernel
    m_quietTimer.stop();
    if (m_parser.quietTime() == 0ms || !isServing()) // a paused client is not read from
        return;

    // The timer isn't restarted at each read, which costs more than the read: look back instead.
    const auto quiet = quietTime();
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
    m_transport->reset();
}

void ClientHandler::close(CloseReason reason)
{
    m_reason = reason;
    m_transport->abort();
}

void ClientHandler::shutDown()
{
    m_isShutdownRequested = true;
    m_transport->readThoroughly();
    m_beforeShutdown = std::numeric_limits<qint64>::max(); // until finishShutDown() looks
}

void ClientHandler::finishShutDown()
{
    if (!m_isShutdownRequested)
        return;
    m_beforeShutdown = m_held.size() + NativeSocket::unreadBytes(m_transport->descriptor());
    if (m_state == State::Handshaking)
        close(CloseReason::ShutDown);
    else if (isServing())
        m_transport->readNow(); // bytes may wait in the kernel if the thread was busy
}

/// Call it when everything that has arrived is answered. A paused client comes back here from
/// resume(), once it has taken its replies.
void ClientHandler::closeIfShutdownRequested()
{
    if (!m_isShutdownRequested || !isServing())
        return;
    if (m_parser.framing() == RequestParser::Framing::Raw)
        m_parser.wentQuiet(m_context.replies);
    sendReplies();
    closePolitely(CloseReason::ShutDown, Words::noticeShuttingDown);
}

void ClientHandler::closePolitely(CloseReason reason, QByteArrayView words)
{
    if (m_state == State::Handshaking) {
        close(reason); // no words can be sent yet
        return;
    }
    if (!isServing() && m_state != State::Paused)
        return;
    m_reason = reason;
    enter(State::Leaving);
    if (!words.isEmpty()) {
        const bool isRaw = m_parser.framing() == RequestParser::Framing::Raw;
        const QByteArray lineEnd = isRaw ? QByteArray() : Words::lineEnd.toByteArray();
        send(QByteArray(words.toByteArray() + lineEnd));
    }
    markChanged();
    sendEndIfAllSent();
}

void ClientHandler::sendEndIfAllSent()
{
    if (m_state != State::Leaving || m_transport->unsentBytes() > 0)
        return;
    enter(State::Draining);
    m_transport->sendEnd();
}

void ClientHandler::sweep(Clock::time_point now, Clock::duration lost)
{
    const bool hasProgress = m_state != State::Handshaking && hasPeerTakenBytes();
    m_waitingSince = hasProgress ? now : std::min(now, m_waitingSince + lost);
    if (now - m_waitingSince < timeLimit())
        return;
    switch (m_state) {
    case State::Handshaking:
        return close(CloseReason::HandshakeTooSlow);
    case State::Paused:
        // Follows the replies that the client left unread: it can still read the notice.
        return closePolitely(CloseReason::ReadTooSlowly, Words::noticeReadingTooSlowly);
    case State::Leaving:
        return close(CloseReason::ReadTooSlowly);
    case State::Draining:
        return close(m_reason);
    case State::Serving:
    case State::Gone:
        return; // no deadline
    }
}

bool ClientHandler::isIdle() const
{
    const auto limit = m_context.options.idleTimeout;
    return limit > 0ms && Clock::now() - m_lastRead >= limit;
}

void ClientHandler::checkPace(Clock::time_point now, Clock::duration lost)
{
    m_lastRead = std::min(now, m_lastRead + lost);
    m_pace.forgive(lost);
    // In every other state the client is not read from, or sweep() enforces a deadline.
    if (!isServing() || !m_parser.isMidRequest())
        m_pace.pause();
    if (!isServing())
        return;
    const auto &options = m_context.options;
    if (isIdle())
        m_transport->readNow(); // a busy thread has not read what waits in the kernel
    if (isServing() && isIdle())
        closePolitely(CloseReason::Idle, Words::noticeIdle);
    else if (isServing() && m_parser.isMidRequest()
             && m_pace.isTooSlow({now, m_parser.requests(), m_bytesIn}, options.minRate,
                                 options.slowRequestGrace))
        closePolitely(CloseReason::RequestTooSlow, Words::noticeRequestTooSlow);
}

void ClientHandler::onClosed(bool isOrderly)
{
    if (m_state == State::Gone)
        return;
    const bool wasEstablished = m_state != State::Handshaking;
    enter(State::Gone);
    m_context.owner.onHandshakeEnded(*this);
    if (m_reason == CloseReason::ClosedByPeer && !isOrderly)
        m_reason = wasEstablished ? CloseReason::Lost : CloseReason::HandshakeFailed;
    log(QStringLiteral("Connection closed: ") + m_peer.endpoint.toString() + u" ("
        + reasonText(m_reason) + u')');
    m_context.owner.onGone(*this, m_reason);
}

void ClientHandler::markChanged()
{
    if (!std::exchange(m_isChanged, true))
        m_context.owner.onChanged(*this);
}

/// Health checks are logged as debug messages, because they would fill the log.
void ClientHandler::log(const QString &event) const
{
    if (isReported())
        qCInfo(lcService).noquote() << event;
    else
        qCDebug(lcService).noquote() << event;
}

ClientInfo::Activity ClientHandler::activity() const
{
    if (m_state == State::Paused)
        return ClientInfo::Activity::Paused;
    const bool isOpen = isServing() || m_state == State::Handshaking;
    return isOpen ? ClientInfo::Activity::Open : ClientInfo::Activity::Closing;
}

ClientInfo ClientHandler::info() const
{
    ClientInfo info;
    info.id = m_id;
    info.address = m_peer.endpoint.address;
    info.port = m_peer.endpoint.port;
    info.since = wallClock(m_since);
    info.lastActivity = wallClock(m_lastRead);
    info.framing = m_parser.framing();
    info.activity = activity();
    info.isEncrypted = m_context.tls.has_value();
    info.requests = m_parser.requests();
    info.refused = m_parser.refused();
    info.bytesIn = m_bytesIn;
    info.bytesOut = m_bytesOut;
    info.lastRequest = m_parser.lastRequest().toByteArray();
    return info;
}

} // namespace DigitSum
