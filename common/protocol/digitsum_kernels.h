// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/digitsum.h"

#include <span>

/// The kernels behind sumLeadingDigits(), for it, its tests and its benchmark.
///
/// All work alike: subtract '0' from many bytes at once; a byte was a digit if the unsigned
/// result is at most 9. A block of digits is added up byte by byte (4 x 9 fits in a byte) and
/// then across, by the instruction for sums of absolute differences or its like. The first
/// block with another byte in it is left to the scalar loop, which finds the place.
namespace DigitSum::Kernels {

using Kernel = DigitRun (*)(const char *data, qsizetype size) noexcept;

struct NamedKernel
{
    QLatin1StringView name;
    Kernel run;
};

/// One byte at a time: the oracle, and what finishes the others' last few bytes.
DigitRun scalar(const char *data, qsizetype size) noexcept;

/// The kernels written for this machine's instruction set that this very processor can run,
/// fastest first; empty where there is none. One of these two is defined, in digitsum_*.cpp.
std::span<const NamedKernel> vectorKernels() noexcept;

} // namespace DigitSum::Kernels
