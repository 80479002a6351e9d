// SPDX-License-Identifier: MIT
#include "tests/bench/load/descriptor.h"
#include "tests/bench/load/runs.h"

#include <sys/resource.h>

#include <exception>
#include <iostream>

using namespace DigitSum::Bench;

namespace {

void raiseDescriptorLimit()
{
    rlimit limit{};
    checked(::getrlimit(RLIMIT_NOFILE, &limit), "getrlimit");
    limit.rlim_cur = limit.rlim_max;
    checked(::setrlimit(RLIMIT_NOFILE, &limit), "setrlimit");
}

JsonObject run(const Options &options)
{
    switch (options.mode) {
    case Options::Mode::Churn:
        return runChurn(options);
    case Options::Mode::Endless:
        return runEndless(options);
    case Options::Mode::Requests:
        break;
    }
    return runRequests(options);
}

} // namespace

/// The exit code is 1 if the server sent a wrong reply or could not be reached.
int main(int argc, char *argv[])
{
    const Options options = Options::fromCommandLine(argc, argv);
    try {
        raiseDescriptorLimit();
        std::cout << run(options).text() << std::endl;
        return 0;
    } catch (const std::exception &error) {
        std::cerr << "digitsum_load: " << error.what() << '\n';
        return 1;
    }
}
