// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/history/historyentry.h"

#include <QUndoCommand>

namespace DigitSum::Gui {

class HistoryModel;

/// Undo command that removes rows from the history.
class RemoveRowsCommand final : public QUndoCommand
{
public:
    /// \a numbers are the rows' numbers, ascending.
    RemoveRowsCommand(HistoryModel &history, QList<quint64> numbers);

    void redo() override;
    void undo() override;

private:
    HistoryModel &m_history;
    QList<quint64> m_numbers;
    QList<HistoryEntry> m_taken;
};

} // namespace DigitSum::Gui
