// SPDX-License-Identifier: MIT
#include "terminal-client/prompt.h"

#include "common/protocol/protocolwords.h"
#include "common/session/serveraddress.h"
#include "terminal-client/batch.h"

namespace DigitSum {

namespace {

/// Limit for pasted text that waits for replies, in bytes.
constexpr qsizetype maxTyped = 1024 * 1024;

/// Returns the first line of \a text without its end.
QByteArray lineIn(const QByteArray &text, qsizetype lineFeed)
{
    QByteArray line = text.first(lineFeed);
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

} // namespace

Prompt::Prompt(Session &session, PromptTerminal &terminal, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_terminal(terminal)
{
    connect(&terminal, &PromptTerminal::received, this, &Prompt::onReceived);
    connect(&terminal, &PromptTerminal::ended, this, &Prompt::onEnded);
    connect(&terminal, &PromptTerminal::failed, this, &Prompt::onInputFailed);
    connect(&terminal, &PromptTerminal::drained, this, &Prompt::finishWhenDone);
    connect(&session, &Session::answered, this, &Prompt::onAnswered);
    connect(&session, &Session::stateChanged, this, &Prompt::onStateChanged);
    connect(&session, &Session::saidFarewell, this, &Prompt::onFarewell);
}

void Prompt::say(const QString &text)
{
    m_terminal.write(text.toUtf8());
}

void Prompt::onReceived(const QByteArray &bytes)
{
    m_typed += bytes;
    if (m_typed.size() > maxTyped && m_typed.contains('\n'))
        m_terminal.pause();
    askNextLine();
}

void Prompt::onEnded()
{
    m_hasEnded = true;
    if (!m_typed.isEmpty() && !m_typed.endsWith('\n'))
        m_typed += '\n';
    else
        say(QStringLiteral("\n")); // Ctrl-D leaves the cursor after the prompt
    askNextLine();
}

void Prompt::onInputFailed()
{
    m_exitCode = CannotRead;
    m_typed.truncate(m_typed.lastIndexOf('\n') + 1); // a line that was cut off is no request
    onEnded();
}

/// Sends one line at a time, so that each reply appears below its request.
void Prompt::askNextLine()
{
    const qsizetype lineFeed = m_typed.indexOf('\n');
    if (m_session.state() == Session::State::Reconnecting && isLeaving(lineFeed)) {
        m_session.close();
        return;
    }
    if (m_session.state() != Session::State::Connected || m_session.waiting() > 0)
        return;
    if (lineFeed >= 0) {
        const QByteArray line = lineIn(m_typed, lineFeed);
        m_typed.remove(0, lineFeed + 1);
        m_terminal.resume();
        ask(line);
    } else if (m_hasEnded) {
        m_session.close();
    }
}

void Prompt::ask(const QByteArray &line)
{
    const std::optional<qsizetype> limit = m_terminal.lineLimit();
    if (!limit || line.size() < *limit) {
        m_session.ask(line); // `quit` closes the session
        return;
    }
    say(tr("Not sent: a terminal cuts off lines of more than %L1 characters. Put the digits into a "
           "file and run: digitsum < FILE")
            .arg(*limit - 1)
        + QLatin1Char('\n'));
    sayPrompt();
    askNextLine();
}

/// Returns whether the next line, up to \a lineFeed, is `quit`, or if -1, whether input has ended.
bool Prompt::isLeaving(qsizetype lineFeed) const
{
    return lineFeed >= 0 ? Words::isQuit(lineIn(m_typed, lineFeed)) : m_hasEnded;
}

void Prompt::sayPrompt()
{
    say(tr("Enter Your Strings of Digits : "));
}

void Prompt::onAnswered(const QList<Exchange> &exchanges)
{
    for (const Exchange &exchange : exchanges) {
        if (exchange.outcome == Exchange::Outcome::Sum)
            say(tr("Your Strings All Digit Sum is : %1").arg(exchange.sum) + QLatin1Char('\n'));
        else if (exchange.outcome == Exchange::Outcome::Refused)
            say(QString::fromLatin1(Words::invalid) + QLatin1Char('\n'));
        else
            m_exitCode = NoServer;
    }
    if (m_session.state() != Session::State::Connected)
        return;
    sayPrompt();
    askNextLine();
}

void Prompt::onFarewell(const QString &text)
{
    if (m_session.state() != Session::State::Closing) { // not asked for: the input goes on
        m_exitCode = NoServer;
        say(QStringLiteral("\n"));
    }
    say(text.trimmed() + QLatin1Char('\n'));
}

void Prompt::onStateChanged(Session::State state)
{
    switch (state) {
    case Session::State::Connected:
        say(tr("Connected to %1. Type 'quit' to leave.")
                .arg(ServerAddress{m_session.host(), m_session.port()}.toText())
            + QLatin1Char('\n'));
        if (m_session.waiting() == 0) // otherwise after the resent request
            sayPrompt();
        m_terminal.resume();
        askNextLine();
        break;
    case Session::State::Reconnecting:
        askNextLine(); // the next line may be `quit`
        break;
    case Session::State::Lost:
        say(QStringLiteral("\n"));
        m_exitCode = NoServer;
        [[fallthrough]];
    case Session::State::Disconnected:
        m_terminal.pause();
        m_isDone = true;
        finishWhenDone();
        break;
    case Session::State::Closing:
    case Session::State::LookingUp:
    case Session::State::Connecting:
        break;
    }
}

void Prompt::finishWhenDone()
{
    if (m_isDone && m_terminal.isDrained())
        Q_EMIT finished(m_exitCode);
}

} // namespace DigitSum
