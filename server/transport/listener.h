// SPDX-License-Identifier: MIT
#pragma once

#include "server/transport/endpoint.h"

#include <QSocketNotifier>
#include <QTcpServer>

#include <memory>
#include <variant>
#include <vector>

namespace DigitSum {

/// Accepts connections and emits their descriptors, so that another thread can create the socket.
///
/// QTcpServer binds and listens; accepting is ours. After an error Qt's accept loop pauses for good
/// or, out of descriptors, spins; and it does not return while further clients connect.
class Listener final : public QTcpServer
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Listener)

public:
    explicit Listener(QObject *parent = nullptr);

    /// Starts accepting. Call it once listening.
    void startAccepting();

Q_SIGNALS:
    /// A connection was accepted. The receiver owns \a descriptor.
    void accepted(qintptr descriptor);

private:
    void acceptSome();

    std::unique_ptr<QSocketNotifier> m_notifier;
};

using Listeners = std::vector<std::unique_ptr<Listener>>;

/// Listens on all \a addresses, or on none. With \a port 0 all share one free port. If \a addresses
/// has both an address and its counterpart(), this computer needs to have only one of the two.
[[nodiscard]] std::variant<Listeners, BindError> listenOnAll(const QList<QHostAddress> &addresses,
                                                             quint16 port);

/// Listens with \a sockets that another process has opened and may keep using.
[[nodiscard]] std::variant<Listeners, BindError> listenWith(const QList<qintptr> &sockets);

} // namespace DigitSum
