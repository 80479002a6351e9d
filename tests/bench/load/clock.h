// SPDX-License-Identifier: MIT
#pragma once

#include <ctime>

#include <cstdint>

namespace DigitSum::Bench {

using Nanoseconds = std::uint64_t;

inline constexpr Nanoseconds nanosecondsPerSecond = 1'000'000'000;

[[nodiscard]] inline Nanoseconds read(clockid_t clock) noexcept
{
    timespec time{};
    ::clock_gettime(clock, &time);
    return static_cast<Nanoseconds>(time.tv_sec) * nanosecondsPerSecond
           + static_cast<Nanoseconds>(time.tv_nsec);
}

[[nodiscard]] inline Nanoseconds now() noexcept
{
    return read(CLOCK_MONOTONIC);
}

[[nodiscard]] inline double toSeconds(Nanoseconds time) noexcept
{
    return static_cast<double>(time) / static_cast<double>(nanosecondsPerSecond);
}

[[nodiscard]] inline Nanoseconds toNanoseconds(double seconds) noexcept
{
    return static_cast<Nanoseconds>(seconds * static_cast<double>(nanosecondsPerSecond));
}

} // namespace DigitSum::Bench
