// SPDX-License-Identifier: MIT
#pragma once

#include "server/service/clientinfo.h"
#include "server/service/serviceoptions.h"
#include "server/transport/endpoint.h"

#include <QObject>

#include <memory>
#include <vector>

namespace DigitSum {

class Acceptor;
class ServiceThread;

/// The digit-sum service: listens, serves every client from event-loop threads of its own, and
/// stops politely.
///
///     Stopped --start--> Binding --> Listening --stop--> Stopping --> Stopped
///                           |                                ^
///                           +--- bindFailed, no retry left --+
///
/// The object itself lives in the caller's thread and only gives orders and brings news: a window
/// that is busy delays no client. Nothing crosses threads per request or per connection; who is
/// connected is asked for with takeSnapshot(), as often as somebody wants to look.
class Service final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Service)

public:
    enum class State : quint8 { Stopped, Binding, Listening, Stopping };
    Q_ENUM(State)

    explicit Service(QObject *parent = nullptr);
    ~Service() override; ///< resets what is still connected

    /// Binds and listens, as \a options say. Only while Stopped.
    void start(const ServiceOptions &options);
    /// Answers every complete request received, says the notice, and closes each client; within
    /// ServiceOptions::shutdownLimit. Gives up binding.
    void stop();
    /// Resets every client. Stopped follows at once.
    void stopNow();

    /// Says nothing is wrong and closes politely: what has been asked is answered.
    void disconnectClient(ClientId client);
    /// Closes with a reset: what is under way is lost.
    void resetClient(ClientId client);

    /// Records the requests of one client for the snapshots to come, until another is named, or 0
    /// for none. Costs the others nothing.
    void recordClient(ClientId client);

    /// Whether new clients are served. If not, they are told that the server is full. Starting
    /// begins with yes.
    void setAccepting(bool accepting);
    [[nodiscard]] bool isAccepting() const noexcept { return m_isAccepting; }
    /// Turns new clients from \a address away in the same way, or no longer; until stopped.
    void setDenied(const QHostAddress &address, bool denied);
    [[nodiscard]] const QList<QHostAddress> &denied() const noexcept { return m_denied; }

    /// Asks the service threads what has changed; snapshotTaken() follows, once, even if asked
    /// again before. Without a first call departures are not recorded.
    void takeSnapshot();

    [[nodiscard]] State state() const noexcept { return m_state; }
    /// Where clients connect, with the ports really used; while Listening.
    [[nodiscard]] const QList<Endpoint> &endpoints() const noexcept { return m_endpoints; }
    [[nodiscard]] const ServiceOptions &options() const noexcept { return m_options; }

Q_SIGNALS:
    void stateChanged(DigitSum::Service::State state);
    /// Binding failed; \a retriesLeft more tries follow. At 0 the service
    /// is Stopped.
    void bindFailed(const DigitSum::BindError &error, int retriesLeft);
    void snapshotTaken(const DigitSum::Snapshot &snapshot);

private:
    void setState(State state);
    void startThreads();
    void onBound(const QList<Endpoint> &endpoints);
    void onBindFailed(const BindError &error, int retriesLeft);
    void onAcceptorClosed();
    void onThreadDrained();
    void onSnapshotPart(const Snapshot &part);
    void endThreads();

    State m_state = State::Stopped;
    ServiceOptions m_options;
    bool m_isAccepting = true;
    QList<QHostAddress> m_denied;
    QList<Endpoint> m_endpoints;
    std::vector<std::unique_ptr<ServiceThread>> m_threads;
    Acceptor *m_acceptor = nullptr; // lives in the first thread
    std::size_t m_threadsToDrain = 0;
    std::size_t m_snapshotPartsDue = 0;
    Snapshot m_snapshot; // the parts so far
};

} // namespace DigitSum
