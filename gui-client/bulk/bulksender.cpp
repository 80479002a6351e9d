// SPDX-License-Identifier: MIT
#include "gui-client/bulk/bulksender.h"

#include "gui-client/history/historyexport.h"
#include "gui-client/history/historymodel.h"
#include "gui-client/request/conversation.h"

#include <QIODevice>
#include <QSaveFile>

#include <algorithm>

namespace DigitSum::Gui {

namespace {

/// Time limit of one turn; a 60 Hz display redraws every 16 ms.
constexpr qint64 turnMs = 8;
constexpr qint64 chunkOfLines = 8 * 1024;
constexpr qint64 chunkOfNumber = 64 * 1024;
/// Shorter lines are sent whole, so that cancel() does not have to close the connection.
constexpr qsizetype shortLine = 64 * 1024;
/// Maximum number of unanswered requests; one read may answer all of them in one turn.
constexpr qsizetype maxPending = 2'000;
/// Sending pauses while more results than this wait to be written.
constexpr qsizetype maxUnwritten = 20'000;

double perSecond(double amount, std::chrono::nanoseconds time)
{
    return time.count() > 0 ? amount * 1e9 / double(time.count()) : 0;
}

} // namespace

double BulkSender::Progress::bytesPerSecond() const
{
    return perSecond(double(bytesRead), worked);
}

double BulkSender::Progress::answersPerSecond() const
{
    return perSecond(double(answered), worked);
}

std::chrono::seconds BulkSender::Progress::timeLeft() const
{
    const double rate = bytesPerSecond();
    const double left = rate > 0 ? double(totalBytes - bytesRead) / rate : 0;
    return std::chrono::round<std::chrono::seconds>(std::chrono::duration<double>(left));
}

BulkSender::BulkSender(Conversation &conversation, std::unique_ptr<QIODevice> source, Mode mode,
                       QObject *parent)
    : QObject(parent)
    , m_conversation(conversation)
    , m_source(std::move(source))
    , m_mode(mode)
{
    m_progress.totalBytes = m_source->size();
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, &BulkSender::work);
}

BulkSender::~BulkSender() = default;

QString BulkSender::alsoWriteTo(const QString &csvPath)
{
    auto csv = std::make_unique<QSaveFile>(csvPath);
    const QByteArray header = HistoryExport::csvHeader();
    if (!csv->open(QIODevice::WriteOnly) || csv->write(header) != header.size())
        return csv->errorString();
    m_csv = std::move(csv);
    return {};
}

void BulkSender::start()
{
    m_before = m_conversation.lastNumber();
    Session *session = &m_conversation.session();
    connect(&m_conversation, &Conversation::completed, this, &BulkSender::onCompleted);
    connect(session, &Session::readyForMore, &m_turn, qOverload<>(&QTimer::start));
    connect(session, &Session::stateChanged, this, &BulkSender::onSessionState);
    m_clock.start();
    m_turn.start();
    setState(State::Sending);
}

void BulkSender::setPaused(bool isPaused)
{
    if (isPaused && m_state == State::Sending) {
        setState(State::Paused);
    } else if (!isPaused && m_state == State::Paused) {
        m_clock.restart();
        m_turn.start();
        setState(State::Sending);
    }
}

void BulkSender::cancel()
{
    if (isOver())
        return;
    m_isCancelling = true;
    if (m_isRequestOpen) {
        m_conversation.session().abort(); // ends in onSessionState()
        return;
    }
    setState(State::Finishing);
    m_turn.start();
    endIfAnswered();
}

void BulkSender::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

/// Does one turn: writes results first, so that they do not pile up, then sends more requests.
void BulkSender::work()
{
    if (m_state == State::Sending || m_state == State::Finishing) {
        m_progress.worked += std::chrono::nanoseconds(m_clock.nsecsElapsed());
        m_clock.start();
    }
    writeSome();
    if (isOver())
        return;
    const bool isBehind = m_toWrite.size() - m_written > maxUnwritten;
    if (m_state == State::Sending && !isBehind)
        sendSome();
    endIfAnswered();

    if (!isOver() && !canSend() && m_toWrite.isEmpty())
        m_turn.stop(); // restarted by the session or by answers
}

bool BulkSender::canSend() const
{
    const Session &session = m_conversation.session();
    return m_state == State::Sending && session.wantsMore() && session.waiting() < maxPending;
}

void BulkSender::sendSome()
{
    QElapsedTimer turn;
    turn.start();
    const qint64 chunk = m_mode == Mode::Lines ? chunkOfLines : chunkOfNumber;
    while (canSend() && !turn.hasExpired(turnMs)) {
        QByteArray bytes = m_source->read(chunk);
        if (bytes.isEmpty()) {
            finishSource();
            return;
        }
        const bool isFirst = m_progress.bytesRead == 0;
        m_progress.bytesRead += bytes.size();
        if (isFirst && bytes.startsWith("\xef\xbb\xbf"))
            bytes.remove(0, 3); // byte order mark
        const bool isTaken = m_mode == Mode::Lines ? sendLines(bytes) : sendDigits(bytes);
        if (!isTaken) {
            onSessionState();
            return;
        }
    }
}

bool BulkSender::sendLines(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const qsizetype end = bytes.indexOf('\n');
        m_line += (end < 0 ? bytes : bytes.first(end)).toByteArray();
        if (end < 0) {
            const qsizetype sendable = m_line.size() - int(m_line.endsWith('\r'));
            if (sendable < shortLine)
                return true;
            const bool isTaken = sendPart(QByteArrayView(m_line).first(sendable));
            m_line.remove(0, sendable);
            return isTaken;
        }
        if (!endLine())
            return false;
        bytes = bytes.sliced(end + 1);
    }
    return true;
}

bool BulkSender::endLine()
{
    if (m_line.endsWith('\r'))
        m_line.chop(1);
    const QByteArray line = std::exchange(m_line, {});
    return sendPart(line) && finishRequest();
}

bool BulkSender::sendDigits(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const qsizetype end = bytes.indexOf('\n');
        QByteArrayView digits = end < 0 ? bytes : bytes.first(end);
        if (digits.endsWith('\r'))
            digits.chop(1);
        if (!sendPart(digits))
            return false;
        bytes = end < 0 ? QByteArrayView() : bytes.sliced(end + 1);
    }
    return true;
}

bool BulkSender::sendPart(QByteArrayView part)
{
    m_isRequestOpen = true;
    return m_conversation.append(part);
}

bool BulkSender::finishRequest()
{
    m_isRequestOpen = false;
    ++m_progress.sent;
    return m_conversation.finish();
}

void BulkSender::finishSource()
{
    if (!m_line.isEmpty() && !sendPart(std::exchange(m_line, {})))
        return onSessionState();
    if (m_isRequestOpen && !finishRequest())
        return onSessionState();
    setState(State::Finishing);
}

void BulkSender::onCompleted(const QList<HistoryEntry> &entries)
{
    for (const HistoryEntry &entry : entries) {
        if (entry.number <= m_before)
            continue;
        ++m_progress.answered;
        m_progress.refused += int(entry.exchange.outcome == Exchange::Outcome::Refused);
        m_progress.lost += int(entry.exchange.outcome == Exchange::Outcome::Lost);
        if (m_csv)
            m_toWrite.append(entry);
    }
    if (m_state == State::Sending || m_state == State::Finishing || m_csv)
        m_turn.start();
}

void BulkSender::writeSome()
{
    QElapsedTimer turn;
    turn.start();
    for (; m_written < m_toWrite.size() && !turn.hasExpired(turnMs); ++m_written) {
        const QByteArray line =
            HistoryExport::csvLine(m_conversation.history().shown(m_toWrite.at(m_written)));
        if (m_csv->write(line) != line.size()) {
            fail(m_csv->errorString());
            return;
        }
    }
    if (m_written == m_toWrite.size()) {
        m_toWrite.clear();
        m_written = 0;
    }
}

void BulkSender::endIfAnswered()
{
    const bool isAnswered = m_progress.answered >= m_progress.sent;
    if (m_state != State::Finishing || !isAnswered || !m_toWrite.isEmpty())
        return;
    if (m_csv && !m_csv->commit())
        fail(m_csv->errorString());
    else
        end(m_isCancelling ? State::Cancelled : State::Done);
}

void BulkSender::onSessionState()
{
    const Session &session = m_conversation.session();
    if (isOver())
        return;
    switch (session.state()) {
    case Session::State::Connected:
        m_turn.start();
        return;
    case Session::State::Reconnecting:
        // The part already sent is lost, and the rest would be another number.
        if (m_mode == Mode::OneNumber && m_isRequestOpen && finishRequest())
            break;
        return;
    case Session::State::LookingUp:
    case Session::State::Connecting:
        return;
    case Session::State::Disconnected:
    case Session::State::Closing:
    case Session::State::Lost:
        break;
    }
    const bool isAllAnswered = m_state == State::Finishing && m_progress.answered == m_progress.sent
                               && m_progress.lost == 0;
    if (isAllAnswered)
        return; // work() still has results to write
    if (m_isCancelling)
        end(State::Cancelled);
    else if (session.state() != Session::State::Disconnected
             && session.state() != Session::State::Closing)
        fail(explain(session.error()).what);
    else
        fail(tr("The connection was closed."));
}

void BulkSender::end(State state)
{
    if (m_csv && state != State::Done)
        m_csv->commit(); // keep the results so far
    m_turn.stop();
    m_source->close();
    setState(state);
}

void BulkSender::fail(const QString &error)
{
    m_error = error;
    end(State::Failed);
}

} // namespace DigitSum::Gui
