// SPDX-License-Identifier: MIT
#include "server/service/listener.h"

#include <QNetworkProxy>

namespace DigitSum {

namespace {

constexpr int backlog = 4096; // the kernel cuts it to net.core.somaxconn

std::variant<Listeners, BindError> listenOnce(const QList<QHostAddress> &addresses, quint16 port)
{
    Listeners listeners;
    for (const QHostAddress &address : addresses) {
        auto listener = std::make_unique<Listener>();
        if (!listener->listen(address, port)) {
            return BindError{BindError::kindOf(listener->serverError()),
                             {address, port},
                             listener->errorString()};
        }
        port = listener->serverPort();
        listeners.push_back(std::move(listener));
    }
    return listeners;
}

} // namespace

Listener::Listener(QObject *parent)
    : QTcpServer(parent)
{
    setProxy(QNetworkProxy::NoProxy); // an application's proxy is for its clients
    setListenBacklogSize(backlog);
}

void Listener::incomingConnection(qintptr descriptor)
{
    Q_EMIT accepted(descriptor);
}

std::variant<Listeners, BindError> listenOnAll(const QList<QHostAddress> &addresses, quint16 port)
{
    auto result = listenOnce(addresses, port);
    // A port that is free on the first address may be taken on the next: pick another.
    for (int tries = 1; port == 0 && tries < 20; ++tries) {
        const auto *error = std::get_if<BindError>(&result);
        if (!error || error->kind != BindError::Kind::InUse)
            break;
        result = listenOnce(addresses, port);
    }
    return result;
}

} // namespace DigitSum
