// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/history/historyentry.h"

#include <QByteArray>

#include <functional>

QT_BEGIN_NAMESPACE
class QIODevice;
QT_END_NAMESPACE

namespace DigitSum::Gui {

/// The history in formats for other programs: columns in the C locale and in English, times in
/// ISO 8601 and UTC, round-trip times in nanoseconds, empty where nothing is known.
namespace HistoryExport {

/// RFC 4180, with a header line. A field that a spreadsheet would take for a formula begins with
/// an apostrophe. Requests that are no UTF-8 have the broken bytes replaced.
[[nodiscard]] QByteArray csvHeader();
[[nodiscard]] QByteArray csvLine(const HistoryEntry &entry);

/// Tab-separated, one line per row, for a spreadsheet's or an editor's paste.
[[nodiscard]] QString tsvLine(const HistoryEntry &entry);

/// One JSON object, compact. Sums are strings: they may be more than a double holds exactly.
[[nodiscard]] QByteArray jsonObject(const HistoryEntry &entry);

using EntryAt = std::function<const HistoryEntry &(int)>;

/// Write \a count rows; false, with the device's error, if it doesn't take them.
bool writeCsv(QIODevice &device, int count, const EntryAt &entryAt);
bool writeJson(QIODevice &device, int count, const EntryAt &entryAt);

} // namespace HistoryExport

} // namespace DigitSum::Gui
