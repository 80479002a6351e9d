// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <cstdio>
#include <cstdlib>

namespace DigitSum::Checks {

/// What a check said: anything but an empty text ends the fuzzer, which then keeps the input.
inline void require(const QString &problem)
{
    if (problem.isEmpty())
        return;
    std::fprintf(stderr, "%s\n", qPrintable(problem));
    std::abort();
}

} // namespace DigitSum::Checks
