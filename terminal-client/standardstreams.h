// SPDX-License-Identifier: MIT
#pragma once

/// The standard streams of `digitsum`, as the platform provides them.
namespace DigitSum::StandardStreams {

inline constexpr int input = 0; ///< descriptors
inline constexpr int output = 1;
inline constexpr int errors = 2;

/// Terminates the process by SIGPIPE, as other filters do when their output has no reader.
[[noreturn]] void exitAsBrokenPipe();

} // namespace DigitSum::StandardStreams
