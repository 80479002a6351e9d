// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/history/historyentry.h"

#include <QByteArray>

#include <functional>

QT_FORWARD_DECLARE_CLASS(QIODevice)

namespace DigitSum::Gui {

/// Formats the history for other programs: English column names, C locale, times in ISO 8601 and
/// UTC, round-trip times in nanoseconds. Unknown values are empty.
namespace HistoryExport {

/// RFC 4180, with a header line. A field that a spreadsheet would treat as a formula is prefixed
/// with an apostrophe. Bytes that are not UTF-8 are replaced.
[[nodiscard]] QByteArray csvHeader();
[[nodiscard]] QByteArray csvLine(const HistoryEntry &entry);

/// Tab-separated, one line per row, for pasting into a spreadsheet or an editor.
[[nodiscard]] QString tsvLine(const HistoryEntry &entry);

/// One compact JSON object. Sums are strings, because a double may not hold them exactly.
[[nodiscard]] QByteArray jsonObject(const HistoryEntry &entry);

using EntryAt = std::function<HistoryEntry(int)>;

/// Writes \a count rows. Returns false on error; see QIODevice::errorString().
bool writeCsv(QIODevice &device, int count, const EntryAt &entryAt);
bool writeJson(QIODevice &device, int count, const EntryAt &entryAt);

} // namespace HistoryExport

} // namespace DigitSum::Gui
