// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QLatin1StringView>

namespace DigitSum {

/// The leading ASCII digits of some bytes.
struct DigitRun
{
    quint64 sum = 0;      ///< exact for any run that fits in memory
    qsizetype length = 0; ///< number of digits

    friend bool operator==(DigitRun, DigitRun) = default;
};

/// Sums the leading ASCII digits of \a bytes and stops at the first other byte. Reentrant; reads
/// nothing outside \a bytes.
[[nodiscard]] DigitRun sumLeadingDigits(QByteArrayView bytes) noexcept;

/// Returns the name of the kernel in use: "avx2", "sse2", "neon" or "scalar".
[[nodiscard]] QLatin1StringView digitSumKernelName() noexcept;

} // namespace DigitSum
