// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/history/historymodel.h"

#include <QUndoCommand>

#include <algorithm>
#include <utility>

namespace DigitSum::Gui {

/// Undo command that removes rows from the history. Keeps replies to rows that were waiting.
class RemoveRowsCommand final : public QUndoCommand
{
public:
    /// \a numbers are the rows' numbers, ascending.
    RemoveRowsCommand(HistoryModel &history, QList<qint64> numbers)
        : m_history(history)
        , m_numbers(std::move(numbers))
    {
        QObject::connect(&history, &HistoryModel::missed, &m_context,
                         [this](const QList<HistoryEntry> &entries) { update(entries); });
    }

    void redo() override { m_taken = m_history.take(m_numbers); }
    void undo() override { m_history.restore(std::exchange(m_taken, {})); }

private:
    void update(const QList<HistoryEntry> &entries)
    {
        for (const HistoryEntry &entry : entries) {
            const auto row = std::lower_bound(
                m_taken.begin(), m_taken.end(), entry.number,
                [](const HistoryEntry &taken, qint64 number) { return taken.number < number; });
            if (row != m_taken.end() && row->number == entry.number)
                *row = entry;
        }
    }

    HistoryModel &m_history;
    QObject m_context; // of the connection
    QList<qint64> m_numbers;
    QList<HistoryEntry> m_taken;
};

} // namespace DigitSum::Gui
