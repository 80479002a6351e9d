// SPDX-License-Identifier: MIT
#include "server/transport/listener.h"

#include "server/transport/addresses.h"
#include "server/transport/nativesocket.h"

#include <QNetworkProxy>
#include <QTimer>

namespace DigitSum {

namespace {

using namespace std::chrono_literals;

constexpr int backlog = 4096; // the kernel cuts it to net.core.somaxconn

/// The most connections accepted before the thread's clients have their turn.
constexpr int maxPerCall = 64;

/// How long to wait for descriptors or memory to come back.
constexpr auto recovery = 100ms;

std::variant<Listeners, BindError> listenOnce(const QList<QHostAddress> &addresses, quint16 port)
{
    Listeners listeners;
    QList<QHostAddress> missing; // on this computer
    for (const QHostAddress &address : addresses) {
        auto listener = std::make_unique<Listener>();
        if (listener->listen(address, port)) {
            port = listener->serverPort();
            listener->startAccepting();
            listeners.push_back(std::move(listener));
            continue;
        }
        const auto error = listener->serverError();
        const bool isMissing = error == QAbstractSocket::SocketAddressNotAvailableError
                               || error == QAbstractSocket::UnsupportedSocketOperationError;
        const QHostAddress other = counterpart(address);
        if (!isMissing || !addresses.contains(other) || missing.contains(other))
            return BindError{BindError::kindOf(error), {address, port}, listener->errorString()};
        missing += address;
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

void Listener::startAccepting()
{
    pauseAccepting(); // Qt's own loop, for good
    m_notifier = std::make_unique<QSocketNotifier>(socketDescriptor(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &Listener::acceptSome);
}

void Listener::acceptSome()
{
    using Result = NativeSocket::Acceptance::Result;
    for (int i = 0; i < maxPerCall; ++i) {
        const auto acceptance = NativeSocket::accept(socketDescriptor());
        switch (acceptance.result) {
        case Result::Accepted:
            Q_EMIT accepted(acceptance.descriptor);
            break;
        case Result::Failed:
            break;
        case Result::Nothing:
            return;
        case Result::Exhausted:
            m_notifier->setEnabled(false);
            QTimer::singleShot(recovery, this, [this] { m_notifier->setEnabled(true); });
            return;
        }
    }
}

std::variant<Listeners, BindError> listenWith(const QList<qintptr> &sockets)
{
    Listeners listeners;
    for (const qintptr socket : sockets) {
        auto listener = std::make_unique<Listener>();
        if (!listener->setSocketDescriptor(socket))
            return BindError{BindError::Kind::Other, {}, listener->errorString()};
        listener->startAccepting();
        listeners.push_back(std::move(listener));
    }
    return listeners;
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
