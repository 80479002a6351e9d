// SPDX-License-Identifier: MIT
#include "server/service/acceptor.h"

#include "server/service/clientgroup.h"
#include "server/service/nativesocket.h"

namespace DigitSum {

Acceptor::Acceptor(const ServiceOptions &options, std::vector<ClientGroup *> groups,
                   std::shared_ptr<std::atomic<int>> clientCount)
    : m_options(options)
    , m_groups(std::move(groups))
    , m_clientCount(std::move(clientCount))
{
}

void Acceptor::bind()
{
    m_retriesLeft = m_options.bindRetries;
    tryToBind();
}

void Acceptor::tryToBind()
{
    auto result = listenOnAll(m_options.addresses, m_options.port);
    if (auto *listeners = std::get_if<Listeners>(&result)) {
        listen(std::move(*listeners));
        return;
    }
    const int retriesLeft = m_retriesLeft--;
    if (retriesLeft > 0)
        m_retryTimer.start(static_cast<int>(m_options.bindRetryPause.count()), this);
    Q_EMIT bindFailed(std::get<BindError>(result), retriesLeft);
}

void Acceptor::timerEvent(QTimerEvent *)
{
    m_retryTimer.stop();
    tryToBind();
}

void Acceptor::listen(Listeners listeners)
{
    m_listeners = std::move(listeners);
    QList<Endpoint> endpoints;
    for (const auto &listener : m_listeners) {
        connect(listener.get(), &Listener::accepted, this, &Acceptor::deal);
        endpoints.append({listener->serverAddress(), listener->serverPort()});
    }
    Q_EMIT bound(endpoints);
}

void Acceptor::deal(qintptr descriptor)
{
    const ClientId id = ++m_lastId;
    ClientGroup *group = m_groups[id % m_groups.size()];
    const bool hasPlace =
        m_clientCount->fetch_add(1, std::memory_order_relaxed) < m_options.maxClients
        && isWelcome(descriptor);
    if (!hasPlace)
        m_clientCount->fetch_sub(1, std::memory_order_relaxed);
    QMetaObject::invokeMethod(group, [group, id, descriptor, hasPlace] {
        hasPlace ? group->adopt(id, descriptor) : group->turnAway(id, descriptor);
    });
}

bool Acceptor::isWelcome(qintptr descriptor) const
{
    if (!m_isAccepting)
        return false;
    return m_denied.isEmpty() || !m_denied.contains(NativeSocket::peerAddress(descriptor));
}

void Acceptor::setDenied(const QHostAddress &address, bool denied)
{
    if (denied)
        m_denied.insert(address);
    else
        m_denied.remove(address);
}

void Acceptor::close()
{
    m_retryTimer.stop();
    m_listeners.clear();
    Q_EMIT closed();
}

} // namespace DigitSum
