// SPDX-License-Identifier: MIT
#pragma once

#include <QElapsedTimer>
#include <QObject>

namespace DigitSum {

/// What POSIX signals mean to a program that must not lose anything.
///
/// | signal           | effect                                                              |
/// |------------------|---------------------------------------------------------------------|
/// | TERM, INT        | stopRequested()                                                     |
/// | HUP              | stopRequested() if the program was started in a terminal, which has |
/// |                  | been closed; otherwise reloadRequested()                            |
/// | PIPE, XFSZ       | ignored: the write fails, and its caller handles that               |
/// | USR1, USR2       | ignored: in other servers they mean "open the log again" and such   |
/// | all others       | the default: QUIT ends it with a core dump, TSTP and CONT work      |
///
/// INT and HUP stay ignored if they were when the program started, as nohup(1) and a shell's
/// background jobs expect. All signals are unblocked, whatever the parent process had blocked.
///
/// One object per process; create it before any thread starts. Its signals are emitted in the event
/// loop of its thread.
class ProcessSignals final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProcessSignals)

public:
    explicit ProcessSignals(QObject *parent = nullptr);
    ~ProcessSignals() override;

Q_SIGNALS:
    /// The program should end. Several requests within half a second are one: timeout(1), for
    /// example, signals its child, and then the process group that the child belongs to.
    void stopRequested();
    /// Configuration files should be read again.
    void reloadRequested();

private:
    void readPipe();
    void onSignal(int number);

    const bool m_hasTerminal;
    QElapsedTimer m_sinceStop; // the last stopRequested()
};

} // namespace DigitSum
