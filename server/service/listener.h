// SPDX-License-Identifier: MIT
#pragma once

#include "server/service/endpoint.h"

#include <QTcpServer>

#include <memory>
#include <variant>
#include <vector>

namespace DigitSum {

/// Accepts connections and passes their descriptors on, for a socket to be made in another thread.
class Listener final : public QTcpServer
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Listener)

public:
    explicit Listener(QObject *parent = nullptr);

Q_SIGNALS:
    /// A connection was accepted; whoever takes \a descriptor closes it.
    void accepted(qintptr descriptor);

protected:
    void incomingConnection(qintptr descriptor) override;
};

using Listeners = std::vector<std::unique_ptr<Listener>>;

/// Listens on all \a addresses, or on none. With \a port 0 all share a port that is free.
[[nodiscard]] std::variant<Listeners, BindError> listenOnAll(const QList<QHostAddress> &addresses,
                                                             quint16 port);

} // namespace DigitSum
