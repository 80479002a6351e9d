// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/session.h"
#include "terminal-client/standardinput.h"
#include "terminal-client/standardoutput.h"

#include <QObject>

namespace DigitSum {

/// A person at a terminal: asks for a string of digits, shows its sum, asks again; `quit`, `exit`
/// and the end of input leave politely. Where the session connects again, what is typed meanwhile
/// waits for that.
class Prompt final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Prompt)

public:
    /// \a session isn't opened yet. All three live longer.
    Prompt(Session &session, StandardInput &input, StandardOutput &output,
           QObject *parent = nullptr);

Q_SIGNALS:
    /// The session is over and everything was written.
    void finished(int exitCode);

private:
    void onReceived(const QByteArray &bytes);
    void onEnded();
    void onAnswered(const QList<Exchange> &exchanges);
    void onStateChanged(Session::State state);
    void askNextLine();
    [[nodiscard]] bool isLeaving(qsizetype lineFeed) const;
    void sayPrompt();
    void say(const QString &text);
    void finishWhenDone();

    Session &m_session;
    StandardInput &m_input;
    StandardOutput &m_output;
    QByteArray m_typed; // and not asked yet
    bool m_hasEnded = false;
    bool m_isDone = false;
    int m_exitCode = 0;
};

} // namespace DigitSum
