// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/load/clock.h"

#include <stdexcept>

namespace DigitSum::Bench {

/// The time without data after which the server is considered stuck.
inline constexpr unsigned patienceSeconds = 60;

/// Ends a run if the server is stuck.
class Patience final
{
public:
    /// The time at which the run ends unless data arrives before.
    [[nodiscard]] Nanoseconds end() const noexcept { return m_end; }

    /// Call after each wait, with whether data has arrived.
    void note(bool heard)
    {
        const Nanoseconds time = now();
        if (heard)
            m_end = time + limit;
        else if (time >= m_end)
            throw std::runtime_error("the server says nothing any more");
    }

private:
    static constexpr Nanoseconds limit = patienceSeconds * nanosecondsPerSecond;

    Nanoseconds m_end = now() + limit;
};

} // namespace DigitSum::Bench
