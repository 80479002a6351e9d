// SPDX-License-Identifier: MIT
#pragma once

#include <QElapsedTimer>
#include <QFile>
#include <QTimer>

#include <algorithm>

namespace DigitSum::Testing {

/// Measures for how long its thread's event loop was blocked at most, which is how long a window of
/// that thread would not respond.
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

    /// The longest time, in milliseconds, for which the event loop was blocked.
    [[nodiscard]] double longest() const { return m_longest; }
    /// The same without the time that the thread spent waiting for a processor, which isn't the
    /// program's fault.
    [[nodiscard]] double longestOfItsOwn() const { return m_longestOfItsOwn; }

private:
    static constexpr int pause = 2; // ms; polling without a pause would distort the measurement

    void turn()
    {
        const double gap = double(m_clock.nsecsElapsed()) / 1e6 - pause;
        const double waitedNow = waited();
        m_clock.restart();
        m_longest = std::max(m_longest, gap);
        m_longestOfItsOwn = std::max(m_longestOfItsOwn, gap - (waitedNow - m_waitedBefore));
        m_waitedBefore = waitedNow;
    }

    /// For how long this thread has waited for a processor, in milliseconds, according to the
    /// scheduler. 0 if the kernel provides no scheduler statistics.
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
