// SPDX-License-Identifier: MIT
#pragma once

#include "server/service/serviceoptions.h"
#include "server/transport/addresses.h"
#include "server/transport/listener.h"

#include <QBasicTimer>
#include <QObject>
#include <QSet>

#include <atomic>
#include <memory>
#include <vector>

namespace DigitSum {

class Worker;
class ConnectionLimits;
class ProxyHeaderReader;

/// Listens, and dispatches accepted connections to the workers in turn. Lives in a thread of its
/// own, so that busy clients do not delay new ones.
class Acceptor final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Acceptor)

public:
    /// \a workers outlive it, each in its own thread, and share \a limits.
    Acceptor(const ServiceOptions &options, std::vector<Worker *> workers,
             std::shared_ptr<ConnectionLimits> limits);

    /// Tries to listen, and again after a pause if that fails; bound() or bindFailed() follows.
    void bind();
    /// If false, new clients get the notice that the server is full, and are disconnected.
    void setAccepting(bool accepting) { m_isAccepting = accepting; }
    /// Blocks or unblocks new clients from \a network.
    void setBlocked(const PeerNetwork &network, bool blocked);
    /// connectionArrived() follows once, with the next connection. Thread-safe.
    void awaitConnection() noexcept { m_isAwaited = true; }
    /// Stops listening; closed() follows. Connections that wait in the backlog are reset.
    void close();

Q_SIGNALS:
    void bound(const QList<DigitSum::Endpoint> &endpoints);
    void bindFailed(const DigitSum::BindError &error, int retriesLeft);
    void closed();
    void connectionArrived();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void tryToBind();
    void listen(Listeners listeners);
    void admit(qintptr descriptor);
    void dispatch(qintptr descriptor, const PeerInfo &peerInfo);

    const ServiceOptions m_options;
    const std::vector<Worker *> m_workers;
    const std::shared_ptr<ConnectionLimits> m_limits;
    Listeners m_listeners;
    ProxyHeaderReader *m_proxyReader = nullptr; // if connections come through a proxy
    QBasicTimer m_retryTimer;
    int m_retriesLeft = 0;
    bool m_isAccepting = true;
    std::atomic<bool> m_isAwaited = false;
    QSet<PeerNetwork> m_blocked;
    quint64 m_lastId = 0;
};

} // namespace DigitSum
