// SPDX-License-Identifier: MIT
#include "tests/bench/load/processmeter.h"

#include <fstream>
#include <stdexcept>
#include <string>

namespace DigitSum::Bench {

ProcessMeter::ProcessMeter(std::optional<pid_t> process, std::optional<pid_t> thread)
    : m_process(process)
    , m_thread(thread)
{
    if (m_process && ::clock_getcpuclockid(*m_process, &m_cpuClock) != 0)
        throw std::runtime_error("no process " + std::to_string(*m_process));
}

std::optional<Nanoseconds> ProcessMeter::cpuTime() const
{
    if (m_thread)
        return threadTime();
    return m_process ? std::optional(read(m_cpuClock)) : std::nullopt;
}

/// Another process's threads have no CPU clock; the scheduler's statistics are as precise.
Nanoseconds ProcessMeter::threadTime() const
{
    std::ifstream account("/proc/" + std::to_string(*m_thread) + "/schedstat");
    Nanoseconds onProcessor = 0;
    if (!(account >> onProcessor))
        throw std::runtime_error("no thread " + std::to_string(*m_thread));
    return onProcessor;
}

std::optional<std::uint64_t> ProcessMeter::residentKib() const
{
    if (!m_process)
        return std::nullopt;
    std::ifstream status("/proc/" + std::to_string(*m_process) + "/status");
    std::string word;
    while (status >> word) {
        std::uint64_t kib = 0;
        if (word == "VmRSS:" && status >> kib)
            return kib;
    }
    throw std::runtime_error("the server has ended");
}

} // namespace DigitSum::Bench
