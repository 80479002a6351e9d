// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/session.h"
#include "terminal-client/promptterminal.h"

#include <QObject>

namespace DigitSum {

/// The interactive mode: prompts for a string of digits and prints its sum, until `quit`, `exit` or
/// the end of input. Input typed during a reconnect is kept.
class Prompt final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Prompt)

public:
    /// \a session must not be open yet; both must outlive this object.
    Prompt(Session &session, PromptTerminal &terminal, QObject *parent = nullptr);

Q_SIGNALS:
    /// The session has ended and all output was written.
    void finished(int exitCode);

private:
    void onReceived(const QByteArray &bytes);
    void onEnded();
    void onInputFailed();
    void onAnswered(const QList<Exchange> &exchanges);
    void onFarewell(const QString &text);
    void onStateChanged(Session::State state);
    void askNextLine();
    [[nodiscard]] bool isLeaving(qsizetype lineFeed) const;
    void ask(const QByteArray &line);
    void sayPrompt();
    void say(const QString &text);
    void finishWhenDone();

    Session &m_session;
    PromptTerminal &m_terminal;
    QByteArray m_typed; // not sent yet
    bool m_hasEnded = false;
    bool m_isDone = false;
    int m_exitCode = 0;
};

} // namespace DigitSum
