// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include <vector>

QT_FORWARD_DECLARE_CLASS(QHeaderView)
QT_FORWARD_DECLARE_CLASS(QTableView)

namespace DigitSum {

/// Keeps the widths of a table's columns in characters, so that they follow the font, whatever the
/// user has made of them; and those of hidden columns, too. A child of its table.
class ColumnWidths final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ColumnWidths)

public:
    /// \a characters has a width for each column; 0 for a column that the header stretches.
    ColumnWidths(QTableView &table, std::vector<double> characters);

    /// Restores what QHeaderView::saveState() returned, with the same font. Returns false if
    /// \a state is invalid.
    bool restoreState(const QByteArray &state);

private:
    void fit();
    void onResized(int column, int before, int now);
    [[nodiscard]] int characterWidth() const;

    QTableView &m_table;
    QHeaderView &m_header;
    std::vector<double> m_characters;
    bool m_isFitting = false;
};

} // namespace DigitSum
