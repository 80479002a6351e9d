// SPDX-License-Identifier: MIT
#pragma once

#include "server/service/serviceoptions.h"
#include "server/transport/listener.h"

#include <QBasicTimer>
#include <QObject>
#include <QSet>

#include <memory>
#include <vector>

namespace DigitSum {

class Worker;
class ConnectionLimits;
class ProxyHeaderReader;

/// Listens, and deals the connections out to the client groups in turn. Lives in a service thread.
class Acceptor final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Acceptor)

public:
    /// \a groups live longer, each in its thread. \a places is theirs, too.
    Acceptor(const ServiceOptions &options, std::vector<Worker *> groups,
             std::shared_ptr<ConnectionLimits> places);

    /// Tries to listen, and again after a pause if that fails; bound() or bindFailed() follows.
    void bind();
    /// Whether new clients are served; if not, they are turned away as if the server were full.
    void setAccepting(bool accepting) { m_isAccepting = accepting; }
    /// Turns new clients from \a address away, or no longer.
    void setDenied(const QHostAddress &address, bool denied);
    /// Stops listening; closed() follows. Connections that wait in the backlog are reset.
    void close();

Q_SIGNALS:
    void bound(const QList<DigitSum::Endpoint> &endpoints);
    void bindFailed(const DigitSum::BindError &error, int retriesLeft);
    void closed();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void tryToBind();
    void listen(Listeners listeners);
    void admit(qintptr descriptor);
    void deal(qintptr descriptor, const Caller &caller);
    [[nodiscard]] bool isWelcome(const QHostAddress &address) const;

    const ServiceOptions m_options;
    const std::vector<Worker *> m_groups;
    const std::shared_ptr<ConnectionLimits> m_places;
    Listeners m_listeners;
    ProxyHeaderReader *m_gate = nullptr; // if connections come through a proxy
    QBasicTimer m_retryTimer;
    int m_retriesLeft = 0;
    bool m_isAccepting = true;
    QSet<QHostAddress> m_denied;
    quint64 m_lastId = 0;
};

} // namespace DigitSum
