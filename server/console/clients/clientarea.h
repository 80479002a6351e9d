// SPDX-License-Identifier: MIT
#pragma once

#include "server/console/clients/hostnames.h"
#include "server/service/service.h"

#include <QSplitter>

QT_FORWARD_DECLARE_CLASS(QMenu)

namespace DigitSum {

class ClientModel;
class ClientPage;
class ClientsPanel;

/// The table of clients, another widget below it, and the page of the selected client beside both.
/// Calls the service to disconnect, reset, block and record clients.
class ClientArea final : public QSplitter
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClientArea)

public:
    /// \a service and \a clients must outlive it.
    ClientArea(Service &service, ClientModel &clients, QWidget *parent = nullptr);

    /// Adds \a widget below the table. Create it after this area so that Tab reaches it last.
    void addBelow(QWidget *widget);

    /// Returns the splitters' positions for restoreSplitters().
    [[nodiscard]] QByteArray saveSplitters() const;
    void restoreSplitters(const QByteArray &state);

    [[nodiscard]] ClientsPanel &panel() { return *m_panel; }
    void setHostNameLookup(bool enabled);
    [[nodiscard]] bool isHostNameLookupEnabled() const { return m_hostNames.isEnabled(); }

    void disconnectAll();
    /// Clears \a menu and fills it with actions that unblock a network.
    void fillBlockedMenu(QMenu *menu);
    /// While presenting, shows only the table.
    void setPresenting(bool presenting);

    /// Updates the table and the page; call it after each snapshot.
    void refresh();
    /// Appends requests of the client whose page is open.
    void append(const QList<RecordedRequest> &requests);
    /// Adds a point to the client's chart; call it about once a second.
    void addPoint();

private:
    void openPage(ClientId client);
    void onCurrentChanged(ClientId client);
    void reset(const QList<ClientId> &clients);
    void resetOrAsk(const QList<ClientId> &clients);
    void block(const QList<ClientId> &clients);
    void retranslate();

    Service &m_service;
    ClientModel &m_clients;
    HostNames m_hostNames;
    QSplitter *m_column;
    ClientsPanel *m_panel;
    ClientPage *m_page;
    ClientId m_pageBeforePresenting = 0;
};

} // namespace DigitSum
