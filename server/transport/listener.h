// SPDX-License-Identifier: MIT
#pragma once

#include "server/transport/endpoint.h"

#include <QSocketNotifier>
#include <QTcpServer>

#include <memory>
#include <variant>
#include <vector>

namespace DigitSum {

/// Accepts connections and passes their descriptors on, for a socket to be made in another thread.
///
/// Binding and listening are QTcpServer's; accepting is not. After an error Qt's accept loop either
/// pauses for good or, while descriptors are short, spins; and it doesn't end while others connect.
class Listener final : public QTcpServer
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Listener)

public:
    explicit Listener(QObject *parent = nullptr);

    /// Begins to accept; once it listens.
    void startAccepting();

Q_SIGNALS:
    /// A connection was accepted; whoever takes \a descriptor closes it.
    void accepted(qintptr descriptor);

private:
    void acceptSome();

    std::unique_ptr<QSocketNotifier> m_notifier;
};

using Listeners = std::vector<std::unique_ptr<Listener>>;

/// Listens on all \a addresses, or on none. With \a port 0 all share a port that is free.
[[nodiscard]] std::variant<Listeners, BindError> listenOnAll(const QList<QHostAddress> &addresses,
                                                             quint16 port);

/// Listens with \a sockets, which somebody else has opened and may go on using.
[[nodiscard]] std::variant<Listeners, BindError> listenWith(const QList<qintptr> &sockets);

} // namespace DigitSum
