// SPDX-License-Identifier: MIT
#pragma once

#include "server/eventloop/sweeptimer.h"
#include "server/transport/endpoint.h"

#include <QObject>
#include <QSocketNotifier>

#include <chrono>
#include <map>
#include <memory>

namespace DigitSum {

struct ProxyHeader;

/// Reads the PROXY header from each new connection, and nothing else. Closes connections from
/// addresses that are not trusted, with an invalid header, or with none in time. Lives in the
/// acceptor's thread.
class ProxyHeaderReader final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProxyHeaderReader)

public:
    /// Maximum number of pending connections; a further one closes the oldest. Proxies send the
    /// header at once, so few connections are ever pending.
    static constexpr std::size_t maxWaiting = 1024;

    struct Options
    {
        QList<Network> trusted;            ///< proxies that may connect
        std::chrono::milliseconds timeout; ///< from accepting to the complete header
    };

    explicit ProxyHeaderReader(Options options, QObject *parent = nullptr);
    ~ProxyHeaderReader() override;

    /// Takes ownership of a newly accepted connection. Emits passed(), possibly at once, or closes
    /// it.
    void admit(qintptr descriptor);
    /// Emits passed() for connections whose header has arrived, and closes the others.
    void close();

    [[nodiscard]] std::size_t waiting() const noexcept { return m_waiting.size(); }

Q_SIGNALS:
    /// The next byte from \a descriptor is the client's. The receiver owns the descriptor.
    void passed(qintptr descriptor, const DigitSum::PeerInfo &peerInfo);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    using Clock = std::chrono::steady_clock;

    struct PendingConnection
    {
        qintptr descriptor = -1;
        Endpoint peer;     // the proxy
        QByteArray header; // the part read so far
        Clock::time_point since;
        std::unique_ptr<QSocketNotifier> notifier;

        void stopWatching();
    };
    using PendingConnections = std::map<quint64, PendingConnection>; // oldest first

    [[nodiscard]] bool isTrusted(const QHostAddress &address) const;
    void wait(PendingConnection connection);
    void onReadable(quint64 number);
    bool tryRead(PendingConnection &connection);
    bool parse(PendingConnection &connection, QByteArrayView arrived);
    void pass(PendingConnection &connection, const ProxyHeader &header);
    void drop(PendingConnection &connection);
    void refuse(PendingConnection &connection, const QString &why);
    void refuseOldest(const QString &why);
    void sweep();

    const Options m_options;
    PendingConnections m_waiting;
    quint64 m_lastNumber = 0;
    SweepTimer m_sweepTimer; // runs only while a connection is pending
};

} // namespace DigitSum
