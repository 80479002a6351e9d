// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/session.h"
#include "terminal-client/standardinput.h"
#include "terminal-client/standardoutput.h"

#include <QObject>

namespace DigitSum {

/// Exit codes of `digitsum`.
enum ExitCode : int {
    AllSums = 0,
    SomeRefused = 1,
    BadUsage = 2,
    NoServer = 3,    ///< not reached, not trusted, or lost before all answers arrived
    CannotWrite = 4, ///< standard output failed
    CannotRead = 5,  ///< standard input failed
};

/// Sends requests from lines of input or from arguments and writes one line of output for each, in
/// order.
///
/// Streams its input: lines of any length are passed on in parts and requests are pipelined.
/// Reading pauses while the session or the output has no room, so memory use is constant.
///
/// After a reconnect, unanswered requests are resent. A line of more than 64 KiB cannot be resent;
/// losing one ends the batch, because later answers would appear in its place.
class Batch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Batch)

public:
    /// Sends \a lines, each of which ends with a line feed, and then what it reads from \a input,
    /// if that is not null. \a session must not be open yet; all three must outlive this object.
    Batch(Session &session, const QByteArray &lines, StandardInput *input, StandardOutput &output,
          QObject *parent = nullptr);

Q_SIGNALS:
    /// The session has ended before all of the input was answered; \a line tells, for standard
    /// error, what is missing.
    void said(const QString &line);
    /// All answers were written, or the session was lost: see Session::error().
    void finished(int exitCode);

private:
    void onReceived(const QByteArray &bytes);
    void onEnded();
    void onInputFailed();
    void onAnswered(const QList<Exchange> &exchanges);
    void onStateChanged(Session::State state);
    void proceed();
    void askNext();
    void askPart(QByteArrayView part);
    void endWith(Session::State state);
    void finishWhenDone();
    [[nodiscard]] bool hasRoom() const { return m_session.wantsMore() && m_output.hasRoom(); }

    Session &m_session;
    StandardInput *m_input;
    StandardOutput &m_output;
    QByteArray m_unasked;        // input not sent yet
    qsizetype m_asked = 0;       // bytes at its beginning that were sent
    bool m_isMidRequest = false; // a part of a long line was sent
    bool m_hasEnded = false;     // end of input
    bool m_wasConnected = false;
    qint64 m_answered = 0;
    bool m_hasFailed = false; // to read all of it
    bool m_hasRefused = false;
    bool m_hasLost = false;
    bool m_isDone = false;
    int m_exitCode = NoServer;
};

} // namespace DigitSum
