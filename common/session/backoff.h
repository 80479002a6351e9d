// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

namespace DigitSum {

/// How long to wait before the next try: twice as long each time, up to a limit, and with some
/// chance in it, so that the many clients that a server lost don't return at the same moment.
/// A value type; chance comes from outside.
class Backoff final
{
public:
    using Duration = std::chrono::milliseconds;

    Backoff(Duration first, Duration longest);

    /// The next pause: from half of what is due to all of it, as \a chance goes from 0 to 1.
    [[nodiscard]] Duration next(double chance);
    /// It worked: the next pause is the first one again.
    void reset() { m_due = m_first; }

private:
    Duration m_first;
    Duration m_longest;
    Duration m_due;
};

} // namespace DigitSum
