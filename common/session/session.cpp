// SPDX-License-Identifier: MIT
#include "common/session/session.h"

#include "common/protocol/escape.h"
#include "common/protocol/protocolwords.h"
#include "common/session/tlserror.h"

#include <QDateTime>
#include <QHostAddress>
#include <QNetworkProxy>
#include <QRandomGenerator>
#include <QSslSocket>
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

/// There is a notice in place of the greeting.
bool isTurnedAway(const QList<Reply> &replies)
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

void Session::open(const QString &host, quint16 port, const TlsOptions &tls)
{
    if (m_state != State::Disconnected && m_state != State::Lost)
        return;
    m_host = host.trimmed();
    m_port = port;
    m_tls = tls;
    m_error = {};
    m_isLeaving = false;
    m_reconnector.noteOpened();
    tryToConnect();
}

void Session::tryToConnect()
{
    m_parser = {};
    m_sender = {};
    m_hasSentQuit = false;
    m_wasReady = false;
    if (!makeSocket())
        return;
    m_socket->setReadBufferSize(readLimit);
    m_socket->setProxy(QNetworkProxy::NoProxy); // a web proxy doesn't speak digit sums
    connect(m_socket.get(), &QTcpSocket::hostFound, this, &Session::onHostFound);
    connect(m_socket.get(), &QTcpSocket::connected, this, &Session::onConnected);
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &Session::onReadyRead);
    connect(m_socket.get(), &QTcpSocket::bytesWritten, this, &Session::noteReadiness);
    connect(m_socket.get(), &QTcpSocket::errorOccurred, this, &Session::onSocketError);

    start(m_deadline, m_limits.connect, this);
    setState(State::LookingUp);
    if (m_state != State::LookingUp)
        return;
    if (m_tlsSocket)
        m_tlsSocket->connectToHostEncrypted(m_host, m_port);
    else
        m_socket->connectToHost(m_host, m_port);
}

/// \returns whether there is one: else it has failed already.
bool Session::makeSocket()
{
    if (m_tls.mode == TlsOptions::Mode::Off) {
        m_socket = std::make_unique<QTcpSocket>();
        return true;
    }
    if (!QSslSocket::supportsSsl()) {
        fail(SessionError::Kind::NoTlsHere);
        return false;
    }
    const QString &file = m_tls.authoritiesFile;
    const Authorities authorities = file.isEmpty() ? Authorities{} : Authorities::fromFile(file);
    if (!authorities.error.isEmpty()) {
        fail(SessionError::Kind::AuthoritiesUnreadable, file + u": " + authorities.error);
        return false;
    }
    if (!file.isEmpty() && authorities.certificates.isEmpty()) {
        fail(SessionError::Kind::NoAuthorities, file);
        return false;
    }
    auto socket = std::make_unique<QSslSocket>();
    socket->setSslConfiguration(tlsConfiguration(m_tls, authorities.certificates));
    connect(socket.get(), &QSslSocket::encryptedBytesWritten, this, &Session::noteReadiness);
    m_tlsSocket = socket.get();
    m_socket = std::move(socket);
    return true;
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
        const QByteArray text = m_parser.foreignText();
        fail(isTlsAlert(text) ? SessionError::Kind::TlsExpected : SessionError::Kind::Foreign,
             escaped(text));
        return;
    }
    settleFraming(replies);
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
        while (auto lost = m_queue.takeLost())
            answers.append(*std::move(lost));
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
void Session::settleFraming(const QList<Reply> &replies)
{
    const bool isSettled = m_parser.phase() != ReplyParser::Phase::Greeting;
    if (!isSettled || (m_state != State::Connecting && m_state != State::LookingUp))
        return;
    m_quiet.stop();
    m_deadline.stop();
    if (isTurnedAway(replies))
        return;
    m_reconnector.noteConnected();
    m_error = {};
    m_sender = RequestSender(*m_socket, framing() == Framing::Raw);
    if (framing() == Framing::Line)
        m_socket->write("\n"); // so that even a request sent byte by byte is taken for a line
    askAgain();
    m_wasReady = true;
    if (m_isLeaving)
        start(m_deadline, m_limits.farewell, this);
    setState(m_isLeaving ? State::Closing : State::Connected);
}

void Session::askAgain()
{
    const ExchangeQueue::Again again = m_queue.again(Clock::now());
    for (const QByteArray &request : again.requests) {
        m_sender.append(request);
        m_sender.finish();
    }
    if (!again.begun.isEmpty())
        m_sender.append(again.begun);
}

std::optional<Exchange> Session::takeAnswer(const Reply &reply)
{
    m_reconnector.noteAnswer();
    return m_queue.answer(reply, m_sender.noteAnswer(), Clock::now());
}

/// A farewell, a notice, or an answer to nothing that was asked: the conversation is over.
void Session::takeParting(const Reply &reply)
{
    if (reply.kind == Reply::Kind::Farewell && m_hasSentQuit && waiting() == 0) {
        Q_EMIT saidFarewell(QString::fromUtf8(Words::farewell));
        end(State::Disconnected);
    } else if (reply.kind == Reply::Kind::Farewell) {
        fail(SessionError::Kind::Lost);
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
    noteReadiness();
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
    // Not at once: it may end the request, and the caller doesn't know its number yet.
    if (isLost || m_sender.isRaw())
        QMetaObject::invokeMethod(this, &Session::sendNextPiece, Qt::QueuedConnection);
    noteReadiness();
    return id;
}

/// A raw server gets the next piece once the one before is answered.
void Session::sendNextPiece()
{
    QList<Exchange> over = takeLost();
    while (m_socket && m_sender.sendNext() == RequestSender::Sent::Unsendable) {
        // It is known what a server would answer.
        over.append(takeAnswer({Reply::Kind::Invalid, 0, {}}).value());
        over.append(takeLost());
    }
    if (!over.isEmpty())
        Q_EMIT answered(over);
}

QList<Exchange> Session::takeLost()
{
    QList<Exchange> lost;
    while (auto exchange = m_queue.takeLost())
        lost.append(*std::move(exchange));
    return lost;
}

/// Any server gets its `quit` after everything else; a raw one once that is answered, too.
void Session::sendQuitWhenDue()
{
    const bool isDue = m_state == State::Closing && !m_hasSentQuit
                       && (framing() == Framing::Line || waiting() == 0);
    if (!isDue)
        return;
    m_hasSentQuit = true;
    m_sender.quit();
}

bool Session::wantsMore() const
{
    return m_state == State::Connected && waiting() < mostWaiting
           && m_queue.waitingBytes() < mostWaitingBytes && unsentBytes() < mostUnsentBytes;
}

qint64 Session::unsentBytes() const
{
    const qint64 encrypted = m_tlsSocket ? m_tlsSocket->encryptedBytesToWrite() : 0;
    return encrypted + m_socket->bytesToWrite() + m_sender.queuedBytes();
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
    case State::Reconnecting:
    case State::LookingUp:
    case State::Connecting:
        end(State::Disconnected);
        break;
    case State::Connected:
        if (m_queue.isMidRequest())
            finish();
        m_isLeaving = true;
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
    const auto error = m_socket->error();
    const QString text = m_socket->errorString();
    onReadyRead(); // what came before it
    if (!m_socket)
        return;
    QList<Reply> replies;
    m_parser.wentQuiet(replies); // what it said without a line end, before it closed
    if (!replies.isEmpty() || m_parser.phase() == ReplyParser::Phase::Foreign) {
        handle(replies);
        return;
    }
    if (m_state == State::Closing && m_hasSentQuit && waiting() == 0
        && error == QAbstractSocket::RemoteHostClosedError) {
        end(State::Disconnected); // everything was answered: only the farewell is missing
        return;
    }
    const bool wasConnected = m_state == State::Connected || m_state == State::Closing;
    if (error == QAbstractSocket::SslHandshakeFailedError)
        fail(handshakeError(m_tlsSocket->sslHandshakeErrors(), text));
    else
        fail(wasConnected ? SessionError::Kind::Lost : SessionError::kindOf(error), text);
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
        if (m_state == State::Reconnecting)
            tryToConnect();
        else if (m_state == State::Closing)
            end(State::Disconnected);
        else if (m_socket->state() == QAbstractSocket::ConnectedState)
            fail(SessionError::Kind::NoGreeting);
        else
            fail(SessionError::Kind::TimedOut);
    }
}

void Session::fail(SessionError::Kind kind, const QString &detail)
{
    fail(SessionError{.kind = kind, .detail = detail});
}

void Session::fail(SessionError error)
{
    error.host = m_host;
    error.port = m_port;
    m_error = std::move(error);
    const double chance = QRandomGenerator::global()->generateDouble();
    const auto pause = m_reconnector.pauseAfter(m_error, Clock::now(), chance);
    if (!pause)
        end(State::Lost);
    else if (m_isLeaving && waiting() == 0)
        end(State::Disconnected); // there is nothing to come back for
    else
        awaitNextTry(*pause);
}

void Session::awaitNextTry(std::chrono::milliseconds pause)
{
    letGoOfSocket();
    m_queue.rewind();
    m_nextTry = Clock::now() + pause;
    start(m_deadline, pause, this);
    turnTo(State::Reconnecting, takeLost());
}

std::chrono::milliseconds Session::untilNextTry() const
{
    if (m_state != State::Reconnecting)
        return {};
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(m_nextTry - Clock::now());
    return std::max(left, std::chrono::milliseconds::zero());
}

/// The one way out: gives up what waits, and says so.
void Session::end(State state)
{
    letGoOfSocket();
    turnTo(state, m_queue.lose());
}

void Session::letGoOfSocket()
{
    m_deadline.stop();
    m_quiet.stop();
    m_tlsSocket = nullptr;
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->abort();
        m_socket.release()->deleteLater(); // it may be calling us
    }
}

void Session::turnTo(State state, const QList<Exchange> &lost)
{
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
