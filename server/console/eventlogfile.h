// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace DigitSum {

class EventLogModel;

/// Writes all lines of \a log to a new text file at \a path, in the C locale and UTF-8.
/// \returns why that failed, or an empty string.
[[nodiscard]] QString saveEventLog(const EventLogModel &log, const QString &path);

} // namespace DigitSum
