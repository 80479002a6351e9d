// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/history/historyentry.h"

#include <QUndoCommand>

namespace DigitSum::Gui {

class HistoryModel;

/// Takes rows out of the history, and puts them back.
class RemoveRowsCommand final : public QUndoCommand
{
public:
    /// \a numbers, ascending, name the rows; \a text says to people what is done.
    RemoveRowsCommand(HistoryModel &history, QList<quint64> numbers, const QString &text);

    void redo() override;
    void undo() override;

private:
    HistoryModel &m_history;
    QList<quint64> m_numbers;
    QList<HistoryEntry> m_taken;
};

} // namespace DigitSum::Gui
