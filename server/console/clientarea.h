// SPDX-License-Identifier: MIT
#pragma once

#include "server/console/hostnames.h"
#include "server/console/servicemonitor.h"

#include <QSplitter>

namespace DigitSum {

class ClientPage;
class ClientsPanel;

/// The table of clients with the page of the chosen one beside it, and what can be done to them:
/// turns the panel's requests into orders to the service.
class ClientArea final : public QSplitter
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClientArea)

public:
    /// \a monitor outlives it.
    explicit ClientArea(ServiceMonitor &monitor, QWidget *parent = nullptr);

    [[nodiscard]] ClientsPanel &panel() { return *m_panel; }
    [[nodiscard]] HostNames &hostNames() { return m_hostNames; }

    void disconnectAll();
    /// Only the table, for an audience.
    void setPresenting(bool presenting);

protected:
    void changeEvent(QEvent *event) override;

private:
    void openPage(ClientId client);
    void onCurrentChanged(ClientId client);
    void deny(const QList<ClientId> &clients);
    void refresh();
    void retranslate();

    ServiceMonitor &m_monitor;
    Service &m_service;
    HostNames m_hostNames;
    ClientsPanel *m_panel;
    ClientPage *m_page;
    ClientId m_pageBeforePresenting = 0;
};

} // namespace DigitSum
