// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

QT_BEGIN_NAMESPACE
class QTableView;
QT_END_NAMESPACE

namespace DigitSum {

/// How tables of both windows look and are used: whole rows are chosen, nothing is edited in
/// place, Tab leads out of the table, and there are neither lines nor row numbers.
/// Set the model before: a table without one has no columns that could be dressed.
void applyTableLook(QTableView &table);

/// Rows as high as a line of the table's font needs; call it again when the font changes.
void fitRowsToFont(QTableView &table);

} // namespace DigitSum
