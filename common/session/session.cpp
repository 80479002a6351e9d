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
    m_isLastPiece = true;
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
    if (!m_socket)
        return; // the receiver of Connected didn't want it any more

    QList<Exchange> answers;
    const Reply *parting = nullptr;
    for (const Reply &reply : replies) {
        const bool isAnswer = reply.kind == Reply::Kind::Sum || reply.kind == Reply::Kind::Invalid;
        if (!isAnswer || m_queue.waiting() == 0) {
            parting = &reply;
            break;
        }
        if (auto exchange = takeAnswer(reply))
            answers.append(*std::move(exchange));
    }
    if (!answers.isEmpty())
        Q_EMIT answered(answers);
    if (!m_socket)
        return; // the receiver has had enough
    if (parting) {
        takeParting(*parting);
        return;
    }
    sendNextPiece();
    sendQuitWhenDue();
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

std::optional<Exchange> Session::takeAnswer(const Reply &reply)
{
    m_isPieceUnderWay = false;
    return m_queue.answer(reply, m_isLastPiece, Clock::now());
}

/// A farewell, a notice, or an answer to nothing that was asked: the conversation is over.
void Session::takeParting(const Reply &reply)
{
    if (reply.kind == Reply::Kind::Farewell) {
        Q_EMIT saidFarewell(QString::fromUtf8(Words::farewell));
        end(State::Disconnected);
    } else if (reply.kind == Reply::Kind::Notice) {
        fail(SessionError::kindOf(reply.text), escaped(reply.text));
    } else {
        fail(SessionError::Kind::Notice, tr("an answer to nothing that was asked"));
    }
}

// ---- asking ----

ExchangeId Session::ask(const QByteArray &request)
{
    if (m_state != State::Connected || m_queue.isMidRequest() || request.contains('\n'))
        return 0;
    if (Words::isParting(request)) {
        close();
        return 0;
    }
    m_queue.begin(request);
    write(request);
    return finish();
}

bool Session::append(QByteArrayView part)
{
    if (m_state != State::Connected || part.contains('\n'))
        return false;
    m_queue.append(part);
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
    if (!m_queue.isMidRequest() && !append({}))
        return 0;
    const ExchangeId id = m_queue.finish(QDateTime::currentMSecsSinceEpoch(), Clock::now());
    if (framing() == Framing::Raw) {
        m_pieces.finish();
        // Not at once: it may answer the request, and the caller doesn't know its number yet.
        QMetaObject::invokeMethod(this, &Session::sendNextPiece, Qt::QueuedConnection);
    } else {
        m_socket->write("\n");
    }
    noteReadiness();
    return id;
}

/// A raw server gets the next piece once the one before is answered.
void Session::sendNextPiece()
{
    while (m_socket && !m_isPieceUnderWay) {
        const auto piece = m_pieces.take();
        if (!piece)
            return;
        m_isLastPiece = piece->isLast;
        m_isPieceUnderWay = !piece->bytes.isEmpty();
        if (m_isPieceUnderWay)
            m_socket->write(piece->bytes);
        else // can't be sent without a line end; but it is known what a server would answer
            Q_EMIT answered({takeAnswer({Reply::Kind::Invalid, 0, {}}).value()});
    }
}

/// Any server gets its `quit` after everything else; a raw one once that is answered, too.
void Session::sendQuitWhenDue()
{
    const bool isDue = m_state == State::Closing && !m_hasSentQuit
                       && (framing() == Framing::Line || waiting() == 0);
    if (!isDue)
        return;
    m_hasSentQuit = true;
    m_socket->write(framing() == Framing::Raw ? "quit" : "quit\n");
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
        if (m_queue.isMidRequest())
            finish();
        start(m_deadline, m_limits.farewell, this);
        setState(State::Closing);
        sendQuitWhenDue();
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
    m_parser.wentQuiet(replies); // what it said without a line end, before it closed
    if (!replies.isEmpty() || m_parser.phase() == ReplyParser::Phase::Foreign) {
        handle(replies);
        return;
    }
    const auto error = m_socket->error();
    if (m_state == State::Closing && m_hasSentQuit && waiting() == 0
        && error == QAbstractSocket::RemoteHostClosedError) {
        end(State::Disconnected); // everything was answered: only the farewell is missing
        return;
    }
    const bool wasConnected = m_state == State::Connected || m_state == State::Closing;
    const auto kind = wasConnected ? SessionError::Kind::Lost : SessionError::kindOf(error);
    fail(kind, m_socket->errorString());
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
    const QList<Exchange> lost = m_queue.lose();
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
