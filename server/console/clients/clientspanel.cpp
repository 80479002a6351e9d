// SPDX-License-Identifier: MIT
#include "server/console/clients/clientspanel.h"

#include "common/widgets/columnwidths.h"
#include "common/widgets/emptystate.h"
#include "common/widgets/eventcallback.h"
#include "common/widgets/lefttorightdelegate.h"
#include "common/widgets/tablestyle.h"
#include "server/transport/addresses.h"

#include <QAction>
#include <QBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTableView>

#include <algorithm>
#include <array>

namespace DigitSum {

namespace {

constexpr int refreshesPerSort = 5; // sorts twice a second

/// Hidden while presenting, to leave room for larger text.
constexpr std::array<int, 6> operatorColumns = {
    ClientModel::PortColumn,    ClientModel::SinceColumn,    ClientModel::FramingColumn,
    ClientModel::BytesInColumn, ClientModel::BytesOutColumn, ClientModel::IdleColumn};

} // namespace

ClientsPanel::ClientsPanel(ClientModel &clients, QWidget *parent)
    : QWidget(parent)
    , m_clients(clients)
    , m_filtered(clients)
    , m_title(new QLabel(this))
    , m_find(new QLineEdit(this))
    , m_details(new QPushButton(this))
    , m_disconnect(new QPushButton(this))
    , m_reset(new QPushButton(this))
    , m_table(new QTableView(this))
    , m_columnMenu(new QMenu(this))
{
    m_find->setObjectName(QStringLiteral("findClient"));
    m_find->setClearButtonEnabled(true);
    m_details->setObjectName(QStringLiteral("clientDetails"));
    m_disconnect->setObjectName(QStringLiteral("disconnectClient"));
    m_reset->setObjectName(QStringLiteral("resetClient"));
    // Before the view's connection: the selection moves on when the current row is removed.
    connect(&m_filtered, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this] { m_isRemoving = true; });
    connect(&m_filtered, &QAbstractItemModel::rowsRemoved, this, [this] { m_isRemoving = false; });
    setUpTable();
    m_columnMenu->setObjectName(QStringLiteral("columnMenu"));
    // Always shown: events name clients by their number.
    addColumnActions(*m_columnMenu, *m_table, ClientModel::NumberColumn);
    setUpActions();

    auto *row = new QHBoxLayout;
    row->addWidget(m_title);
    row->addStretch(1);
    row->addWidget(m_find);
    row->addWidget(m_details);
    row->addWidget(m_disconnect);
    row->addWidget(m_reset);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addLayout(row);
    column->addWidget(m_table, 1);

    connect(m_find, &QLineEdit::textChanged, &m_filtered, &ClientFilterModel::setFindText);
    connect(m_find, &QLineEdit::textChanged, this, &ClientsPanel::updateEmptyState);
    connect(m_details, &QPushButton::clicked, this, &ClientsPanel::requestDetails);
    // The row may already be the current one, because the one before it was removed.
    connect(m_table, &QAbstractItemView::clicked, this,
            [this](const QModelIndex &now) { Q_EMIT currentChanged(m_filtered.clientAt(now)); });
    connect(m_table, &QAbstractItemView::activated, this, &ClientsPanel::requestDetails);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &now) {
                if (!m_isRemoving)
                    Q_EMIT currentChanged(m_filtered.clientAt(now));
            });
    connect(m_disconnect, &QPushButton::clicked, this, &ClientsPanel::disconnectSelected);
    connect(m_reset, &QPushButton::clicked, this, &ClientsPanel::resetSelected);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ClientsPanel::updateActions);
    connect(&m_filtered, &QAbstractItemModel::rowsRemoved, this, &ClientsPanel::updateActions);
    onEvent(this, QEvent::LanguageChange, [this] { retranslate(); });
    onEvent(this, QEvent::FontChange, [this] { fitRowsToFont(*m_table); });
    retranslate();
}

void ClientsPanel::setUpTable()
{
    m_table->setObjectName(QStringLiteral("clients"));
    m_table->setModel(&m_filtered);
    applyTableStyle(*m_table);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(ClientModel::NumberColumn, Qt::AscendingOrder);
    auto *leftToRight = new LeftToRightDelegate(this);
    for (const int column :
         {ClientModel::AddressColumn, ClientModel::HostNameColumn, ClientModel::LastRequestColumn,
          ClientModel::BytesInColumn, ClientModel::BytesOutColumn, ClientModel::IdleColumn})
        m_table->setItemDelegateForColumn(column, leftToRight);

    QHeaderView *header = m_table->horizontalHeader();
    header->setObjectName(QStringLiteral("clientColumns"));
    header->setSectionsMovable(true);
    m_title->setBuddy(m_table);
    m_empty = new EmptyState(m_table);
    header->setStretchLastSection(true);
    m_widths = new ColumnWidths(
        *m_table, {8, 16, 8, 20, 10, 9, 14, 12, 20, 11, 12, 10, 12, 12, 10}); // as in ClientModel
    header->setSectionHidden(ClientModel::HostNameColumn, true);
    header->setSectionHidden(ClientModel::EncryptionColumn, true);
}

void ClientsPanel::setUpActions()
{
    m_detailsAction = addAction(QStringLiteral("detailsAction"), &ClientsPanel::requestDetails);
    m_disconnectAction =
        addAction(QStringLiteral("disconnectAction"), &ClientsPanel::disconnectSelected);
    m_resetAction = addAction(QStringLiteral("resetAction"), &ClientsPanel::resetSelected);
    m_blockAction = addAction(QStringLiteral("blockAction"), &ClientsPanel::blockSelected);
    m_copyAction = addAction(QStringLiteral("copyAction"), &ClientsPanel::copy);
    m_copyAction->setShortcut(QKeySequence::Copy);
    m_disconnectAction->setShortcuts({Qt::Key_Delete, Qt::CTRL | Qt::SHIFT | Qt::Key_D});
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
}

QAction *ClientsPanel::addAction(const QString &name, void (ClientsPanel::*run)())
{
    auto *action = new QAction(m_table);
    action->setObjectName(name);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, run);
    m_table->addAction(action);
    return action;
}

void ClientsPanel::setEmptyText(const QString &text)
{
    m_emptyText = text;
    updateEmptyState();
}

void ClientsPanel::refresh()
{
    if (++m_refreshes % refreshesPerSort == 0)
        m_filtered.refresh();
}

void ClientsPanel::focusFind()
{
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

void ClientsPanel::focusTable()
{
    m_table->setFocus(Qt::OtherFocusReason);
}

void ClientsPanel::showHostNames()
{
    m_table->showColumn(ClientModel::HostNameColumn);
}

void ClientsPanel::showEncryption()
{
    m_table->showColumn(ClientModel::EncryptionColumn);
}

void ClientsPanel::setPresenting(bool presenting)
{
    for (QWidget *control :
         std::initializer_list<QWidget *>{m_find, m_details, m_disconnect, m_reset})
        control->setVisible(!presenting);
    for (const int column : std::as_const(m_hiddenColumns))
        m_table->showColumn(column);
    m_hiddenColumns.clear();
    if (!presenting)
        return;
    std::copy_if(operatorColumns.begin(), operatorColumns.end(),
                 std::back_inserter(m_hiddenColumns),
                 [this](int column) { return !m_table->isColumnHidden(column); });
    for (const int column : std::as_const(m_hiddenColumns))
        m_table->hideColumn(column);
}

QByteArray ClientsPanel::saveColumns() const
{
    return m_table->horizontalHeader()->saveState();
}

void ClientsPanel::restoreColumns(const QByteArray &state)
{
    if (!m_widths->restoreState(state))
        return;
    const QHeaderView *header = m_table->horizontalHeader();
    m_filtered.sort(header->sortIndicatorSection(), header->sortIndicatorOrder());
}

QList<ClientId> ClientsPanel::selectedClients() const
{
    QList<ClientId> clients;
    for (const QModelIndex &row : selectedRows(*m_table))
        clients.append(m_filtered.clientAt(row));
    return clients;
}

void ClientsPanel::copy()
{
    copyRows(*m_table, [header = m_table->horizontalHeader()](const QModelIndex &row) {
        QStringList cells;
        for (int place = 0; place < header->count(); ++place) {
            const int column = header->logicalIndex(place);
            if (!header->isSectionHidden(column))
                cells.append(row.siblingAtColumn(column).data().toString());
        }
        return QString(cells.join(u'\t') + u'\n');
    });
}

void ClientsPanel::disconnectSelected()
{
    if (const auto clients = selectedClients(); !clients.isEmpty())
        Q_EMIT disconnectRequested(clients);
}

void ClientsPanel::resetSelected()
{
    if (const auto clients = selectedClients(); !clients.isEmpty())
        Q_EMIT resetRequested(clients);
}

void ClientsPanel::blockSelected()
{
    if (const auto clients = selectedClients(); !clients.isEmpty())
        Q_EMIT blockRequested(clients);
}

void ClientsPanel::requestDetails()
{
    if (const QModelIndex current = m_table->currentIndex(); current.isValid())
        Q_EMIT detailsRequested(m_filtered.clientAt(current));
}

void ClientsPanel::updateActions()
{
    const bool hasSelection = m_table->selectionModel()->hasSelection();
    for (QPushButton *button : {m_details, m_disconnect, m_reset})
        button->setEnabled(hasSelection);
    const auto actions = m_table->actions();
    for (QAction *action : actions)
        action->setEnabled(hasSelection);
    m_blockAction->setText(blockText());
}

/// Names what will be blocked if one client is selected, since it may be more than its address.
QString ClientsPanel::blockText() const
{
    const QItemSelection selection = m_table->selectionModel()->selection();
    if (selection.size() != 1 || selection.first().height() != 1)
        return tr("Block these addresses (IPv6: their /64 networks) until the server stops");
    const int row = m_filtered.mapToSource(selection.first().topLeft()).row();
    const PeerNetwork network(m_clients.row(row).client.address);
    return tr("Block %1 until the server stops").arg(network.toString());
}

void ClientsPanel::updateEmptyState()
{
    m_empty->setMessage(m_find->text().isEmpty() ? m_emptyText
                                                 : tr("No client matches the search."));
}

void ClientsPanel::retranslate()
{
    m_title->setText(tr("C&lients"));
    m_table->setAccessibleName(tr("Clients"));
    m_find->setPlaceholderText(tr("Find a client"));
    m_find->setAccessibleName(tr("Find a client"));
    m_find->setToolTip(tr("By number, address, host name or last request"));
    m_details->setText(tr("De&tails"));
    m_details->setToolTip(tr("Show this client's requests and replies"));
    m_disconnect->setText(tr("&Disconnect"));
    m_disconnect->setToolTip(tr("Answer pending requests, say goodbye and close the connection"));
    m_reset->setText(tr("&Reset"));
    m_reset->setToolTip(tr("Close the connection at once and discard pending replies"));
    m_disconnectAction->setText(tr("Disconnect"));
    m_resetAction->setText(tr("Reset"));
    m_detailsAction->setText(tr("Details"));
    m_copyAction->setText(tr("Copy"));
    m_columnMenu->setTitle(tr("C&olumns"));
    updateActions();
    updateEmptyState();
}

} // namespace DigitSum
