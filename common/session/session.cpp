// SPDX-License-Identifier: MIT
#include "common/session/session.h"

#include "common/protocol/escape.h"
#include "common/protocol/protocolwords.h"

#include <QDateTime>
#include <QHostAddress>
#include <QNetworkProxy>
#include <QTcpSocket>
#include <QTimerEvent>

namespace DigitSum {

namespace {

/// The most that Qt reads ahead from a server.
constexpr qint64 readLimit = 64 * 1024;

void start(QBasicTimer &timer, std::chrono::milliseconds interval, QObject *object)
{
    timer.start(static_cast<int>(interval.count()), Qt::PreciseTimer, object);
}

SessionError::Kind kindOf(QAbstractSocket::SocketError error, bool wasConnected)
{
    using Kind = SessionError::Kind;
    if (wasConnected)
        return Kind::Lost;
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

SessionError::Kind kindOf(QByteArrayView notice)
{
    using Kind = SessionError::Kind;
    if (notice == Words::noticeFull)
        return Kind::Full;
    if (notice == Words::noticeShuttingDown)
        return Kind::ShuttingDown;
    return notice == Words::noticeIdle ? Kind::Idle : Kind::Notice;
}

} // namespace

Session::Session(QObject *parent)
    : Session(Limits{}, parent)
{
}

Session::Session(Limits limits, QObject *parent)
    : QObject(parent)
    , m_limits(limits)
{
    qRegisterMetaType<QList<Exchange>>();
}

Session::~Session()
{
    if (m_socket)
        m_socket->disconnect(this);
}

void Session::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

// ---- connecting ----

void Session::open(const QString &host, quint16 port)
{
    if (m_state != State::Disconnected && m_state != State::Lost)
        return;
    m_host = host.trimmed();
    m_port = port;
    m_error = {};
    m_parser = {};
    m_pieces = {};
    m_isPieceUnderWay = false;
    m_hasSentQuit = false;
    m_wasReady = false;

    m_socket = std::make_unique<QTcpSocket>();
    m_socket->setReadBufferSize(readLimit);
    m_socket->setProxy(QNetworkProxy::NoProxy); // a web proxy doesn't speak digit sums
    connect(m_socket.get(), &QTcpSocket::hostFound, this, &Session::onHostFound);
    connect(m_socket.get(), &QTcpSocket::connected, this, &Session::onConnected);
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &Session::onReadyRead);
    connect(m_socket.get(), &QTcpSocket::bytesWritten, this, &Session::noteReadiness);
    connect(m_socket.get(), &QTcpSocket::errorOccurred, this, &Session::onSocketError);

    start(m_deadline, m_limits.connect, this);
    setState(State::LookingUp);
    if (m_state == State::LookingUp)
        m_socket->connectToHost(m_host, port);
}

void Session::onHostFound()
{
    setState(State::Connecting);
}

void Session::onConnected()
{
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
}

void Session::onReadyRead()
{
    if (m_state == State::Closing)
        start(m_deadline, m_limits.farewell, this); // the server makes progress

    QList<Reply> replies;
    while (m_socket && m_socket->bytesAvailable() > 0) {
        m_parser.feed(m_socket->read(readLimit), replies);
        handle(replies);
        replies.clear();
    }
    if (m_socket && m_parser.isMidGreeting())
        start(m_quiet, Words::quietDecidesRawServer, this);
}

void Session::handle(const QList<Reply> &replies)
{
    if (m_parser.phase() == ReplyParser::Phase::Foreign) {
        fail(SessionError::Kind::Foreign, escaped(m_parser.foreignText()));
        return;
    }
    settleFraming();

    QList<Exchange> answers;
    const Reply *parting = nullptr;
    for (const Reply &reply : replies) {
        const bool isAnswer = reply.kind == Reply::Kind::Sum || reply.kind == Reply::Kind::Invalid;
        if (!isAnswer || m_waiting.empty()) {
            parting = &reply;
            break;
        }
        takeAnswer(reply, answers);
    }
    if (!answers.isEmpty())
        Q_EMIT answered(answers);
    if (!m_socket)
        return; // the receiver has had enough
    if (parting) {
        takeParting(*parting);
        return;
    }
    sendNext();
    noteReadiness();
}

/// The greeting is complete: requests can be sent from here on.
void Session::settleFraming()
{
    const bool isSettled = m_parser.phase() != ReplyParser::Phase::Greeting;
    if (!isSettled || (m_state != State::Connecting && m_state != State::LookingUp))
        return;
    m_quiet.stop();
    m_deadline.stop();
    if (framing() == Framing::Line)
        m_socket->write("\n"); // so that even a request sent byte by byte is taken for a line
    m_wasReady = true;
    setState(State::Connected);
}

void Session::takeAnswer(const Reply &reply, QList<Exchange> &answers)
{
    Waiting &waiting = m_waiting.front();
    m_isPieceUnderWay = false;
    waiting.exchange.sum += reply.sum;
    waiting.isRefused |= reply.kind == Reply::Kind::Invalid;
    if (framing() == Framing::Raw && !m_isLastPiece)
        return; // the sum of a part of it

    waiting.exchange.outcome =
        waiting.isRefused ? Exchange::Outcome::Refused : Exchange::Outcome::Sum;
    waiting.exchange.roundTripTime = Clock::now() - waiting.sentAt;
    answers.append(std::move(waiting.exchange));
    m_waiting.pop_front();
}

/// A farewell, a notice, or an answer to nothing that was asked: the conversation is over.
void Session::takeParting(const Reply &reply)
{
    if (reply.kind == Reply::Kind::Farewell) {
        Q_EMIT saidFarewell(QString::fromUtf8(Words::farewell));
        end(State::Disconnected);
    } else if (reply.kind == Reply::Kind::Notice) {
        fail(kindOf(reply.text), escaped(reply.text));
    } else {
        fail(SessionError::Kind::Notice, tr("an answer to nothing that was asked"));
    }
}

// ---- asking ----

ExchangeId Session::ask(const QByteArray &request)
{
    if (m_state != State::Connected || m_isOpen || request.contains('\n'))
        return 0;
    if (Words::isParting(request)) {
        close();
        return 0;
    }
    m_isOpen = true;
    m_open = {};
    m_open.exchange.request = request;
    m_open.exchange.requestBytes = request.size();
    write(request);
    return finish();
}

bool Session::append(QByteArrayView part)
{
    if (m_state != State::Connected || part.contains('\n'))
        return false;
    if (!m_isOpen)
        m_open = {};
    m_isOpen = true;
    Exchange &exchange = m_open.exchange;
    const qsizetype room = keptBytes - exchange.request.size();
    if (room > 0)
        exchange.request.append(part.first(qMin(part.size(), room)));
    exchange.requestBytes += part.size();
    write(part);
    noteReadiness();
    return true;
}

void Session::write(QByteArrayView part)
{
    if (framing() == Framing::Raw)
        m_pieces.append(part);
    else
        m_socket->write(part.data(), part.size());
}

ExchangeId Session::finish()
{
    if (!m_isOpen && !append({}))
        return 0;
    m_isOpen = false;
    m_open.exchange.id = ++m_lastId;
    m_open.exchange.askedAt = QDateTime::currentMSecsSinceEpoch();
    m_open.sentAt = Clock::now();
    m_waiting.push_back(std::move(m_open));

    if (framing() == Framing::Raw)
        m_pieces.finish();
    else
        m_socket->write("\n");
    sendNext();
    noteReadiness();
    return m_lastId;
}

/// What can't simply be written when it is asked: a raw server gets the next piece once the one
/// before is answered, and any server its `quit` after everything else.
void Session::sendNext()
{
    if (framing() == Framing::Raw && !m_isPieceUnderWay) {
        while (const auto piece = m_pieces.take()) {
            m_isLastPiece = piece->isLast;
            if (!piece->bytes.isEmpty()) {
                m_isPieceUnderWay = true;
                m_socket->write(piece->bytes);
                break;
            }
            answerEmptyRequest();
        }
    }
    const bool isQuitDue = m_state == State::Closing && !m_hasSentQuit
                           && (framing() == Framing::Line || m_waiting.empty());
    if (isQuitDue) {
        m_hasSentQuit = true;
        m_socket->write(framing() == Framing::Raw ? "quit" : "quit\n");
    }
}

/// Nothing can't be sent without a line end; but it is known what a server would answer.
void Session::answerEmptyRequest()
{
    QList<Exchange> answers;
    takeAnswer({Reply::Kind::Invalid, 0, {}}, answers);
    Q_EMIT answered(answers);
}

bool Session::wantsMore() const
{
    return m_state == State::Connected && waiting() < mostWaiting
           && m_socket->bytesToWrite() + m_pieces.queuedBytes() < mostUnsentBytes;
}

void Session::noteReadiness()
{
    const bool isReady = wantsMore();
    const bool wasReady = std::exchange(m_wasReady, isReady);
    if (isReady && !wasReady)
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
    case State::LookingUp:
    case State::Connecting:
        end(State::Disconnected);
        break;
    case State::Connected:
        if (m_isOpen)
            finish();
        start(m_deadline, m_limits.farewell, this);
        setState(State::Closing);
        if (m_state == State::Closing)
            sendNext();
    }
}

void Session::abort()
{
    if (m_state != State::Disconnected)
        end(State::Disconnected);
}

void Session::onSocketError()
{
    QList<Reply> replies;
    m_parser.wentQuiet(replies); // the server said its notice without a line end, and closed
    if (!replies.isEmpty()) {
        handle(replies);
        return;
    }
    const bool wasConnected = m_state == State::Connected || m_state == State::Closing;
    const auto error = m_socket->error();
    if (m_state == State::Closing && m_hasSentQuit && m_waiting.empty()
        && error == QAbstractSocket::RemoteHostClosedError) {
        end(State::Disconnected); // everything was answered: only the farewell is missing
        return;
    }
    fail(kindOf(error, wasConnected), m_socket->errorString());
}

void Session::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_quiet.timerId()) {
        m_quiet.stop();
        QList<Reply> replies;
        m_parser.wentQuiet(replies);
        handle(replies);
    } else if (event->timerId() == m_deadline.timerId()) {
        m_deadline.stop();
        const bool isConnected = m_socket->state() == QAbstractSocket::ConnectedState;
        if (m_state == State::Closing)
            end(State::Disconnected);
        else
            fail(isConnected ? SessionError::Kind::NoGreeting : SessionError::Kind::TimedOut);
    }
}

void Session::fail(SessionError::Kind kind, const QString &detail)
{
    m_error = {kind, m_host, m_port, detail};
    end(State::Lost);
}

/// The one way out: lets go of the socket, gives up what waits, and says so.
void Session::end(State state)
{
    m_deadline.stop();
    m_quiet.stop();
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->abort();
        m_socket.release()->deleteLater(); // it may be calling us
    }
    m_isOpen = false;

    QList<Exchange> lost;
    for (Waiting &waiting : m_waiting) {
        waiting.exchange.outcome = Exchange::Outcome::Lost;
        lost.append(std::move(waiting.exchange));
    }
    m_waiting.clear();
    // Before answered(): who hears that must not ask a socket that is gone.
    const bool isNews = std::exchange(m_state, state) != state;
    if (!lost.isEmpty())
        Q_EMIT answered(lost);
    if (isNews && m_state == state)
        Q_EMIT stateChanged(state);
}

Session::Framing Session::framing() const noexcept
{
    switch (m_parser.phase()) {
    case ReplyParser::Phase::Line:
        return Framing::Line;
    case ReplyParser::Phase::Raw:
        return Framing::Raw;
    case ReplyParser::Phase::Greeting:
    case ReplyParser::Phase::Foreign:
        break;
    }
    return Framing::Unknown;
}

QString Session::peerAddress() const
{
    return m_socket ? m_socket->peerAddress().toString() : QString();
}

} // namespace DigitSum
