// SPDX-License-Identifier: MIT
#include "gui-client/history/historydelegate.h"

#include "gui-client/history/historyfilter.h"
#include "gui-client/history/historymodel.h"
#include "gui-client/history/outcomestatus.h"

#include <QStyle>

namespace DigitSum::Gui {

namespace {

/// Requests are bytes. Numbers with Latin units also read from left to right.
bool isLeftToRight(int column, const QString &text)
{
    switch (column) {
    case HistoryModel::RequestColumn:
        return true;
    case HistoryModel::NumberColumn:
    case HistoryModel::TimeColumn:
    case HistoryModel::DigitsColumn:
    case HistoryModel::RoundTripColumn:
        return !text.isRightToLeft();
    default:
        return false;
    }
}

} // namespace

void HistoryDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const int column = index.column();
    const bool isRequest = column == HistoryModel::RequestColumn;
    option->textElideMode = isRequest ? Qt::ElideMiddle : Qt::ElideRight;
    if (option->direction == Qt::RightToLeft && isLeftToRight(column, option->text)) {
        option->displayAlignment =
            QStyle::visualAlignment(option->direction, option->displayAlignment);
        option->direction = Qt::LeftToRight;
    }
    if (column == HistoryModel::ReplyColumn || column == HistoryModel::StateColumn)
        addStateStyle(option, index);
}

void HistoryDelegate::addStateStyle(QStyleOptionViewItem *option, const QModelIndex &index)
{
    const auto *filter = qobject_cast<const HistoryFilter *>(index.model());
    if (!filter)
        return;
    const Exchange::Outcome outcome = filter->entryAt(index).exchange.outcome;
    const StatusText status = statusText(outcome);
    const bool isSelected = option->state.testFlag(QStyle::State_Selected);
    const QColor ink = isSelected ? option->palette.color(QPalette::HighlightedText)
                                  : foregroundColor(status.color, option->palette);
    if (outcome != Exchange::Outcome::Sum)
        option->palette.setColor(QPalette::Text, ink);
    if (index.column() == HistoryModel::StateColumn) {
        const int side = option->fontMetrics.height();
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationSize = QSize(side, side);
        option->icon = symbolIcon(status.symbol, ink);
    }
}

} // namespace DigitSum::Gui
