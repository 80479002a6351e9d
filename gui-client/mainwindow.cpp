// SPDX-License-Identifier: MIT
#include "gui-client/mainwindow.h"

#include "common/widgets/humantext.h"
#include "common/widgets/noticeboard.h"
#include "common/widgets/presentationmode.h"
#include "gui-client/bulk/bulkpanel.h"
#include "gui-client/connection/connectionadvice.h"
#include "gui-client/connection/connectionbar.h"
#include "gui-client/connection/serversdialog.h"
#include "gui-client/history/historykeeper.h"
#include "gui-client/history/historymodel.h"
#include "gui-client/history/historypanel.h"
#include "gui-client/history/timesstrip.h"
#include "gui-client/historyactions.h"
#include "gui-client/menus.h"
#include "gui-client/request/requestbar.h"
#include "gui-client/viewactions.h"
#include "gui-client/windowcontext.h"

#include <QAction>
#include <QCloseEvent>
#include <QEventLoopLocker>
#include <QFileDialog>
#include <QLabel>
#include <QMimeData>
#include <QStatusBar>

namespace DigitSum::Gui {

namespace {

/// What the digit field can hold and still be quick.
constexpr qsizetype longestTyped = 20'000;

bool isGoodbye(const QString &text)
{
    return text.compare(QLatin1StringView("quit"), Qt::CaseInsensitive) == 0
           || text.compare(QLatin1StringView("exit"), Qt::CaseInsensitive) == 0;
}

} // namespace

MainWindow::MainWindow(WindowContext &context, bool keepsHistory)
    : m_context(context)
    , m_conversation(new Conversation(context.setup().limits, this))
{
    setObjectName(QStringLiteral("clientWindow"));
    setAcceptDrops(true);
    build();
    connectPanels();
    connectMenus();
    connectHistory(keepsHistory);
    retranslate();

    setReconnecting(m_context.settings().isReconnecting());
    showServers();
    resize(fontMetrics().averageCharWidth() * 130, fontMetrics().height() * 38);
    m_viewActions->restoreLayout();
    onStateChanged(m_conversation->session().state());
    m_connectionBar->focusHost();
}

MainWindow::~MainWindow() = default;

void MainWindow::setHistoryKept(bool isKept)
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
        m_notices->tell(Tone::Warning, tr("The history can't be kept."), error);
    });
    if (const QString error = m_keeper->start(); !error.isEmpty())
        statusBar()->showMessage(tr("This history is not kept: %1").arg(error));
}

void MainWindow::setReconnecting(bool isWanted)
{
    m_conversation->session().setReconnecting(isWanted ? Reconnect::AfterLoss : Reconnect::Never);
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
    m_bulk->setSendEnabled(isConnected);
    m_historyActions->setSendEnabled(canAsk);
    m_menus->sendFile->setEnabled(!m_bulk->isSending());
}

void MainWindow::onSend(const QString &text)
{
    if (m_bulk->isSending()) {
        m_notices->tell(Tone::Warning, tr("Not sent: a file is being sent."),
                        tr("What you typed stays. Wait until it is sent, or cancel it."));
        return;
    }
    if (isGoodbye(text)) {
        m_conversation->session().close();
        return;
    }
    if (!m_conversation->ask(text.toUtf8())) {
        m_notices->tell(Tone::Warning, tr("Not sent: there is no connection."),
                        tr("What you typed stays. Connect, then press Enter again."),
                        {tr("Connect now"), [this] { connectToServer(); }});
        return;
    }
    m_request->remember(text);
    m_request->focusField();
}

// ---- texts and files from outside ----

void MainWindow::takeText(const QString &text)
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
    const NoticeBoard::Offer asRequests{tr("Send %Ln request(s)", nullptr, int(breaks + 1)),
                                        [this, lines] { m_bulk->sendLines(lines.toUtf8()); }};
    if (breaks == 0) {
        m_notices->tell(
            Tone::Neutral, tr("The text has %L1 characters.").arg(lines.size()),
            tr("That is too long for the field. It can be sent without being shown there."),
            asRequests);
        return;
    }
    QString joined = lines;
    joined.remove(u'\n');
    const NoticeBoard::Offer asOne{tr("Make it one line"), [this, joined] { takeText(joined); }};
    m_notices->tell(Tone::Neutral, tr("The text has %Ln lines.", nullptr, int(breaks + 1)),
                    tr("Shall each line be a request?"), asRequests, asOne);
}

void MainWindow::offerFile(const QString &path)
{
    m_bulk->offerFile(path);
}

void MainWindow::askForFile()
{
    auto *dialog = new QFileDialog(this, tr("Send a file"));
    dialog->setObjectName(QStringLiteral("fileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::offerFile);
    dialog->open();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls() || event->mimeData()->hasText())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (!urls.isEmpty() && urls.constFirst().isLocalFile())
        offerFile(urls.constFirst().toLocalFile());
    else
        takeText(event->mimeData()->text());
    event->acceptProposedAction();
}

// ---- servers ----

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

// ---- around it ----

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
    else {
        m_advice->giveUp();
        m_notices->clear();
    }
}

void MainWindow::retranslate()
{
    const Session &session = m_conversation->session();
    const bool isConnected = session.state() == Session::State::Connected;
    const QString server = ServerAddress{session.host(), session.port()}.toText();
    setWindowTitle(isConnected ? tr("%1 – DigitSum client").arg(server) : tr("DigitSum client"));
    m_status->setToolTip(tr("Half of the last requests took at most p50, 99 of 100 at most p99"));
    showStatus();
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        m_advice->retranslate();
        m_viewActions->retranslate();
    }
    QMainWindow::changeEvent(event);
}

// ---- leaving ----

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_viewActions->saveLayout();
    m_conversation->flush();
    event->accept();
    leave();
}

/// Says goodbye to the server, unseen; the session's deadline bounds how long that takes.
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
