// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/load/clock.h"

#include <algorithm>
#include <cstddef>

namespace DigitSum::Bench {

/// Limits the rate of requests.
class Pacer final
{
public:
    /// The interval between two calls of the run; the requests due then are sent together.
    static constexpr Nanoseconds interval = 1'000'000;

    /// \a rate is in requests per second.
    explicit Pacer(double rate)
        : m_rate(rate)
    {
    }

    /// The number of requests to send now, at most \a ready. If too few clients are ready, the
    /// pacer later catches up by at most a tenth of a second.
    [[nodiscard]] std::size_t take(std::size_t ready)
    {
        const Nanoseconds time = now();
        m_due = std::min(m_due + toSeconds(time - m_last) * m_rate, m_rate / 10);
        m_last = time;
        const std::size_t count = std::min(ready, static_cast<std::size_t>(m_due));
        m_due -= static_cast<double>(count);
        return count;
    }

private:
    double m_rate;
    double m_due = 0;
    Nanoseconds m_last = now();
};

} // namespace DigitSum::Bench
