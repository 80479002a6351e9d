// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace DigitSum::Gui {

/// Draws the history's rows: adds an icon and a colour to the state, and draws requests, which are
/// bytes, from left to right in every language.
class HistoryDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryDelegate)

public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    static void addStateStyle(QStyleOptionViewItem *option, const QModelIndex &index);
};

} // namespace DigitSum::Gui
