// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractTableModel>
#include <QList>
#include <QString>

#include <deque>

namespace DigitSum {

/// One line of the event log.
struct LogEntry
{
    enum class Level : quint8 { Info, Warning, Error };

    qint64 at = 0; ///< wall clock, ms since the epoch, UTC
    Level level = Level::Info;
    QString text; ///< for people; holds nothing of a peer's that isn't escaped
};

/// What has happened, oldest first; the newest \c capacity lines of it.
class EventLogModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventLogModel)

public:
    enum Column : quint8 { TimeColumn, LevelColumn, TextColumn, ColumnCount };
    static constexpr int defaultCapacity = 10'000;

    explicit EventLogModel(QObject *parent = nullptr, int capacity = defaultCapacity);

    void append(const LogEntry &entry) { append(QList<LogEntry>{entry}); }
    /// Appends \a entries in one go; the oldest lines make room.
    void append(const QList<LogEntry> &entries);
    void clear();

    [[nodiscard]] const LogEntry &entry(int row) const { return m_entries[std::size_t(row)]; }
    /// Counts lines since the beginning, those that made room included: a row's name for life.
    [[nodiscard]] quint64 serial(int row) const { return m_firstSerial + quint64(row); }
    [[nodiscard]] quint64 nextSerial() const { return m_firstSerial + m_entries.size(); }
    /// A line for a file, in the C locale: "2026-05-04T10:21:07.311 info text".
    [[nodiscard]] static QString plainLine(const LogEntry &entry);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

Q_SIGNALS:
    void appended(const QList<DigitSum::LogEntry> &entries);

private:
    void makeRoom(int rows);
    [[nodiscard]] static QString levelText(LogEntry::Level level);

    const int m_capacity;
    std::deque<LogEntry> m_entries;
    quint64 m_firstSerial = 0;
};

} // namespace DigitSum
