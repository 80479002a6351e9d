// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <chrono>

namespace DigitSum {

/// Finds out whether a request that has begun arrives below the least rate. Looks now and then, so
/// that reading needs neither clock nor counter for it; and measures stretch by stretch, so that no
/// quick beginning pays for a trickle without end. A value type; has no clock of its own.
class RequestPace final
{
public:
    using Clock = std::chrono::steady_clock;

    /// What there is to see of the conversation.
    struct Sight
    {
        Clock::time_point now;
        quint64 request = 0; ///< which one it is: how many came before
        quint64 bytesIn = 0; ///< of the whole conversation
    };

    /// No request is under way, or it isn't read from.
    void pause() noexcept { m_hasBegun = false; }

    /// A request is under way. \returns whether less than \a minRate bytes per second of it have
    /// arrived, for \a grace or longer.
    [[nodiscard]] bool isTooSlow(const Sight &sight, int minRate,
                                 std::chrono::milliseconds grace) noexcept;

private:
    bool m_hasBegun = false;
    Sight m_begin; // of the stretch
};

} // namespace DigitSum
