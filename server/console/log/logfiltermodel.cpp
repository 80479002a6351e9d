// SPDX-License-Identifier: MIT
#include "server/console/log/logfiltermodel.h"

namespace DigitSum {

LogFilterModel::LogFilterModel(EventLogModel &log, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_log(log)
{
    setSourceModel(&log);
}

void LogFilterModel::setFindText(const QString &text)
{
    if (text == m_findText)
        return;
    m_findText = text;
    invalidateRowsFilter();
}

void LogFilterModel::setLeastLevel(LogEntry::Level level)
{
    m_leastLevel = level;
    invalidateRowsFilter();
}

void LogFilterModel::setPaused(bool paused)
{
    m_pausedAt.reset();
    if (paused)
        m_pausedAt = m_log.nextSerial();
    else
        invalidateRowsFilter();
}

bool LogFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex &) const
{
    if (m_pausedAt && m_log.serial(sourceRow) >= *m_pausedAt)
        return false;
    const LogEntry &entry = m_log.entry(sourceRow);
    return entry.level >= m_leastLevel && entry.text.contains(m_findText, Qt::CaseInsensitive);
}

} // namespace DigitSum
