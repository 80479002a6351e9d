// SPDX-License-Identifier: MIT
#include "gui-client/connectionbar.h"

#include "common/protocol/protocolwords.h"
#include "common/widgets/humantext.h"
#include "common/widgets/statechip.h"
#include "gui-client/statewords.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

namespace DigitSum {

namespace {

/// An address reads from left to right, also in a text that goes the other way.
QString isolated(const QString &address)
{
    constexpr char16_t leftToRightIsolate = 0x2066;
    constexpr char16_t popIsolate = 0x2069;
    return QGuiApplication::isRightToLeft()
               ? QString(QChar(leftToRightIsolate) + address + QChar(popIsolate))
               : address;
}

bool isIdle(Session::State state)
{
    return state == Session::State::Disconnected || state == Session::State::Lost;
}

} // namespace

ConnectionBar::ConnectionBar(QWidget *parent)
    : QWidget(parent)
    , m_hostLabel(new QLabel(this))
    , m_host(new QComboBox(this))
    , m_portLabel(new QLabel(this))
    , m_port(new QSpinBox(this))
    , m_button(new QPushButton(this))
    , m_chip(new StateChip(this))
{
    m_host->setObjectName(QStringLiteral("hostField"));
    m_host->setEditable(true);
    m_host->setInsertPolicy(QComboBox::NoInsert);
    m_host->setMinimumContentsLength(16);
    m_host->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_host->lineEdit()->setObjectName(QStringLiteral("hostEdit"));
    m_host->setLayoutDirection(Qt::LeftToRight); // addresses read so in every language
    m_port->setObjectName(QStringLiteral("portField"));
    m_port->setRange(1, 65535);
    m_port->setGroupSeparatorShown(false);
    m_port->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_port->setLayoutDirection(Qt::LeftToRight);
    m_button->setObjectName(QStringLiteral("connectButton"));
    m_chip->setObjectName(QStringLiteral("stateChip"));
    m_hostLabel->setBuddy(m_host);
    m_portLabel->setBuddy(m_port);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_hostLabel);
    row->addWidget(m_host);
    row->addWidget(m_portLabel);
    row->addWidget(m_port);
    row->addWidget(m_button);
    row->addWidget(m_chip, 1);

    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &ConnectionBar::showDuration);
    connect(m_button, &QPushButton::clicked, this, &ConnectionBar::onButton);
    connect(m_host->lineEdit(), &QLineEdit::returnPressed, this, &ConnectionBar::connectToServer);

    connect(m_host, &QComboBox::activated, this, &ConnectionBar::onChosen);

    setServer(QStringLiteral("127.0.0.1"), Words::defaultPort);
    retranslate();
}

QString ConnectionBar::host() const
{
    return m_host->currentText().trimmed();
}

quint16 ConnectionBar::port() const
{
    return quint16(m_port->value());
}

void ConnectionBar::setServer(const QString &host, quint16 port)
{
    m_host->setEditText(host);
    m_port->setValue(port);
}

void ConnectionBar::offerServers(const QList<NamedServer> &named,
                                 const QList<ServerAddress> &recent)
{
    const QString host = m_host->currentText();
    m_host->clear();
    QList<ServerAddress> offered;
    const auto add = [this, &offered](const QString &text, const ServerAddress &address) {
        m_host->addItem(text, address.toText());
        offered.append(address);
    };
    for (const NamedServer &server : named)
        add(QStringLiteral("%1 (%2)").arg(server.name, server.address.toText()), server.address);
    for (const ServerAddress &address : recent) {
        if (!offered.contains(address))
            add(address.toText(), address);
    }
    if (!std::exchange(m_hasOffered, true) && !recent.isEmpty())
        setServer(recent.constFirst().host, recent.constFirst().port);
    else
        m_host->setEditText(host);
}

void ConnectionBar::onChosen(int index)
{
    const auto address =
        ServerAddress::fromText(m_host->itemData(index).toString(), Words::defaultPort);
    if (address)
        setServer(address->host, address->port);
}

void ConnectionBar::focusHost()
{
    m_host->setFocus(Qt::ShortcutFocusReason);
    m_host->lineEdit()->selectAll();
}

void ConnectionBar::connectToServer()
{
    if (!isIdle(m_state))
        return;
    const auto address = ServerAddress::fromText(m_host->currentText(), port());
    if (!address) {
        focusHost();
        return;
    }
    setServer(address->host, address->port);
    Q_EMIT connectRequested(address->host, address->port);
}

void ConnectionBar::onButton()
{
    switch (m_state) {
    case Session::State::Disconnected:
    case Session::State::Lost:
        connectToServer();
        break;
    case Session::State::LookingUp:
    case Session::State::Connecting:
    case Session::State::Reconnecting:
        Q_EMIT cancelRequested();
        break;
    case Session::State::Connected:
        Q_EMIT disconnectRequested();
        break;
    case Session::State::Closing:
        break;
    }
}

void ConnectionBar::showSession(const Session &session)
{
    m_state = session.state();
    m_error = session.error();
    m_peer = session.state() == Session::State::Connected
                 ? ServerAddress{session.peerAddress(), session.port()}.toText()
                 : ServerAddress{session.host(), session.port()}.toText();
    if (m_state == Session::State::Connected) {
        m_connectedSince.start();
        m_tick.start();
    } else {
        m_tick.stop();
    }
    showState();
}

void ConnectionBar::showState()
{
    const StateWords words = wordsFor(m_state);
    m_chip->setState(words.mark, words.tone, words.word);
    showDuration();

    m_host->setEnabled(isIdle(m_state));
    m_port->setEnabled(isIdle(m_state));
    m_button->setEnabled(m_state != Session::State::Closing);
    switch (m_state) {
    case Session::State::Disconnected:
    case Session::State::Lost:
        m_button->setText(tr("&Connect"));
        break;
    case Session::State::LookingUp:
    case Session::State::Connecting:
    case Session::State::Reconnecting:
        m_button->setText(tr("&Cancel"));
        break;
    case Session::State::Connected:
    case Session::State::Closing:
        m_button->setText(tr("&Disconnect"));
        break;
    }
}

void ConnectionBar::showDuration()
{
    switch (m_state) {
    case Session::State::Disconnected:
        m_chip->setDetail({});
        break;
    case Session::State::Lost:
        m_chip->setDetail(explain(m_error).what);
        break;
    case Session::State::Connected: {
        const std::chrono::milliseconds lasted(m_connectedSince.elapsed());
        m_chip->setDetail(
            tr("%1, %2", "address, duration")
                .arg(isolated(m_peer),
                     HumanText::elapsed(std::chrono::duration_cast<std::chrono::seconds>(lasted))));
        break;
    }
    case Session::State::LookingUp:
    case Session::State::Connecting:
    case Session::State::Reconnecting:
    case Session::State::Closing:
        m_chip->setDetail(isolated(m_peer));
        break;
    }
}

void ConnectionBar::retranslate()
{
    m_hostLabel->setText(tr("Ser&ver"));
    m_portLabel->setText(tr("&Port"));
    m_host->setAccessibleName(tr("Server: name or address"));
    m_host->lineEdit()->setAccessibleName(tr("Server: name or address"));
    m_host->lineEdit()->setPlaceholderText(tr("Name or address"));
    m_port->setAccessibleName(tr("Port"));
    showState();
}

void ConnectionBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace DigitSum
