// SPDX-License-Identifier: MIT
#include "terminal-client/batch.h"

#include "common/protocol/protocolwords.h"

namespace DigitSum {

namespace {

/// An incomplete line is held back up to this size because it may become `quit`.
constexpr qsizetype maxQuitLength = 6; // with CRLF
/// The same if the session reconnects; only a line that was sent whole can be resent.
constexpr qsizetype maxWholeLine = 64 * 1024;

QByteArray line(const Exchange &exchange)
{
    if (exchange.outcome == Exchange::Outcome::Sum)
        return QByteArray::number(exchange.sum) + '\n';
    return Words::invalid.toByteArray() + '\n';
}

} // namespace

Batch::Batch(Session &session, const QByteArray &lines, StandardInput *input,
             StandardOutput &output, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_input(input)
    , m_output(output)
    , m_unasked(lines)
    , m_hasEnded(!input)
{
    if (input) {
        connect(input, &StandardInput::received, this, &Batch::onReceived);
        connect(input, &StandardInput::ended, this, &Batch::onEnded);
        connect(input, &StandardInput::failed, this, &Batch::onInputFailed);
    }
    connect(&session, &Session::answered, this, &Batch::onAnswered);
    connect(&session, &Session::readyForMore, this, &Batch::proceed);
    connect(&session, &Session::stateChanged, this, &Batch::onStateChanged);
    connect(&output, &StandardOutput::drained, this, &Batch::proceed);
}

void Batch::onReceived(const QByteArray &bytes)
{
    m_unasked.append(bytes);
    proceed();
}

void Batch::onEnded()
{
    m_hasEnded = true;
    const bool isLineOpen = m_asked < m_unasked.size() ? !m_unasked.endsWith('\n') : m_isMidRequest;
    if (isLineOpen)
        m_unasked.append('\n');
    proceed();
}

void Batch::onInputFailed()
{
    m_hasEnded = true;
    m_hasFailed = true;
    // A line that was cut off is no request.
    m_unasked.truncate(m_unasked.lastIndexOf('\n') + 1);
    if (m_isMidRequest && m_unasked.isEmpty())
        m_session.abort();
    else
        proceed();
}

/// Sends as much as there is room for; then resumes or pauses reading, or closes the session.
void Batch::proceed()
{
    if (m_isDone) {
        finishWhenDone();
        return;
    }
    if (m_session.state() != Session::State::Connected)
        return;
    askNext();
    m_unasked.remove(0, std::exchange(m_asked, 0));

    if (m_hasEnded && m_unasked.isEmpty())
        m_session.close();
    else if (m_input && !m_hasEnded && hasRoom())
        m_input->resume(); // everything but an incomplete line was sent
    else if (m_input)
        m_input->pause();
}

void Batch::askNext()
{
    while (m_asked < m_unasked.size() && hasRoom()) {
        const QByteArrayView rest = QByteArrayView(m_unasked).sliced(m_asked);
        const qsizetype lineFeed = rest.indexOf('\n');
        if (lineFeed < 0) {
            askPart(rest);
            return;
        }
        QByteArrayView line = rest.first(lineFeed);
        if (m_input && line.endsWith('\r')) // in an argument it is data
            line.chop(1);
        m_asked += lineFeed + 1;
        if (std::exchange(m_isMidRequest, false)) {
            m_session.append(line);
            m_session.finish();
        } else {
            m_session.ask(line.toByteArray()); // `quit` closes the session
        }
    }
}

/// Sends a part of a line whose end has not been read yet.
void Batch::askPart(QByteArrayView part)
{
    const bool isKept = m_session.reconnecting() != Reconnect::Never;
    if (!m_isMidRequest && part.size() <= (isKept ? maxWholeLine : maxQuitLength))
        return;
    if (part.endsWith('\r'))
        part.chop(1); // may belong to the line end
    m_session.append(part);
    m_isMidRequest = true;
    m_asked += part.size();
}

void Batch::onAnswered(const QList<Exchange> &exchanges)
{
    QByteArray lines;
    for (const Exchange &exchange : exchanges) {
        m_hasLost |= exchange.outcome == Exchange::Outcome::Lost;
        if (m_hasLost)
            break;
        ++m_answered;
        m_hasRefused |= exchange.outcome == Exchange::Outcome::Refused;
        lines += line(exchange);
    }
    m_output.write(lines);
    const bool isOver = m_session.state() == Session::State::Lost
                        || m_session.state() == Session::State::Disconnected;
    if (m_hasLost && !isOver)
        m_session.abort();
}

void Batch::onStateChanged(Session::State state)
{
    switch (state) {
    case Session::State::Connected:
        m_wasConnected = true;
        proceed();
        break;
    case Session::State::Closing:
        m_hasEnded = true; // after `quit`
        if (!QByteArrayView(m_unasked).sliced(m_asked).trimmed().isEmpty())
            Q_EMIT said(tr("Not sent: what follows 'quit'."));
        m_unasked.clear();
        m_asked = 0;
        if (m_input)
            m_input->pause();
        break;
    case Session::State::Disconnected:
    case Session::State::Lost:
        endWith(state);
        break;
    case Session::State::Reconnecting:
        if (m_input)
            m_input->pause(); // until it has reconnected
        break;
    case Session::State::LookingUp:
    case Session::State::Connecting:
        break;
    }
}

void Batch::endWith(Session::State state)
{
    const bool isAllAnswered = m_hasEnded && m_unasked.isEmpty() && !m_hasLost;
    if (m_hasFailed)
        m_exitCode = CannotRead;
    else if (isAllAnswered && state == Session::State::Disconnected)
        m_exitCode = m_hasRefused ? SomeRefused : AllSums;
    if (!isAllAnswered && m_wasConnected)
        Q_EMIT said(tr("Not answered: request %1 and everything after it.").arg(m_answered + 1));
    m_isDone = true;
    finishWhenDone();
}

void Batch::finishWhenDone()
{
    if (m_output.isDrained())
        Q_EMIT finished(m_exitCode);
}

} // namespace DigitSum
