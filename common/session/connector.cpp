// SPDX-License-Identifier: MIT
#include "common/session/connector.h"

#include <QHostInfo>
#include <QTcpSocket>
#include <QTimerEvent>

#include <algorithm>
#include <utility>

namespace DigitSum {

namespace {

using Kind = SessionError::Kind;

/// How much an error says about the host. An unreachable address says the least: many networks
/// have no IPv6 route.
int significance(Kind kind)
{
    if (kind == Kind::Refused)
        return 2;
    return kind == Kind::Unreachable ? 0 : 1;
}

} // namespace

Connector::Connector(MakeSocket makeSocket, std::chrono::milliseconds delay)
    : m_makeSocket(std::move(makeSocket))
    , m_delay(delay)
    , m_error{.kind = Kind::Unreachable}
{
}

void Connector::connectToHost(const QString &host, quint16 port)
{
    m_port = port;
    QHostAddress address;
    if (address.setAddress(host))
        onFound({address}); // QHostInfo would look up the address's name
    else
        m_lookupId = QHostInfo::lookupHost(host, this, &Connector::onLookedUp);
}

void Connector::connectTo(const QList<QHostAddress> &addresses, quint16 port)
{
    m_port = port;
    onFound(addresses);
}

void Connector::onLookedUp(const QHostInfo &info)
{
    if (std::exchange(m_lookupId, -1) == -1)
        return; // aborted, but the result was already on its way
    onFound(info.addresses());
}

void Connector::onFound(const QList<QHostAddress> &addresses)
{
    if (addresses.isEmpty()) {
        Q_EMIT failed({.kind = Kind::NameNotFound});
        return;
    }
    m_untried = interleaved(addresses);
    Q_EMIT hostFound();
    startNext();
}

QList<QHostAddress> Connector::interleaved(const QList<QHostAddress> &addresses)
{
    QList<QHostAddress> first;
    QList<QHostAddress> second;
    for (const QHostAddress &address : addresses) {
        const bool isFirst = address.protocol() == addresses.first().protocol();
        (isFirst ? first : second).append(address);
    }
    QList<QHostAddress> order;
    for (qsizetype i = 0; i < std::max(first.size(), second.size()); ++i) {
        order += first.mid(i, 1);
        order += second.mid(i, 1);
    }
    return order;
}

void Connector::startNext()
{
    if (m_untried.isEmpty())
        return;
    const QHostAddress address = m_untried.takeFirst();
    QTcpSocket *socket = m_makeSocket().release();
    socket->setParent(this);
    m_attempts.append(socket);
    connect(socket, &QTcpSocket::connected, this, [this, socket] { onConnected(socket); });
    connect(socket, &QTcpSocket::errorOccurred, this, [this, socket] { onError(socket); });
    m_nextAttempt.start(static_cast<int>(m_delay.count()), Qt::PreciseTimer, this);
    socket->connectToHost(address, m_port); // may emit a signal at once
}

void Connector::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_nextAttempt.timerId())
        return;
    m_nextAttempt.stop();
    startNext();
}

void Connector::onConnected(QTcpSocket *socket)
{
    m_attempts.removeOne(socket);
    socket->disconnect(this);
    m_connected = socket;
    abort();
    Q_EMIT connected();
}

std::unique_ptr<QTcpSocket> Connector::takeSocket()
{
    m_connected->setParent(nullptr);
    return std::unique_ptr<QTcpSocket>(std::exchange(m_connected, nullptr));
}

void Connector::onError(QTcpSocket *socket)
{
    const Kind kind = SessionError::kindOf(socket->error());
    if (significance(kind) >= significance(m_error.kind))
        m_error = {.kind = kind, .detail = socket->errorString()};
    m_attempts.removeOne(socket);
    discard(socket);
    // By the timer: many addresses that fail at once would overflow the stack.
    if (!m_untried.isEmpty())
        m_nextAttempt.start(0, this);
    else if (m_attempts.isEmpty())
        Q_EMIT failed(m_error);
}

void Connector::abort()
{
    m_nextAttempt.stop();
    m_untried.clear();
    if (m_lookupId != -1)
        QHostInfo::abortHostLookup(std::exchange(m_lookupId, -1));
    for (QTcpSocket *socket : std::exchange(m_attempts, {}))
        discard(socket);
}

void Connector::discard(QTcpSocket *socket)
{
    socket->disconnect(this);
    socket->abort();
    socket->deleteLater(); // it may be emitting the signal that led here
}

} // namespace DigitSum
