// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>

QT_BEGIN_NAMESPACE
class QAbstractItemView;
QT_END_NAMESPACE

namespace DigitSum {

/// Says in the middle of an empty list what to do, and goes when the list has a row.
/// A child of the view; set the view's model before this is made.
class EmptyState final : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EmptyState)

public:
    explicit EmptyState(QAbstractItemView *view);

    /// Plain text; it becomes the view's accessible description while it shows.
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
