// SPDX-License-Identifier: MIT
#pragma once

#include <QModelIndexList>

#include <functional>

QT_FORWARD_DECLARE_CLASS(QMenu)
QT_FORWARD_DECLARE_CLASS(QTableView)

namespace DigitSum {

/// Applies the common table style: whole rows are selected, cells are not editable, Tab leaves the
/// table, and there are no grid lines or row numbers. The table must have its model already.
void applyTableStyle(QTableView &table);

/// Sets the row height from the table's font; call it again when the font changes.
void fitRowsToFont(QTableView &table);

/// Fills \a menu with an action for each column, which shows and hides it, and opens the menu on a
/// right-click on the header. \a alwaysShown cannot be hidden.
void addColumnActions(QMenu &menu, QTableView &table, int alwaysShown);

/// Returns the selected rows from top to bottom.
[[nodiscard]] QModelIndexList selectedRows(const QTableView &table);

/// Copies the selected rows to the clipboard. \a lineOf returns a row's text with its line end.
void copyRows(const QTableView &table, const std::function<QString(const QModelIndex &)> &lineOf);

} // namespace DigitSum
