// SPDX-License-Identifier: MIT
#include "gui-client/clientwindow.h"

#include "common/widgets/messagebar.h"
#include "gui-client/connectionbar.h"
#include "gui-client/historypanel.h"
#include "gui-client/requestbar.h"
#include "gui-client/resultpanel.h"

#include <QBoxLayout>

namespace DigitSum {

namespace {

bool isGoodbye(const QString &text)
{
    return text.compare(QLatin1StringView("quit"), Qt::CaseInsensitive) == 0
           || text.compare(QLatin1StringView("exit"), Qt::CaseInsensitive) == 0;
}

} // namespace

ClientWindow::ClientWindow(QWidget *parent)
    : ClientWindow(Session::Limits{}, parent)
{
}

ClientWindow::ClientWindow(Session::Limits limits, QWidget *parent)
    : QMainWindow(parent)
    , m_conversation(new Conversation(limits, this))
{
    setObjectName(QStringLiteral("clientWindow"));
    setWindowTitle(tr("DigitSum client"));
    build();
    connectPanels();
    onStateChanged(m_conversation->session().state());
    resize(fontMetrics().averageCharWidth() * 130, fontMetrics().height() * 34);
    m_connectionBar->focusHost();
}

void ClientWindow::build()
{
    auto *content = new QWidget(this);
    m_connectionBar = new ConnectionBar(content);
    m_message = new MessageBar(content);
    m_message->setObjectName(QStringLiteral("messageBar"));
    m_result = new ResultPanel(content);
    m_history = new HistoryPanel(m_conversation->history(), content);
    m_request = new RequestBar(content);

    auto *column = new QVBoxLayout(content);
    column->addWidget(m_connectionBar);
    column->addWidget(m_message);
    column->addWidget(m_result);
    column->addWidget(m_history, 1);
    column->addWidget(m_request);
    setCentralWidget(content);
}

void ClientWindow::connectPanels()
{
    Session *session = &m_conversation->session();
    connect(session, &Session::stateChanged, this, &ClientWindow::onStateChanged);
    connect(session, &Session::saidFarewell, this, [this](const QString &text) {
        m_message->tell(Tone::Good, tr("The server said: %1").arg(text.trimmed()), {});
    });
    connect(m_conversation, &Conversation::newestResult, m_result, &ResultPanel::showResult);

    connect(m_connectionBar, &ConnectionBar::connectRequested, session, &Session::open);
    connect(m_connectionBar, &ConnectionBar::cancelRequested, session, &Session::close);
    connect(m_connectionBar, &ConnectionBar::disconnectRequested, session, &Session::close);
    connect(m_message, &MessageBar::actionTriggered, this, &ClientWindow::connectToServer);
    connect(m_request, &RequestBar::sendRequested, this, &ClientWindow::onSend);
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
    m_connectionBar->showSession(m_conversation->session());
    m_request->setSendEnabled(state == Session::State::Connected);
    switch (state) {
    case Session::State::LookingUp:
        m_message->clear();
        break;
    case Session::State::Connected:
        m_message->clear();
        m_request->focusField();
        break;
    case Session::State::Lost:
        tellError();
        break;
    case Session::State::Disconnected:
    case Session::State::Connecting:
    case Session::State::Closing:
        break;
    }
}

void ClientWindow::tellError()
{
    const ErrorText text = explain(m_conversation->session().error());
    m_connectionBar->setReason(text.what);
    m_message->tell(Tone::Bad, text.what, QString(text.why + u' ' + text.nextStep).trimmed(),
                    tr("&Retry"));
}

void ClientWindow::onSend(const QString &text)
{
    if (isGoodbye(text)) {
        m_conversation->session().close();
        return;
    }
    if (!m_conversation->ask(text.toUtf8())) {
        m_message->tell(Tone::Warning, tr("Not sent: there is no connection."),
                        tr("What you typed stays. Connect, then press Enter again."),
                        tr("C&onnect now"));
        return;
    }
    m_request->remember(text);
    m_request->focusField();
}

} // namespace DigitSum
