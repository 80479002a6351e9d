// SPDX-License-Identifier: MIT
#pragma once

#include "server/service/clientinfo.h"

#include <array>
#include <deque>

namespace DigitSum {

/// The service's totals over time: what they are per second, and the most that has been. A plain
/// value; the time comes from outside, in ms.
class TotalsHistory final
{
public:
    enum Series : quint8 { Clients, Requests, Refused, BytesIn, BytesOut, SeriesCount };

    /// Forgets everything; the service starts anew.
    void restart(qint64 now);
    /// \returns true about once a second: time for another point of a chart.
    bool add(const Totals &totals, qint64 now);

    [[nodiscard]] const Totals &totals() const noexcept { return m_totals; }
    [[nodiscard]] qint64 since() const noexcept { return m_since; } ///< restart()
    /// Clients: how many; the others: how many in the last second.
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
    std::deque<Sample> m_samples; // of the last second, and one before
    std::array<double, SeriesCount> m_current{};
    std::array<double, SeriesCount> m_peak{};
};

} // namespace DigitSum
