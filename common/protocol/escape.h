// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

namespace DigitSum {

/// Escapes bytes from a peer for display in a log, a label or a terminal.
///
/// Printable characters are kept; a backslash is doubled; line feed, carriage return and tab become
/// \n, \r, \t; other control and format characters, including bidirectional ones, become \u{HEX};
/// bytes that are not UTF-8 become \xHH. Truncates to \a limit characters with an ellipsis.
[[nodiscard]] QString escaped(QByteArrayView bytes, qsizetype limit = 200);

} // namespace DigitSum
