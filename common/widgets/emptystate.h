// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>

QT_FORWARD_DECLARE_CLASS(QAbstractItemView)

namespace DigitSum {

/// Shows a hint in the middle of an empty list and hides when the list has a row. Becomes a child
/// of the view, which must have its model already.
class EmptyState final : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EmptyState)

public:
    explicit EmptyState(QAbstractItemView *view);

    /// Sets the hint, in plain text; while visible it is also the view's accessible description.
    void setMessage(const QString &message);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void follow();
    void place();
    void dress();

    QAbstractItemView *m_view;
};

} // namespace DigitSum
