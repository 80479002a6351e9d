// SPDX-License-Identifier: MIT
#include "gui-client/history/historyfilter.h"

#include "gui-client/history/historymodel.h"

#include <algorithm>

namespace DigitSum::Gui {

namespace {

/// Up to this many runs are inserted or removed one by one; more take one pass over all rows.
constexpr std::size_t maxRunsOneByOne = 16;

/// Adjacent places.
struct PlaceRun
{
    int first;
    int count;
};

/// Groups \a places, which are ascending, into runs: of adjacent places if \a step is 1, of equal
/// places if it is 0.
std::vector<PlaceRun> runsOf(const std::vector<int> &places, int step)
{
    std::vector<PlaceRun> runs;
    for (const int place : places) {
        if (!runs.empty() && runs.back().first + step * runs.back().count == place)
            ++runs.back().count;
        else
            runs.push_back({place, 1});
    }
    return runs;
}

} // namespace

HistoryFilter::HistoryFilter(HistoryModel &history, QObject *parent)
    : QAbstractProxyModel(parent)
    , m_history(history)
{
    setSourceModel(&history);
    connect(&history, &HistoryModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { onInserted(first, last); });
    connect(&history, &HistoryModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) { onAboutToBeRemoved(first, last); });
    connect(&history, &HistoryModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { onRemoved(first, last); });
    connect(&history, &HistoryModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last, const QList<int> &roles) {
                onChanged(first.row(), last.row(), roles);
            });
    connect(&history, &HistoryModel::headerDataChanged, this, &HistoryFilter::headerDataChanged);
    connect(&history, &HistoryModel::modelAboutToBeReset, this, [this] { beginResetModel(); });
    connect(&history, &HistoryModel::modelReset, this, &HistoryFilter::onReset);
    refilter();
}

// ---- filter and order ----

void HistoryFilter::setShow(HistoryQuery::Show show)
{
    if (show == m_query.show())
        return;
    m_query.setShow(show);
    refilter();
}

void HistoryFilter::setFind(const QString &text)
{
    if (text == m_query.find())
        return;
    m_query.setFind(text);
    refilter();
}

void HistoryFilter::sort(int column, Qt::SortOrder order)
{
    m_column = std::max(column, 0);
    m_order = order;
    Rows rows = m_rows;
    sortRows(rows);
    reorder(std::move(rows));
}

bool HistoryFilter::accepts(int row) const
{
    return m_query.matches(m_history.at(row));
}

bool HistoryFilter::isBefore(int row, int other) const
{
    const int order = HistoryQuery::compare(m_history.at(row), m_history.at(other), m_column);
    // Equal rows keep the order of their numbers.
    const bool isLess = order != 0 ? order < 0 : row < other;
    return m_order == Qt::AscendingOrder ? isLess : !isLess && row != other;
}

// ---- changes in the history ----

void HistoryFilter::onInserted(int first, int last)
{
    for (int &row : m_rows)
        row += row >= first ? last - first + 1 : 0;
    add(missingRows(first, last));
}

void HistoryFilter::onAboutToBeRemoved(int first, int last)
{
    remove(placesWhere([first, last](int row) { return row >= first && row <= last; }));
}

void HistoryFilter::onRemoved(int first, int last)
{
    for (int &row : m_rows)
        row -= row > last ? last - first + 1 : 0;
}

void HistoryFilter::onChanged(int first, int last, const QList<int> &roles)
{
    const auto isChanged = [first, last](int row) { return row >= first && row <= last; };
    Rows added = missingRows(first, last);
    remove(placesWhere([this, isChanged](int row) { return isChanged(row) && !accepts(row); }));
    sortChanged(first, last);
    const Rows places = placesWhere(isChanged);
    if (!places.empty())
        Q_EMIT dataChanged(index(places.front(), 0), index(places.back(), columnCount() - 1),
                           roles);
    add(std::move(added));
}

void HistoryFilter::onReset()
{
    m_rows.clear();
    m_rows = missingRows(0, m_history.rowCount() - 1);
    sortRows(m_rows);
    endResetModel();
}

void HistoryFilter::refilter()
{
    Rows added = missingRows(0, m_history.rowCount() - 1);
    remove(placesWhere([this](int row) { return !accepts(row); }));
    add(std::move(added));
}

// ---- inserting, removing and sorting rows ----

template <typename Predicate>
HistoryFilter::Rows HistoryFilter::placesWhere(Predicate matches) const
{
    Rows places;
    for (std::size_t place = 0; place < m_rows.size(); ++place) {
        if (matches(m_rows[place]))
            places.push_back(int(place));
    }
    return places;
}

/// Returns the rows from \a first to \a last that the filter accepts but that are not shown yet.
HistoryFilter::Rows HistoryFilter::missingRows(int first, int last) const
{
    std::vector<bool> isShown(std::size_t(last - first + 1));
    for (const int row : m_rows) {
        if (row >= first && row <= last)
            isShown[std::size_t(row - first)] = true;
    }
    Rows rows;
    for (int row = first; row <= last; ++row) {
        if (!isShown[std::size_t(row - first)] && accepts(row))
            rows.push_back(row);
    }
    return rows;
}

void HistoryFilter::sortRows(Rows &rows) const
{
    std::sort(rows.begin(), rows.end(), [this](int a, int b) { return isBefore(a, b); });
}

HistoryFilter::Rows HistoryFilter::merged(const Rows &rows, const Rows &others) const
{
    Rows all;
    all.reserve(rows.size() + others.size());
    auto from = rows.begin();
    for (const int row : others) {
        // A binary search, because others are few.
        const auto place = std::lower_bound(
            from, rows.end(), row, [this](int shown, int other) { return isBefore(shown, other); });
        all.insert(all.end(), from, place);
        all.push_back(row);
        from = place;
    }
    all.insert(all.end(), from, rows.end());
    return all;
}

/// Inserts \a rows, which are not shown yet, at their places.
void HistoryFilter::add(Rows rows)
{
    if (rows.empty())
        return;
    sortRows(rows);
    Rows places;
    places.reserve(rows.size());
    auto from = m_rows.cbegin();
    for (const int row : rows) {
        from = std::lower_bound(from, m_rows.cend(), row,
                                [this](int shown, int other) { return isBefore(shown, other); });
        places.push_back(int(from - m_rows.cbegin()));
    }
    const std::vector<PlaceRun> runs = runsOf(places, 0);
    if (runs.size() > maxRunsOneByOne) {
        Rows all = merged(m_rows, rows);
        beginInsertRows({}, rowCount(), rowCount() + int(rows.size()) - 1);
        m_rows.insert(m_rows.end(), rows.begin(), rows.end());
        endInsertRows();
        reorder(std::move(all));
        return;
    }
    auto end = rows.cend();
    for (auto run = runs.crbegin(); run != runs.crend(); ++run) {
        beginInsertRows({}, run->first, run->first + run->count - 1);
        m_rows.insert(m_rows.begin() + run->first, end - run->count, end);
        endInsertRows();
        end -= run->count;
    }
}

/// Removes the rows at \a places, which are ascending.
void HistoryFilter::remove(const Rows &places)
{
    const std::vector<PlaceRun> runs = runsOf(places, 1);
    if (runs.size() > maxRunsOneByOne) {
        Rows kept;
        Rows removed;
        auto next = places.begin();
        for (int place = 0; place < rowCount(); ++place) {
            const bool isRemoved = next != places.end() && *next == place;
            (isRemoved ? removed : kept).push_back(m_rows[std::size_t(place)]);
            next += int(isRemoved);
        }
        const auto keptCount = int(kept.size());
        kept.insert(kept.end(), removed.begin(), removed.end());
        reorder(std::move(kept));
        beginRemoveRows({}, keptCount, rowCount() - 1);
        m_rows.resize(std::size_t(keptCount));
        endRemoveRows();
        return;
    }
    for (auto run = runs.crbegin(); run != runs.crend(); ++run) {
        beginRemoveRows({}, run->first, run->first + run->count - 1);
        m_rows.erase(m_rows.begin() + run->first, m_rows.begin() + run->first + run->count);
        endRemoveRows();
    }
}

bool HistoryFilter::isInPlace(int place) const
{
    const auto at = m_rows.begin() + place;
    const bool isAfterPrevious = at == m_rows.begin() || !isBefore(*at, *(at - 1));
    return isAfterPrevious && (at + 1 == m_rows.end() || !isBefore(*(at + 1), *at));
}

/// Restores the order after the rows from \a first to \a last have changed.
void HistoryFilter::sortChanged(int first, int last)
{
    const auto isChanged = [first, last](int row) { return row >= first && row <= last; };
    const Rows places = placesWhere(isChanged);
    if (std::all_of(places.begin(), places.end(), [this](int place) { return isInPlace(place); }))
        return;
    Rows kept;
    Rows changed;
    for (const int row : m_rows)
        (isChanged(row) ? changed : kept).push_back(row);
    sortRows(changed);
    reorder(merged(kept, changed));
}

/// Shows the same rows in the order of \a rows.
void HistoryFilter::reorder(Rows rows)
{
    if (rows == m_rows)
        return;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    if (const QModelIndexList before = persistentIndexList(); !before.isEmpty()) {
        Rows placeOf(std::size_t(m_history.rowCount()), -1);
        for (std::size_t place = 0; place < rows.size(); ++place)
            placeOf[std::size_t(rows[place])] = int(place);
        QModelIndexList after;
        after.reserve(before.size());
        for (const QModelIndex &old : before)
            after.append(index(placeOf[std::size_t(m_rows[std::size_t(old.row())])], old.column()));
        changePersistentIndexList(before, after);
    }
    m_rows = std::move(rows);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

// ---- model interface ----

const HistoryEntry &HistoryFilter::entryAt(const QModelIndex &index) const
{
    return m_history.at(m_rows[std::size_t(index.row())]);
}

QModelIndex HistoryFilter::mapToSource(const QModelIndex &index) const
{
    return index.isValid() ? m_history.index(m_rows[std::size_t(index.row())], index.column())
                           : QModelIndex();
}

QModelIndex HistoryFilter::mapFromSource(const QModelIndex &index) const
{
    const auto place = std::find(m_rows.begin(), m_rows.end(), index.row());
    return index.isValid() && place != m_rows.end()
               ? createIndex(int(place - m_rows.begin()), index.column())
               : QModelIndex();
}

QModelIndex HistoryFilter::index(int row, int column, const QModelIndex &parent) const
{
    return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
}

QModelIndex HistoryFilter::parent(const QModelIndex &) const
{
    return {};
}

int HistoryFilter::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int HistoryFilter::columnCount(const QModelIndex &parent) const
{
    return m_history.columnCount(parent);
}

bool HistoryFilter::hasChildren(const QModelIndex &parent) const
{
    return rowCount(parent) > 0;
}

QVariant HistoryFilter::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_history.headerData(section, orientation, role);
}

} // namespace DigitSum::Gui
