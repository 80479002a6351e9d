// SPDX-License-Identifier: MIT
#include "server/console/consolewindow.h"

#include "common/widgets/eventcallback.h"
#include "common/widgets/messagebar.h"
#include "common/widgets/messagedialogs.h"
#include "common/widgets/presentationmode.h"
#include "server/console/clients/clientarea.h"
#include "server/console/clients/clientspanel.h"
#include "server/console/consoledialogs.h"
#include "server/console/consolemenus.h"
#include "server/console/listen/addresspanel.h"
#include "server/console/listen/consoleoptions.h"
#include "server/console/listen/listenpanel.h"
#include "server/console/listen/optionsdialog.h"
#include "server/console/listen/servicenotices.h"
#include "server/console/log/logpanel.h"
#include "server/console/totals/totalspanel.h"

#include <QAction>
#include <QBoxLayout>
#include <QCloseEvent>
#include <QDateTime>
#include <QFileDialog>
#include <QMenu>
#include <QMessageBox>

#include <utility>

namespace DigitSum {

namespace {

namespace Keys = ConsoleKeys;

} // namespace

ConsoleWindow::ConsoleWindow(Service &service, Language &language, const ServiceOptions &options,
                             SettingsStore settings, QWidget *parent)
    : QMainWindow(parent)
    , m_service(service)
    , m_monitor(service)
    , m_logFile(m_monitor.log())
    , m_options(options)
    , m_settings(std::move(settings))
    , m_menus(new ConsoleMenus(*this, m_zoom, language))
    , m_content(new QWidget(this))
    , m_listen(new ListenPanel(this))
    , m_message(new MessageBar(this))
    , m_notices(new ServiceNotices(*m_message, service))
    , m_address(new AddressPanel(this))
    , m_totals(new TotalsPanel(this))
    , m_clients(new ClientArea(service, m_monitor.clients(), this))
    , m_log(new LogPanel(m_monitor.log(), this))
{
    build();
    connectMenus();
    connect(m_listen, &ListenPanel::startRequested, this, &ConsoleWindow::start);
    connect(m_listen, &ListenPanel::stopRequested, this, &ConsoleWindow::stop);
    connect(m_notices, &ServiceNotices::acceptRequested, this, [this] { setAccepting(true); });
    connect(m_log, &LogPanel::saveRequested, this, &ConsoleWindow::saveLog);
    connect(&m_logFile, &EventLogFile::failed, this, [this](const QString &error) {
        m_message->showMessage(&m_logFile, SemanticColor::Bad,
                               tr("Events are no longer written to the log file"), error);
    });
    connect(&m_service, &Service::stateChanged, this, &ConsoleWindow::onStateChanged);
    connect(&m_monitor, &ServiceMonitor::refreshed, this, &ConsoleWindow::refresh);
    connect(&m_monitor, &ServiceMonitor::recorded, m_clients, &ClientArea::append);
    connect(&m_monitor, &ServiceMonitor::secondPassed, this, [this] {
        m_totals->addPoints(m_monitor.totals());
        m_clients->addPoint();
    });

    restoreSettings();
    if (const QString error = settingsError(); !error.isEmpty())
        m_message->showMessage(&m_settings, SemanticColor::Warning, tr("Settings cannot be saved."),
                               error);
    onEvent(this, QEvent::LanguageChange, [this] { retranslate(); });
    retranslate();
    onStateChanged(m_service.state());
}

ConsoleWindow::~ConsoleWindow()
{
    // Views must go before the monitor, which owns their models.
    delete takeCentralWidget();
}

void ConsoleWindow::build()
{
    setObjectName(QStringLiteral("consoleWindow"));
    m_message->setObjectName(QStringLiteral("message"));
    m_clients->addBelow(m_log);

    auto *column = new QVBoxLayout(m_content);
    column->addWidget(m_listen);
    column->addWidget(m_message);
    column->addWidget(m_address);
    column->addWidget(m_totals);
    column->addWidget(m_clients, 1);
    setCentralWidget(m_content);
    m_presentation = new PresentationMode(this, {m_listen, m_log});
}

void ConsoleWindow::connectMenus()
{
    connect(m_menus->startStop, &QAction::triggered, this,
            [this] { m_service.state() == Service::State::Stopped ? start() : stop(); });
    connect(m_menus->disconnectAll, &QAction::triggered, this, &ConsoleWindow::disconnectAll);
    connect(m_menus->pauseAccepting, &QAction::triggered, this,
            [this](bool paused) { setAccepting(!paused); });
    connect(m_menus->blocked, &QMenu::aboutToShow, m_clients,
            [this] { m_clients->fillBlockedMenu(m_menus->blocked); });
    connect(m_menus->options, &QAction::triggered, this, &ConsoleWindow::showOptions);
    connect(m_menus->saveLog, &QAction::triggered, this, &ConsoleWindow::saveLog);
    connect(m_menus->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_menus->find, &QAction::triggered, &m_clients->panel(), &ClientsPanel::focusFind);
    connect(m_menus->address, &QAction::triggered, this, [this] {
        m_service.state() == Service::State::Stopped ? m_listen->focusAddress()
                                                     : m_address->setFocus(Qt::ShortcutFocusReason);
    });
    connect(m_menus->hostNames, &QAction::toggled, m_clients, &ClientArea::setHostNameLookup);
    connect(m_menus->present, &QAction::toggled, m_presentation, &PresentationMode::setActive);
    connect(m_presentation, &PresentationMode::activeChanged, this,
            &ConsoleWindow::onPresentationChanged);
    connect(m_menus->howTo, &QAction::triggered, this,
            [this] { ConsoleDialogs::showHowToConnect(this, m_address->address()); });
    connect(m_menus->about, &QAction::triggered, this, [this] { ConsoleDialogs::showAbout(this); });
    m_menus->addColumnMenu(m_clients->panel().columnMenu());
}

void ConsoleWindow::setListenPort(quint16 port)
{
    m_listen->setPort(port);
}

void ConsoleWindow::setLogFile(const QString &path)
{
    m_logFilePath = path;
    if (const QString error = m_logFile.setPath(path); !error.isEmpty())
        m_message->showMessage(&m_logFile, SemanticColor::Bad,
                               tr("Cannot write events to %1").arg(path), error);
    else
        m_message->withdraw(&m_logFile);
}

void ConsoleWindow::start()
{
    ServiceOptions options = m_options;
    options.addresses = m_listen->addresses();
    options.port = m_listen->port();
    m_service.start(options);
}

void ConsoleWindow::stop()
{
    askToStop(AfterStop::KeepWindow);
}

void ConsoleWindow::stopAndClose()
{
    if (m_service.state() == Service::State::Stopped)
        close();
    else
        stopService(AfterStop::CloseWindow);
}

void ConsoleWindow::stopService(AfterStop then)
{
    if (then == AfterStop::CloseWindow)
        m_afterStop = then;
    if (m_service.state() == Service::State::Stopping)
        m_service.stopNow();
    else
        m_service.stop();
}

void ConsoleWindow::onStateChanged(Service::State state)
{
    m_listen->showState(state);
    m_menus->showState(state);
    switch (state) {
    case Service::State::Stopped:
        m_listen->setChoices(listenChoices(localAddresses()));
        m_address->showEndpoints({});
        break;
    case Service::State::Binding:
        break;
    case Service::State::Listening:
        m_totals->clearCharts();
        m_menus->pauseAccepting->setChecked(false);
        m_address->showEndpoints(reachable(m_service.endpoints(), localAddresses()),
                                 m_service.options().tls.has_value());
        break;
    case Service::State::Stopping:
        m_address->showEndpoints({});
        m_notices->showStopping(connectedClients());
        break;
    }
    if (m_question && m_question->isVisible() && state != Service::State::Listening)
        m_question->close();
    m_menus->disconnectAll->setEnabled(connectedClients() > 0);
    updateEmptyText();
    if (state == Service::State::Stopped && m_afterStop == AfterStop::CloseWindow)
        close();
}

void ConsoleWindow::refresh()
{
    m_totals->showTotals(m_monitor.totals());
    m_menus->disconnectAll->setEnabled(connectedClients() > 0);
    const auto uptime = TotalsHistory::Clock::now() - m_monitor.totals().since();
    m_listen->showLoad(m_monitor.totals().totals(), m_service.options().maxClients,
                       std::chrono::duration_cast<std::chrono::seconds>(uptime));
    m_clients->refresh();
    if (connectedClients() == 0)
        updateEmptyText();
    if (m_service.state() == Service::State::Stopping)
        m_notices->showStopping(connectedClients());
}

void ConsoleWindow::askToStop(AfterStop then)
{
    if (connectedClients() == 0 || m_service.state() == Service::State::Stopping) {
        stopService(then);
        return;
    }
    if (m_question)
        return;
    m_question = ask(this,
                     {QStringLiteral("stopQuestion"), tr("Stop the server?"),
                      tr("%n client(s) are connected.", nullptr, int(connectedClients())),
                      tr("Pending requests are answered, then the server says goodbye and closes "
                         "the connections."),
                      then == AfterStop::CloseWindow ? tr("Stop and close") : tr("Stop"),
                      tr("Keep running")},
                     [this, then](bool isYes) {
                         if (isYes)
                             stopService(then);
                     });
}

void ConsoleWindow::disconnectAll()
{
    if (m_question || m_service.state() != Service::State::Listening)
        return;
    m_question =
        ask(this,
            {QStringLiteral("disconnectQuestion"), tr("Disconnect all clients?"),
             tr("%n client(s) are connected.", nullptr, int(connectedClients())),
             tr("Pending requests are answered, then the server says goodbye and closes the "
                "connections. It keeps running: clients can connect again."),
             tr("Disconnect all"), tr("Cancel")},
            [this](bool isYes) {
                if (isYes)
                    m_clients->disconnectAll();
            });
}

void ConsoleWindow::setAccepting(bool accepting)
{
    m_service.setAccepting(accepting);
    m_menus->pauseAccepting->setChecked(!m_service.isAccepting());
    m_notices->showAccepting(m_service.isAccepting());
}

void ConsoleWindow::onPresentationChanged(bool presenting)
{
    m_menus->present->setChecked(presenting);
    m_clients->setPresenting(presenting);
    m_address->setPresenting(presenting);
}

void ConsoleWindow::showOptions()
{
    auto *dialog = new OptionsDialog(m_options, m_logFilePath, this);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_options = dialog->changed(m_options);
        setLogFile(dialog->logFile());
        saveSettings();
    });
    dialog->open();
}

void ConsoleWindow::saveLog()
{
    auto *dialog = new QFileDialog(this, tr("Save events"));
    dialog->setObjectName(QStringLiteral("saveLogDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("txt"));
    dialog->selectFile(QStringLiteral("digitsum-events.txt"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        if (const QString error = saveEventLog(m_monitor.log(), path); !error.isEmpty())
            m_message->showMessage(m_log, SemanticColor::Bad, tr("Could not save the events"),
                                   error);
        else
            m_message->withdraw(m_log);
    });
    dialog->open();
}

void ConsoleWindow::updateEmptyText()
{
    ClientsPanel &panel = m_clients->panel();
    if (const QString where = m_address->address(); !where.isEmpty())
        panel.setEmptyText(m_monitor.totals().totals().accepted > 0
                               ? tr("No clients now: connect to %1.").arg(where)
                               : tr("No clients yet: connect to %1.").arg(where));
    else if (m_service.state() == Service::State::Stopped)
        panel.setEmptyText(tr("The server is stopped. Press Start to accept clients."));
    else
        panel.setEmptyText(tr("Clients cannot connect now."));
}

void ConsoleWindow::closeEvent(QCloseEvent *event)
{
    m_presentation->setActive(false); // to save the normal geometry
    saveSettings();
    if (m_service.state() == Service::State::Stopped) {
        event->accept();
        return;
    }
    event->ignore();
    askToStop(AfterStop::CloseWindow);
}

void ConsoleWindow::retranslate()
{
    setWindowTitle(tr("DigitSum Server"));
    m_listen->setChoices(listenChoices(localAddresses()));
    updateEmptyText();
}

void ConsoleWindow::restoreSettings()
{
    m_options = ConsoleOptions::load(m_settings, m_options);
    m_listen->setChoices(listenChoices(localAddresses()));
    if (m_settings.isOverridden(Keys::addresses))
        m_listen->choose(m_options.addresses); // added if it is not in the list
    else
        m_listen->chooseKey(m_settings.value(Keys::addresses).toString());
    bool isNumber = false;
    const uint port = m_settings.value(Keys::port).toUInt(&isNumber);
    m_listen->setPort(isNumber && port <= 65535 ? quint16(port) : m_options.port);
    setLogFile(m_settings.value(Keys::logFile).toString());
    DigitSum::restoreGeometry(*this, m_settings.value(Keys::geometry).toByteArray(), 150, 42);
    m_clients->restoreSplitters(m_settings.value(Keys::splitters).toByteArray());
    m_menus->hostNames->setChecked(m_settings.value(Keys::hostNames, false).toBool());
    m_clients->panel().restoreColumns(m_settings.value(Keys::columns).toByteArray());
    if (m_options.tls)
        m_clients->panel().showEncryption();
}

void ConsoleWindow::saveSettings()
{
    ConsoleOptions::store(m_options, m_settings);
    m_settings.store(Keys::addresses, m_listen->key());
    m_settings.store(Keys::port, m_listen->port());
    m_settings.store(Keys::logFile, m_logFilePath);
    m_settings.store(Keys::geometry, saveGeometry());
    m_settings.store(Keys::splitters, m_clients->saveSplitters());
    m_settings.store(Keys::hostNames, m_clients->isHostNameLookupEnabled());
    m_settings.store(Keys::columns, m_clients->panel().saveColumns());
}

} // namespace DigitSum
