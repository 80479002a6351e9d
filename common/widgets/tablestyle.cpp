// SPDX-License-Identifier: MIT
#include "common/widgets/tablestyle.h"

#include <QHeaderView>
#include <QTableView>

namespace DigitSum {

namespace {

constexpr int rowPadding = 6; // pixels, above and below together

} // namespace

void applyTableStyle(QTableView &table)
{
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::ExtendedSelection);
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setTabKeyNavigation(false);
    table.setShowGrid(false);
    table.setWordWrap(false);
    table.setAlternatingRowColors(true);
    table.setCornerButtonEnabled(false);
    table.verticalHeader()->hide();
    table.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table.horizontalHeader()->setHighlightSections(false);
    table.horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    fitRowsToFont(table);
}

void fitRowsToFont(QTableView &table)
{
    table.verticalHeader()->setDefaultSectionSize(table.fontMetrics().height() + rowPadding);
}

} // namespace DigitSum
