// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QLatin1StringView>

namespace DigitSum {

/// The digits '0' to '9' that a run of bytes begins with.
struct DigitRun
{
    quint64 sum = 0;      ///< the sum of their values; exact for any run that fits in memory
    qsizetype length = 0; ///< how many bytes they are

    friend bool operator==(DigitRun, DigitRun) = default;
};

/// Sums the ASCII digits that \a bytes begins with and stops at the first other byte.
/// Every byte of the run is validated. Reentrant; reads nothing outside \a bytes.
[[nodiscard]] DigitRun sumLeadingDigits(QByteArrayView bytes) noexcept;

/// Which kernel sumLeadingDigits() uses on this machine: "avx2", "sse2", "neon" or "scalar".
[[nodiscard]] QLatin1StringView digitSumKernelName() noexcept;

} // namespace DigitSum
