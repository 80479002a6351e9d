// SPDX-License-Identifier: MIT
#pragma once

#include "server/console/log/eventlogmodel.h"

#include <QSortFilterProxyModel>

#include <optional>

namespace DigitSum {

/// Filters the event log by level and text, and hides events that arrive while it is paused.
class LogFilterModel final : public QSortFilterProxyModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogFilterModel)

public:
    explicit LogFilterModel(EventLogModel &log, QObject *parent = nullptr);

    /// Shows only events that contain \a text, ignoring case.
    void setFindText(const QString &text);
    void setLeastLevel(LogEntry::Level level);
    void setPaused(bool paused);
    [[nodiscard]] bool isPaused() const noexcept { return m_pausedAt.has_value(); }

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex &parent) const override;

private:
    EventLogModel &m_log;
    QString m_findText;
    LogEntry::Level m_leastLevel = LogEntry::Level::Info;
    std::optional<quint64> m_pausedAt; // serial of the first hidden event
};

} // namespace DigitSum
