// SPDX-License-Identifier: MIT
#pragma once

#include <QElapsedTimer>
#include <QFile>
#include <QTimer>

#include <algorithm>

namespace DigitSum::Testing {

/// For how long the event loop of its thread did not come round, at most: what a person at the
/// window would notice.
class LoopMeter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LoopMeter)

public:
    LoopMeter() { connect(&m_timer, &QTimer::timeout, this, &LoopMeter::turn); }

    void start()
    {
        m_clock.start();
        m_waitedBefore = waited();
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.start(pause);
    }

    /// In milliseconds.
    [[nodiscard]] double longest() const { return m_longest; }
    /// The same without the time for which the thread could have run, but the system let others
    /// run: what is the program's own doing.
    [[nodiscard]] double longestOfItsOwn() const { return m_longestOfItsOwn; }

private:
    static constexpr int pause = 2; // ms; a loop that never rests would disturb what is measured

    void turn()
    {
        const double gap = double(m_clock.nsecsElapsed()) / 1e6 - pause;
        const double waitedNow = waited();
        m_clock.restart();
        m_longest = std::max(m_longest, gap);
        m_longestOfItsOwn = std::max(m_longestOfItsOwn, gap - (waitedNow - m_waitedBefore));
        m_waitedBefore = waitedNow;
    }

    /// For how long this thread has waited for a processor, in milliseconds: the scheduler's
    /// account. 0 where there is none, which makes every gap the program's own.
    static double waited()
    {
        QFile account(QStringLiteral("/proc/thread-self/schedstat"));
        if (!account.open(QIODevice::ReadOnly))
            return 0;
        return account.readAll().split(' ').value(1).toDouble() / 1e6;
    }

    QTimer m_timer;
    QElapsedTimer m_clock;
    double m_longest = 0;
    double m_longestOfItsOwn = 0;
    double m_waitedBefore = 0;
};

} // namespace DigitSum::Testing
