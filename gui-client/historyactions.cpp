// SPDX-License-Identifier: MIT
#include "gui-client/historyactions.h"

#include "common/widgets/humantext.h"
#include "common/widgets/savefile.h"
#include "common/widgets/tablestyle.h"
#include "gui-client/history/historycommands.h"
#include "gui-client/history/historyexport.h"
#include "gui-client/history/historyfilter.h"
#include "gui-client/history/historymodel.h"
#include "gui-client/history/historypanel.h"
#include "gui-client/menus.h"

#include <QAction>
#include <QFileDialog>
#include <QItemSelectionModel>
#include <QSaveFile>
#include <QTableView>
#include <QUndoStack>

#include <algorithm>

namespace DigitSum::Gui {

HistoryActions::HistoryActions(Menus &menus, HistoryModel &history, HistoryPanel &panel,
                               QWidget *window)
    : QObject(window)
    , m_menus(menus)
    , m_history(history)
    , m_panel(panel)
    , m_window(window)
    , m_undo(new QUndoStack(this))
{
    m_undo->setUndoLimit(20); // each command keeps the removed rows
    panel.view()->addActions(menus.rowActions());
    panel.view()->setContextMenuPolicy(Qt::ActionsContextMenu);
    connectActions();
    update();
}

void HistoryActions::connectActions()
{
    connect(m_menus.undo, &QAction::triggered, m_undo, &QUndoStack::undo);
    connect(m_menus.redo, &QAction::triggered, m_undo, &QUndoStack::redo);
    connect(m_menus.copy, &QAction::triggered, this, &HistoryActions::copyRows);
    connect(m_menus.remove, &QAction::triggered, this, [this] { removeRows(chosenNumbers()); });
    connect(m_menus.clear, &QAction::triggered, this, &HistoryActions::clear);
    connect(m_menus.find, &QAction::triggered, &m_panel, &HistoryPanel::focusFind);
    connect(m_menus.sendAgain, &QAction::triggered, this, &HistoryActions::sendAgain);
    connect(m_menus.editAndSend, &QAction::triggered, this, &HistoryActions::edit);
    connect(m_menus.exportHistory, &QAction::triggered, this, &HistoryActions::askForExport);

    connect(m_panel.view()->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &HistoryActions::update);
    connect(&m_history, &HistoryModel::rowsInserted, this, &HistoryActions::update);
    connect(&m_history, &HistoryModel::rowsRemoved, this, &HistoryActions::update);
    connect(&m_history, &HistoryModel::modelReset, this, &HistoryActions::update);
    connect(m_undo, &QUndoStack::indexChanged, this, &HistoryActions::update);
    connect(m_undo, &QUndoStack::indexChanged, this, &HistoryActions::undoChanged);
}

void HistoryActions::setSendEnabled(bool isEnabled)
{
    m_isSendEnabled = isEnabled;
    update();
}

void HistoryActions::update()
{
    const QItemSelectionModel *selection = m_panel.view()->selectionModel();
    const bool hasRows = selection->hasSelection();
    m_menus.copy->setEnabled(hasRows);
    m_menus.remove->setEnabled(hasRows);
    m_menus.sendAgain->setEnabled(hasRows && m_isSendEnabled);
    m_menus.editAndSend->setEnabled(hasRows && selection->currentIndex().isValid());
    m_menus.clear->setEnabled(m_history.rowCount() > 0);
    m_menus.exportHistory->setEnabled(m_history.rowCount() > 0);
    m_menus.undo->setEnabled(m_undo->canUndo());
    m_menus.redo->setEnabled(m_undo->canRedo());
}

QList<qint64> HistoryActions::chosenNumbers() const
{
    QList<qint64> numbers;
    const QModelIndexList rows = selectedRows(*m_panel.view());
    numbers.reserve(rows.size());
    for (const QModelIndex &row : rows)
        numbers.append(m_panel.filter().entryAt(row).number);
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

void HistoryActions::copyRows()
{
    DigitSum::copyRows(*m_panel.view(), [this](const QModelIndex &row) {
        return HistoryExport::tsvLine(m_history.shown(m_panel.filter().entryAt(row)));
    });
}

void HistoryActions::removeRows(QList<qint64> numbers)
{
    if (numbers.isEmpty())
        return;
    const int count = int(numbers.size());
    m_undo->push(new RemoveRowsCommand(m_history, std::move(numbers)));
    Q_EMIT removed(count);
}

void HistoryActions::clear()
{
    QList<qint64> numbers;
    numbers.reserve(m_history.rowCount());
    for (int row = 0; row < m_history.rowCount(); ++row)
        numbers.append(m_history.at(row).number);
    removeRows(std::move(numbers));
    Q_EMIT cleared();
}

void HistoryActions::sendAgain()
{
    const QList<qint64> numbers = chosenNumbers();
    int notWhole = 0;
    for (const qint64 number : numbers) {
        const int row = m_history.rowOf(number);
        if (row < 0)
            continue;
        if (m_history.at(row).isWhole())
            Q_EMIT resendRequested(m_history.at(row).exchange.request);
        else
            ++notWhole;
    }
    if (notWhole > 0)
        Q_EMIT notSent(tr("%Ln request(s) not sent again.", nullptr, notWhole), onlyBeginning());
}

void HistoryActions::edit()
{
    const QModelIndex current = m_panel.view()->selectionModel()->currentIndex();
    if (!current.isValid())
        return;
    const HistoryEntry &entry = m_panel.filter().entryAt(current);
    const QString text = QString::fromUtf8(entry.exchange.request);
    if (!entry.isWhole())
        Q_EMIT notSent(tr("This request cannot be edited."), onlyBeginning());
    else if (text.toUtf8() != entry.exchange.request)
        Q_EMIT notSent(tr("This request cannot be edited."), tr("It is not text in UTF-8."));
    else
        Q_EMIT editRequested(text);
}

QString HistoryActions::onlyBeginning()
{
    return tr("Of long requests, the history keeps only the first %1.")
        .arg(HumanText::bytes(HistoryEntry::keptBytes));
}

void HistoryActions::askForExport()
{
    auto *dialog = new QFileDialog(m_window, tr("Export visible rows"));
    dialog->setObjectName(QStringLiteral("exportDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Table (*.csv)"), tr("JSON (*.json)")});
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->selectFile(QStringLiteral("digitsum-history"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        const bool isJson = filter.contains(QStringLiteral("json"));
        dialog->setDefaultSuffix(isJson ? QStringLiteral("json") : QStringLiteral("csv"));
    });
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString &path) { Q_EMIT exported(path, exportTo(path)); });
    dialog->open();
}

QString HistoryActions::exportTo(const QString &path) const
{
    QSaveFile file(path); // keeps the old file until the new one is complete
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    const HistoryFilter &filter = m_panel.filter();
    const auto entryAt = [this, &filter](int row) {
        return m_history.shown(filter.entryAt(filter.index(row, 0)));
    };
    const bool isJson = path.endsWith(QStringLiteral(".json"), Qt::CaseInsensitive);
    if (isJson)
        HistoryExport::writeJson(file, filter.rowCount(), entryAt);
    else
        HistoryExport::writeCsv(file, filter.rowCount(), entryAt);
    return commit(file);
}

} // namespace DigitSum::Gui
