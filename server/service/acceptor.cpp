// SPDX-License-Identifier: MIT
#include "server/service/acceptor.h"

#include "server/service/connectionlimits.h"
#include "server/service/worker.h"
#include "server/transport/nativesocket.h"
#include "server/transport/proxyheaderreader.h"

namespace DigitSum {

Acceptor::Acceptor(const ServiceOptions &options, std::vector<Worker *> workers,
                   std::shared_ptr<ConnectionLimits> limits)
    : m_options(options)
    , m_workers(std::move(workers))
    , m_limits(std::move(limits))
{
    if (!m_options.proxyProtocol)
        return;
    m_proxyReader = new ProxyHeaderReader({m_options.proxyFrom, m_options.handshakeTimeout}, this);
    connect(m_proxyReader, &ProxyHeaderReader::passed, this, &Acceptor::dispatch);
}

void Acceptor::bind()
{
    m_retriesLeft = m_options.sockets.isEmpty() ? m_options.bindRetries : 0;
    tryToBind();
}

void Acceptor::tryToBind()
{
    auto result = m_options.sockets.isEmpty() ? listenOnAll(m_options.addresses, m_options.port)
                                              : listenWith(m_options.sockets);
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
        connect(listener.get(), &Listener::accepted, this, &Acceptor::admit);
        endpoints.append(Endpoint::of(listener->serverAddress(), listener->serverPort()));
    }
    Q_EMIT bound(endpoints);
}

void Acceptor::admit(qintptr descriptor)
{
    if (m_proxyReader)
        m_proxyReader->admit(descriptor);
    else
        dispatch(descriptor, {});
}

void Acceptor::dispatch(qintptr descriptor, const PeerInfo &peerInfo)
{
    const ClientId id = ++m_lastId;
    Worker *worker = m_workers[id % m_workers.size()];
    // Asking for the peer costs a system call: only if the address matters.
    const bool isAddressAskedFor = m_limits->isLimitedByAddress() || !m_blocked.isEmpty();
    PeerInfo known = peerInfo;
    if (isAddressAskedFor && known.endpoint.address.isNull())
        known.endpoint = NativeSocket::peer(descriptor);
    const QHostAddress &address = known.endpoint.address;
    const bool isBlocked = !m_blocked.isEmpty() && m_blocked.contains(PeerNetwork(address));
    const bool hasPlace = m_isAccepting && !isBlocked && m_limits->acquire(address);
    const auto owned = std::make_shared<NativeSocket::Owned>(descriptor);
    QMetaObject::invokeMethod(worker, [worker, id, owned, hasPlace, known] {
        const qintptr taken = owned->release();
        hasPlace ? worker->adopt(id, taken, known) : worker->reject(id, taken, known);
    });
    // After the dispatch: if this sees no flag, a snapshot asked for later sees the connection.
    if (m_isAwaited && m_isAwaited.exchange(false))
        Q_EMIT connectionArrived();
}

void Acceptor::setBlocked(const PeerNetwork &network, bool blocked)
{
    if (blocked)
        m_blocked.insert(network);
    else
        m_blocked.remove(network);
}

void Acceptor::close()
{
    m_retryTimer.stop();
    m_listeners.clear();
    if (m_proxyReader)
        m_proxyReader->close();
    Q_EMIT closed();
}

} // namespace DigitSum
