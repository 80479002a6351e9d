// SPDX-License-Identifier: MIT
#include "gui-client/history/historycommands.h"

#include "gui-client/history/historymodel.h"

namespace DigitSum::Gui {

RemoveRowsCommand::RemoveRowsCommand(HistoryModel &history, QList<quint64> numbers)
    : m_history(history)
    , m_numbers(std::move(numbers))
{
}

void RemoveRowsCommand::redo()
{
    m_taken = m_history.take(m_numbers);
}

void RemoveRowsCommand::undo()
{
    m_history.restore(std::exchange(m_taken, {}));
}

} // namespace DigitSum::Gui
