// SPDX-License-Identifier: MIT
// How the client window is put together; what it then does stands in mainwindow.cpp.
#include "gui-client/mainwindow.h"

#include "common/widgets/messagebar.h"
#include "common/widgets/noticeboard.h"
#include "gui-client/bulk/bulkpanel.h"
#include "gui-client/connection/connectionadvice.h"
#include "gui-client/connection/connectionbar.h"
#include "gui-client/helpdialogs.h"
#include "gui-client/history/historykeeper.h"
#include "gui-client/history/historypanel.h"
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
#include <QLabel>
#include <QShortcut>
#include <QStatusBar>

namespace DigitSum::Gui {

void MainWindow::build()
{
    auto *content = new QWidget(this);
    m_menus = new Menus(m_context.zoom(), m_context.language(), this);
    m_connectionBar = new ConnectionBar(content);
    m_connectionBar->setObjectName(QStringLiteral("connectionBar"));
    auto *message = new MessageBar(content);
    message->setObjectName(QStringLiteral("messageBar"));
    m_notices = new NoticeBoard(message);
    m_advice = new ConnectionAdvice(m_conversation->session(), *m_notices,
                                    m_context.setup().localServer, this);
    m_result = new ResultPanel(content);
    m_result->setObjectName(QStringLiteral("resultPanel"));
    m_history = new HistoryPanel(m_conversation->history(), content);
    m_times = new TimesStrip(content);
    m_times->setObjectName(QStringLiteral("timesStrip"));
    m_bulk = new BulkPanel(*m_conversation, content);
    m_bulk->setObjectName(QStringLiteral("bulkPanel"));
    m_request = new RequestBar(content);
    m_status = new QLabel(this);
    m_status->setObjectName(QStringLiteral("statusLabel"));
    m_status->setTextFormat(Qt::PlainText);
    statusBar()->addPermanentWidget(m_status);

    auto *column = new QVBoxLayout(content);
    column->addWidget(m_connectionBar);
    column->addWidget(message);
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
        m_notices->tell(Tone::Good, tr("The server said: %1").arg(text.trimmed()), {});
    });
    connect(m_conversation, &Conversation::newestResult, m_result, &ResultPanel::showResult);
    connect(m_conversation, &Conversation::completed, m_times, &TimesStrip::add);
    connect(m_times, &TimesStrip::changed, this, &MainWindow::showStatus);

    connect(m_connectionBar, &ConnectionBar::connectRequested, session,
            [session](const Server &server) {
                session->open(server.address.host, server.address.port, server.tls);
            });
    connect(m_connectionBar, &ConnectionBar::cancelRequested, session, &Session::close);
    connect(m_connectionBar, &ConnectionBar::disconnectRequested, session, &Session::close);
    connect(m_request, &RequestBar::sendRequested, this, &MainWindow::onSend);
    connect(m_request, &RequestBar::pasted, this, &MainWindow::takeText);
    connect(m_bulk, &BulkPanel::sendingChanged, this, &MainWindow::updateSending);
    connect(m_bulk, &BulkPanel::failed, this, [this](const QString &what, const QString &why) {
        m_notices->tell(Tone::Bad, what, why);
    });

    connect(m_advice, &ConnectionAdvice::retryRequested, this, &MainWindow::connectToServer);
    connect(m_advice, &ConnectionAdvice::retryWithRequested, this, [this](const TlsOptions &tls) {
        m_connectionBar->setServer({m_connectionBar->server().address, tls});
        connectToServer();
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
    connect(m_menus->sendFile, &QAction::triggered, this, &MainWindow::askForFile);
    connect(m_menus->guide, &QAction::triggered, this, [this] { showGuide(this); });
    connect(m_menus->about, &QAction::triggered, this, [this] { showAbout(this); });
    connect(m_menus->aboutQt, &QAction::triggered, qApp, &QApplication::aboutQt);

    m_menus->reconnect->setChecked(m_context.settings().isReconnecting());
    connect(m_menus->reconnect, &QAction::toggled, this, [this](bool isWanted) {
        m_context.settings().setReconnecting(isWanted);
        setReconnecting(isWanted);
    });
    connect(&m_context, &WindowContext::serversChanged, this, &MainWindow::showServers);
    auto *escape = new QShortcut(Qt::Key_Escape, this);
    connect(escape, &QShortcut::activated, this, &MainWindow::onEscape);
}

void MainWindow::connectHistory(bool keepsHistory)
{
    connect(m_historyActions, &HistoryActions::resendRequested, this,
            [this](const QByteArray &request) { m_conversation->ask(request, true); });
    connect(m_historyActions, &HistoryActions::editRequested, this, [this](const QString &text) {
        m_request->setText(text);
        m_request->focusField();
    });
    connect(m_historyActions, &HistoryActions::exported, this,
            [this](const QString &path, const QString &error) {
                if (error.isEmpty())
                    statusBar()->showMessage(tr("Exported to %1").arg(path), 5000);
                else
                    m_notices->tell(Tone::Bad, tr("Not exported to %1.").arg(path), error);
            });
    connect(m_historyActions, &HistoryActions::removed, this, [this](int count) {
        m_notices->tell(Tone::Neutral, tr("%Ln row(s) deleted.", nullptr, count), {},
                        {tr("Undo"), [this] { m_menus->undo->trigger(); }});
    });

    m_menus->keepHistory->setEnabled(keepsHistory);
    m_menus->keepHistory->setChecked(keepsHistory && m_context.settings().isHistoryKept());
    connect(m_menus->keepHistory, &QAction::toggled, this, [this](bool isKept) {
        m_context.settings().setHistoryKept(isKept);
        setHistoryKept(isKept);
    });
    if (m_menus->keepHistory->isChecked())
        setHistoryKept(true);
}

} // namespace DigitSum::Gui
