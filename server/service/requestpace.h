// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <chrono>

namespace DigitSum {

/// Detects a request that arrives below the minimum rate. Sampled periodically, so that reading
/// needs neither clock nor counter; measures each interval on its own, so that a fast start cannot
/// offset an endless trickle. A value type without a clock.
class RequestPace final
{
public:
    using Clock = std::chrono::steady_clock;

    /// The conversation at one moment.
    struct Sample
    {
        Clock::time_point now;
        quint64 request = 0; ///< number of requests before this one
        quint64 bytesIn = 0; ///< since the connection was accepted
    };

    /// No request is in progress, or reading is paused.
    void pause() noexcept { m_hasBegun = false; }

    /// The server was not reading for \a lost: that time does not count.
    void forgive(Clock::duration lost) noexcept { m_begin.now += lost; }

    /// Call it while a request is in progress. Returns true if it arrived at less than \a minRate
    /// bytes per second for at least \a grace.
    [[nodiscard]] bool isTooSlow(const Sample &sight, int minRate,
                                 std::chrono::milliseconds grace) noexcept;

private:
    bool m_hasBegun = false;
    Sample m_begin; // start of the current interval
};

} // namespace DigitSum
