// SPDX-License-Identifier: MIT
#include "terminal-client/prompt.h"

#include "common/protocol/protocolwords.h"
#include "terminal-client/batch.h"

namespace DigitSum {

namespace {

/// Far more than a terminal's line can have; pasted text waits here while a reply is under way.
constexpr qsizetype mostTyped = 1024 * 1024;

} // namespace

Prompt::Prompt(Session &session, StandardInput &input, StandardOutput &output, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_input(input)
    , m_output(output)
{
    connect(&input, &StandardInput::received, this, &Prompt::onReceived);
    connect(&input, &StandardInput::ended, this, &Prompt::onEnded);
    connect(&session, &Session::answered, this, &Prompt::onAnswered);
    connect(&session, &Session::stateChanged, this, &Prompt::onStateChanged);
    connect(&session, &Session::saidFarewell, this,
            [this](const QString &text) { say(text.trimmed() + QLatin1Char('\n')); });
    connect(&output, &StandardOutput::drained, this, &Prompt::finishWhenDone);
}

void Prompt::say(const QString &text)
{
    m_output.write(text.toUtf8());
}

void Prompt::onReceived(const QByteArray &bytes)
{
    m_typed += bytes;
    if (m_typed.size() > mostTyped && m_typed.contains('\n'))
        m_input.pause();
    askNextLine();
}

void Prompt::onEnded()
{
    m_hasEnded = true;
    if (!m_typed.isEmpty() && !m_typed.endsWith('\n'))
        m_typed += '\n';
    else
        say(QStringLiteral("\n")); // Ctrl-D leaves the cursor behind the prompt
    askNextLine();
}

/// One at a time: a reply stands below its question.
void Prompt::askNextLine()
{
    if (m_session.state() != Session::State::Connected || m_session.waiting() > 0)
        return;
    const qsizetype lineFeed = m_typed.indexOf('\n');
    if (lineFeed >= 0) {
        QByteArray line = m_typed.first(lineFeed);
        if (line.endsWith('\r'))
            line.chop(1);
        m_typed.remove(0, lineFeed + 1);
        m_input.resume();
        m_session.ask(line); // leaves, if it says quit
    } else if (m_hasEnded) {
        m_session.close();
    }
}

void Prompt::onAnswered(const QList<Exchange> &exchanges)
{
    for (const Exchange &exchange : exchanges) {
        if (exchange.outcome == Exchange::Outcome::Sum)
            say(tr("Your Strings All Digit Sum is : %1").arg(exchange.sum) + QLatin1Char('\n'));
        else if (exchange.outcome == Exchange::Outcome::Refused)
            say(QString::fromLatin1(Words::invalid) + QLatin1Char('\n'));
    }
    if (m_session.state() != Session::State::Connected)
        return;
    say(tr("Enter Your Strings of Digits : "));
    askNextLine();
}

void Prompt::onStateChanged(Session::State state)
{
    switch (state) {
    case Session::State::Connected:
        say(tr("Connected to %1:%2. Type 'quit' to leave.")
                .arg(m_session.host())
                .arg(m_session.port())
            + QLatin1Char('\n') + tr("Enter Your Strings of Digits : "));
        m_input.resume();
        askNextLine();
        break;
    case Session::State::Lost:
        say(QStringLiteral("\n"));
        m_exitCode = NoServer;
        [[fallthrough]];
    case Session::State::Disconnected:
        m_input.pause();
        m_isDone = true;
        finishWhenDone();
        break;
    case Session::State::Closing:
    case Session::State::LookingUp:
    case Session::State::Connecting:
    case Session::State::Reconnecting:
        break;
    }
}

void Prompt::finishWhenDone()
{
    if (m_isDone && m_output.isDrained())
        Q_EMIT finished(m_exitCode);
}

} // namespace DigitSum
