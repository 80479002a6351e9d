// SPDX-License-Identifier: MIT
#pragma once

#include "server/console/clients/hostnames.h"
#include "server/service/service.h"

#include <QSplitter>

QT_BEGIN_NAMESPACE
class QMenu;
QT_END_NAMESPACE

namespace DigitSum {

class ClientModel;
class ClientPage;
class ClientsPanel;

/// The table of clients, another widget below it, and the page of the selected client beside both.
/// Carries out what the user asks of clients by calling the service.
class ClientArea final : public QSplitter
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClientArea)

public:
    /// \a service and \a clients outlive it.
    ClientArea(Service &service, ClientModel &clients, QWidget *parent = nullptr);

    /// Adds \a widget below the table; create it after this area so that Tab reaches it last.
    void addBelow(QWidget *widget);

    /// The splitters' positions.
    [[nodiscard]] QByteArray saveDivisions() const;
    void restoreDivisions(const QByteArray &state);

    [[nodiscard]] ClientsPanel &panel() { return *m_panel; }
    void setHostNamesWanted(bool wanted);
    [[nodiscard]] bool areHostNamesWanted() const { return m_hostNames.isEnabled(); }

    void disconnectAll();
    /// Fills \a menu with an action for each blocked address that unblocks it.
    void fillDeniedMenu(QMenu *menu);
    /// Shows only the table while presenting.
    void setPresenting(bool presenting);

    /// Shows the model's current values; call it after each snapshot.
    void refresh();
    /// Appends requests of the client whose page is open.
    void append(const QList<RecordedRequest> &requests);
    /// Adds a point to the client's chart; call it about once a second.
    void addPoint();

protected:
    void changeEvent(QEvent *event) override;

private:
    void openPage(ClientId client);
    void onCurrentChanged(ClientId client);
    void reset(const QList<ClientId> &clients);
    void resetOrAsk(const QList<ClientId> &clients);
    void deny(const QList<ClientId> &clients);
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
