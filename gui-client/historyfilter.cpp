// SPDX-License-Identifier: MIT
#include "gui-client/historyfilter.h"

#include "gui-client/historymodel.h"

#include <tuple>

namespace DigitSum {

namespace {

/// Sums by value; what has none before them.
std::tuple<int, quint64> replyOrder(const HistoryEntry &entry)
{
    return {int(entry.exchange.outcome == Exchange::Outcome::Sum), entry.exchange.sum};
}

} // namespace

HistoryFilter::HistoryFilter(HistoryModel &history, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_history(history)
{
    setSourceModel(&history);
}

void HistoryFilter::setShow(Show show)
{
    if (show == m_show)
        return;
    m_show = show;
    invalidateFilter();
}

void HistoryFilter::setFind(const QString &text)
{
    if (text == m_find)
        return;
    m_find = text;
    m_findBytes = text.toUtf8();
    invalidateFilter();
}

const HistoryEntry &HistoryFilter::entryAt(const QModelIndex &index) const
{
    return m_history.at(mapToSource(index).row());
}

bool HistoryFilter::isShown(const HistoryEntry &entry) const
{
    switch (m_show) {
    case Show::All:
        break;
    case Show::Waiting:
        return entry.exchange.outcome == Exchange::Outcome::Waiting;
    case Show::Answered:
        return entry.exchange.outcome == Exchange::Outcome::Sum;
    case Show::Refused:
        return entry.exchange.outcome == Exchange::Outcome::Refused;
    case Show::Resent:
        return entry.isResent;
    case Show::Lost:
        return entry.exchange.outcome == Exchange::Outcome::Lost;
    }
    return true;
}

bool HistoryFilter::filterAcceptsRow(int row, const QModelIndex &) const
{
    const HistoryEntry &entry = m_history.at(row);
    if (!isShown(entry))
        return false;
    if (m_find.isEmpty() || entry.exchange.request.contains(m_findBytes))
        return true;
    return HistoryModel::shortRequest(entry).contains(m_find, Qt::CaseInsensitive)
           || HistoryModel::replyText(entry).contains(m_find, Qt::CaseInsensitive);
}

bool HistoryFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const HistoryEntry &a = m_history.at(left.row());
    const HistoryEntry &b = m_history.at(right.row());
    // Rows that are alike keep the order of their numbers.
    const auto compare = [&a, &b](const auto &one, const auto &other) {
        return one != other ? one < other : a.number() < b.number();
    };
    switch (left.column()) {
    case HistoryModel::TimeColumn:
        return compare(a.exchange.askedAt, b.exchange.askedAt);
    case HistoryModel::RequestColumn:
        return compare(a.exchange.request, b.exchange.request);
    case HistoryModel::DigitsColumn:
        return compare(a.digits, b.digits);
    case HistoryModel::ReplyColumn:
        return compare(replyOrder(a), replyOrder(b));
    case HistoryModel::RoundTripColumn:
        return compare(a.exchange.roundTripTime, b.exchange.roundTripTime);
    case HistoryModel::StateColumn:
        return compare(a.exchange.outcome, b.exchange.outcome);
    default:
        return a.number() < b.number();
    }
}

} // namespace DigitSum
