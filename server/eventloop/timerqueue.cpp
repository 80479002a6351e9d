// SPDX-License-Identifier: MIT
#include "server/eventloop/timerqueue.h"

#include <bit>

namespace DigitSum {

using namespace std::chrono_literals;

void TimerQueue::start(int id, std::chrono::milliseconds interval, Qt::TimerType type,
                       QObject *object, Clock::time_point now)
{
    stop(id);
    Timer timer{interval, type, object, {}, false};
    timer.deadline = roundedDeadline(now + interval, timer);
    m_order.emplace(timer.deadline, id);
    m_timers.emplace(id, timer);
}

bool TimerQueue::stop(int id)
{
    const auto timer = m_timers.find(id);
    if (timer == m_timers.end())
        return false;
    m_order.erase({timer->second.deadline, id});
    m_timers.erase(timer);
    return true;
}

bool TimerQueue::stopAll(const QObject *object)
{
    const auto before = m_timers.size();
    std::erase_if(m_order,
                  [&](const auto &entry) { return m_timers[entry.second].object == object; });
    std::erase_if(m_timers, [&](const auto &entry) { return entry.second.object == object; });
    return m_timers.size() < before;
}

std::optional<TimerQueue::Clock::time_point> TimerQueue::nextDeadline() const
{
    // A timer that is being delivered cannot become due: do not wait for it.
    for (const auto &[deadline, id] : m_order) {
        if (!m_timers.at(id).isInRound)
            return deadline;
    }
    return std::nullopt;
}

std::chrono::milliseconds TimerQueue::remaining(int id, Clock::time_point now) const
{
    const auto timer = m_timers.find(id);
    if (timer == m_timers.end())
        return -1ms;
    return std::max(0ms,
                    std::chrono::ceil<std::chrono::milliseconds>(timer->second.deadline - now));
}

QList<QAbstractEventDispatcher::TimerInfo> TimerQueue::timersOf(const QObject *object) const
{
    QList<QAbstractEventDispatcher::TimerInfo> list;
    for (const auto &[id, timer] : m_timers) {
        if (timer.object == object)
            list.append({id, static_cast<int>(timer.interval.count()), timer.type});
    }
    return list;
}

std::vector<int> TimerQueue::due(Clock::time_point now) const
{
    std::vector<int> ids;
    for (auto entry = m_order.begin(); entry != m_order.end() && entry->first <= now; ++entry)
        ids.push_back(entry->second);
    return ids;
}

QObject *TimerQueue::beginRound(int id, Clock::time_point now)
{
    const auto entry = m_timers.find(id);
    if (entry == m_timers.end() || entry->second.isInRound || entry->second.deadline > now)
        return nullptr;
    Timer &timer = entry->second;
    timer.isInRound = true;
    m_order.erase({timer.deadline, id});
    // Keep the phase; skip rounds that were missed.
    timer.deadline = roundedDeadline(timer.deadline + timer.interval, timer);
    if (timer.deadline <= now)
        timer.deadline = roundedDeadline(now + timer.interval, timer);
    m_order.emplace(timer.deadline, id);
    return timer.object;
}

void TimerQueue::endRound(int id)
{
    if (const auto timer = m_timers.find(id); timer != m_timers.end())
        timer->second.isInRound = false;
}

/// Moves a deadline to a grid that is no coarser than the timer's type allows.
TimerQueue::Clock::time_point TimerQueue::roundedDeadline(Clock::time_point deadline,
                                                          const Timer &timer)
{
    std::chrono::milliseconds grid = 1ms;
    if (timer.type == Qt::VeryCoarseTimer)
        grid = 1s;
    else if (timer.type == Qt::CoarseTimer) // a power of two, which other intervals' grids share
        grid = std::chrono::milliseconds(
            std::bit_floor(static_cast<quint64>(timer.interval.count() / 20)));
    if (grid <= 1ms)
        return deadline;
    const auto sinceEpoch =
        std::chrono::round<std::chrono::milliseconds>(deadline.time_since_epoch());
    return Clock::time_point((sinceEpoch + grid / 2) / grid * grid);
}

} // namespace DigitSum
