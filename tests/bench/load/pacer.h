// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/load/clock.h"

#include <algorithm>
#include <cstddef>

namespace DigitSum::Bench {

/// Spreads requests over time: says how many may go out by now.
class Pacer final
{
public:
    /// How long to wait before asking again; what is due then goes out at once.
    static constexpr Nanoseconds interval = 1'000'000;

    /// \a rate: requests per second.
    explicit Pacer(double rate)
        : m_rate(rate)
    {
    }

    /// How many more may go out now; at most \a ready do. Who has none ready catches up with the
    /// last tenth of a second only.
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
