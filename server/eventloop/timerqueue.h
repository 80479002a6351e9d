// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractEventDispatcher>

#include <chrono>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

namespace DigitSum {

/// The timers of an event dispatcher, ordered by deadline. Starting, restarting and stopping one of
/// n timers costs O(log n). Has no clock: the caller passes the time.
///
/// As in Qt, a precise timer is never early, a coarse one may be off by 5 % of its interval so that
/// timers fire together, and a very coarse one fires on whole seconds.
class TimerQueue final
{
public:
    using Clock = std::chrono::steady_clock;

    void start(int id, std::chrono::milliseconds interval, Qt::TimerType type, QObject *object,
               Clock::time_point now);
    bool stop(int id);
    bool stopAll(const QObject *object);

    [[nodiscard]] std::optional<Clock::time_point> nextDeadline() const;
    /// Rounded up; negative if there is no such timer, zero if it is overdue.
    [[nodiscard]] std::chrono::milliseconds remaining(int id, Clock::time_point now) const;
    [[nodiscard]] QList<QAbstractEventDispatcher::TimerInfo> timersOf(const QObject *object) const;

    /// The timers that are due, in the order of their deadlines.
    [[nodiscard]] std::vector<int> due(Clock::time_point now) const;
    /// Returns the object to notify of timer \a id, and sets the timer's next deadline. Null if the
    /// timer is no longer due, or is being delivered further up the stack. Otherwise call
    /// endRound() after delivery.
    [[nodiscard]] QObject *beginRound(int id, Clock::time_point now);
    void endRound(int id);

private:
    struct Timer
    {
        std::chrono::milliseconds interval{};
        Qt::TimerType type = Qt::CoarseTimer;
        QObject *object = nullptr;
        Clock::time_point deadline;
        bool isInRound = false;
    };

    static Clock::time_point roundedDeadline(Clock::time_point deadline, const Timer &timer);

    std::unordered_map<int, Timer> m_timers;
    std::set<std::pair<Clock::time_point, int>> m_order;
};

} // namespace DigitSum
