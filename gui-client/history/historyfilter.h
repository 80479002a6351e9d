// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/history/historyquery.h"

#include <QAbstractProxyModel>

#include <vector>

namespace DigitSum::Gui {

class HistoryModel;

/// Filters and sorts the history. Compares values, not texts, so it stays fast with 100,000 rows.
///
/// A QSortFilterProxyModel inserts and removes rows one by one unless they are adjacent: with
/// 100,000 rows sorted by round-trip time, a batch of some thousand rows took seconds. Here, a
/// batch costs one pass over the rows, however scattered they are.
///
/// In this class, a row is a row of the history, and a place is a row of this model.
class HistoryFilter final : public QAbstractProxyModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryFilter)

public:
    explicit HistoryFilter(HistoryModel &history, QObject *parent = nullptr);

    void setShow(HistoryQuery::Show show);
    /// Searches the requests and replies; an empty \a text matches everything.
    void setFind(const QString &text);

    [[nodiscard]] const HistoryEntry &entryAt(const QModelIndex &index) const;

    void sort(int column, Qt::SortOrder order) override;
    [[nodiscard]] QModelIndex mapToSource(const QModelIndex &index) const override;
    [[nodiscard]] QModelIndex mapFromSource(const QModelIndex &index) const override;
    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    using Rows = std::vector<int>;

    void onInserted(int first, int last);
    void onAboutToBeRemoved(int first, int last);
    void onRemoved(int first, int last);
    void onChanged(int first, int last, const QList<int> &roles);
    void onReset();
    void refilter();

    [[nodiscard]] bool accepts(int row) const;
    [[nodiscard]] bool isBefore(int row, int other) const;
    void sortRows(Rows &rows) const;
    [[nodiscard]] Rows merged(const Rows &rows, const Rows &others) const;
    template <typename Predicate>
    [[nodiscard]] Rows placesWhere(Predicate matches) const;
    [[nodiscard]] Rows missingRows(int first, int last) const;

    void add(Rows rows);
    void remove(const Rows &places);
    [[nodiscard]] bool isInPlace(int place) const;
    void sortChanged(int first, int last);
    void reorder(Rows rows);

    const HistoryModel &m_history;
    Rows m_rows; // in the order shown
    int m_column = 0;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    HistoryQuery m_query;
};

} // namespace DigitSum::Gui
