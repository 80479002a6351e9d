// SPDX-License-Identifier: MIT
#include "server/console/listen/listenpanel.h"

#include "common/widgets/eventcallback.h"
#include "common/widgets/humantext.h"
#include "common/widgets/statechip.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

namespace DigitSum {

ListenPanel::ListenPanel(QWidget *parent)
    : QWidget(parent)
    , m_addressLabel(new QLabel(this))
    , m_address(new QComboBox(this))
    , m_portLabel(new QLabel(this))
    , m_port(new QSpinBox(this))
    , m_button(new QPushButton(this))
    , m_chip(new StateChip(this))
{
    m_address->setObjectName(QStringLiteral("listenAddress"));
    m_address->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_address->setMinimumContentsLength(12); // shrinks to this
    m_addressLabel->setBuddy(m_address);
    m_port->setObjectName(QStringLiteral("listenPort"));
    m_port->setRange(0, 65535);
    m_port->setValue(Words::defaultPort);
    m_port->setGroupSeparatorShown(false);
    m_portLabel->setBuddy(m_port);
    m_button->setObjectName(QStringLiteral("startStop"));
    m_chip->setObjectName(QStringLiteral("serviceState"));

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_addressLabel);
    row->addWidget(m_address);
    row->addWidget(m_portLabel);
    row->addWidget(m_port);
    row->addWidget(m_button);
    row->addWidget(m_chip, 1);

    connect(m_button, &QPushButton::clicked, this, &ListenPanel::onButtonClicked);
    setChoices(listenChoices({}));
    onEvent(this, QEvent::LanguageChange, [this] { retranslate(); });
    retranslate();
}

void ListenPanel::setChoices(const QList<ListenChoice> &choices)
{
    const QList<QHostAddress> chosen = addresses();
    m_choices.clear();
    m_address->clear();
    for (const ListenChoice &choice : choices)
        offer(choice);
    if (!chosen.isEmpty())
        choose(chosen);
}

void ListenPanel::offer(const ListenChoice &choice)
{
    m_choices.append(choice);
    m_address->addItem(choice.label);
}

void ListenPanel::choose(const QList<QHostAddress> &addresses)
{
    const QString wanted = listenKey(addresses);
    qsizetype index = 0;
    while (index < m_choices.size() && m_choices.at(index).key != wanted)
        ++index;
    if (index == m_choices.size())
        offer({wanted, wanted, addresses});
    m_address->setCurrentIndex(int(index));
}

void ListenPanel::chooseKey(const QString &key)
{
    for (qsizetype i = 0; i < m_choices.size(); ++i) {
        if (m_choices.at(i).key == key)
            m_address->setCurrentIndex(int(i));
    }
}

void ListenPanel::setPort(quint16 port)
{
    m_port->setValue(port);
}

void ListenPanel::focusAddress()
{
    m_address->setFocus(Qt::ShortcutFocusReason);
}

QList<QHostAddress> ListenPanel::addresses() const
{
    return m_choices.value(m_address->currentIndex()).addresses;
}

QString ListenPanel::key() const
{
    return m_choices.value(m_address->currentIndex()).key;
}

quint16 ListenPanel::port() const
{
    return quint16(m_port->value());
}

void ListenPanel::showState(Service::State state)
{
    m_isFull = m_isFull && state == m_state;
    m_state = state;
    const bool isStopped = state == Service::State::Stopped;
    m_address->setEnabled(isStopped);
    m_port->setEnabled(isStopped);
    switch (state) {
    case Service::State::Stopped:
        m_button->setText(tr("&Start"));
        m_chip->setState(Symbol::Ring, SemanticColor::Neutral, tr("Stopped"));
        break;
    case Service::State::Binding:
        m_button->setText(tr("&Stop trying"));
        m_chip->setState(Symbol::Dots, SemanticColor::Busy, tr("Starting"));
        break;
    case Service::State::Listening:
        m_button->setText(tr("&Stop"));
        showListening();
        break;
    case Service::State::Stopping:
        m_button->setText(tr("&Stop now"));
        m_chip->setState(Symbol::Leaving, SemanticColor::Warning, tr("Stopping"));
        break;
    }
}

void ListenPanel::showListening()
{
    if (m_isFull)
        m_chip->setState(Symbol::Warning, SemanticColor::Warning, tr("Full"), m_chip->detail());
    else
        m_chip->setState(Symbol::Check, SemanticColor::Good, tr("Listening"), m_chip->detail());
}

void ListenPanel::showLoad(const Totals &totals, int maxClients, std::chrono::seconds uptime)
{
    if (m_state != Service::State::Listening)
        return;
    if (const bool isFull = totals.clients >= quint64(maxClients); isFull != m_isFull) {
        m_isFull = isFull;
        showListening();
    }
    const QString since = HumanText::elapsed(uptime);
    m_chip->setDetail(
        m_isFull ? tr("limit of %1 clients reached, %2 rejected; listening for %3", "how long")
                       .arg(HumanText::count(maxClients), HumanText::count(qint64(totals.rejected)),
                            since)
                 : tr("for %1", "how long").arg(since));
}

void ListenPanel::onButtonClicked()
{
    if (m_state == Service::State::Stopped)
        Q_EMIT startRequested();
    else
        Q_EMIT stopRequested();
}

void ListenPanel::retranslate()
{
    m_addressLabel->setText(tr("Listen &on"));
    m_address->setToolTip(tr("Which computers can connect: only this one, or others too"));
    m_portLabel->setText(tr("&Port"));
    m_port->setSpecialValueText(tr("any free", "port"));
    m_port->setToolTip(tr("The port that clients connect to, from 1 to 65535"));
    showState(m_state);
}

} // namespace DigitSum
