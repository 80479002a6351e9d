// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/history/historymodel.h"

#include <QUndoCommand>

#include <utility>

namespace DigitSum::Gui {

/// Undo command that removes rows from the history.
class RemoveRowsCommand final : public QUndoCommand
{
public:
    /// \a numbers are the rows' numbers, ascending.
    RemoveRowsCommand(HistoryModel &history, QList<quint64> numbers)
        : m_history(history)
        , m_numbers(std::move(numbers))
    {
    }

    void redo() override { m_taken = m_history.take(m_numbers); }
    void undo() override { m_history.restore(std::exchange(m_taken, {})); }

private:
    HistoryModel &m_history;
    QList<quint64> m_numbers;
    QList<HistoryEntry> m_taken;
};

} // namespace DigitSum::Gui
