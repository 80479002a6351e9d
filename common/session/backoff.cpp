// SPDX-License-Identifier: MIT
#include "common/session/backoff.h"

#include <algorithm>
#include <utility>

namespace DigitSum {

Backoff::Backoff(Duration first, Duration longest)
    : m_first(std::min(first, longest))
    , m_longest(longest)
    , m_due(m_first)
{
}

Backoff::Duration Backoff::next(double chance)
{
    const Duration due = std::exchange(m_due, m_due > m_longest / 2 ? m_longest : m_due * 2);
    const std::chrono::duration<double, std::milli> pause = due * (0.5 + 0.5 * chance);
    return std::chrono::round<Duration>(pause);
}

} // namespace DigitSum
