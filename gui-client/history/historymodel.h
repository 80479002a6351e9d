// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/history/historyentry.h"

#include <QAbstractTableModel>

#include <deque>

namespace DigitSum::Gui {

/// The history's rows, oldest first. Bounded by rows and bytes: the oldest rows are removed to make
/// room. Filled in batches. Texts are localised; sorting and searching use at().
class HistoryModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryModel)

public:
    enum Column {
        NumberColumn,
        TimeColumn,
        RequestColumn,
        DigitsColumn,
        ReplyColumn,
        RoundTripColumn,
        StateColumn,
        ColumnCount,
    };

    using Limits = HistoryLimits;

    explicit HistoryModel(QObject *parent = nullptr);
    HistoryModel(Limits limits, QObject *parent = nullptr);

    /// Adds rows of earlier runs before all others; their numbers ascend, and those of the first
    /// call are their numbers in the database. Drops the oldest beyond the limits; returns false if
    /// there is no room for more.
    bool prepend(const QList<HistoryEntry> &saved);
    /// Adds rows at the end; their numbers ascend and are higher than any before.
    void append(QList<HistoryEntry> entries);
    /// Replaces rows by number, ascending. Ignores entries whose rows were removed.
    void update(const QList<HistoryEntry> &entries);
    /// Inserts removed rows again, by number, ascending.
    void restore(const QList<HistoryEntry> &entries);
    /// Removes rows by number, ascending, and returns those that existed.
    QList<HistoryEntry> take(const QList<qint64> &numbers);

    [[nodiscard]] const HistoryEntry &at(int row) const { return m_entries[std::size_t(row)]; }
    [[nodiscard]] int rowOf(qint64 number) const;                    ///< -1 if not found
    [[nodiscard]] qint64 lastNumber() const { return m_lastNumber; } ///< highest ever used, or 0
    /// Returns the number to show for \a number: rows continue the numbers of earlier runs.
    [[nodiscard]] qint64 shownNumber(qint64 number) const { return m_lastSaved + number; }
    /// Returns \a entry with the number to show.
    [[nodiscard]] HistoryEntry shown(HistoryEntry entry) const;
    [[nodiscard]] const Limits &limits() const noexcept { return m_limits; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

    /// Call it when the language has changed.
    void retranslate();

    /// Returns the state column's text, such as "Answered" or "Lost, sent again".
    [[nodiscard]] static QString stateText(const HistoryEntry &entry);
    /// Returns "Waiting", "Answered", "Refused" or "Lost".
    [[nodiscard]] static QString outcomeText(Exchange::Outcome outcome);
    /// Returns the server's reply as text.
    [[nodiscard]] static QString replyText(const HistoryEntry &entry);
    /// Returns the request, escaped and with its middle elided if it is long.
    [[nodiscard]] static QString shortRequest(const HistoryEntry &entry);

Q_SIGNALS:
    /// Rows were added, updated or restored, but not loaded.
    void recorded(const QList<DigitSum::Gui::HistoryEntry> &entries);
    /// Rows were removed by take(), not to make room.
    void erased(const QList<qint64> &numbers);
    /// update() was called for rows that do not exist.
    void missed(const QList<DigitSum::Gui::HistoryEntry> &entries);

private:
    [[nodiscard]] QString textOf(const HistoryEntry &entry, int column) const;
    void makeRoom();
    void notifyNumbers();
    void noteLastNumber();

    const Limits m_limits;
    std::deque<HistoryEntry> m_entries;
    qint64 m_requestBytes = 0;
    qint64 m_lastNumber = 0;
    qint64 m_lastSaved = 0; // number in the database of the newest row of earlier runs
};

} // namespace DigitSum::Gui
