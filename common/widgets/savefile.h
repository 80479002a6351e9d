// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

QT_FORWARD_DECLARE_CLASS(QFileDevice)
QT_FORWARD_DECLARE_CLASS(QSaveFile)

namespace DigitSum {

/// Completes \a file. Returns an error message, empty on success. QSaveFile::commit() alone reports
/// a full disk as "Unknown error".
[[nodiscard]] QString commit(QSaveFile &file);

/// Returns the system's reason why writing to \a file has failed. Qt has it only if not a byte of
/// the last block was written.
[[nodiscard]] QString writeError(QFileDevice &file);

} // namespace DigitSum
