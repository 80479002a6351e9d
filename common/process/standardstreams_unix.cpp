// SPDX-License-Identifier: MIT
#include "common/process/standardstreams.h"

#include <initializer_list>

#include <fcntl.h>
#include <unistd.h>

namespace DigitSum {

void openClosedStandardStreams()
{
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(stream, F_GETFD) < 0)
            ::open("/dev/null", O_RDWR); // gets the lowest free number, which is this one
    }
}

} // namespace DigitSum
