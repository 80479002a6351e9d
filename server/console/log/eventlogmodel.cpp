// SPDX-License-Identifier: MIT
#include "server/console/log/eventlogmodel.h"

#include "common/widgets/humantext.h"

#include <QDateTime>

#include <array>

namespace DigitSum {

EventLogModel::EventLogModel(QObject *parent, int capacity)
    : QAbstractTableModel(parent)
    , m_capacity(capacity)
{
}

void EventLogModel::append(const QList<LogEntry> &entries)
{
    if (entries.isEmpty())
        return;
    const qsizetype surplus = qMax<qsizetype>(0, entries.size() - m_capacity);
    const int added = int(entries.size() - surplus);
    makeRoom(added);
    m_firstSerial += quint64(surplus); // counted, though never inserted
    beginInsertRows({}, rowCount(), rowCount() + added - 1);
    m_entries.insert(m_entries.end(), entries.cbegin() + surplus, entries.cend());
    endInsertRows();
    Q_EMIT appended(entries);
}

void EventLogModel::makeRoom(int rows)
{
    const int surplus = rowCount() + rows - m_capacity;
    if (surplus <= 0)
        return;
    beginRemoveRows({}, 0, surplus - 1);
    m_entries.erase(m_entries.begin(), m_entries.begin() + surplus);
    m_firstSerial += quint64(surplus);
    endRemoveRows();
}

void EventLogModel::clear()
{
    makeRoom(m_capacity);
}

QString EventLogModel::plainLine(const LogEntry &entry)
{
    static constexpr std::array<QLatin1StringView, 3> levels = {
        QLatin1StringView("info"), QLatin1StringView("warning"), QLatin1StringView("error")};
    return QDateTime::fromMSecsSinceEpoch(entry.at).toString(Qt::ISODateWithMs) + u' '
           + levels.at(std::size_t(entry.level)) + u' ' + entry.text;
}

int EventLogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int EventLogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EventLogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const LogEntry &line = entry(index.row());
    if (role == Qt::ToolTipRole && index.column() == TextColumn)
        return line.text;
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case TimeColumn:
        return HumanText::time(line.at);
    case LevelColumn:
        return levelText(line.level);
    case TextColumn:
        return line.text;
    default:
        return {};
    }
}

QVariant EventLogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case LevelColumn:
        return tr("Level");
    case TextColumn:
        return tr("Event");
    default:
        return {};
    }
}

QString EventLogModel::levelText(LogEntry::Level level)
{
    switch (level) {
    case LogEntry::Level::Info:
        return tr("Info");
    case LogEntry::Level::Warning:
        return tr("Warning");
    case LogEntry::Level::Error:
        return tr("Error");
    }
    return {};
}

} // namespace DigitSum
