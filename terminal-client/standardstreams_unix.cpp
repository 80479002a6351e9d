// SPDX-License-Identifier: MIT
#include "terminal-client/standardstreams.h"

#include <csignal>
#include <unistd.h>

namespace DigitSum::StandardStreams {

void exitAsBrokenPipe()
{
    std::signal(SIGPIPE, SIG_DFL); // Qt ignores the signal
    sigset_t signal;
    ::sigemptyset(&signal);
    ::sigaddset(&signal, SIGPIPE);
    ::pthread_sigmask(SIG_UNBLOCK, &signal, nullptr); // inherited from the parent process
    std::raise(SIGPIPE);
    ::_exit(128 + SIGPIPE); // the first process of a container survives the signal
}

} // namespace DigitSum::StandardStreams
