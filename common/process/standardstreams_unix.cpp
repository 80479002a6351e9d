// SPDX-License-Identifier: MIT
#include "common/process/standardstreams.h"

#include <initializer_list>

#include <fcntl.h>
#include <unistd.h>

namespace DigitSum {

void openClosedStandardStreams()
{
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(stream, F_GETFD)
            < 0) // open() returns the lowest free number, which is this one
            ::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
}

} // namespace DigitSum
