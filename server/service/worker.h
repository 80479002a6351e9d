// SPDX-License-Identifier: MIT
#pragma once

#include "server/eventloop/sweeptimer.h"
#include "server/service/clienthandler.h"

#include <QBasicTimer>
#include <QObject>

#include <map>
#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace DigitSum {

class ConnectionLimits;

/// One service thread's clients: owns their handlers, enforces their deadlines, and reports what
/// has changed. Lives in that thread; call its functions only there.
class Worker final : public QObject, private HandlerOwner
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Worker)

public:
    /// Maximum number of departures kept per snapshot; further ones are only counted.
    static constexpr qsizetype maxDepartures = 10'000;
    /// Maximum number of TLS handshakes in progress. A further one aborts the oldest; a regular
    /// handshake takes milliseconds.
    static constexpr std::size_t maxHandshakes = 256;
    /// Maximum number of rejected clients that get a polite close; further ones get the notice
    /// only.
    static constexpr int maxRejectedAtOnce = 8;

    /// \a limits is shared by all workers of a service.
    Worker(const ServiceOptions &options, std::shared_ptr<ConnectionLimits> limits);
    ~Worker() override;

    /// Serves the connected socket \a descriptor. Releases the connection limit that was acquired
    /// for the address in \a peerInfo when the connection is gone.
    void adopt(ClientId id, qintptr descriptor, const PeerInfo &peerInfo);
    /// Tells the client on \a descriptor that the server is full, and closes the connection.
    void reject(ClientId id, qintptr descriptor, const PeerInfo &peerInfo);

    /// For new connections.
    void setTlsConfiguration(const QSslConfiguration &tls) { m_context.tls = tls; }
    void disconnectClient(ClientId id);
    void resetClient(ClientId id);
    /// Records the requests of client \a id from now on, and of no other client.
    void recordClient(ClientId id);
    /// Closes every connection politely. Emits drained() when all are gone, possibly at once.
    void shutDown();

    void takeSnapshot();

Q_SIGNALS:
    void drained();
    void snapshotTaken(const DigitSum::Snapshot &snapshot);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    enum class Phase : quint8 { Serving, ShuttingDown, Drained };
    enum class Role : quint8 { Served, Rejected };

    struct Entry
    {
        ClientHandler *handler = nullptr;
        Role role = Role::Served;
        QHostAddress address; // for which a connection was acquired, if served
    };

    ClientHandler *makeHandler(ClientId id, qintptr descriptor, Role role,
                               const PeerInfo &peerInfo);
    void onHandshakeStarted(ClientHandler &handler) override;
    void onHandshakeEnded(ClientHandler &handler) override;
    void onDeadlineStarted(ClientHandler &handler) override;
    void onDeadlineEnded(ClientHandler &handler) override;
    void onChanged(ClientHandler &handler) override;
    void onGone(ClientHandler &handler, CloseReason reason) override;
    void release(const Entry &entry);
    void sweep();
    void checkPaceOfAll();
    void startPaceTimer();
    void startObserving();
    void finishShutDown();
    void resetAll();
    void reportIfDrained();
    [[nodiscard]] std::vector<ClientHandler *> handlers() const;

    HandlerContext m_context;
    const std::shared_ptr<ConnectionLimits> m_limits;
    std::unordered_map<ClientId, Entry> m_clients;
    std::unordered_set<ClientHandler *> m_waiting;    // handlers with a deadline
    std::map<ClientId, ClientHandler *> m_handshakes; // in progress, oldest first
    int m_rejectedNow = 0;
    bool m_isObserved = false;       // snapshots are being taken
    std::vector<ClientId> m_changed; // since the last snapshot, while observed
    QList<Departure> m_departures;   // since the last snapshot
    quint64 m_departuresDropped = 0;
    Phase m_phase = Phase::Serving;

    SweepTimer m_sweepTimer; // runs only while a handler has a deadline, and during shutdown
    SweepTimer m_paceTimer;  // idle time and pace; runs only if limited and while there are clients
    QBasicTimer m_quietTimer; // during shutdown: clients silent until it fires have nothing pending
    ClientHandler::Clock::time_point m_shutdownDeadline;
};

} // namespace DigitSum
