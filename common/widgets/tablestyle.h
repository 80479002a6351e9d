// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

QT_FORWARD_DECLARE_CLASS(QTableView)

namespace DigitSum {

/// Applies the common table style: whole rows are selected, cells are not editable, Tab leaves the
/// table, and there are no grid lines or row numbers. The table must have its model already.
void applyTableStyle(QTableView &table);

/// Sets the row height from the table's font; call it again when the font changes.
void fitRowsToFont(QTableView &table);

} // namespace DigitSum
