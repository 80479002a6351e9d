// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace DigitSum::Gui {

/// Marks the history's rows: a sign and a colour beside the word, and the requests, which are
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
    static void dressState(QStyleOptionViewItem *option, const QModelIndex &index);
};

} // namespace DigitSum::Gui
