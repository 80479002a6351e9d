// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractTableModel>
#include <QList>
#include <QString>

#include <deque>

namespace DigitSum {

/// An event in the log.
struct LogEntry
{
    enum class Level : quint8 { Info, Warning, Error };

    qint64 at = 0; ///< wall clock, ms since the epoch, UTC
    Level level = Level::Info;
    QString text; ///< for display; bytes from peers are escaped
};

/// The newest events, oldest first, at most \a capacity of them.
class EventLogModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventLogModel)

public:
    enum Column : quint8 { TimeColumn, LevelColumn, TextColumn, ColumnCount };
    static constexpr int defaultCapacity = 10'000;

    explicit EventLogModel(QObject *parent = nullptr, int capacity = defaultCapacity);

    void append(const LogEntry &entry) { append(QList<LogEntry>{entry}); }
    /// Appends \a entries in one insertion and removes the oldest rows that exceed the capacity.
    void append(const QList<LogEntry> &entries);
    void clear();

    [[nodiscard]] const LogEntry &entry(int row) const { return m_entries[std::size_t(row)]; }
    /// Returns a number that identifies the event in \a row even after older rows were removed.
    [[nodiscard]] quint64 serial(int row) const { return m_firstSerial + quint64(row); }
    /// Returns the serial that the next event will have.
    [[nodiscard]] quint64 nextSerial() const { return m_firstSerial + m_entries.size(); }
    /// Formats a line for a file, independent of the locale, such as
    /// "2026-05-04T10:21:07.311 info text".
    [[nodiscard]] static QString plainLine(const LogEntry &entry);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

Q_SIGNALS:
    /// Emitted with all appended entries, including those that exceed the capacity.
    void appended(const QList<DigitSum::LogEntry> &entries);

private:
    void makeRoom(int rows);
    [[nodiscard]] static QString levelText(LogEntry::Level level);

    const int m_capacity;
    std::deque<LogEntry> m_entries;
    quint64 m_firstSerial = 0;
};

} // namespace DigitSum
