// SPDX-License-Identifier: MIT
#pragma once

namespace DigitSum {

/// Opens standard streams that were closed (`digitsum <&-`) so that using them fails. Otherwise the
/// first files and sockets would get their descriptors, and messages would be written into those.
/// Call it first in main().
void openClosedStandardStreams();

} // namespace DigitSum
