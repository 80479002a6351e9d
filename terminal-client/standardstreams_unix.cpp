// SPDX-License-Identifier: MIT
#include "terminal-client/standardstreams.h"

#include <csignal>
#include <fcntl.h>
#include <initializer_list>
#include <unistd.h>

namespace DigitSum::StandardStreams {

void openClosed()
{
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(stream, F_GETFD) < 0)
            ::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
}

void exitAsBrokenPipe()
{
    std::signal(SIGPIPE, SIG_DFL); // Qt ignores the signal
    std::raise(SIGPIPE);
}

} // namespace DigitSum::StandardStreams
