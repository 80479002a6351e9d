// SPDX-License-Identifier: MIT
#include "server/service/clienthandler.h"

#include "common/protocol/protocolwords.h"
#include "server/transport/nativesocket.h"
#include "server/transport/plaintransport.h"
#include "server/transport/tlstransport.h"

#include <QTimerEvent>

namespace DigitSum {

Q_LOGGING_CATEGORY(lcService, "digitsum.service", QtInfoMsg)

using namespace std::chrono_literals;
using Activity = ClientInfo::Activity;

namespace {

std::unique_ptr<Transport> makeTransport(const HandlerContext &context, TransportUser &user)
{
    if (context.tls)
        return std::make_unique<TlsTransport>(*context.tls, user);
    return std::make_unique<PlainTransport>(user);
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

bool ClientHandler::adopt(qintptr descriptor, const Caller &caller)
{
    m_transport = makeTransport(m_context, *this);
    if (!m_transport->adopt(descriptor))
        return false;
    m_caller = caller;
    if (m_caller.endpoint.address.isNull())
        m_caller.endpoint = NativeSocket::peer(descriptor);
    touch();
    return true;
}

void ClientHandler::turnAway()
{
    m_isTurnedAway = true;
    serve();
}

void ClientHandler::serve()
{
    m_transport->start();
    if (m_isEstablished || m_isGone)
        return;
    m_waitingSince = Clock::now();
    m_context.watch(this);
    auto &handshakes = m_context.handshakes;
    handshakes.emplace(m_id, this);
    if (handshakes.size() > mostHandshakes)
        handshakes.begin()->second->close(CloseReason::HandshakeTooSlow);
}

void ClientHandler::onEstablished()
{
    m_isEstablished = true;
    if (m_context.handshakes.erase(m_id) > 0)
        m_context.unwatch(this);
    m_lastRead = Clock::now();
    if (m_isTurnedAway) {
        closePolitely(CloseReason::Full, Words::noticeFull);
        return;
    }
    log(QStringLiteral("Connection established: ") + m_caller.endpoint.toString());
    send(m_context.greeting);
}

void ClientHandler::read()
{
    using Result = Transport::Reading::Result;
    QByteArray &chunk = m_context.chunk;
    const auto reading = m_transport->read(chunk.data(), chunk.size());
    switch (reading.result) {
    case Result::Bytes:
        m_lastRead = Clock::now();
        if (isOpen()) // else the last words were said, and what still arrives is dropped
            answer(QByteArrayView(chunk).first(reading.size), reading.size < chunk.size());
        return;
    case Result::Failed:
        return;
    case Result::Nothing:
        return sayShuttingDown();
    case Result::End:
        return endOfInput();
    case Result::Broken:
        return close(CloseReason::Lost);
    }
}

/// Parses \a bytes, and answers them in one write. Unless \a isAll, more will be read soon.
void ClientHandler::answer(QByteArrayView bytes, bool isAll)
{
    QByteArray &replies = m_context.replies;
    qsizetype taken = 0;
    while (isOpen() && taken < bytes.size()) {
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
    if (isOpen()) {
        waitForQuiet();
        if (isAll)
            sayShuttingDown();
    } else if (m_activity == Activity::Paused) {
        m_held = bytes.sliced(taken).toByteArray();
    }
}

/// If the peer was in the middle of a request, that is its end.
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

/// While the peer doesn't take all of it, the client is paused.
void ClientHandler::send(QByteArrayView bytes)
{
    m_bytesOut += static_cast<quint64>(bytes.size());
    m_context.totals.bytesOut += static_cast<quint64>(bytes.size());
    m_transport->send(bytes);
    if (m_transport->unsentBytes() > 0)
        pause();
}

void ClientHandler::pause()
{
    m_transport->pauseReading();
    if (isOpen())
        m_activity = Activity::Paused;
    m_waitingSince = Clock::now();
    m_context.watch(this);
}

void ClientHandler::onProgress()
{
    m_waitingSince = Clock::now();
    if (m_transport->unsentBytes() > 0)
        return;
    if (m_activity == Activity::Closing)
        sendEndWhenDue();
    else if (m_activity == Activity::Paused)
        resume();
}

void ClientHandler::resume()
{
    m_context.unwatch(this);
    touch();
    m_activity = Activity::Open;
    m_lastRead = Clock::now(); // it was us who were quiet
    answer(std::exchange(m_held, {}), false);
    if (!isOpen())
        return;
    m_transport->resumeReading();
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
    m_transport->reset();
}

void ClientHandler::close(CloseReason reason)
{
    m_reason = reason;
    m_transport->abort();
}

void ClientHandler::shutDown()
{
    m_isShuttingDown = true;
    m_transport->readThoroughly();
}

void ClientHandler::finishShutDown()
{
    if (m_isShuttingDown && !m_isEstablished)
        close(CloseReason::ShutDown);
    else if (m_isShuttingDown && isOpen())
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
    if (!m_isEstablished) {
        close(reason); // nobody to talk to yet
        return;
    }
    m_activity = Activity::Closing;
    m_reason = reason;
    m_quietTimer.stop();
    if (!words.isEmpty()) {
        const bool isRaw = m_parser.framing() == RequestParser::Framing::Raw;
        const QByteArray lineEnd = isRaw ? QByteArray() : Words::lineEnd.toByteArray();
        send(QByteArray(words.toByteArray() + lineEnd));
    }
    m_waitingSince = Clock::now();
    m_context.watch(this);
    touch();
    sendEndWhenDue();
}

void ClientHandler::sendEndWhenDue()
{
    if (m_hasSentEnd || m_transport->unsentBytes() > 0)
        return;
    m_hasSentEnd = true;
    m_waitingSince = Clock::now();
    m_transport->sendEnd();
}

void ClientHandler::sweep(Clock::time_point now)
{
    const auto waited = now - m_waitingSince;
    const auto &options = m_context.options;
    if (!m_isEstablished) {
        if (waited >= options.handshakeTimeout)
            close(CloseReason::HandshakeTooSlow);
        return;
    }
    const bool isLastChance = m_hasSentEnd || m_reason == CloseReason::ReadTooSlowly;
    if (waited < (isLastChance ? options.drainLimit : options.outputTimeout))
        return;
    if (m_activity == Activity::Paused) {
        // Said after the replies that it left unread: it hears it if it goes on reading now.
        closePolitely(CloseReason::ReadTooSlowly, Words::noticeReadingTooSlowly);
        return;
    }
    close(m_hasSentEnd ? m_reason : CloseReason::ReadTooSlowly);
}

void ClientHandler::checkPace(Clock::time_point now)
{
    // Paused: it is us who don't read. Closing: sweep() sees to it.
    if (!isOpen() || !m_parser.isMidRequest())
        m_pace.pause();
    if (!isOpen() || !m_isEstablished)
        return;
    const auto &options = m_context.options;
    if (options.idleTimeout > 0ms && now - m_lastRead >= options.idleTimeout)
        closePolitely(CloseReason::Idle, Words::noticeIdle);
    else if (m_parser.isMidRequest()
             && m_pace.isTooSlow({now, m_parser.requests(), m_bytesIn}, options.minRate,
                                 options.slowRequestGrace))
        closePolitely(CloseReason::RequestTooSlow, Words::noticeRequestTooSlow);
}

void ClientHandler::onClosed(bool isOrderly)
{
    if (m_isGone)
        return;
    m_isGone = true;
    m_quietTimer.stop();
    m_context.unwatch(this);
    m_context.handshakes.erase(m_id);
    if (m_reason == CloseReason::ClosedByPeer && !isOrderly)
        m_reason = m_isEstablished ? CloseReason::Lost : CloseReason::HandshakeFailed;
    log(QStringLiteral("Connection closed: ") + m_caller.endpoint.toString() + QLatin1Char(' ')
        + reasonText(m_reason));
    m_context.onGone(*this, m_reason);
}

void ClientHandler::touch()
{
    if (m_isTouched || !m_context.isObserved || !isNews())
        return;
    m_isTouched = true;
    m_context.touched.push_back(m_id);
}

/// Health checks would fill the log: they are written for those who ask for it with Qt's rules.
void ClientHandler::log(const QString &event) const
{
    if (isNews())
        qCInfo(lcService).noquote() << event;
    else
        qCDebug(lcService).noquote() << event;
}

ClientInfo ClientHandler::info() const
{
    ClientInfo info;
    info.id = m_id;
    info.address = m_caller.endpoint.address;
    info.port = m_caller.endpoint.port;
    info.since = m_context.wallClock(m_since);
    info.lastActivity = m_context.wallClock(m_lastRead);
    info.framing = m_parser.framing();
    info.activity = m_activity;
    info.isEncrypted = m_context.tls.has_value();
    info.requests = m_parser.requests();
    info.refused = m_parser.refused();
    info.bytesIn = m_bytesIn;
    info.bytesOut = m_bytesOut;
    info.lastRequest = m_parser.lastRequest().toByteArray();
    return info;
}

} // namespace DigitSum
