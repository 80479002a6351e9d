// SPDX-License-Identifier: MIT
#include "gui-client/connection/connectionbar.h"

#include "common/protocol/protocolwords.h"
#include "common/widgets/humantext.h"
#include "common/widgets/statechip.h"
#include "gui-client/connection/sessionstatus.h"

#include <QAbstractItemView>
#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QSpinBox>
#include <QStyle>

#include <algorithm>

namespace DigitSum::Gui {

using namespace std::chrono_literals;

namespace {

/// Isolates \a part of a text in right-to-left windows, so that an address or "3 min" keeps its own
/// direction.
QString isolated(const QString &part)
{
    constexpr char16_t firstStrongIsolate = 0x2068;
    constexpr char16_t popIsolate = 0x2069;
    return QGuiApplication::isRightToLeft()
               ? QString(QChar(firstStrongIsolate) + part + QChar(popIsolate))
               : part;
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
    , m_encrypt(new QCheckBox(this))
    , m_button(new QPushButton(this))
    , m_chip(new StateChip(this))
{
    m_host->setObjectName(QStringLiteral("hostField"));
    m_host->setEditable(true);
    m_host->setInsertPolicy(QComboBox::NoInsert);
    m_host->setCompleter(nullptr); // would change the typed name to a known one
    m_host->setMinimumContentsLength(16);
    m_host->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_host->lineEdit()->setObjectName(QStringLiteral("hostEdit"));
    m_host->setLayoutDirection(Qt::LeftToRight); // for addresses in every language
    m_port->setObjectName(QStringLiteral("portField"));
    m_port->setRange(1, 65535);
    m_port->setGroupSeparatorShown(false);
    m_port->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_port->setLayoutDirection(Qt::LeftToRight);
    m_encrypt->setObjectName(QStringLiteral("tlsBox"));
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
    row->addWidget(m_encrypt);
    row->addWidget(m_button);
    row->addWidget(m_chip, 1);

    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &ConnectionBar::showDuration);
    connect(m_button, &QPushButton::clicked, this, &ConnectionBar::onButton);
    connect(m_host->lineEdit(), &QLineEdit::returnPressed, this, &ConnectionBar::connectToServer);
    connect(m_host->lineEdit(), &QLineEdit::textEdited, this, &ConnectionBar::edited);
    connect(m_port, &QSpinBox::valueChanged, this, &ConnectionBar::edited);
    connect(m_host, &QComboBox::activated, this, [this](int index) {
        setServer(m_offered.at(index));
        Q_EMIT edited();
    });
    connect(m_encrypt, &QCheckBox::toggled, this, &ConnectionBar::showTls);

    setServer({{QStringLiteral("127.0.0.1"), Words::defaultPort}, {}});
    retranslate();
}

Server ConnectionBar::server() const
{
    const ServerAddress address{m_host->currentText().trimmed(), quint16(m_port->value())};
    return {address, tlsFor(address)};
}

void ConnectionBar::setServer(const Server &server)
{
    m_chosen = server;
    m_host->setEditText(server.address.host);
    m_port->setValue(server.address.port);
    m_encrypt->setChecked(server.tls.mode != TlsOptions::Mode::Off);
    showTls();
}

/// TLS options chosen for one server do not apply to another.
TlsOptions ConnectionBar::tlsFor(const ServerAddress &address) const
{
    if (!m_encrypt->isChecked())
        return {};
    QList<Server> known = m_offered;
    known.prepend(m_chosen);
    for (const Server &server : std::as_const(known)) {
        if (server.address == address && server.tls.mode != TlsOptions::Mode::Off)
            return server.tls;
    }
    return {TlsOptions::Mode::Verified, {}};
}

void ConnectionBar::offerServers(const QList<NamedServer> &named, const QList<Server> &recent)
{
    const QString host = m_host->currentText();
    m_host->clear();
    m_offered.clear();
    const auto add = [this](const Server &server, const QString &name) {
        QString text = server.address.toText();
        if (server.tls.mode != TlsOptions::Mode::Off)
            text = tr("%1, TLS", "address").arg(text);
        m_host->addItem(name.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(name, text));
        m_offered.append(server);
    };
    for (const NamedServer &server : named)
        add(server.server, server.name);
    for (const Server &server : recent) {
        const bool isListed =
            std::any_of(m_offered.cbegin(), m_offered.cend(),
                        [&server](const Server &s) { return s.address == server.address; });
        if (!isListed)
            add(server, {});
    }
    fitPopup();
    if (!std::exchange(m_hasOffered, true) && !recent.isEmpty())
        setServer(recent.constFirst());
    else
        m_host->setEditText(host);
}

/// Makes the list as wide as its entries, which are longer than the field.
void ConnectionBar::fitPopup()
{
    QAbstractItemView *list = m_host->view();
    const int entries = list->sizeHintForColumn(0)
                        + list->style()->pixelMetric(QStyle::PM_ScrollBarExtent)
                        + 2 * list->frameWidth();
    list->setTextElideMode(Qt::ElideMiddle);
    list->setMinimumWidth(std::min(entries, screen()->availableSize().width() / 2));
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
    const auto parsed = ServerAddress::fromText(m_host->currentText(), quint16(m_port->value()));
    if (const auto *why = std::get_if<QString>(&parsed)) {
        focusHost();
        Q_EMIT addressRejected(*why);
        return;
    }
    const auto &address = std::get<ServerAddress>(parsed);
    setServer({address, tlsFor(address)});
    Q_EMIT connectRequested(m_chosen);
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
    m_open = {{session.host(), session.port()}, session.tls()};
    m_peer = session.state() == Session::State::Connected
                 ? ServerAddress{session.peerAddress(), session.port()}.toText()
                 : m_open.address.toText();
    m_nextTry = std::chrono::steady_clock::now() + session.untilNextTry();
    if (m_state == Session::State::LookingUp)
        m_wasConnected = false;
    if (m_state == Session::State::Connected) {
        m_wasConnected = true;
        m_connectedSince.start();
    }
    if (m_state == Session::State::Connected || m_state == Session::State::Reconnecting)
        m_tick.start();
    else
        m_tick.stop();
    showState();
    showTls();
}

void ConnectionBar::showState()
{
    const StatusText status = statusText(m_state, m_open.tls.mode);
    const bool wasNeverThere = m_state == Session::State::Lost && !m_wasConnected;
    m_chip->setState(status.symbol, status.color,
                     wasNeverThere ? tr("Not connected") : status.word);
    showDuration();

    m_host->setEnabled(isIdle(m_state));
    m_port->setEnabled(isIdle(m_state));
    m_encrypt->setEnabled(isIdle(m_state));
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
    case Session::State::Connected:
        m_chip->setDetail(connectedDetail());
        break;
    case Session::State::Reconnecting: {
        const auto left = m_nextTry - std::chrono::steady_clock::now();
        const auto seconds = std::max(std::chrono::ceil<std::chrono::seconds>(left), 0s);
        m_chip->setDetail(tr("%1 Next try in %2.", "what happened, time")
                              .arg(explain(m_error).what, HumanText::elapsed(seconds)));
        break;
    }
    case Session::State::LookingUp:
    case Session::State::Connecting:
    case Session::State::Closing:
        m_chip->setDetail(isolated(m_peer));
        break;
    }
}

QString ConnectionBar::connectedDetail() const
{
    const std::chrono::milliseconds lasted(m_connectedSince.elapsed());
    const QString time =
        isolated(HumanText::elapsed(std::chrono::floor<std::chrono::seconds>(lasted)));
    const QString peer = isolated(m_peer);
    switch (m_open.tls.mode) {
    case TlsOptions::Mode::Off:
        break;
    case TlsOptions::Mode::Verified:
        return tr("%1, verified as %2, %3", "address, name, duration")
            .arg(peer, isolated(m_open.address.host), time);
    case TlsOptions::Mode::Unverified:
        return tr("%1, encrypted, identity not verified, %2", "address, duration").arg(peer, time);
    }
    return tr("%1, %2", "address, duration").arg(peer, time);
}

void ConnectionBar::showTls()
{
    const TlsOptions tls = isIdle(m_state) ? server().tls : m_open.tls;
    switch (tls.mode) {
    case TlsOptions::Mode::Off:
        m_encrypt->setToolTip(tr("Not encrypted: anyone on the network path can read the data"));
        break;
    case TlsOptions::Mode::Verified:
        m_encrypt->setToolTip(tls.authoritiesFile.isEmpty()
                                  ? tr("Encrypted; the server's identity is verified")
                                  : tr("Encrypted; the server's identity is verified with %1")
                                        .arg(tls.authoritiesFile));
        break;
    case TlsOptions::Mode::Unverified:
        m_encrypt->setToolTip(tr("Encrypted, but the server's identity is not verified"));
        break;
    }
    m_encrypt->setAccessibleDescription(m_encrypt->toolTip());
}

void ConnectionBar::retranslate()
{
    m_hostLabel->setText(tr("Ser&ver"));
    m_portLabel->setText(tr("&Port"));
    m_host->setAccessibleName(tr("Server: name or address"));
    m_host->lineEdit()->setAccessibleName(tr("Server: name or address"));
    m_host->lineEdit()->setPlaceholderText(tr("Name or address"));
    m_port->setAccessibleName(tr("Port"));
    m_encrypt->setText(tr("&TLS"));
    m_encrypt->setAccessibleName(tr("TLS: encrypt the connection"));
    showTls();
    showState();
}

void ConnectionBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace DigitSum::Gui
