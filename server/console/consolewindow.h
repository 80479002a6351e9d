// SPDX-License-Identifier: MIT
#pragma once

#include "common/widgets/language.h"
#include "common/widgets/settingsstore.h"
#include "common/widgets/windowplacement.h"
#include "common/widgets/zoom.h"
#include "server/console/log/eventlogfile.h"
#include "server/console/servicemonitor.h"
#include "server/service/service.h"

#include <QMainWindow>
#include <QPointer>

QT_FORWARD_DECLARE_CLASS(QMessageBox)

namespace DigitSum {

class AddressPanel;
class ClientArea;
class ConsoleMenus;
class ListenPanel;
class LogPanel;
class MessageBar;
class PresentationMode;
class ServiceNotices;
class TotalsPanel;

/// The server's main window: starts and stops a service and shows its clients, totals and events.
class ConsoleWindow final : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConsoleWindow)

public:
    /// \a service and \a language must outlive the window. \a options apply where \a settings have
    /// no value.
    ConsoleWindow(Service &service, Language &language, const ServiceOptions &options = {},
                  SettingsStore settings = {}, QWidget *parent = nullptr);
    ~ConsoleWindow() override;

    void setListenPort(quint16 port);
    /// Writes events to the file \a path, too; an empty path stops writing.
    void setLogFile(const QString &path);

    /// Starts the service on the selected address and port. The service must be stopped.
    void start();
    /// Stops the service after asking, if clients are connected; while stopping, stops at once.
    void stop();
    /// Stops the service without asking, and then closes the window; while stopping, stops at once.
    void stopAndClose();

    [[nodiscard]] ServiceMonitor &monitor() noexcept { return m_monitor; }

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void build();
    void connectMenus();
    void onPresentationChanged(bool presenting);
    void disconnectAll();
    void setAccepting(bool accepting);
    void onStateChanged(Service::State state);
    void refresh();
    enum class AfterStop { KeepWindow, CloseWindow };
    /// Asks if clients are connected.
    void askToStop(AfterStop then);
    void stopService(AfterStop then);
    void showOptions();
    void saveLog();
    void restoreSettings();
    void saveSettings();
    void retranslate();
    void updateEmptyText();
    [[nodiscard]] quint64 connectedClients() const { return m_monitor.totals().totals().clients; }

    Service &m_service;
    ServiceMonitor m_monitor;
    EventLogFile m_logFile;
    ServiceOptions m_options;
    SettingsStore m_settings;
    QString m_logFilePath; // as chosen, even if it cannot be opened now
    Zoom m_zoom;
    WindowPlacement m_placement;
    ConsoleMenus *m_menus;
    QWidget *m_content;
    ListenPanel *m_listen;
    MessageBar *m_message;
    ServiceNotices *m_notices;
    AddressPanel *m_address;
    TotalsPanel *m_totals;
    ClientArea *m_clients;
    LogPanel *m_log;
    PresentationMode *m_presentation = nullptr;
    QPointer<QMessageBox> m_question;
    AfterStop m_afterStop = AfterStop::KeepWindow;
};

} // namespace DigitSum
