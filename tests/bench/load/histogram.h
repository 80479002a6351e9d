// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/load/clock.h"
#include "tests/bench/load/jsonobject.h"

#include <array>
#include <bit>

namespace DigitSum::Bench {

/// Counts times in buckets of at most 1.6 % width, in constant memory: each power of two is divided
/// into 64 equal parts, as in HdrHistogram.
class Histogram final
{
public:
    void add(Nanoseconds time) noexcept
    {
        ++m_buckets[bucketOf(time)];
        ++m_count;
    }

    void clear() noexcept { *this = {}; }

    /// The quantile \a share (0 to 1) of all times, in microseconds.
    [[nodiscard]] double percentile(double share) const noexcept
    {
        const double wanted = share * static_cast<double>(m_count);
        std::uint64_t seen = 0;
        for (std::size_t bucket = 0; bucket < m_buckets.size(); ++bucket) {
            seen += m_buckets[bucket];
            if (seen > 0 && static_cast<double>(seen) >= wanted)
                return static_cast<double>(highestIn(bucket)) / 1000.0;
        }
        return 0;
    }

    void report(JsonObject &result) const
    {
        result.add("p50_us", percentile(0.5));
        result.add("p99_us", percentile(0.99));
        result.add("p999_us", percentile(0.999));
    }

private:
    static constexpr unsigned partBits = 6;
    static constexpr std::size_t parts = std::size_t{1} << partBits;

    static std::size_t bucketOf(Nanoseconds time) noexcept
    {
        if (time < parts)
            return time;
        const auto shift = static_cast<unsigned>(std::bit_width(time)) - partBits - 1;
        return (shift + 1) * parts + ((time >> shift) - parts);
    }

    static Nanoseconds highestIn(std::size_t bucket) noexcept
    {
        if (bucket < parts)
            return bucket;
        const std::size_t shift = bucket / parts - 1;
        return ((bucket % parts + parts + 1) << shift) - 1;
    }

    std::array<std::uint64_t, (64 - partBits + 1) * parts> m_buckets{};
    std::uint64_t m_count = 0;
};

} // namespace DigitSum::Bench
