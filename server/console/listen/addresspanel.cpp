// SPDX-License-Identifier: MIT
#include "server/console/listen/addresspanel.h"

#include "common/widgets/eventcallback.h"
#include "common/widgets/zoom.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QScreen>

namespace DigitSum {

AddressPanel::AddressPanel(QWidget *parent)
    : QFrame(parent)
    , m_caption(new QLabel(this))
    , m_address(new QLabel(this))
    , m_copy(new QPushButton(this))
    , m_hint(new QLabel(this))
{
    m_address->setObjectName(QStringLiteral("clientAddress"));
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_address->setFocusPolicy(Qt::StrongFocus);
    m_address->setLayoutDirection(Qt::LeftToRight); // even in right-to-left layouts
    m_caption->setBuddy(m_address);
    m_copy->setObjectName(QStringLiteral("copyAddress"));
    m_hint->setObjectName(QStringLiteral("addressHint"));
    m_hint->setWordWrap(true);

    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_caption);
    row->addWidget(m_address);
    row->addWidget(m_copy);
    row->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(2);
    column->addLayout(row);
    column->addWidget(m_hint);

    connect(m_copy, &QPushButton::clicked, this, &AddressPanel::copy);
    setFrameShape(QFrame::StyledPanel);
    setFocusProxy(m_address);
    adjustFont();
    onEvent(this, QEvent::LanguageChange, [this] { retranslate(); });
    onEvent(this, QEvent::FontChange, [this] { adjustFont(); });
    retranslate();
    hide();
}

void AddressPanel::showEndpoints(const QList<Endpoint> &endpoints, bool requiresTls)
{
    m_endpoints = endpoints;
    m_requiresTls = requiresTls;
    retranslate();
    adjustFont();
    setVisible(!endpoints.isEmpty());
}

void AddressPanel::setPresenting(bool presenting)
{
    m_isPresenting = presenting;
    m_copy->setVisible(!presenting);
    m_hint->setVisible(!presenting);
    adjustFont();
}

QString AddressPanel::address() const
{
    return m_endpoints.isEmpty() ? QString() : m_endpoints.first().toString();
}

void AddressPanel::copy()
{
    QGuiApplication::clipboard()->setText(address());
}

void AddressPanel::retranslate()
{
    m_caption->setText(tr("Clients connect to"));
    m_address->setText(address());
    m_address->setAccessibleName(tr("Clients connect to %1").arg(address()));
    m_copy->setText(tr("&Copy"));
    m_copy->setToolTip(tr("Copy the address"));
    m_copy->setAccessibleName(tr("Copy the address"));

    QStringList others;
    bool isLocal = true;
    for (const Endpoint &endpoint : std::as_const(m_endpoints)) {
        others.append(endpoint.toString());
        isLocal = isLocal && endpoint.address.isLoopback();
    }
    const QString also = others.size() > 1
                             ? tr("Also at %1.").arg(others.mid(1).join(QStringLiteral(", ")))
                             : QString();
    const QString reach =
        isLocal
            ? tr("Only programs on this computer can connect. To accept other computers, stop the "
                 "server, choose \"All interfaces\" and start it again.")
            : tr("Computers on the same network can connect unless a firewall blocks them.");
    const QString tls =
        m_requiresTls ? tr("Connections are encrypted. Clients must use TLS.") : QString();
    QStringList hints{tls, also, reach};
    hints.removeAll(QString());
    m_hint->setText(hints.join(u' '));
}

/// Chooses the largest font with which the address, which may be IPv6, fits on the screen.
void AddressPanel::adjustFont()
{
    const int room = screen()->size().width() * 3 / 4;
    int percent = m_isPresenting ? 400 : 200;
    QFont large = scaledFont(font(), percent);
    large.setBold(true);
    while (percent > 100 && QFontMetrics(large).horizontalAdvance(address()) > room) {
        percent -= 25;
        large = scaledFont(font(), percent);
        large.setBold(true);
    }
    m_address->setFont(large);
}

} // namespace DigitSum
