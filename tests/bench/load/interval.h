// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/load/jsonobject.h"
#include "tests/bench/load/processmeter.h"

namespace DigitSum::Bench {

/// Measures the elapsed time and the processor time of server and load generator from its
/// construction on.
class Interval final
{
public:
    explicit Interval(const ProcessMeter &server)
        : m_server(server)
    {
    }

    [[nodiscard]] Nanoseconds beginning() const noexcept { return m_start; }

    /// Ends the interval and adds its figures to \a result, in total and per item for \a count
    /// items.
    void report(JsonObject &result, double count) const
    {
        const double seconds = toSeconds(now() - m_start);
        const double loadCpu = toSeconds(read(CLOCK_PROCESS_CPUTIME_ID) - m_loadCpu);
        result.add("seconds", seconds);
        result.add("per_second", count / seconds);
        result.add("load_cpu_share", loadCpu / seconds);
        if (const auto cpu = m_server.cpuTime()) {
            const Nanoseconds used = *cpu - *m_serverCpu;
            result.add("server_cpu_share", toSeconds(used) / seconds);
            result.add("cpu_us", quotient(std::optional(static_cast<double>(used) / 1000), count));
        }
    }

private:
    const ProcessMeter &m_server;
    std::optional<Nanoseconds> m_serverCpu = m_server.cpuTime();
    Nanoseconds m_loadCpu = read(CLOCK_PROCESS_CPUTIME_ID);
    Nanoseconds m_start = now();
};

} // namespace DigitSum::Bench
