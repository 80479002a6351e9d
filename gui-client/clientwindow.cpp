// SPDX-License-Identifier: MIT
#include "gui-client/clientwindow.h"

#include "common/widgets/humantext.h"
#include "common/widgets/messagebar.h"
#include "gui-client/bulkpanel.h"
#include "gui-client/clientapp.h"
#include "gui-client/clientmenus.h"
#include "gui-client/connectionbar.h"
#include "gui-client/helpdialogs.h"
#include "gui-client/historyactions.h"
#include "gui-client/historykeeper.h"
#include "gui-client/historymodel.h"
#include "gui-client/historypanel.h"
#include "gui-client/localserver.h"
#include "gui-client/requestbar.h"
#include "gui-client/resultpanel.h"
#include "gui-client/serversdialog.h"
#include "gui-client/timesstrip.h"
#include "gui-client/viewactions.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QCloseEvent>
#include <QEventLoopLocker>
#include <QFileDialog>
#include <QLabel>
#include <QMimeData>
#include <QShortcut>
#include <QStatusBar>

namespace DigitSum {

namespace {

/// What the digit field can hold and still be quick.
constexpr qsizetype longestTyped = 20'000;

/// How often a server that was just started is tried, and how long it gets in between.
constexpr int localServerTries = 40;
constexpr std::chrono::milliseconds localServerPause{250};

bool isGoodbye(const QString &text)
{
    return text.compare(QLatin1StringView("quit"), Qt::CaseInsensitive) == 0
           || text.compare(QLatin1StringView("exit"), Qt::CaseInsensitive) == 0;
}

} // namespace

ClientWindow::ClientWindow(ClientApp &app, bool keepsHistory)
    : m_app(app)
    , m_conversation(new Conversation(app.limits(), this))
{
    setObjectName(QStringLiteral("clientWindow"));
    setAcceptDrops(true);
    build();
    connectPanels();
    connectMenus();
    connectHistory(keepsHistory);
    retranslate();

    m_conversation->setReconnecting(m_app.settings().isReconnecting());
    showServers();
    resize(fontMetrics().averageCharWidth() * 130, fontMetrics().height() * 38);
    m_viewActions->restoreLayout();
    onStateChanged(m_conversation->session().state());
    m_connectionBar->focusHost();
}

ClientWindow::~ClientWindow() = default;

void ClientWindow::build()
{
    auto *content = new QWidget(this);
    m_menus = new ClientMenus(this);
    m_connectionBar = new ConnectionBar(content);
    m_connectionBar->setObjectName(QStringLiteral("connectionBar"));
    m_message = new MessageBar(content);
    m_message->setObjectName(QStringLiteral("messageBar"));
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
    column->addWidget(m_message);
    column->addWidget(m_result);
    column->addWidget(m_history, 1);
    column->addWidget(m_times);
    column->addWidget(m_bulk);
    column->addWidget(m_request);
    setCentralWidget(content);

    m_historyActions = new HistoryActions(*m_menus, m_conversation->history(), *m_history, this);
    m_viewActions = new ViewActions(m_app, *m_menus, *m_history, {m_connectionBar, m_times}, this);
}

void ClientWindow::connectPanels()
{
    Session *session = &m_conversation->session();
    connect(session, &Session::stateChanged, this, &ClientWindow::onStateChanged);
    connect(session, &Session::saidFarewell, this, [this](const QString &text) {
        tell(Tone::Good, tr("The server said: %1").arg(text.trimmed()), {});
    });
    connect(m_conversation, &Conversation::newestResult, m_result, &ResultPanel::showResult);
    connect(m_conversation, &Conversation::completed, m_times, &TimesStrip::add);
    connect(m_times, &TimesStrip::changed, this, &ClientWindow::showStatus);

    connect(m_connectionBar, &ConnectionBar::connectRequested, session, &Session::open);
    connect(m_connectionBar, &ConnectionBar::cancelRequested, session, &Session::close);
    connect(m_connectionBar, &ConnectionBar::disconnectRequested, session, &Session::close);
    connect(m_request, &RequestBar::sendRequested, this, &ClientWindow::onSend);
    connect(m_request, &RequestBar::pasted, this, &ClientWindow::takeText);
    connect(m_bulk, &BulkPanel::sendingChanged, this, &ClientWindow::updateSending);
    connect(m_bulk, &BulkPanel::failed, this,
            [this](const QString &what, const QString &why) { tell(Tone::Bad, what, why); });

    // An action may tell something new: it is taken out of its place before it runs.
    connect(m_message, &MessageBar::actionTriggered, this, [this] {
        m_message->clear();
        const auto act = m_firstOffer.act;
        act();
    });
    connect(m_message, &MessageBar::secondActionTriggered, this, [this] {
        m_message->clear();
        const auto act = m_secondOffer.act;
        act();
    });
    connect(m_conversation, &Conversation::reconnectDue, this, [this](std::chrono::seconds pause) {
        statusBar()->showMessage(tr("Connecting again in %1").arg(HumanText::elapsed(pause)), 5000);
    });
}

void ClientWindow::connectMenus()
{
    Session *session = &m_conversation->session();
    connect(m_menus->newWindow, &QAction::triggered, &m_app, &ClientApp::openWindow);
    connect(m_menus->chooseServer, &QAction::triggered, m_connectionBar, &ConnectionBar::focusHost);
    connect(m_menus->manageServers, &QAction::triggered, this, &ClientWindow::manageServers);
    connect(m_menus->connectServer, &QAction::triggered, m_connectionBar,
            &ConnectionBar::connectToServer);
    connect(m_menus->disconnectServer, &QAction::triggered, session, &Session::close);
    connect(m_menus->closeWindow, &QAction::triggered, this, &QWidget::close);
    connect(m_menus->quit, &QAction::triggered, qApp, &QApplication::closeAllWindows);
    connect(m_menus->sendFile, &QAction::triggered, this, &ClientWindow::askForFile);
    connect(m_menus->guide, &QAction::triggered, this, [this] { showGuide(this); });
    connect(m_menus->about, &QAction::triggered, this, [this] { showAbout(this); });
    connect(m_menus->aboutQt, &QAction::triggered, qApp, &QApplication::aboutQt);

    m_menus->reconnect->setChecked(m_app.settings().isReconnecting());
    connect(m_menus->reconnect, &QAction::toggled, this, [this](bool isWanted) {
        m_app.settings().setReconnecting(isWanted);
        m_conversation->setReconnecting(isWanted);
    });
    connect(&m_app, &ClientApp::serversChanged, this, &ClientWindow::showServers);
    auto *escape = new QShortcut(Qt::Key_Escape, this);
    connect(escape, &QShortcut::activated, this, &ClientWindow::onEscape);
}

void ClientWindow::connectHistory(bool keepsHistory)
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
                    tell(Tone::Bad, tr("Not exported to %1.").arg(path), error);
            });
    connect(m_historyActions, &HistoryActions::removed, this, [this](int count) {
        tell(Tone::Neutral, tr("%Ln row(s) deleted.", nullptr, count), {},
             {tr("Undo"), [this] { m_menus->undo->trigger(); }});
    });

    m_menus->keepHistory->setEnabled(keepsHistory);
    m_menus->keepHistory->setChecked(keepsHistory && m_app.settings().isHistoryKept());
    connect(m_menus->keepHistory, &QAction::toggled, this, [this](bool isKept) {
        m_app.settings().setHistoryKept(isKept);
        setHistoryKept(isKept);
    });
    if (m_menus->keepHistory->isChecked())
        setHistoryKept(true);
}

void ClientWindow::setHistoryKept(bool isKept)
{
    if (!isKept) {
        if (m_keeper)
            m_keeper->forget();
        m_keeper.reset();
        return;
    }
    m_keeper =
        std::make_unique<HistoryKeeper>(m_conversation->history(), HistoryKeeper::defaultPath());
    connect(m_keeper.get(), &HistoryKeeper::failed, this, [this](const QString &error) {
        tell(Tone::Warning, tr("The history can't be kept."), error);
    });
    if (const QString error = m_keeper->start(); !error.isEmpty())
        statusBar()->showMessage(tr("This history is not kept: %1").arg(error));
}

void ClientWindow::setServer(const QString &host, quint16 port)
{
    m_connectionBar->setServer(host, port);
}

void ClientWindow::connectToServer()
{
    m_connectionBar->connectToServer();
}

void ClientWindow::onStateChanged(Session::State state)
{
    const Session &session = m_conversation->session();
    const bool isIdle = state == Session::State::Disconnected || state == Session::State::Lost;
    m_connectionBar->showSession(session);
    m_menus->connectServer->setEnabled(isIdle);
    m_menus->disconnectServer->setEnabled(state == Session::State::Connected);
    updateSending();
    retranslate();
    switch (state) {
    case Session::State::LookingUp:
        m_message->clear();
        break;
    case Session::State::Connected:
        m_localServerTries = 0;
        m_message->clear();
        m_app.settings().addRecent({session.host(), session.port()});
        Q_EMIT m_app.serversChanged();
        m_request->focusField();
        break;
    case Session::State::Lost:
        tellError();
        [[fallthrough]];
    case Session::State::Disconnected:
        if (m_isLeaving)
            deleteLater();
        break;
    case Session::State::Connecting:
    case Session::State::Closing:
        break;
    }
}

void ClientWindow::updateSending()
{
    const bool isConnected = m_conversation->session().state() == Session::State::Connected;
    const bool canAsk = isConnected && !m_bulk->isSending();
    m_request->setSendEnabled(canAsk);
    m_bulk->setSendEnabled(isConnected);
    m_historyActions->setSendEnabled(canAsk);
    m_menus->sendFile->setEnabled(!m_bulk->isSending());
}

void ClientWindow::onSend(const QString &text)
{
    if (m_bulk->isSending()) {
        tell(Tone::Warning, tr("Not sent: a file is being sent."),
             tr("What you typed stays. Wait until it is sent, or cancel it."));
        return;
    }
    if (isGoodbye(text)) {
        m_conversation->session().close();
        return;
    }
    if (!m_conversation->ask(text.toUtf8())) {
        tell(Tone::Warning, tr("Not sent: there is no connection."),
             tr("What you typed stays. Connect, then press Enter again."),
             {tr("Connect now"), [this] { connectToServer(); }});
        return;
    }
    m_request->remember(text);
    m_request->focusField();
}

// ---- texts and files from outside ----

void ClientWindow::takeText(const QString &text)
{
    QString lines = text;
    lines.replace(QStringLiteral("\r\n"), QStringLiteral("\n")).replace(u'\r', u'\n');
    while (lines.endsWith(u'\n'))
        lines.chop(1);
    const qsizetype breaks = lines.count(u'\n');
    if (breaks == 0 && lines.size() <= longestTyped) {
        m_request->insert(lines);
        return;
    }
    const Offer asRequests{tr("Send %Ln request(s)", nullptr, int(breaks + 1)),
                           [this, lines] { m_bulk->sendLines(lines.toUtf8()); }};
    if (breaks == 0) {
        tell(Tone::Neutral, tr("The text has %L1 characters.").arg(lines.size()),
             tr("That is too long for the field. It can be sent without being shown there."),
             asRequests);
        return;
    }
    QString joined = lines;
    joined.remove(u'\n');
    const Offer asOne{tr("Make it one line"), [this, joined] { takeText(joined); }};
    tell(Tone::Neutral, tr("The text has %Ln lines.", nullptr, int(breaks + 1)),
         tr("Shall each line be a request?"), asRequests, asOne);
}

void ClientWindow::offerFile(const QString &path)
{
    m_bulk->offerFile(path);
}

void ClientWindow::askForFile()
{
    auto *dialog = new QFileDialog(this, tr("Send a file"));
    dialog->setObjectName(QStringLiteral("fileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ClientWindow::offerFile);
    dialog->open();
}

void ClientWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls() || event->mimeData()->hasText())
        event->acceptProposedAction();
}

void ClientWindow::dropEvent(QDropEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (!urls.isEmpty() && urls.constFirst().isLocalFile())
        offerFile(urls.constFirst().toLocalFile());
    else
        takeText(event->mimeData()->text());
    event->acceptProposedAction();
}

// ---- servers ----

void ClientWindow::showServers()
{
    m_connectionBar->offerServers(m_app.settings().servers(), m_app.settings().recent());
}

void ClientWindow::manageServers()
{
    const ServerAddress current{m_connectionBar->host(), m_connectionBar->port()};
    auto *dialog = new ServersDialog(m_app.settings().servers(), current, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_app.settings().setServers(dialog->servers());
        Q_EMIT m_app.serversChanged();
    });
    dialog->open();
}

void ClientWindow::startLocalServer()
{
    if (!LocalServer::start(m_connectionBar->port())) {
        tell(Tone::Bad, tr("The server did not start."), LocalServer::program());
        return;
    }
    m_localServerTries = localServerTries;
    connectToServer();
}

// ---- telling ----

void ClientWindow::tell(Tone tone, const QString &title, const QString &text, Offer first,
                        Offer second)
{
    m_firstOffer = std::move(first);
    m_secondOffer = std::move(second);
    m_message->tell(tone, title, text, m_firstOffer.label, m_secondOffer.label);
}

void ClientWindow::tellError()
{
    const SessionError &error = m_conversation->session().error();
    const ErrorText text = explain(error);
    m_connectionBar->setReason(text.what);
    if (m_localServerTries > 0) {
        --m_localServerTries;
        QTimer::singleShot(localServerPause, this, &ClientWindow::connectToServer);
        return;
    }
    Offer startOne;
    if (LocalServer::mayHelp(error))
        startOne = {tr("Start one here"), [this] { startLocalServer(); }};
    tell(Tone::Bad, text.what, QString(text.why + u' ' + text.nextStep).trimmed(),
         {tr("Re&try"), [this] { connectToServer(); }}, startOne);
}

void ClientWindow::showStatus()
{
    m_status->setText(m_times->summary());
}

void ClientWindow::onEscape()
{
    const Session::State state = m_conversation->session().state();
    if (m_viewActions->isPresenting())
        m_viewActions->setPresenting(false);
    else if (state == Session::State::LookingUp || state == Session::State::Connecting)
        m_conversation->session().close();
    else
        m_message->clear();
}

void ClientWindow::retranslate()
{
    const Session &session = m_conversation->session();
    const bool isConnected = session.state() == Session::State::Connected;
    const QString server = ServerAddress{session.host(), session.port()}.toText();
    setWindowTitle(isConnected ? tr("%1 – DigitSum client").arg(server) : tr("DigitSum client"));
    m_status->setToolTip(tr("Half of the last requests took at most p50, 99 of 100 at most p99"));
    showStatus();
}

void ClientWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        if (m_conversation->session().state() == Session::State::Lost && m_message->isVisible())
            tellError();
    }
    QMainWindow::changeEvent(event);
}

// ---- leaving ----

void ClientWindow::closeEvent(QCloseEvent *event)
{
    m_viewActions->saveLayout();
    m_conversation->flush();
    event->accept();
    leave();
}

/// Says goodbye to the server, unseen; the session's deadline bounds how long that takes.
void ClientWindow::leave()
{
    if (m_isLeaving)
        return;
    m_isLeaving = true;
    m_conversation->setReconnecting(false);
    Session &session = m_conversation->session();
    if (session.state() == Session::State::Connected) {
        m_goodbye = std::make_unique<QEventLoopLocker>();
        session.close();
    } else if (session.state() != Session::State::Closing) {
        deleteLater();
    }
}

} // namespace DigitSum
