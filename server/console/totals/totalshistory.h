// SPDX-License-Identifier: MIT
#pragma once

#include "server/service/clientinfo.h"

#include <array>
#include <deque>

namespace DigitSum {

/// Computes rates and peaks from the service's totals. Times are in ms since the epoch, UTC.
class TotalsHistory final
{
public:
    enum Series : quint8 { Clients, Requests, Refused, BytesIn, BytesOut, SeriesCount };

    /// Resets everything, when the service starts.
    void restart(qint64 now);
    /// Adds the totals of a snapshot. \returns true about once a second, for charts.
    bool add(const Totals &totals, qint64 now);

    [[nodiscard]] const Totals &totals() const noexcept { return m_totals; }
    [[nodiscard]] qint64 since() const noexcept { return m_since; } ///< time of restart()
    /// Returns the number of connected clients, or for other series the rate per second.
    [[nodiscard]] double current(Series series) const { return m_current.at(series); }
    [[nodiscard]] double peak(Series series) const { return m_peak.at(series); }

private:
    struct Sample
    {
        qint64 at = 0;
        Totals totals;
    };

    void measure();

    Totals m_totals;
    qint64 m_since = 0;
    qint64 m_lastPoint = 0;
    std::deque<Sample> m_samples; // of the last second, and the one before
    std::array<double, SeriesCount> m_current{};
    std::array<double, SeriesCount> m_peak{};
};

} // namespace DigitSum
