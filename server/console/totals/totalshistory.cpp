// SPDX-License-Identifier: MIT
#include "server/console/totals/totalshistory.h"

#include <algorithm>

namespace DigitSum {

namespace {

constexpr std::chrono::seconds second{1};

quint64 counter(const Totals &totals, TotalsHistory::Series series)
{
    switch (series) {
    case TotalsHistory::Clients:
        return totals.clients;
    case TotalsHistory::Requests:
        return totals.requests;
    case TotalsHistory::Refused:
        return totals.refused;
    case TotalsHistory::BytesIn:
        return totals.bytesIn;
    case TotalsHistory::BytesOut:
        return totals.bytesOut;
    case TotalsHistory::SeriesCount:
        break;
    }
    return 0;
}

} // namespace

void TotalsHistory::restart(Clock::time_point now)
{
    *this = TotalsHistory();
    m_since = now;
    m_lastPoint = now;
    m_samples.push_back({now, {}});
}

bool TotalsHistory::add(const Totals &totals, Clock::time_point now)
{
    m_totals = totals;
    m_samples.push_back({now, totals});
    while (m_samples.size() > 2 && now - m_samples[1].at >= second)
        m_samples.pop_front();
    measure();
    if (now - m_lastPoint < second)
        return false;
    m_lastPoint = now;
    return true;
}

void TotalsHistory::measure()
{
    const Sample &first = m_samples.front();
    const Sample &last = m_samples.back();
    // At least a second, because the first few requests would give a huge rate otherwise.
    const std::chrono::duration<double> period =
        std::max<Clock::duration>(last.at - first.at, second);
    for (quint8 i = 0; i < SeriesCount; ++i) {
        const auto series = Series(i);
        const auto now = double(counter(last.totals, series));
        const auto before = double(counter(first.totals, series));
        m_current.at(i) = series == Clients ? now : std::max(0.0, now - before) / period.count();
        m_peak.at(i) = std::max(m_peak.at(i), m_current.at(i));
    }
}

} // namespace DigitSum
