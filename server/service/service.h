// SPDX-License-Identifier: MIT
#pragma once

#include "server/service/clientinfo.h"
#include "server/service/serviceoptions.h"
#include "server/transport/addresses.h"

#include <QObject>

#include <memory>
#include <vector>

namespace DigitSum {

class Acceptor;
class ServiceThread;
class Worker;

/// The digit-sum service: listens, serves all clients from its own event-loop threads, and stops
/// gracefully.
///
///     Stopped --start--> Binding --> Listening --stop--> Stopping --> Stopped
///                           |                                ^
///                           +--- bindFailed, no retry left --+
///
/// The object lives in the caller's thread and only forwards calls and signals, so a busy window
/// delays no client. Nothing crosses threads per request; call takeSnapshot() to learn which
/// clients are connected.
class Service final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Service)

public:
    enum class State : quint8 { Stopped, Binding, Listening, Stopping };
    Q_ENUM(State)

    explicit Service(QObject *parent = nullptr);
    ~Service() override; ///< resets what is still connected

    /// Binds and listens. Has an effect only while Stopped.
    void start(const ServiceOptions &options);
    /// Answers every complete request received, sends the shutdown notice and closes each client,
    /// within ServiceOptions::shutdownLimit. Stops trying to bind.
    void stop();
    /// Resets every client. Stopped follows at once.
    void stopNow();

    /// Sends the farewell and closes, after the replies to all requests received.
    void disconnectClient(ClientId client);
    /// Closes with a reset; replies in flight are lost.
    void resetClient(ClientId client);

    /// Records the requests of one client for the following snapshots; 0 stops recording.
    void recordClient(ClientId client);

    /// If false, new clients get the notice that the server is full, and are disconnected. start()
    /// resets it to true.
    void setAccepting(bool accepting);
    [[nodiscard]] bool isAccepting() const noexcept { return m_isAccepting; }
    /// Blocks or unblocks new clients from \a network, until the service stops.
    void setBlocked(const PeerNetwork &network, bool blocked);
    [[nodiscard]] const QList<PeerNetwork> &blocked() const noexcept { return m_blocked; }

    /// From now on new connections are encrypted with \a identity; open ones keep what they have.
    /// Has an effect only if the service was started with TLS.
    void setTlsIdentity(const TlsIdentity &identity);

    /// Collects the changes since the last call; snapshotTaken() follows once, even if this is
    /// called again before. Departures are recorded from the first call on.
    void takeSnapshot();
    /// connectionArrived() follows once, with the next connection. A connection that came before is
    /// in the next snapshot, so that whoever calls both misses none.
    void awaitConnection();

    [[nodiscard]] State state() const noexcept { return m_state; }
    /// The endpoints in use, while Listening.
    [[nodiscard]] const QList<Endpoint> &endpoints() const noexcept { return m_endpoints; }
    /// As passed to start(), but with no more clients than descriptors allow.
    [[nodiscard]] const ServiceOptions &options() const noexcept { return m_options; }

Q_SIGNALS:
    void stateChanged(DigitSum::Service::State state);
    /// start() failed, for lack of threads or descriptors; the service is Stopped. Says what
    /// happened, why, and what to do: translated, plain text, one line.
    void startFailed(const QString &explanation);
    /// Binding failed; \a retriesLeft more tries follow. At 0 the service
    /// is Stopped.
    void bindFailed(const DigitSum::BindError &error, int retriesLeft);
    void snapshotTaken(const DigitSum::Snapshot &snapshot);
    void connectionArrived();

private:
    void setState(State state);
    [[nodiscard]] QString startThreads();
    [[nodiscard]] int availableDescriptors() const;
    void onBound(const QList<Endpoint> &endpoints);
    void onBindFailed(const BindError &error, int retriesLeft);
    void onAcceptorClosed();
    void onThreadDrained();
    void onSnapshotPart(const Snapshot &part);
    void endThreads();

    State m_state = State::Stopped;
    ServiceOptions m_options;
    bool m_isAccepting = true;
    QList<PeerNetwork> m_blocked;
    QList<Endpoint> m_endpoints;
    std::vector<std::unique_ptr<ServiceThread>> m_threads; // the last is the acceptor's
    std::vector<Worker *> m_workers;                       // each lives in its thread
    Acceptor *m_acceptor = nullptr;
    std::size_t m_threadsToDrain = 0;
    std::size_t m_snapshotPartsDue = 0;
    Snapshot m_snapshot; // the parts so far
};

} // namespace DigitSum
