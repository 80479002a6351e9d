// SPDX-License-Identifier: MIT
#include "common/widgets/latestfollower.h"

#include <QAbstractItemView>
#include <QEvent>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollBar>

namespace DigitSum {

LatestFollower::LatestFollower(QAbstractItemView *view, Edge newest)
    : QObject(view)
    , m_view(view)
    , m_offer(new QPushButton(view))
    , m_newest(newest)
{
    m_offer->setObjectName(view->objectName() + QStringLiteral("Jump"));
    m_offer->hide();
    connect(m_offer, &QPushButton::clicked, this, &LatestFollower::jump);

    const QAbstractItemModel *model = view->model();
    connect(model, &QAbstractItemModel::rowsAboutToBeInserted, this,
            &LatestFollower::onRowsAboutToChange);
    connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            &LatestFollower::onRowsAboutToChange);
    connect(model, &QAbstractItemModel::rowsInserted, this, &LatestFollower::onRowsInserted);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &LatestFollower::onRowsRemoved);
    connect(model, &QAbstractItemModel::modelReset, this, &LatestFollower::jump);

    const QScrollBar *bar = view->verticalScrollBar();
    connect(bar, &QScrollBar::valueChanged, this, &LatestFollower::onScrolled);
    connect(bar, &QScrollBar::rangeChanged, this, &LatestFollower::onRangeChanged);
    view->viewport()->installEventFilter(this);
    view->installEventFilter(this);
}

void LatestFollower::setNewestEdge(Edge newest)
{
    m_newest = newest;
    jump();
}

void LatestFollower::jump()
{
    m_isFollowing = true;
    m_unseen = 0;
    scrollToEdge();
    showOffer();
}

void LatestFollower::onRowsAboutToChange()
{
    if (!m_isFollowing)
        m_topRow = m_view->indexAt(QPoint(1, 1));
}

void LatestFollower::onRowsInserted(const QModelIndex &, int first, int last)
{
    if (m_isFollowing) {
        scrollToEdge();
        return;
    }
    m_unseen += last - first + 1;
    keepPlace();
    showOffer();
}

void LatestFollower::onRowsRemoved()
{
    if (!m_isFollowing)
        keepPlace();
}

void LatestFollower::keepPlace()
{
    if (!m_topRow.isValid())
        return;
    const QScopedValueRollback guard(m_isMovingItself, true);
    m_view->scrollTo(m_topRow, QAbstractItemView::PositionAtTop);
}

void LatestFollower::onScrolled()
{
    if (m_isMovingItself)
        return;
    m_isFollowing = m_newest == Edge::None || isAtEdge();
    if (m_isFollowing)
        m_unseen = 0;
    showOffer();
}

void LatestFollower::onRangeChanged()
{
    // The list lays out new rows, and so extends the range, some time after their insertion.
    if (m_isFollowing)
        scrollToEdge();
}

bool LatestFollower::isAtEdge() const
{
    const QScrollBar *bar = m_view->verticalScrollBar();
    return m_newest == Edge::Top ? bar->value() <= bar->minimum() : bar->value() >= bar->maximum();
}

void LatestFollower::scrollToEdge()
{
    if (m_newest == Edge::None)
        return;
    const QScopedValueRollback guard(m_isMovingItself, true);
    QScrollBar *bar = m_view->verticalScrollBar();
    bar->setValue(m_newest == Edge::Top ? bar->minimum() : bar->maximum());
}

void LatestFollower::showOffer()
{
    const bool isWanted = !m_isFollowing && m_unseen > 0;
    if (isWanted) {
        m_offer->setText(tr("Jump to latest (%Ln new)", nullptr, m_unseen));
        placeOffer();
    }
    m_offer->setVisible(isWanted);
}

void LatestFollower::placeOffer()
{
    m_offer->adjustSize();
    const QRect area = m_view->viewport()->geometry();
    const int margin = m_view->fontMetrics().height() / 2;
    const int y =
        m_newest == Edge::Top ? area.top() + margin : area.bottom() - m_offer->height() - margin;
    m_offer->move(area.center().x() - m_offer->width() / 2, y);
    m_offer->raise();
}

bool LatestFollower::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && watched == m_view->viewport())
        placeOffer();
    else if (event->type() == QEvent::LanguageChange)
        showOffer();
    return QObject::eventFilter(watched, event);
}

} // namespace DigitSum
