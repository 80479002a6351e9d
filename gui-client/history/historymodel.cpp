// SPDX-License-Identifier: MIT
#include "gui-client/history/historymodel.h"

#include "common/protocol/escape.h"
#include "common/protocol/utf8decoder.h"
#include "common/widgets/humantext.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace DigitSum::Gui {

namespace {

/// More runs of rows than this are removed or restored by a model reset, which is faster.
constexpr qsizetype maxRunsWithoutReset = 64;

/// Bytes shown of each end of a long request.
constexpr qsizetype shownBytes = 120;

qint64 keptBytesOf(const HistoryEntry &entry)
{
    return qint64(entry.exchange.request.size());
}

bool isBefore(const HistoryEntry &entry, qint64 number)
{
    return entry.number < number;
}

int alignmentOf(int column)
{
    switch (column) {
    case HistoryModel::NumberColumn:
    case HistoryModel::DigitsColumn:
    case HistoryModel::RoundTripColumn:
        return int(Qt::AlignRight | Qt::AlignVCenter);
    default:
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    }
}

/// Adjacent rows.
struct RowRun
{
    int first;
    int last;
};

} // namespace

HistoryModel::HistoryModel(QObject *parent)
    : HistoryModel(Limits{}, parent)
{
}

HistoryModel::HistoryModel(Limits limits, QObject *parent)
    : QAbstractTableModel(parent)
    , m_limits(limits)
{
}

bool HistoryModel::prepend(const QList<HistoryEntry> &saved)
{
    if (saved.isEmpty())
        return true;
    if (m_lastSaved == 0) {
        m_lastSaved = saved.last().number;
        notifyNumbers();
    }
    qsizetype count = 0;
    qint64 bytes = m_requestBytes;
    for (auto entry = saved.crbegin(); entry != saved.crend(); ++entry, ++count) {
        bytes += keptBytesOf(*entry);
        if (rowCount() + count >= m_limits.rows || bytes > m_limits.requestBytes)
            break;
    }
    if (count > 0)
        beginInsertRows({}, 0, int(count) - 1);
    for (qsizetype i = saved.size() - 1; i >= saved.size() - count; --i) {
        m_entries.push_front(saved.at(i));
        m_entries.front().number -= m_lastSaved;
        m_requestBytes += keptBytesOf(m_entries.front());
    }
    if (count > 0)
        endInsertRows();
    return count == saved.size();
}

void HistoryModel::append(QList<HistoryEntry> entries)
{
    if (entries.size() > m_limits.rows)
        entries.remove(0, entries.size() - m_limits.rows);
    if (entries.isEmpty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + int(entries.size()) - 1);
    for (const HistoryEntry &entry : std::as_const(entries)) {
        m_requestBytes += keptBytesOf(entry);
        m_entries.push_back(entry);
    }
    noteLastNumber();
    endInsertRows();
    makeRoom();
    Q_EMIT recorded(entries);
}

void HistoryModel::makeRoom()
{
    qsizetype surplus = std::max(qsizetype(0), qsizetype(m_entries.size()) - m_limits.rows);
    qint64 bytes = m_requestBytes;
    for (qsizetype row = 0; row < surplus; ++row)
        bytes -= keptBytesOf(m_entries[std::size_t(row)]);
    // Keep the newest row, however long it is.
    while (bytes > m_limits.requestBytes && surplus + 1 < qsizetype(m_entries.size()))
        bytes -= keptBytesOf(m_entries[std::size_t(surplus++)]);
    if (surplus == 0)
        return;
    beginRemoveRows({}, 0, int(surplus) - 1);
    m_entries.erase(m_entries.begin(), m_entries.begin() + surplus);
    m_requestBytes = bytes;
    endRemoveRows();
}

void HistoryModel::noteLastNumber()
{
    if (!m_entries.empty())
        m_lastNumber = std::max(m_lastNumber, m_entries.back().number);
}

void HistoryModel::update(const QList<HistoryEntry> &entries)
{
    QList<HistoryEntry> updated;
    QList<HistoryEntry> absent;
    RowRun run{-1, -2};
    const auto notifyRun = [this, &run] {
        if (run.first >= 0)
            Q_EMIT dataChanged(index(run.first, 0), index(run.last, ColumnCount - 1));
    };
    for (const HistoryEntry &entry : entries) {
        const int expected = run.last + 1;
        const bool isNext =
            run.first >= 0 && expected < rowCount() && at(expected).number == entry.number;
        const int row = isNext ? expected : rowOf(entry.number);
        if (row < 0) {
            absent.append(entry);
            continue;
        }
        updated.append(entry);
        HistoryEntry &place = m_entries[std::size_t(row)];
        m_requestBytes += keptBytesOf(entry) - keptBytesOf(place);
        place = entry;
        if (!isNext) {
            notifyRun();
            run.first = row;
        }
        run.last = row;
    }
    notifyRun();
    if (!updated.isEmpty())
        Q_EMIT recorded(updated);
    if (!absent.isEmpty())
        Q_EMIT missed(absent);
}

void HistoryModel::restore(const QList<HistoryEntry> &entries)
{
    if (entries.isEmpty())
        return;
    if (entries.size() > maxRunsWithoutReset) {
        beginResetModel();
        std::deque<HistoryEntry> merged;
        std::merge(m_entries.begin(), m_entries.end(), entries.begin(), entries.end(),
                   std::back_inserter(merged),
                   [](const auto &a, const auto &b) { return a.number < b.number; });
        m_entries.swap(merged);
        for (const HistoryEntry &entry : entries)
            m_requestBytes += keptBytesOf(entry);
        noteLastNumber();
        endResetModel();
    } else {
        for (const HistoryEntry &entry : entries) {
            const auto place =
                std::lower_bound(m_entries.begin(), m_entries.end(), entry.number, isBefore);
            const int row = int(place - m_entries.begin());
            beginInsertRows({}, row, row);
            m_entries.insert(place, entry);
            m_requestBytes += keptBytesOf(entry);
            noteLastNumber();
            endInsertRows();
        }
    }
    makeRoom();
    Q_EMIT recorded(entries);
}

QList<HistoryEntry> HistoryModel::take(const QList<qint64> &numbers)
{
    QList<HistoryEntry> taken;
    QList<qint64> takenNumbers;
    QList<RowRun> runs;
    for (const qint64 number : numbers) {
        const int row = rowOf(number);
        if (row < 0)
            continue;
        taken.append(at(row));
        takenNumbers.append(number);
        m_requestBytes -= keptBytesOf(at(row));
        if (!runs.isEmpty() && runs.last().last + 1 == row)
            runs.last().last = row;
        else
            runs.append({row, row});
    }
    if (runs.size() > maxRunsWithoutReset) {
        beginResetModel();
        std::deque<HistoryEntry> kept;
        std::set_difference(m_entries.begin(), m_entries.end(), taken.begin(), taken.end(),
                            std::back_inserter(kept),
                            [](const auto &a, const auto &b) { return a.number < b.number; });
        m_entries.swap(kept);
        endResetModel();
        runs.clear();
    }
    for (auto run = runs.crbegin(); run != runs.crend(); ++run) {
        beginRemoveRows({}, run->first, run->last);
        m_entries.erase(m_entries.begin() + run->first, m_entries.begin() + run->last + 1);
        endRemoveRows();
    }
    if (!taken.isEmpty())
        Q_EMIT erased(takenNumbers);
    return taken;
}

HistoryEntry HistoryModel::shown(HistoryEntry entry) const
{
    entry.number = shownNumber(entry.number);
    return entry;
}

int HistoryModel::rowOf(qint64 number) const
{
    const auto place = std::lower_bound(m_entries.begin(), m_entries.end(), number, isBefore);
    const bool isHere = place != m_entries.end() && place->number == number;
    return isHere ? int(place - m_entries.begin()) : -1;
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const HistoryEntry &entry = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(entry, index.column());
    case Qt::AccessibleTextRole:
        return tr("%1: %2", "column: value")
            .arg(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString(),
                 textOf(entry, index.column()));
    case Qt::TextAlignmentRole:
        return alignmentOf(index.column());
    default:
        return {};
    }
}

QString HistoryModel::textOf(const HistoryEntry &entry, int column) const
{
    switch (column) {
    case NumberColumn:
        return QLocale().toString(shownNumber(entry.number));
    case TimeColumn:
        return HumanText::time(entry.exchange.askedAt);
    case RequestColumn:
        return shortRequest(entry);
    case DigitsColumn:
        return entry.digits < 0 ? QString() : HumanText::count(entry.digits);
    case ReplyColumn:
        return replyText(entry);
    case RoundTripColumn:
        return entry.exchange.roundTripTime.count() > 0
                   ? HumanText::roundTrip(entry.exchange.roundTripTime)
                   : QString();
    case StateColumn:
        return stateText(entry);
    default:
        return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(section);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NumberColumn:
        return tr("#", "column: number of a request");
    case TimeColumn:
        return tr("Time");
    case RequestColumn:
        return tr("Request");
    case DigitsColumn:
        return tr("Digits");
    case ReplyColumn:
        return tr("Reply");
    case RoundTripColumn:
        return tr("RTT", "column: round-trip time");
    case StateColumn:
        return tr("State");
    default:
        return {};
    }
}

void HistoryModel::notifyNumbers()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, NumberColumn), index(rowCount() - 1, NumberColumn),
                           {Qt::DisplayRole, Qt::AccessibleTextRole});
}

void HistoryModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1),
                           {Qt::DisplayRole, Qt::AccessibleTextRole});
}

QString HistoryModel::stateText(const HistoryEntry &entry)
{
    const QString word = outcomeText(entry.exchange.outcome);
    return entry.isResent ? tr("%1, sent again").arg(word) : word;
}

QString HistoryModel::outcomeText(Exchange::Outcome outcome)
{
    switch (outcome) {
    case Exchange::Outcome::Waiting:
        return tr("Waiting");
    case Exchange::Outcome::Sum:
        return tr("Answered");
    case Exchange::Outcome::Refused:
        return tr("Refused");
    case Exchange::Outcome::Lost:
        return tr("Lost");
    }
    return {};
}

QString HistoryModel::replyText(const HistoryEntry &entry)
{
    switch (entry.exchange.outcome) {
    case Exchange::Outcome::Waiting:
        return tr("…", "no reply yet");
    case Exchange::Outcome::Sum:
        return QString::number(entry.exchange.sum);
    case Exchange::Outcome::Refused:
        return tr("not a digit string");
    case Exchange::Outcome::Lost:
        return tr("no reply");
    }
    return {};
}

QString HistoryModel::shortRequest(const HistoryEntry &entry)
{
    const QByteArray &request = entry.exchange.request;
    if (request.isEmpty())
        return tr("(empty)", "a request");
    if (entry.isWhole() && request.size() <= 2 * shownBytes)
        return escaped(request, 2 * shownBytes);
    // Show both ends, or only the beginning if the end was not kept. Do not split characters.
    const qsizetype headEnd = utf8CutBefore(request, std::min(shownBytes, request.size()));
    const QString head = escaped(QByteArrayView(request).first(headEnd));
    if (!entry.isWhole())
        return head + u'…';
    const qsizetype tailBegin = utf8CutBefore(request, request.size() - shownBytes);
    return head + u'…' + escaped(QByteArrayView(request).sliced(tailBegin));
}

} // namespace DigitSum::Gui
