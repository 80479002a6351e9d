// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/digitsum.h"

#include <span>

/// The kernels behind sumLeadingDigits(); also used by its tests and benchmark.
///
/// All subtract '0' from many bytes at once; a byte is a digit if the unsigned result is at most 9.
/// They add a block of digits bytewise (4 x 9 fits in a byte) and then horizontally, with the
/// instruction for sums of absolute differences or a similar one. The scalar loop handles the first
/// block that contains another byte.
namespace DigitSum::Kernels {

using Kernel = DigitRun (*)(const char *data, qsizetype size) noexcept;

struct NamedKernel
{
    QLatin1StringView name;
    Kernel run;
};

/// One byte at a time: the reference for tests; also handles the last bytes for the others.
DigitRun scalar(const char *data, qsizetype size) noexcept;

/// Returns the vector kernels that this processor supports, fastest first; may be empty.
std::span<const NamedKernel> vectorKernels() noexcept;

} // namespace DigitSum::Kernels
