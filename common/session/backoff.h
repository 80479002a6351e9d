// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

namespace DigitSum {

/// Exponential backoff with jitter, so that the clients of a failed server do not all reconnect at
/// the same moment. A value type; the caller passes the random number.
class Backoff final
{
public:
    using Duration = std::chrono::milliseconds;

    Backoff(Duration first, Duration longest);

    /// Returns the next pause: 50% to 100% of the nominal one for a \a chance from 0 to 1.
    [[nodiscard]] Duration next(double chance);
    /// Starts again with the first pause.
    void reset() { m_due = m_first; }

private:
    Duration m_first;
    Duration m_longest;
    Duration m_due;
};

} // namespace DigitSum
