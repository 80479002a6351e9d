// SPDX-License-Identifier: MIT
#include "gui-client/historydelegate.h"

#include "gui-client/historyfilter.h"
#include "gui-client/historymodel.h"
#include "gui-client/statewords.h"

namespace DigitSum {

void HistoryDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->textElideMode =
        index.column() == HistoryModel::RequestColumn ? Qt::ElideMiddle : Qt::ElideRight;
    if (index.column() == HistoryModel::RequestColumn && option->direction == Qt::RightToLeft) {
        option->direction = Qt::LeftToRight;
        option->displayAlignment = Qt::AlignRight | Qt::AlignVCenter;
    }
    if (index.column() != HistoryModel::StateColumn && index.column() != HistoryModel::ReplyColumn)
        return;

    const auto *filter = qobject_cast<const HistoryFilter *>(index.model());
    if (!filter)
        return;
    const Exchange::Outcome outcome = filter->entryAt(index).exchange.outcome;
    const StateWords words = wordsFor(outcome);
    const bool isSelected = option->state.testFlag(QStyle::State_Selected);
    const QColor ink = isSelected ? option->palette.color(QPalette::HighlightedText)
                                  : toneColor(words.tone, option->palette);
    if (outcome != Exchange::Outcome::Sum)
        option->palette.setColor(QPalette::Text, ink);
    // The state's mark; before the reply only air, since the digits stand close to its left.
    const int side = option->fontMetrics.height();
    const bool isState = index.column() == HistoryModel::StateColumn;
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->decorationSize = QSize(isState ? side : side / 4, side);
    if (isState)
        option->icon = markIcon(words.mark, ink);
}

} // namespace DigitSum
