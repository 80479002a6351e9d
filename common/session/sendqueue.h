// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace DigitSum {

/// Returns how many of the bytes written to the socket \a descriptor the peer has not acknowledged;
/// 0 if the system does not tell.
[[nodiscard]] qint64 unacknowledgedBytes(qintptr descriptor);

} // namespace DigitSum
