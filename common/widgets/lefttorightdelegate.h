// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace DigitSum {

/// Shows addresses and received bytes from left to right, even in right-to-left layouts.
class LeftToRightDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LeftToRightDelegate)

public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        // Align with the column, but lay out the text from left to right.
        option->displayAlignment =
            QStyle::visualAlignment(option->direction, option->displayAlignment)
            | Qt::AlignAbsolute;
        option->direction = Qt::LeftToRight;
        option->textElideMode = Qt::ElideMiddle;
    }
};

} // namespace DigitSum
