// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/sessionerror.h"

#include <chrono>
#include <optional>

namespace DigitSum {

/// When a session reconnects after an error.
enum class Reconnect : quint8 {
    Never,
    AfterLoss, ///< not if the first connection fails, which suggests a wrong address
    Always,    ///< also if the first connection fails
};

/// Decides whether a session retries after an error, and after which pause: exponential backoff
/// with jitter, so that the clients of a failed server do not all reconnect at the same moment.
/// Gives up when too much time has passed between the first failure and an answer, or after
/// maxFruitless brief connections in a row without an answer, which more of them would not change.
/// A value type; the caller passes the time and a random number.
class Reconnector final
{
public:
    using Clock = std::chrono::steady_clock;
    using Duration = std::chrono::milliseconds;

    struct Limits
    {
        Duration first{100};              ///< first pause; each one is twice as long
        Duration longest{5'000};          ///< longest pause
        std::optional<Duration> giveUp{}; ///< after the first failure; never if empty
    };

    static constexpr int maxFruitless = 10;
    static constexpr Duration brief{60'000};

    explicit Reconnector(const Limits &limits);

    void setMode(Reconnect mode) { m_mode = mode; }
    [[nodiscard]] Reconnect mode() const noexcept { return m_mode; }

    void onOpened(); ///< Session::open() was called
    void onConnected(Clock::time_point now);
    void onAnswered();

    /// Returns the pause before the next retry after \a error, or nothing to give up: 50% to 100%
    /// of the nominal pause for a \a chance from 0 to 1.
    [[nodiscard]] std::optional<Duration> pauseAfter(const SessionError &error,
                                                     Clock::time_point now, double chance);

private:
    [[nodiscard]] bool mayHelp(const SessionError &error) const;

    Reconnect m_mode = Reconnect::Never;
    Limits m_limits;
    Duration m_nextPause{};
    bool m_wasConnected = false;
    int m_fruitless = 0; // connections since the last answer
    Clock::time_point m_connectedAt;
    std::optional<Clock::time_point> m_failingSince;
};

} // namespace DigitSum
