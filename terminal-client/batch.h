// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/session.h"
#include "terminal-client/standardinput.h"
#include "terminal-client/standardoutput.h"

#include <QObject>

namespace DigitSum {

/// How `digitsum` ends.
enum ExitCode : int {
    AllSums = 0,
    SomeRefused = 1,
    BadUsage = 2,
    NoServer = 3,    ///< not reached or not trusted, or lost before everything was answered
    CannotWrite = 4, ///< standard output failed
};

/// Requests from lines of input, or given as arguments; one line of output for each, in order.
///
/// Streams: a line of any length goes through without being stored, and as many lines are under
/// way as the session takes. Reading pauses while session or output has no room, so memory stays
/// the same for any input.
///
/// Where the session connects again, the answers go on as if nothing had happened. But what the
/// session can't ask again, a line of more than 64 KiB, ends it: the answers to those behind it
/// would stand in its place.
class Batch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Batch)

public:
    /// \a session isn't opened yet. All three live longer. Reads \a input to its end.
    Batch(Session &session, StandardInput &input, StandardOutput &output,
          QObject *parent = nullptr);
    /// Asks \a lines, each ended by a line feed, instead.
    Batch(Session &session, const QByteArray &lines, StandardOutput &output,
          QObject *parent = nullptr);

Q_SIGNALS:
    /// All is answered and written, or the session was lost: see Session::error().
    void finished(int exitCode);

private:
    Batch(Session &session, StandardInput *input, const QByteArray &lines, StandardOutput &output,
          QObject *parent);
    void onReceived(const QByteArray &bytes);
    void onEnded();
    void onAnswered(const QList<Exchange> &exchanges);
    void onStateChanged(Session::State state);
    void proceed();
    void askNext();
    void askPart(QByteArrayView part);
    void finishWhenDone();
    [[nodiscard]] bool hasRoom() const { return m_session.wantsMore() && m_output.hasRoom(); }

    Session &m_session;
    StandardInput *m_input;
    StandardOutput &m_output;
    QByteArray m_unasked;        // input that had no room yet
    qsizetype m_asked = 0;       // of it, how much has been asked meanwhile
    bool m_isMidRequest = false; // a part of a long line was asked
    bool m_hasEnded = false;     // input is over
    bool m_hasRefused = false;
    bool m_hasLost = false;
    bool m_isDone = false;
    int m_exitCode = NoServer;
};

} // namespace DigitSum
