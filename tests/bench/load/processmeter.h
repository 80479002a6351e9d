// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/load/clock.h"

#include <optional>

namespace DigitSum::Bench {

/// Reads the processor time and memory of another process.
class ProcessMeter final
{
public:
    /// Without a process, all readings are empty. With \a thread, cpuTime() is that thread's.
    explicit ProcessMeter(std::optional<pid_t> process, std::optional<pid_t> thread = {});

    /// Processor time of all threads, including those that have ended. More precise than
    /// /proc/PID/stat, which counts ticks of 10 ms.
    [[nodiscard]] std::optional<Nanoseconds> cpuTime() const;
    /// Resident memory in KiB (VmRSS of /proc/PID/status).
    [[nodiscard]] std::optional<std::uint64_t> residentKib() const;

private:
    [[nodiscard]] Nanoseconds threadTime() const;

    std::optional<pid_t> m_process;
    std::optional<pid_t> m_thread;
    clockid_t m_cpuClock{};
};

} // namespace DigitSum::Bench
