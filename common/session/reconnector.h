// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/backoff.h"
#include "common/session/sessionerror.h"

#include <chrono>
#include <optional>

namespace DigitSum {

/// When a session that has failed connects again.
enum class Reconnect : quint8 {
    Never,
    AfterLoss, ///< once it has been connected: a first failure is more likely a wrong address
    Always,    ///< also if the first connection fails
};

/// Decides whether a session that has failed tries again, and after which pause. It gives up when
/// too much time has passed since the first failure without an answer. A value type; time and
/// chance come from outside.
class Reconnector final
{
public:
    using Clock = std::chrono::steady_clock;
    using Duration = std::chrono::milliseconds;

    struct Limits
    {
        Duration first{100};              ///< pause; then twice as long each time
        Duration longest{5'000};          ///< pause
        std::optional<Duration> giveUp{}; ///< after the first failure; nothing: never
    };

    explicit Reconnector(const Limits &limits);

    void setMode(Reconnect mode) { m_mode = mode; }
    [[nodiscard]] Reconnect mode() const noexcept { return m_mode; }

    void onOpened(); ///< a person chose a server
    void onConnected() { m_wasConnected = true; }
    void onAnswered(); ///< the server does its work

    /// How long to wait for the next try after \a error; nothing if there is none.
    [[nodiscard]] std::optional<Duration> pauseAfter(const SessionError &error,
                                                     Clock::time_point now, double chance);

private:
    [[nodiscard]] bool mayHelp(const SessionError &error) const;

    Reconnect m_mode = Reconnect::Never;
    std::optional<Duration> m_giveUp;
    Backoff m_backoff;
    bool m_wasConnected = false;
    std::optional<Clock::time_point> m_failingSince;
};

} // namespace DigitSum
