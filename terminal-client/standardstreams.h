// SPDX-License-Identifier: MIT
#pragma once

/// The standard streams of `digitsum`, as the platform provides them.
namespace DigitSum::StandardStreams {

inline constexpr int input = 0; ///< descriptors
inline constexpr int output = 1;

/// Opens standard streams that were closed (`digitsum <&-`) so that using them fails. Otherwise the
/// first socket would get the descriptor of one of them. Call it first in main().
void openClosed();

/// Terminates the process by SIGPIPE, as other filters do when their output has no reader.
[[noreturn]] void exitAsBrokenPipe();

} // namespace DigitSum::StandardStreams
