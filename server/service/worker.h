// SPDX-License-Identifier: MIT
#pragma once

#include "server/service/clienthandler.h"

#include <QBasicTimer>
#include <QObject>

#include <memory>
#include <unordered_map>

namespace DigitSum {

class ConnectionLimits;

/// The clients of one service thread: owns their handlers, sweeps over their time limits, and
/// tells what has changed. Lives in that thread; everything here is called there.
class Worker final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Worker)

public:
    /// Departures kept for a snapshot; more are counted only.
    static constexpr qsizetype mostDepartures = 10'000;
    /// Clients turned away that are waited for at the same time; more just get the notice.
    static constexpr int mostTurnedAwayAtOnce = 8;

    /// \a places is shared by all groups of a service.
    Worker(const ServiceOptions &options, std::shared_ptr<ConnectionLimits> places);
    ~Worker() override;

    /// Serves the connected socket \a descriptor, and gives the place that was taken for it, under
    /// the address of \a caller, back when it has gone.
    void adopt(ClientId id, qintptr descriptor, const Caller &caller);
    /// Tells \a caller, at the other end of the socket \a descriptor, that the server is full.
    void turnAway(ClientId id, qintptr descriptor, const Caller &caller);

    void disconnectClient(ClientId id);
    void resetClient(ClientId id);
    /// Records the requests of \a id, if it is ours, and of nobody else.
    void recordClient(ClientId id);
    /// Ends every conversation politely; drained() follows, at once or as they end.
    void shutDown();

    void takeSnapshot();

Q_SIGNALS:
    void drained();
    void snapshotTaken(const DigitSum::Snapshot &snapshot);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    enum class Role : quint8 { Served, TurnedAway };

    struct Entry
    {
        ClientHandler *handler = nullptr;
        Role role = Role::Served;
        QHostAddress place; // of who is served
    };

    ClientHandler *makeHandler(ClientId id, qintptr descriptor, Role role, const Caller &caller);
    void onGone(ClientHandler &handler, CloseReason reason);
    void release(const Entry &entry);
    void sweep();
    void sweepEverybody();
    void watchEverybody();
    void startObserving();
    void finishShutDown();
    void resetAll();
    void reportIfDrained();
    [[nodiscard]] std::vector<ClientHandler *> handlers() const;

    HandlerContext m_context;
    const std::shared_ptr<ConnectionLimits> m_places;
    std::unordered_map<ClientId, Entry> m_clients;
    int m_turnedAwayNow = 0;
    QList<Departure> m_departures; // since the last snapshot
    quint64 m_departuresDropped = 0;
    bool m_isShuttingDown = false;

    QBasicTimer m_sweepTimer;     // runs only while somebody is watched
    QBasicTimer m_everybodyTimer; // with limits on those who wait for nothing, while there are any
    QBasicTimer m_quietTimer;     // of a shutdown: who is silent until then has nothing under way
    QBasicTimer m_shutdownLimit;
};

} // namespace DigitSum
