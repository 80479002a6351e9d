// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

namespace DigitSum {

/// What a peer sent, safe to show to people: in a log, a label, a terminal.
///
/// Printable characters stay; a backslash doubles; line feed, carriage return and tab become
/// \n, \r, \t; other control and format characters (those that turn the writing direction among
/// them) become \u{HEX}, bytes that are no UTF-8 become \xHH. More than \a limit characters are
/// cut with an ellipsis.
[[nodiscard]] QString escaped(QByteArrayView bytes, qsizetype limit = 200);

} // namespace DigitSum
