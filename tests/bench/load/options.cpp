// SPDX-License-Identifier: MIT
#include "tests/bench/load/options.h"

#include <getopt.h>

#include <array>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <iostream>

namespace DigitSum::Bench {

namespace {

constexpr const char *help = R"(Usage: digitsum_load --port PORT [option...]
Puts load on a server on this computer, checks every reply, and prints one JSON object.

  --port PORT      of the server
  --pid PID        of the server: also print its processor time and memory
  --thread TID     of the server: measure the processor time of this thread only
  --protocol NAME  digitsum (default), redis (inline PING), memcached (mn);
                   with --endless also: discard
  --clients N      active connections (default 1; 0: only open the idle ones)
  --depth N        requests that each of them keeps in flight (default 1)
  --idle N         idle connections, which send only one request at the start (default 0)
  --rate N         requests per second, of all clients together (default 0: unlimited)
  --size N         digits per request (default 8)
  --seconds S      duration of the measurement in seconds (default 1)
  --warm-up S      duration of the run before it in seconds (default 0.2)
  --churn          each client connects, sends one request and quit, and starts again
  --endless        send one request, until --bytes or --seconds is reached
  --bytes N        maximum length of the endless request (default 1e9)
)";

constexpr std::array<option, 16> longOptions{{
    {"port", required_argument, nullptr, 'p'},
    {"pid", required_argument, nullptr, 'i'},
    {"thread", required_argument, nullptr, 'T'},
    {"rate", required_argument, nullptr, 'r'},
    {"protocol", required_argument, nullptr, 'P'},
    {"clients", required_argument, nullptr, 'c'},
    {"depth", required_argument, nullptr, 'd'},
    {"idle", required_argument, nullptr, 'I'},
    {"size", required_argument, nullptr, 's'},
    {"seconds", required_argument, nullptr, 't'},
    {"warm-up", required_argument, nullptr, 'w'},
    {"bytes", required_argument, nullptr, 'b'},
    {"churn", no_argument, nullptr, 'C'},
    {"endless", no_argument, nullptr, 'E'},
    {"help", no_argument, nullptr, 'h'},
    {},
}};

[[noreturn]] void fail(const std::string &why)
{
    std::cerr << "digitsum_load: " << why << " (see --help)\n";
    std::exit(2);
}

template <typename Number>
void parse(Number &number, Number lowest)
{
    const char *end = optarg + std::strlen(optarg);
    const auto result = std::from_chars(optarg, end, number);
    if (result.ec != std::errc() || result.ptr != end || number < lowest)
        fail(std::string("invalid value: ") + optarg);
}

pid_t parseProcess()
{
    pid_t process = 0;
    parse(process, 1);
    return process;
}

} // namespace

Options Options::fromCommandLine(int argc, char *argv[])
{
    Options options;
    for (int letter = 0;
         (letter = ::getopt_long(argc, argv, "", longOptions.data(), nullptr)) != -1;) {
        switch (letter) {
        case 'p':
            parse<std::uint16_t>(options.port, 1);
            break;
        case 'i':
            options.server = parseProcess();
            break;
        case 'T':
            options.thread = parseProcess();
            break;
        case 'r':
            parse(options.rate, 0.0);
            break;
        case 'P':
            options.protocol = optarg;
            break;
        case 'c':
            parse<std::size_t>(options.clients, 0);
            break;
        case 'd':
            parse<std::size_t>(options.depth, 1);
            break;
        case 'I':
            parse<std::size_t>(options.idle, 0);
            break;
        case 's':
            parse<std::size_t>(options.size, 1);
            break;
        case 't':
            parse(options.seconds, 0.0);
            break;
        case 'w':
            parse(options.warmUp, 0.0);
            break;
        case 'b':
            parse<std::uint64_t>(options.bytes, 1);
            break;
        case 'C':
            options.mode = Mode::Churn;
            break;
        case 'E':
            options.mode = Mode::Endless;
            break;
        case 'h':
            std::cout << help;
            std::exit(0);
        default:
            fail("the command line is wrong");
        }
    }
    if (options.port == 0 || optind != argc)
        fail("which port?");
    return options;
}

} // namespace DigitSum::Bench
