// SPDX-License-Identifier: MIT
#include "gui-client/mainwindow.h"

#include "common/protocol/protocolwords.h"
#include "common/widgets/humantext.h"
#include "common/widgets/messagebar.h"
#include "common/widgets/plainlabel.h"
#include "common/widgets/presentationmode.h"
#include "common/widgets/settingsstore.h"
#include "gui-client/bulk/bulkpanel.h"
#include "gui-client/connection/connectionadvice.h"
#include "gui-client/connection/connectionbar.h"
#include "gui-client/connection/serversdialog.h"
#include "gui-client/externalinput.h"
#include "gui-client/helpdialogs.h"
#include "gui-client/history/historymodel.h"
#include "gui-client/history/historypanel.h"
#include "gui-client/history/historystore.h"
#include "gui-client/history/timesstrip.h"
#include "gui-client/historyactions.h"
#include "gui-client/menus.h"
#include "gui-client/request/requestbar.h"
#include "gui-client/request/resultpanel.h"
#include "gui-client/viewactions.h"
#include "gui-client/windowcontext.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QCloseEvent>
#include <QEventLoopLocker>
#include <QLabel>
#include <QMimeData>
#include <QShortcut>
#include <QStatusBar>

namespace DigitSum::Gui {

MainWindow::MainWindow(WindowContext &context)
    : m_context(context)
    , m_conversation(new Conversation(context.setup().limits, this))
{
    setObjectName(QStringLiteral("clientWindow"));
    setAcceptDrops(true);
    build();
    connectPanels();
    connectMenus();
    connectHistory();
    retranslate();

    setReconnecting(m_context.settings().isReconnecting());
    showServers();
    m_viewActions->restoreLayout();
    if (const QString error = settingsError(); !error.isEmpty())
        m_messages->showMessage(m_viewActions, SemanticColor::Warning,
                                tr("Settings cannot be saved."), error);
    onStateChanged(m_conversation->session().state());
    m_connectionBar->focusHost();
}

MainWindow::~MainWindow() = default;

void MainWindow::build()
{
    auto *content = new QWidget(this);
    m_menus = new Menus(m_context.zoom(), m_context.language(), this);
    m_connectionBar = new ConnectionBar(content);
    m_connectionBar->setObjectName(QStringLiteral("connectionBar"));
    m_messages = new MessageBar(content);
    m_messages->setObjectName(QStringLiteral("messageBar"));
    m_advice = new ConnectionAdvice(m_conversation->session(), *m_messages,
                                    m_context.setup().localServer, this);
    m_result = new ResultPanel(content);
    m_result->setObjectName(QStringLiteral("resultPanel"));
    m_history = new HistoryPanel(m_conversation->history(), content);
    m_times = new TimesStrip(content);
    m_times->setObjectName(QStringLiteral("timesStrip"));
    m_bulk = new BulkPanel(*m_conversation, content);
    m_bulk->setObjectName(QStringLiteral("bulkPanel"));
    m_request = new RequestBar(content);
    m_input = new ExternalInput(*m_request, *m_bulk, *m_messages, this);
    m_status = plainLabel(QStringLiteral("statusLabel"), this);
    statusBar()->addPermanentWidget(m_status);

    auto *column = new QVBoxLayout(content);
    column->addWidget(m_connectionBar);
    column->addWidget(m_messages);
    column->addWidget(m_result);
    column->addWidget(m_history, 1);
    column->addWidget(m_times);
    column->addWidget(m_bulk);
    column->addWidget(m_request);
    setCentralWidget(content);

    m_historyActions = new HistoryActions(*m_menus, m_conversation->history(), *m_history, this);
    m_viewActions =
        new ViewActions(m_context, *m_menus, *m_history, {m_connectionBar, m_times}, this);
}

void MainWindow::connectPanels()
{
    Session *session = &m_conversation->session();
    connect(session, &Session::stateChanged, this, &MainWindow::onStateChanged);
    connect(session, &Session::saidFarewell, this, [this](const QString &text) {
        m_messages->showMessage(&m_conversation->session(), SemanticColor::Good,
                                tr("The server said: %1").arg(text.trimmed()), {});
    });
    connect(m_conversation, &Conversation::newestResult, m_result, &ResultPanel::showResult);
    connect(m_conversation, &Conversation::completed, m_times, &TimesStrip::add);
    connect(m_times, &TimesStrip::changed, this, &MainWindow::showStatus);

    connect(m_connectionBar, &ConnectionBar::connectRequested, session,
            [this, session](const Server &server) {
                m_messages->withdraw(m_connectionBar);
                session->open(server.address.host, server.address.port, server.tls);
            });
    connect(m_connectionBar, &ConnectionBar::cancelRequested, session, &Session::close);
    connect(m_connectionBar, &ConnectionBar::addressRejected, this, [this](const QString &why) {
        m_messages->showMessage(m_connectionBar, SemanticColor::Bad, tr("Cannot connect."), why);
    });
    connect(m_connectionBar, &ConnectionBar::edited, this, &MainWindow::onServerEdited);
    connect(m_connectionBar, &ConnectionBar::disconnectRequested, session, &Session::close);
    connect(m_request, &RequestBar::sendRequested, this, &MainWindow::onSend);
    connect(m_request, &RequestBar::pasted, m_input, &ExternalInput::takeText);
    connect(m_bulk, &BulkPanel::sendingChanged, this, &MainWindow::updateSending);
    connect(m_bulk, &BulkPanel::failed, this, [this](const QString &what, const QString &why) {
        m_messages->showMessage(m_bulk, SemanticColor::Bad, what, why);
    });
    connect(m_bulk, &BulkPanel::offered, this, [this] { m_messages->withdraw(m_bulk); });

    connect(m_advice, &ConnectionAdvice::retryRequested, this, &MainWindow::connectToServer);
    connect(m_advice, &ConnectionAdvice::retryWithRequested, this, [this](const TlsOptions &tls) {
        const Server before = m_connectionBar->server();
        m_connectionBar->setServer({before.address, tls});
        connectToServer();
        if (tls.mode == TlsOptions::Mode::Unverified) // for this connection only
            m_connectionBar->setServer(before);
    });
}

void MainWindow::connectMenus()
{
    Session *session = &m_conversation->session();
    connect(m_menus->newWindow, &QAction::triggered, this, &MainWindow::newWindowRequested);
    connect(m_menus->chooseServer, &QAction::triggered, m_connectionBar, &ConnectionBar::focusHost);
    connect(m_menus->manageServers, &QAction::triggered, this, &MainWindow::manageServers);
    connect(m_menus->connectServer, &QAction::triggered, m_connectionBar,
            &ConnectionBar::connectToServer);
    connect(m_menus->disconnectServer, &QAction::triggered, session, &Session::close);
    connect(m_menus->closeWindow, &QAction::triggered, this, &QWidget::close);
    connect(m_menus->quit, &QAction::triggered, qApp, &QApplication::closeAllWindows);
    connect(m_menus->sendFile, &QAction::triggered, m_input, &ExternalInput::askForFile);
    connect(m_menus->guide, &QAction::triggered, this, [this] { showGuide(this); });
    connect(m_menus->about, &QAction::triggered, this, [this] { showAbout(this); });

    m_menus->reconnect->setChecked(m_context.settings().isReconnecting());
    connect(m_menus->reconnect, &QAction::toggled, this, [this](bool isWanted) {
        m_context.settings().setReconnecting(isWanted);
        setReconnecting(isWanted);
    });
    connect(&m_context, &WindowContext::serversChanged, this, &MainWindow::showServers);
    auto *escape = new QShortcut(Qt::Key_Escape, this);
    connect(escape, &QShortcut::activated, this, &MainWindow::onEscape);
}

void MainWindow::connectHistory()
{
    connect(m_historyActions, &HistoryActions::resendRequested, this,
            [this](const QByteArray &request) { m_conversation->ask(request, true); });
    connect(m_historyActions, &HistoryActions::editRequested, this, [this](const QString &text) {
        m_request->setText(text);
        m_request->focusField();
    });
    connect(m_historyActions, &HistoryActions::notSent, this,
            [this](const QString &what, const QString &why) {
                m_messages->showMessage(m_request, SemanticColor::Warning, what, why);
            });
    connect(m_historyActions, &HistoryActions::exported, this,
            [this](const QString &path, const QString &error) {
                if (error.isEmpty())
                    m_messages->showMessage(m_history, SemanticColor::Good,
                                            tr("Exported to %1").arg(path), {});
                else
                    m_messages->showMessage(m_history, SemanticColor::Bad,
                                            tr("Could not export to %1.").arg(path), error);
            });
    connect(m_historyActions, &HistoryActions::removed, this, [this](int count) {
        m_messages->showMessage(m_historyActions, SemanticColor::Neutral,
                                tr("%Ln row(s) deleted.", nullptr, count), {},
                                {tr("Undo"), [this] { m_menus->undo->trigger(); }});
    });
    connect(m_historyActions, &HistoryActions::undoChanged, this,
            [this] { m_messages->withdraw(m_historyActions); });

    connectHistoryStore();
}

void MainWindow::connectHistoryStore()
{
    HistoryStore *store = &m_context.historyStore();
    connect(m_historyActions, &HistoryActions::cleared, store, &HistoryStore::clear);
    connect(store, &HistoryStore::loadFailed, this, [this, store](const QString &error) {
        m_messages->showMessage(store, SemanticColor::Warning,
                                tr("Could not read the saved history."), error);
    });
    connect(store, &HistoryStore::saveFailed, this, [this, store](const QString &error) {
        m_messages->showMessage(store, SemanticColor::Warning, tr("Could not save the history."),
                                error);
    });
    m_menus->keepHistory->setChecked(store->isKeeping());
    connect(store, &HistoryStore::keepingChanged, m_menus->keepHistory, &QAction::setChecked);
    connect(m_menus->keepHistory, &QAction::triggered, this, &MainWindow::setHistoryKept);
    store->add(m_conversation->history());
}

void MainWindow::setHistoryKept(bool isKept)
{
    m_context.setHistoryKept(isKept);
    const HistoryStore *store = &m_context.historyStore();
    if (!isKept)
        m_messages->showMessage(store, SemanticColor::Neutral, tr("The saved history was deleted."),
                                tr("Open windows show their rows until they are closed."),
                                {tr("Undo"), [this] { setHistoryKept(true); }});
    else
        m_messages->withdraw(store);
}

void MainWindow::setReconnecting(bool isWanted)
{
    m_conversation->session().setReconnecting(isWanted ? Reconnect::AfterLoss : Reconnect::Never);
}

/// An error of another server would mislead beside the new address.
void MainWindow::onServerEdited()
{
    m_messages->withdraw(m_connectionBar);
    const Session &session = m_conversation->session();
    if (m_connectionBar->server().address != ServerAddress{session.host(), session.port()})
        m_messages->withdraw(&session);
}

void MainWindow::setServer(const Server &server)
{
    m_connectionBar->setServer(server);
}

void MainWindow::connectToServer()
{
    m_connectionBar->connectToServer();
}

void MainWindow::onStateChanged(Session::State state)
{
    const Session &session = m_conversation->session();
    const bool isIdle = state == Session::State::Disconnected || state == Session::State::Lost;
    m_connectionBar->showSession(session);
    m_history->setConnected(state == Session::State::Connected);
    m_menus->connectServer->setEnabled(isIdle);
    m_menus->disconnectServer->setEnabled(state == Session::State::Connected);
    updateSending();
    retranslate();
    switch (state) {
    case Session::State::Connected:
        m_context.addRecentServer({{session.host(), session.port()}, session.tls()});
        m_request->focusField();
        break;
    case Session::State::Lost:
    case Session::State::Disconnected:
        if (m_isLeaving)
            deleteLater();
        break;
    case Session::State::LookingUp:
    case Session::State::Connecting:
    case Session::State::Closing:
    case Session::State::Reconnecting:
        break;
    }
}

void MainWindow::updateSending()
{
    const bool isConnected = m_conversation->session().state() == Session::State::Connected;
    const bool canAsk = isConnected && !m_bulk->isSending();
    m_request->setSendEnabled(canAsk);
    if (canAsk)
        m_messages->withdraw(m_request); // the reason why a request was not sent
    if (m_bulk->isSending())
        m_messages->withdraw(m_bulk);
    m_bulk->setSendEnabled(isConnected);
    m_historyActions->setSendEnabled(canAsk);
    m_menus->sendFile->setEnabled(!m_bulk->isSending());
}

void MainWindow::onSend(const QString &text)
{
    if (m_bulk->isSending()) {
        m_messages->showMessage(
            m_request, SemanticColor::Warning, tr("Not sent: a file is being sent."),
            tr("Your text is kept. Wait until the file has been sent, or cancel it."));
        return;
    }
    if (text.contains(u'\n') || text.contains(u'\r')) { // an input method can insert them
        m_input->takeText(text);
        return;
    }
    if (Words::isQuit(text.toUtf8())) {
        m_conversation->session().close();
        return;
    }
    if (!m_conversation->ask(text.toUtf8())) {
        m_messages->showMessage(m_request, SemanticColor::Warning,
                                tr("Not sent: there is no connection."),
                                tr("Your text is kept. Connect, then press Enter again."),
                                {tr("Connect now"), [this] { connectToServer(); }});
        return;
    }
    m_request->remember(text);
    m_request->focusField();
}

/// Never accepts a move, after which the source would delete what was dropped.
static void acceptCopy(QDropEvent &event)
{
    event.setDropAction(Qt::CopyAction);
    event.accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls() || event->mimeData()->hasText())
        acceptCopy(*event);
}

void MainWindow::dropEvent(QDropEvent *event)
{
    m_input->takeDrop(*event->mimeData());
    acceptCopy(*event);
}

void MainWindow::showServers()
{
    m_connectionBar->offerServers(m_context.settings().servers(), m_context.settings().recent());
}

void MainWindow::manageServers()
{
    auto *dialog =
        new ServersDialog(m_context.settings().servers(), m_connectionBar->server(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { m_context.setServers(dialog->servers()); });
    dialog->open();
}

void MainWindow::showStatus()
{
    m_status->setText(m_times->summary());
}

void MainWindow::onEscape()
{
    const Session::State state = m_conversation->session().state();
    if (m_viewActions->presentation().isActive())
        m_viewActions->presentation().setActive(false);
    else if (state == Session::State::LookingUp || state == Session::State::Connecting
             || state == Session::State::Reconnecting)
        m_conversation->session().close();
    else if (m_messages->isHidden() && m_bulk->dismiss())
        m_request->focusField();
    else {
        m_advice->giveUp();
        m_messages->dismiss();
    }
}

void MainWindow::retranslate()
{
    const Session &session = m_conversation->session();
    const bool isConnected = session.state() == Session::State::Connected;
    const QString server = ServerAddress{session.host(), session.port()}.toText();
    setWindowTitle(isConnected ? tr("%1 – DigitSum Client").arg(server) : tr("DigitSum Client"));
    m_status->setToolTip(tr("p50 and p99: the round-trip times that 50% and 99% of the recent "
                            "requests did not exceed"));
    showStatus();
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        m_advice->retranslate();
    }
    QMainWindow::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_viewActions->saveLayout();
    m_conversation->flush();
    event->accept();
    leave();
}

/// Sends "quit" and waits for the farewell, at most as long as Session::Limits::farewell.
void MainWindow::leave()
{
    if (m_isLeaving)
        return;
    m_isLeaving = true;
    setReconnecting(false);
    Session &session = m_conversation->session();
    if (session.state() == Session::State::Connected) {
        m_goodbye = std::make_unique<QEventLoopLocker>();
        session.close();
    } else if (session.state() != Session::State::Closing) {
        deleteLater();
    }
}

} // namespace DigitSum::Gui
