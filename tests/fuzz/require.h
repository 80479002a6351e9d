// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <cstdio>
#include <cstdlib>

namespace DigitSum::Checks {

/// Prints \a problem, the result of a check, and aborts, so that libFuzzer saves the input. Does
/// nothing if \a problem is empty.
inline void require(const QString &problem)
{
    if (problem.isEmpty())
        return;
    std::fprintf(stderr, "%s\n", qPrintable(problem));
    std::abort();
}

} // namespace DigitSum::Checks
