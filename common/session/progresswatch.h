// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace DigitSum {

/// Detects that a server makes no progress with what it owes, a message or the receipt of what was
/// sent: it sends nothing, and none of the bytes on their way to it are acknowledged. Counts checks
/// instead of reading a clock: a program that was suspended reads its socket before the next check.
/// A value type.
class ProgressWatch final
{
public:
    /// Number of checks within a limit, at equal intervals.
    static constexpr int checksPerLimit = 10;

    /// Bytes on their way to the server, encrypted if the connection is.
    struct Outgoing
    {
        qint64 acknowledged = 0; ///< since the connection was opened
        qint64 pending = 0;      ///< in all buffers
    };

    /// Call it when something arrives, and when the server begins to owe a message.
    void onProgress() noexcept { m_checks = 0; }

    /// Returns whether the limit has passed without progress. Bytes that are acknowledged only
    /// count if they had to wait: any system accepts a short request for a server that hangs.
    [[nodiscard]] bool isStalled(const Outgoing &now) noexcept
    {
        const bool hasProgress = m_before.pending > 0 && now.acknowledged > m_before.acknowledged;
        m_before = now;
        m_checks = hasProgress ? 0 : m_checks + 1;
        return m_checks >= checksPerLimit;
    }

private:
    Outgoing m_before; // at the last check
    int m_checks = 0;  // without progress
};

} // namespace DigitSum
