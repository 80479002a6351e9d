// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace DigitSum {

/// Shows addresses and peers' bytes from left to right in every language.
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
        // At the side where the column begins, but in its own direction.
        option->displayAlignment =
            QStyle::visualAlignment(option->direction, option->displayAlignment)
            | Qt::AlignAbsolute;
        option->direction = Qt::LeftToRight;
        option->textElideMode = Qt::ElideMiddle;
    }
};

} // namespace DigitSum
