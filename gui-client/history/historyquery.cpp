// SPDX-License-Identifier: MIT
#include "gui-client/history/historyquery.h"

#include "gui-client/history/historymodel.h"

#include <algorithm>
#include <tuple>

namespace DigitSum::Gui {

namespace {

/// Sorts sums by value, after all other replies.
std::tuple<bool, quint64> replyOrder(const Exchange &exchange)
{
    return {exchange.outcome == Exchange::Outcome::Sum, exchange.sum};
}

bool isNumber(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

} // namespace

void HistoryQuery::setFind(const QString &text)
{
    m_find = text;
    m_findBytes = text.toUtf8();
}

bool HistoryQuery::matches(const HistoryEntry &entry) const
{
    return isShown(entry) && isFound(entry);
}

bool HistoryQuery::isShown(const HistoryEntry &entry) const
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

bool HistoryQuery::isFound(const HistoryEntry &entry) const
{
    if (m_find.isEmpty() || entry.exchange.request.contains(m_findBytes))
        return true;
    // Formatting is slow, so search digits in the bytes.
    if (isNumber(m_find))
        return entry.exchange.outcome == Exchange::Outcome::Sum
               && QByteArray::number(entry.exchange.sum).contains(m_findBytes);
    return HistoryModel::shortRequest(entry).contains(m_find, Qt::CaseInsensitive)
           || HistoryModel::replyText(entry).contains(m_find, Qt::CaseInsensitive)
           || HistoryModel::stateText(entry).contains(m_find, Qt::CaseInsensitive);
}

int HistoryQuery::compare(const HistoryEntry &one, const HistoryEntry &other, int column)
{
    const auto order = [](const auto &a, const auto &b) { return a < b ? -1 : int(b < a); };
    const Exchange &a = one.exchange;
    const Exchange &b = other.exchange;
    switch (column) {
    case HistoryModel::TimeColumn:
        return order(a.askedAt, b.askedAt);
    case HistoryModel::RequestColumn:
        return a.request.compare(b.request);
    case HistoryModel::DigitsColumn:
        return order(one.digits, other.digits);
    case HistoryModel::ReplyColumn:
        return order(replyOrder(a), replyOrder(b));
    case HistoryModel::RoundTripColumn:
        return order(a.roundTripTime, b.roundTripTime);
    case HistoryModel::StateColumn:
        return order(a.outcome, b.outcome);
    default:
        return 0;
    }
}

} // namespace DigitSum::Gui
