// SPDX-License-Identifier: MIT
#include "common/widgets/emptystate.h"

#include "common/widgets/semanticcolor.h"

#include <QAbstractItemView>
#include <QEvent>

namespace DigitSum {

EmptyState::EmptyState(QAbstractItemView *view)
    : QLabel(view->viewport())
    , m_view(view)
{
    setObjectName(view->objectName() + QStringLiteral("Empty"));
    setAlignment(Qt::AlignCenter);
    setWordWrap(true);
    setAttribute(Qt::WA_TransparentForMouseEvents); // clicks and drops go to the list

    const QAbstractItemModel *model = view->model();
    connect(model, &QAbstractItemModel::rowsInserted, this, &EmptyState::follow);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &EmptyState::follow);
    connect(model, &QAbstractItemModel::modelReset, this, &EmptyState::follow);
    view->viewport()->installEventFilter(this);
    dress();
    follow();
}

void EmptyState::setMessage(const QString &message)
{
    setText(message);
    follow();
}

void EmptyState::follow()
{
    const bool isEmpty = m_view->model()->rowCount(m_view->rootIndex()) == 0;
    m_view->setAccessibleDescription(isEmpty ? text() : QString());
    if (isEmpty)
        place();
    setVisible(isEmpty);
}

void EmptyState::place()
{
    const int margin = fontMetrics().height();
    setGeometry(m_view->viewport()->rect().adjusted(margin, 0, -margin, 0));
}

void EmptyState::dress()
{
    const QColor ink = foregroundColor(SemanticColor::Neutral, m_view->palette());
    if (palette().color(QPalette::WindowText) == ink)
        return;
    QPalette muted = palette();
    muted.setColor(QPalette::WindowText, ink);
    setPalette(muted);
}

bool EmptyState::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QLabel::eventFilter(watched, event);
}

void EmptyState::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        dress();
    QLabel::changeEvent(event);
}

} // namespace DigitSum
