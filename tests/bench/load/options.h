// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>

namespace DigitSum::Bench {

/// The command-line options; digitsum_load --help explains them.
struct Options
{
    enum class Mode { Requests, Churn, Endless };

    Mode mode = Mode::Requests;
    std::string protocol = "digitsum";
    std::uint16_t port = 0;
    std::size_t clients = 1;
    std::size_t idle = 0;
    std::size_t depth = 1;
    std::size_t size = 8;
    double rate = 0; ///< requests per second, of all clients together; 0: unlimited
    double seconds = 1;
    double warmUp = 0.2;
    std::uint64_t bytes = 1'000'000'000;
    std::optional<pid_t> server;
    std::optional<pid_t> thread;

    /// Ends the program if the command line is invalid or contains --help.
    [[nodiscard]] static Options fromCommandLine(int argc, char *argv[]);
};

} // namespace DigitSum::Bench
