// SPDX-License-Identifier: MIT
#include "server/console/clients/clientarea.h"

#include "common/widgets/eventcallback.h"
#include "common/widgets/messagedialogs.h"
#include "server/console/clients/clientmodel.h"
#include "server/console/clients/clientpage.h"
#include "server/console/clients/clientspanel.h"
#include "server/transport/addresses.h"

#include <QDataStream>
#include <QMenu>

#include <algorithm>

namespace DigitSum {

ClientArea::ClientArea(Service &service, ClientModel &clients, QWidget *parent)
    : QSplitter(Qt::Horizontal, parent)
    , m_service(service)
    , m_clients(clients)
    , m_hostNames(clients)
    , m_column(new QSplitter(Qt::Vertical, this))
    , m_panel(new ClientsPanel(clients, this))
    , m_page(new ClientPage(clients, this))
{
    setObjectName(QStringLiteral("clientArea"));
    setChildrenCollapsible(false);
    m_column->setObjectName(QStringLiteral("clientColumn"));
    m_column->setChildrenCollapsible(false);
    m_column->addWidget(m_panel);
    addWidget(m_column);
    addWidget(m_page);
    setStretchFactor(0, 3);
    setStretchFactor(1, 2);

    connect(m_panel, &ClientsPanel::disconnectRequested, this,
            [this](const QList<ClientId> &chosen) {
                for (const ClientId client : chosen)
                    m_service.disconnectClient(client);
            });
    connect(m_panel, &ClientsPanel::resetRequested, this, &ClientArea::resetOrAsk);
    connect(m_panel, &ClientsPanel::blockRequested, this, &ClientArea::block);
    connect(m_panel, &ClientsPanel::detailsRequested, this, &ClientArea::openPage);
    connect(m_panel, &ClientsPanel::currentChanged, this, &ClientArea::onCurrentChanged);
    connect(m_page, &ClientPage::closeRequested, this, [this] { openPage(0); });
    onEvent(this, QEvent::LanguageChange, [this] { retranslate(); });
    retranslate();
}

void ClientArea::addBelow(QWidget *widget)
{
    m_column->addWidget(widget);
    m_column->setStretchFactor(0, 3);
    m_column->setStretchFactor(1, 2);
}

void ClientArea::setHostNameLookup(bool enabled)
{
    m_hostNames.setEnabled(enabled);
    if (enabled)
        m_panel->showHostNames();
}

QByteArray ClientArea::saveSplitters() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << saveState() << m_column->saveState();
    return state;
}

void ClientArea::restoreSplitters(const QByteArray &state)
{
    QByteArray sides;
    QByteArray column;
    QDataStream stream(state);
    stream >> sides >> column;
    restoreState(sides);
    m_column->restoreState(column);
}

void ClientArea::openPage(ClientId client)
{
    if (client == 0 && m_page->isAncestorOf(focusWidget()))
        m_panel->focusTable();
    m_page->setClient(client);
    m_service.recordClient(client);
}

void ClientArea::onCurrentChanged(ClientId client)
{
    if (m_page->isVisible() && client != 0)
        openPage(client);
}

void ClientArea::disconnectAll()
{
    for (int row = 0; row < m_clients.rowCount(); ++row)
        m_service.disconnectClient(m_clients.row(row).client.id);
}

void ClientArea::reset(const QList<ClientId> &clients)
{
    for (const ClientId client : clients)
        m_service.resetClient(client);
}

/// Asks first if clients have unread replies, which a reset discards.
void ClientArea::resetOrAsk(const QList<ClientId> &clients)
{
    const auto waiting = std::count_if(clients.cbegin(), clients.cend(), [this](ClientId client) {
        const int row = m_clients.rowOf(client);
        return row >= 0 && m_clients.stateOf(m_clients.row(row)) == ClientModel::State::Paused;
    });
    if (waiting == 0) {
        reset(clients);
        return;
    }
    ask(this,
        {QStringLiteral("resetQuestion"), tr("Discard replies?"),
         tr("%n client(s) have not read all replies yet.", nullptr, int(waiting)),
         tr("Reset closes the connections at once and discards these replies. Disconnect waits "
            "until they have been read."),
         tr("Reset"), tr("Cancel")},
        [this, clients](bool isYes) {
            if (isYes)
                reset(clients);
        });
}

void ClientArea::block(const QList<ClientId> &clients)
{
    QSet<PeerNetwork> networks;
    for (const ClientId client : clients) {
        if (const int row = m_clients.rowOf(client); row >= 0)
            networks.insert(PeerNetwork(m_clients.row(row).client.address));
    }
    for (const PeerNetwork &network : std::as_const(networks))
        m_service.setBlocked(network, true);
    for (int row = 0; row < m_clients.rowCount(); ++row) {
        if (networks.contains(PeerNetwork(m_clients.row(row).client.address)))
            m_service.disconnectClient(m_clients.row(row).client.id);
    }
}

void ClientArea::fillBlockedMenu(QMenu *menu)
{
    menu->clear();
    for (const PeerNetwork &network : m_service.blocked()) {
        QAction *action = menu->addAction(tr("Unblock %1").arg(network.toString()));
        connect(action, &QAction::triggered, this,
                [this, network] { m_service.setBlocked(network, false); });
    }
    if (menu->isEmpty())
        menu->addAction(tr("None. To block an address, right-click a client."))->setEnabled(false);
}

void ClientArea::setPresenting(bool presenting)
{
    m_panel->setPresenting(presenting);
    if (presenting)
        m_pageBeforePresenting = m_page->client();
    openPage(presenting ? 0 : m_pageBeforePresenting);
    m_panel->focusTable();
}

void ClientArea::refresh()
{
    m_panel->refresh();
    if (m_page->isVisible())
        m_page->refresh();
}

void ClientArea::append(const QList<RecordedRequest> &requests)
{
    m_page->append(requests);
}

void ClientArea::addPoint()
{
    m_page->addPoint();
}

void ClientArea::retranslate()
{
    setAccessibleName(tr("Clients and details"));
    m_column->setAccessibleName(tr("Clients and events"));
}

} // namespace DigitSum
