// SPDX-License-Identifier: MIT
#pragma once

#include "server/service/clientinfo.h"

#include <array>
#include <chrono>
#include <deque>

namespace DigitSum {

/// Computes rates and peaks from the service's totals. The clock is one that nobody can set back.
class TotalsHistory final
{
public:
    using Clock = std::chrono::steady_clock;

    enum Series : quint8 { Clients, Requests, Refused, BytesIn, BytesOut, SeriesCount };

    /// Resets everything, when the service starts.
    void restart(Clock::time_point now);
    /// Adds the totals of a snapshot. \returns true about once a second, for charts.
    bool add(const Totals &totals, Clock::time_point now);

    [[nodiscard]] const Totals &totals() const noexcept { return m_totals; }
    /// Returns the time of restart().
    [[nodiscard]] Clock::time_point since() const noexcept { return m_since; }
    /// Returns the number of connected clients, or for other series the rate per second.
    [[nodiscard]] double current(Series series) const { return m_current.at(series); }
    [[nodiscard]] double peak(Series series) const { return m_peak.at(series); }

private:
    struct Sample
    {
        Clock::time_point at;
        Totals totals;
    };

    void measure();

    Totals m_totals;
    Clock::time_point m_since;
    Clock::time_point m_lastPoint;
    std::deque<Sample> m_samples; // of the last second, and the one before
    std::array<double, SeriesCount> m_current{};
    std::array<double, SeriesCount> m_peak{};
};

} // namespace DigitSum
