// SPDX-License-Identifier: MIT
#pragma once

#include "server/console/clients/hostnames.h"
#include "server/console/servicemonitor.h"

#include <QSplitter>

QT_BEGIN_NAMESPACE
class QMenu;
QT_END_NAMESPACE

namespace DigitSum {

class ClientPage;
class ClientsPanel;

/// The table of clients, something below it, the page of the chosen client beside both; and what
/// can be done to clients: turns the panel's requests into orders to the service.
class ClientArea final : public QSplitter
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClientArea)

public:
    /// \a monitor outlives it.
    explicit ClientArea(ServiceMonitor &monitor, QWidget *parent = nullptr);

    /// Puts \a widget below the table. Made after this one, Tab comes to it after the page.
    void setBelow(QWidget *widget);

    /// Where the user put the divisions.
    [[nodiscard]] QByteArray saveDivisions() const;
    void restoreDivisions(const QByteArray &state);

    [[nodiscard]] ClientsPanel &panel() { return *m_panel; }
    void setHostNamesWanted(bool wanted);
    [[nodiscard]] bool areHostNamesWanted() const { return m_hostNames.isEnabled(); }

    void disconnectAll();
    /// Offers to let each address in again that is turned away.
    void fillDeniedMenu(QMenu *menu);
    /// Only the table, for an audience.
    void setPresenting(bool presenting);

protected:
    void changeEvent(QEvent *event) override;

private:
    void openPage(ClientId client);
    void onCurrentChanged(ClientId client);
    void reset(const QList<ClientId> &clients);
    void resetOrAsk(const QList<ClientId> &clients);
    void deny(const QList<ClientId> &clients);
    void refresh();
    void retranslate();

    ServiceMonitor &m_monitor;
    Service &m_service;
    HostNames m_hostNames;
    QSplitter *m_column;
    ClientsPanel *m_panel;
    ClientPage *m_page;
    ClientId m_pageBeforePresenting = 0;
};

} // namespace DigitSum
