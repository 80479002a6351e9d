// SPDX-License-Identifier: MIT
#include "common/session/session.h"

#include "common/protocol/escape.h"
#include "common/protocol/protocolwords.h"
#include "common/session/connection.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QTimerEvent>

namespace DigitSum {

namespace {

void start(QBasicTimer &timer, std::chrono::milliseconds interval, QObject *object)
{
    timer.start(static_cast<int>(interval.count()), Qt::PreciseTimer, object);
}

/// Returns whether the server refused the client with a notice in place of the greeting.
bool isRefused(const QList<Reply> &replies)
{
    if (replies.isEmpty() || replies.first().kind != Reply::Kind::Notice)
        return false;
    const auto kind = SessionError::kindOf(replies.first().text);
    return kind == SessionError::Kind::Full || kind == SessionError::Kind::ShuttingDown;
}

} // namespace

Session::Session(QObject *parent)
    : Session(Limits{}, parent)
{
}

Session::Session(Limits limits, QObject *parent)
    : QObject(parent)
    , m_limits(limits)
    , m_reconnector(limits.reconnect)
{
    qRegisterMetaType<QList<Exchange>>();
}

Session::~Session()
{
    if (m_connection)
        m_connection->disconnect(this);
}

void Session::setState(State state, const QList<Exchange> &lost)
{
    // Set before answered() is emitted: its receivers must not ask through a closed connection.
    const bool hasChanged = std::exchange(m_state, state) != state;
    if (!lost.isEmpty())
        Q_EMIT answered(lost);
    if (hasChanged && m_state == state)
        Q_EMIT stateChanged(state);
}

// ---- connecting ----

void Session::open(const QString &host, quint16 port, const TlsOptions &tls)
{
    if (m_state != State::Disconnected && m_state != State::Lost)
        return;
    m_host = host.trimmed();
    m_port = port;
    m_tls = tls;
    m_error = {};
    m_quit = Quit::NotWanted;
    m_reconnector.onOpened();
    connectToServer();
}

void Session::connectToServer()
{
    if (m_quit == Quit::Sent)
        m_quit = Quit::Due;
    m_connection = std::make_unique<Connection>();
    Connection *connection = m_connection.get();
    connect(connection, &Connection::hostFound, this, [this] { setState(State::Connecting); });
    connect(connection, &Connection::received, this, &Session::onReceived);
    connect(connection, &Connection::sentSome, this, &Session::notifyIfReady);
    connect(connection, &Connection::failed, this, &Session::fail);

    setState(State::LookingUp);
    if (m_connection.get() == connection) // a receiver may have called close()
        connection->open(m_host, m_port, m_tls, m_limits.connect);
}

void Session::onReceived(const QList<Reply> &replies)
{
    const Connection *connection = m_connection.get();
    m_progress.onProgress();
    const bool isConnecting = m_state == State::Connecting || m_state == State::LookingUp;
    if (isConnecting && connection->isGreeted() && !isRefused(replies))
        onGreeted();
    if (m_connection.get() != connection)
        return; // a receiver of stateChanged() closed it

    QList<Exchange> answers;
    const Reply *finalReply = nullptr;
    for (const Reply &reply : replies) {
        const bool isAnswer = reply.kind == Reply::Kind::Sum || reply.kind == Reply::Kind::Invalid;
        if (!isAnswer || m_queue.waiting() == 0) {
            finalReply = &reply;
            break;
        }
        if (auto exchange = completeOldest(reply))
            answers.append(*std::move(exchange));
        answers.append(m_queue.takeLost());
    }
    if (!answers.isEmpty())
        Q_EMIT answered(answers);
    if (m_connection.get() != connection)
        return; // a receiver of answered() closed it
    if (finalReply) {
        onFinalReply(*finalReply);
        return;
    }
    sendNextPiece();
    sendQuitWhenDue();
    notifyIfReady();
}

void Session::onGreeted()
{
    m_reconnector.onConnected(Clock::now());
    m_error = {};
    const auto send = [connection = m_connection.get()](QByteArrayView bytes) {
        connection->send(bytes);
    };
    m_sender = RequestSender(send, framing() == Framing::Raw);
    if (framing() == Framing::Line)
        send("\n"); // tells the server that requests are lines, even if sent byte by byte
    resendRequests();
    watchProgress();
    setState(m_quit == Quit::NotWanted ? State::Connected : State::Closing);
}

void Session::resendRequests()
{
    const ExchangeQueue::Again again = m_queue.again(Clock::now());
    for (const QByteArray &request : again.requests) {
        m_sender.append(request);
        m_sender.finish();
    }
    if (!again.begun.isEmpty())
        m_sender.append(again.begun);
}

std::optional<Exchange> Session::completeOldest(const Reply &reply)
{
    m_reconnector.onAnswered();
    return m_queue.answer(reply, m_sender.onAnswered(), Clock::now());
}

/// Handles a farewell, a notice, or a reply without a request: each ends the connection.
void Session::onFinalReply(const Reply &reply)
{
    const bool isAllAnswered = waiting() == 0 && !m_queue.isMidRequest();
    // Without reconnecting, the server's operator may also disconnect an idle client.
    const bool isExpected = m_quit == Quit::Sent || reconnecting() == Reconnect::Never;
    if (reply.kind == Reply::Kind::Farewell && isAllAnswered && isExpected) {
        Q_EMIT saidFarewell(QString::fromUtf8(Words::farewell));
        end(State::Disconnected);
    } else if (reply.kind == Reply::Kind::Farewell) {
        fail({.kind = SessionError::Kind::Farewell});
    } else if (reply.kind == Reply::Kind::Notice) {
        fail({.kind = SessionError::kindOf(reply.text), .detail = escaped(reply.text)});
    } else {
        fail({.kind = SessionError::Kind::Unrequested});
    }
}

// ---- asking ----

ExchangeId Session::ask(const QByteArray &request)
{
    if (m_state != State::Connected || m_queue.isMidRequest() || request.contains('\n'))
        return 0;
    if (Words::isQuit(request)) {
        close();
        return 0;
    }
    m_queue.begin(request);
    m_sender.append(request);
    return finish();
}

bool Session::append(QByteArrayView part)
{
    if (m_state != State::Connected || part.contains('\n'))
        return false;
    m_queue.append(part);
    if (!m_queue.isMidLostRequest())
        m_sender.append(part);
    if (!m_progressCheck.isActive())
        watchProgress();
    return true;
}

ExchangeId Session::finish()
{
    if (!m_queue.isMidRequest() && !append({}))
        return 0;
    const bool isLost = m_queue.isMidLostRequest();
    const ExchangeId id = m_queue.finish(QDateTime::currentMSecsSinceEpoch(), Clock::now());
    if (!isLost)
        m_sender.finish();
    if (!m_progressCheck.isActive())
        watchProgress();
    // Queued: this may complete the request before the caller has its id.
    if (isLost || m_sender.isRaw())
        QMetaObject::invokeMethod(this, &Session::sendNextPiece, Qt::QueuedConnection);
    return id;
}

/// Sends a raw server its next piece once the previous one is answered.
void Session::sendNextPiece()
{
    QList<Exchange> over = m_queue.takeLost();
    while (m_connection && m_sender.sendNext() == RequestSender::Sent::Unsendable) {
        // A raw server cannot receive an empty request; every server would refuse it.
        over.append(completeOldest({Reply::Kind::Invalid, 0, {}}).value());
        over.append(m_queue.takeLost());
    }
    if (!over.isEmpty())
        Q_EMIT answered(over);
}

/// Sends `quit` after all requests; to a raw server, only once they are answered.
void Session::sendQuitWhenDue()
{
    const bool isDue = m_state == State::Closing && m_quit == Quit::Due
                       && (framing() == Framing::Line || waiting() == 0);
    if (!isDue)
        return;
    m_quit = Quit::Sent;
    m_sender.quit();
}

bool Session::wantsMore() const
{
    const bool hasRoom = m_state == State::Connected && waiting() < maxWaiting
                         && m_queue.waitingBytes() < maxWaitingBytes
                         && m_connection->unsentBytes() + m_sender.queuedBytes() < maxUnsentBytes;
    m_owesReadyForMore |= !hasRoom;
    return hasRoom;
}

void Session::notifyIfReady()
{
    if (!m_owesReadyForMore || !wantsMore())
        return;
    m_owesReadyForMore = false;
    Q_EMIT readyForMore();
}

// ---- leaving ----

void Session::close()
{
    switch (m_state) {
    case State::Disconnected:
    case State::Closing:
        break;
    case State::Lost:
    case State::Reconnecting:
    case State::LookingUp:
    case State::Connecting:
        end(State::Disconnected);
        break;
    case State::Connected:
        if (m_queue.isMidRequest())
            finish();
        m_quit = Quit::Due;
        watchProgress();
        setState(State::Closing);
        sendQuitWhenDue();
    }
}

void Session::abort()
{
    if (m_state != State::Disconnected)
        end(State::Disconnected);
}

void Session::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_pause.timerId()) {
        m_pause.stop();
        connectToServer();
    } else if (event->timerId() == m_progressCheck.timerId()) {
        checkProgress();
    }
}

// ---- detecting a server that hangs ----

/// Counts the limit without progress from now on.
void Session::watchProgress()
{
    m_progress.onProgress();
    const auto limit = m_quit == Quit::NotWanted ? m_limits.reply : m_limits.farewell;
    start(m_progressCheck, limit / ProgressWatch::checksPerLimit, this);
}

void Session::checkProgress()
{
    const ProgressWatch::Outgoing outgoing = m_connection->outgoing();
    const bool isOwed = m_state == State::Closing || waiting() > 0 || outgoing.pending > 0;
    if (!isOwed)
        m_progressCheck.stop(); // until the next request
    else if (m_progress.isStalled(outgoing))
        fail({.kind = SessionError::Kind::Unresponsive});
}

// ---- failing ----

void Session::fail(const SessionError &error)
{
    if (m_quit != Quit::NotWanted && waiting() == 0) {
        end(State::Disconnected); // only the farewell is missing
        return;
    }
    m_error = error;
    m_error.host = m_host;
    m_error.port = m_port;
    const double chance = QRandomGenerator::global()->generateDouble();
    const auto pause = m_reconnector.pauseAfter(m_error, Clock::now(), chance);
    if (pause)
        scheduleReconnect(*pause);
    else
        end(State::Lost);
}

void Session::scheduleReconnect(std::chrono::milliseconds pause)
{
    dropConnection();
    m_queue.rewind();
    m_nextTry = Clock::now() + pause;
    start(m_pause, pause, this);
    setState(State::Reconnecting, m_queue.takeLost());
}

std::chrono::milliseconds Session::untilNextTry() const
{
    if (m_state != State::Reconnecting)
        return {};
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(m_nextTry - Clock::now());
    return std::max(left, std::chrono::milliseconds::zero());
}

/// Ends the conversation; pending requests end as Lost.
void Session::end(State state)
{
    dropConnection();
    setState(state, m_queue.failAll());
}

void Session::dropConnection()
{
    m_pause.stop();
    m_progressCheck.stop();
    m_progress = {};
    m_sender = {};
    if (m_connection) {
        m_connection->disconnect(this);
        m_connection->abort();
        m_connection.release()->deleteLater(); // it may be emitting the signal that led here
    }
}

Session::Framing Session::framing() const noexcept
{
    if (!m_connection || !m_connection->isGreeted())
        return Framing::Unknown;
    return m_connection->phase() == ReplyParser::Phase::Raw ? Framing::Raw : Framing::Line;
}

QString Session::peerAddress() const
{
    return m_connection ? m_connection->peerAddress() : QString();
}

} // namespace DigitSum
