// SPDX-License-Identifier: MIT
#pragma once

#include "server/console/clients/clientmodel.h"
#include "server/console/log/eventlogmodel.h"
#include "server/console/totals/totalshistory.h"
#include "server/service/service.h"

#include <QBasicTimer>

#include <chrono>

namespace DigitSum {

/// Takes a snapshot of a service every \c interval from Listening to Stopped and feeds the models
/// of clients, events and totals. While there are no connections and nothing changes, it repeats
/// the last totals every \c idleInterval instead, without waking the service's threads. Lives in
/// the service's thread and must not outlive the service.
class ServiceMonitor final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServiceMonitor)

public:
    static constexpr std::chrono::milliseconds interval{100};
    static constexpr std::chrono::milliseconds idleInterval{2000};

    explicit ServiceMonitor(Service &service, QObject *parent = nullptr);

    [[nodiscard]] Service &service() noexcept { return m_service; }
    [[nodiscard]] ClientModel &clients() noexcept { return m_clients; }
    [[nodiscard]] EventLogModel &log() noexcept { return m_log; }
    [[nodiscard]] const TotalsHistory &totals() const noexcept { return m_totals; }

Q_SIGNALS:
    void refreshed(); ///< The models hold a new snapshot.
    /// New requests of the client that Service::recordClient() selected.
    void recorded(const QList<DigitSum::RecordedRequest> &requests);
    /// Emitted once for each second, after refreshed(), for charts; while idle, for several at
    /// once.
    void secondPassed();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void onStateChanged(Service::State state);
    void onStopped();
    void onBindFailed(const BindError &error, int retriesLeft);
    void onSnapshot(const Snapshot &snapshot);
    void show(const Snapshot &snapshot);
    enum class Pace : quint8 { Off, Live, Idle };
    void setPace(Pace pace);
    void adaptPace(const Snapshot &snapshot);
    [[nodiscard]] QList<LogEntry> eventsOf(const Snapshot &snapshot, qint64 now) const;
    void addEvent(LogEntry::Level level, const QString &text);

    Service &m_service;
    ClientModel m_clients;
    EventLogModel m_log;
    TotalsHistory m_totals;
    Pace m_pace = Pace::Off;
    int m_quietSnapshots = 0; // in a row
    QBasicTimer m_timer;
};

} // namespace DigitSum
