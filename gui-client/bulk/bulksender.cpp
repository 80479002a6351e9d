// SPDX-License-Identifier: MIT
#include "gui-client/bulk/bulksender.h"

#include "common/protocol/protocolwords.h"
#include "common/widgets/savefile.h"
#include "gui-client/history/historyexport.h"
#include "gui-client/history/historymodel.h"
#include "gui-client/request/conversation.h"

#include <QFile>

#include <algorithm>

namespace DigitSum::Gui {

namespace {

/// Time limit of one turn; a 60 Hz display redraws every 16 ms.
constexpr qint64 turnMs = 8;
constexpr qint64 chunkOfLines = 8 * 1024;
constexpr qint64 chunkOfNumber = 64 * 1024;
/// Shorter lines are sent whole, so that cancel() does not have to close the connection.
constexpr qsizetype shortLine = 64 * 1024;
/// A number is held back up to this size because it may become `quit`.
constexpr qsizetype maxQuitLength = 4;
/// Maximum number of unanswered requests; one read may answer all of them in one turn.
constexpr qsizetype maxPending = 2'000;
/// Sending pauses while more results than this wait to be written.
constexpr qsizetype maxUnwritten = 20'000;

bool isLineBreak(char c)
{
    return c == '\n' || c == '\r';
}

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
    auto csv = std::make_unique<QFile>(csvPath);
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
    finish(State::Cancelled);
    Session &session = m_conversation.session();
    if (m_isRequestOpen || session.state() == Session::State::Reconnecting)
        session.abort();
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
    const bool isBehind = m_toWrite.size() - m_written > maxUnwritten;
    if (m_state == State::Sending && !isBehind)
        sendSome();
    endIfFinished();

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
    QByteArray buffer(chunk, Qt::Uninitialized);
    while (canSend() && !turn.hasExpired(turnMs)) {
        const qint64 size = m_source->read(buffer.data(), chunk);
        if (size < 0) {
            finish(State::Failed,
                   tr("The file could not be read: %1").arg(m_source->errorString()));
            return;
        }
        if (size == 0) {
            finishSource();
            return;
        }
        QByteArrayView bytes = QByteArrayView(buffer).first(size);
        if (m_progress.bytesRead == 0) {
            if (bytes.startsWith("\xff\xfe") || bytes.startsWith("\xfe\xff")) {
                finish(State::Failed, tr("The file is encoded as UTF-16. Save it as UTF-8."));
                return;
            }
            if (bytes.startsWith("\xef\xbb\xbf"))
                bytes = bytes.sliced(3); // byte order mark
        }
        m_progress.bytesRead += size;
        m_progress.totalBytes = std::max(m_progress.totalBytes, m_progress.bytesRead);
        if (m_mode == Mode::Lines)
            sendLines(bytes);
        else
            sendDigits(bytes);
    }
}

/// Lines end with LF, CRLF or CR.
void BulkSender::sendLines(QByteArrayView bytes)
{
    while (!bytes.isEmpty() && m_state == State::Sending) {
        if (std::exchange(m_isAfterReturn, false) && bytes.front() == '\n') {
            bytes = bytes.sliced(1);
            continue;
        }
        const auto *end = std::find_if(bytes.begin(), bytes.end(), isLineBreak);
        m_line.append(bytes.begin(), end - bytes.begin());
        if (end == bytes.end()) {
            if (m_line.size() >= shortLine)
                sendPart(std::exchange(m_line, {}));
            return;
        }
        m_isAfterReturn = *end == '\r';
        bytes = bytes.sliced(end + 1 - bytes.begin());
        endLine(bytes.trimmed().isEmpty() && m_source->atEnd());
    }
}

void BulkSender::endLine(bool isLast)
{
    const QByteArray line = std::exchange(m_line, {});
    if (!m_isRequestOpen && Words::isQuit(line)) {
        quit(isLast);
        return;
    }
    sendPart(line);
    finishRequest();
}

void BulkSender::sendDigits(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const auto *end = std::find_if(bytes.begin(), bytes.end(), isLineBreak);
        const auto *next = std::find_if_not(end, bytes.end(), isLineBreak);
        m_line.append(bytes.begin(), end - bytes.begin());
        bytes = bytes.sliced(next - bytes.begin());
    }
    if (m_line.size() > maxQuitLength)
        sendPart(std::exchange(m_line, {}));
}

/// Has no effect once the session does not accept requests, which onSessionState() handles.
void BulkSender::sendPart(QByteArrayView part)
{
    m_isRequestOpen = m_conversation.append(part) || m_isRequestOpen;
}

void BulkSender::finishRequest()
{
    m_isRequestOpen = false;
    m_progress.sent += qint64(m_conversation.finish());
}

/// Leaves, as if it had been typed. \a isLast if nothing follows.
void BulkSender::quit(bool isLast)
{
    if (isLast)
        finish(State::Done);
    else
        finish(State::Failed,
               tr("Line %L1 is \"quit\", which ends the conversation. What follows was not sent.")
                   .arg(m_progress.sent + 1));
    m_conversation.session().close();
}

void BulkSender::finishSource()
{
    if (!m_line.isEmpty() && !m_isRequestOpen && Words::isQuit(m_line)) {
        quit(true);
        return;
    }
    if (!m_line.isEmpty())
        sendPart(std::exchange(m_line, {}));
    if (m_isRequestOpen)
        finishRequest();
    if (m_progress.bytesRead < m_progress.totalBytes)
        finish(State::Failed, tr("The file became shorter while it was being sent."));
    else
        finish(State::Done);
}

void BulkSender::onCompleted(const QList<HistoryEntry> &entries)
{
    if (isOver())
        return;
    for (const HistoryEntry &entry : entries) {
        if (entry.number <= m_before)
            continue;
        ++m_progress.answered;
        m_progress.refused += int(entry.exchange.outcome == Exchange::Outcome::Refused);
        m_progress.lost += int(entry.exchange.outcome == Exchange::Outcome::Lost);
        if (m_csv)
            m_toWrite.append(entry);
    }
    if (m_state != State::Paused || m_csv)
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
            failToWrite();
            return;
        }
    }
    if (m_written == m_toWrite.size()) {
        m_toWrite.clear();
        m_written = 0;
    }
}

void BulkSender::failToWrite()
{
    finish(State::Failed, tr("The results could not be written: %1").arg(writeError(*m_csv)));
    m_csv.reset();
    m_toWrite.clear();
    m_written = 0;
}

void BulkSender::onSessionState()
{
    const Session &session = m_conversation.session();
    switch (session.state()) {
    case Session::State::Connected:
        m_turn.start();
        break;
    case Session::State::Reconnecting:
        // The part already sent is lost, and the rest would be another number.
        if (m_mode == Mode::OneNumber && m_isRequestOpen) {
            finishRequest();
            finish(State::Failed, explain(session.error()).what);
        }
        break;
    case Session::State::LookingUp:
    case Session::State::Connecting:
        break;
    case Session::State::Closing:
        if (m_state != State::Finishing)
            finish(State::Failed, tr("The connection was closed."));
        break;
    case Session::State::Disconnected:
    case Session::State::Lost:
        m_isConversationOver = true;
        if (m_progress.answered < m_progress.sent || m_progress.lost > 0 || m_isRequestOpen
            || m_state != State::Finishing)
            finish(State::Failed, session.state() == Session::State::Lost
                                      ? explain(session.error()).what
                                      : tr("The connection was closed."));
        m_turn.start();
        break;
    }
}

/// Sends nothing more. The first outcome but Done counts.
void BulkSender::finish(State outcome, const QString &error)
{
    if (isOver())
        return;
    if (m_outcome == State::Done) {
        m_outcome = outcome;
        m_error = error;
    }
    m_turn.start();
    setState(State::Finishing);
}

void BulkSender::endIfFinished()
{
    const bool isAnswered = m_progress.answered >= m_progress.sent || m_isConversationOver;
    if (m_state != State::Finishing || !isAnswered || !m_toWrite.isEmpty())
        return;
    if (m_csv && !m_csv->flush())
        failToWrite();
    m_turn.stop();
    m_csv.reset();
    m_source->close();
    setState(m_outcome);
}

} // namespace DigitSum::Gui
