// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QPersistentModelIndex>

QT_FORWARD_DECLARE_CLASS(QAbstractItemView)
QT_FORWARD_DECLARE_CLASS(QPushButton)

namespace DigitSum {

/// Keeps a list at its newest row until the user scrolls away. Then the visible rows stay in place,
/// and a button over the list offers "Jump to latest (12 new)". Becomes a child of the view, which
/// must have its model already.
class LatestFollower final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LatestFollower)

public:
    /// The end at which the newest row is; None while the list is sorted by another column.
    enum class Edge : quint8 { None, Top, Bottom };

    LatestFollower(QAbstractItemView *view, Edge newest);

    void setNewestEdge(Edge newest);
    [[nodiscard]] bool isFollowing() const noexcept { return m_isFollowing; }
    /// Returns how many rows were inserted since the user scrolled away.
    [[nodiscard]] int unseen() const noexcept { return m_unseen; }

    /// Scrolls to the newest row and follows again.
    void jump();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void onRowsAboutToChange();
    void onRowsInserted(const QModelIndex &parent, int first, int last);
    void onRowsRemoved();
    void onScrolled();
    void onRangeChanged();
    void keepPlace();
    [[nodiscard]] bool isAtEdge() const;
    void scrollToEdge();
    void showOffer();
    void placeOffer();

    QAbstractItemView *m_view;
    QPushButton *m_offer;
    Edge m_newest;
    bool m_isFollowing = true;
    bool m_isMovingItself = false; // the scrolling is ours, not the user's
    int m_unseen = 0;
    QPersistentModelIndex m_topRow; // kept in place while rows are inserted
};

} // namespace DigitSum
