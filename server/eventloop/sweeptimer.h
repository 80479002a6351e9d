// SPDX-License-Identifier: MIT
#pragma once

#include <QBasicTimer>

#include <chrono>

namespace DigitSum {

/// A periodic timer for enforcing time limits, which measures the time lost since its last sweep:
/// in which the thread was stopped (SIGSTOP, a suspended virtual machine) or too busy to sweep. A
/// limit must not count that time, because the thread did not see what its peers did meanwhile.
class SweepTimer final
{
public:
    using Clock = std::chrono::steady_clock;

    void start(std::chrono::milliseconds interval, QObject *object)
    {
        m_interval = interval;
        m_lastSweep = Clock::now();
        m_timer.start(static_cast<int>(interval.count()), Qt::CoarseTimer, object);
    }
    void stop() { m_timer.stop(); }
    [[nodiscard]] bool isActive() const noexcept { return m_timer.isActive(); }
    [[nodiscard]] int timerId() const noexcept { return m_timer.timerId(); }

    /// Call it once at each sweep. Returns the time lost; less than half an interval is none.
    [[nodiscard]] Clock::duration lostTime(Clock::time_point now)
    {
        const auto late = now - m_lastSweep - m_interval;
        m_lastSweep = now;
        return late > m_interval / 2 ? late : Clock::duration::zero();
    }

private:
    QBasicTimer m_timer;
    std::chrono::milliseconds m_interval{};
    Clock::time_point m_lastSweep;
};

} // namespace DigitSum
