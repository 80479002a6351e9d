// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/load/clock.h"

#include <stdexcept>

namespace DigitSum::Bench {

/// A server that is silent for so long is stuck.
inline constexpr unsigned patienceSeconds = 60;

/// Ends a run whose server is stuck.
class Patience final
{
public:
    /// When it ends, if nothing is heard until then.
    [[nodiscard]] Nanoseconds end() const noexcept { return m_end; }

    /// Call after each wait: has anything been heard?
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
