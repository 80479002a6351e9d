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
/// of clients, events and totals. Lives in the service's thread and must not outlive the service.
class ServiceMonitor final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServiceMonitor)

public:
    static constexpr std::chrono::milliseconds interval{100};

    explicit ServiceMonitor(Service &service, QObject *parent = nullptr);

    [[nodiscard]] Service &service() noexcept { return m_service; }
    [[nodiscard]] ClientModel &clients() noexcept { return m_clients; }
    [[nodiscard]] EventLogModel &log() noexcept { return m_log; }
    [[nodiscard]] const TotalsHistory &totals() const noexcept { return m_totals; }

Q_SIGNALS:
    void refreshed(); ///< The models hold a new snapshot.
    /// New requests of the client that Service::recordClient() selected.
    void recorded(const QList<DigitSum::RecordedRequest> &requests);
    void secondPassed(); ///< Emitted about once a second, after refreshed(), for charts.

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void onStateChanged(Service::State state);
    void onStopped();
    void onBindFailed(const BindError &error, int retriesLeft);
    void onSnapshot(const Snapshot &snapshot);
    [[nodiscard]] QList<LogEntry> eventsOf(const Snapshot &snapshot, qint64 now) const;
    void addEvent(LogEntry::Level level, const QString &text);

    Service &m_service;
    ClientModel m_clients;
    EventLogModel m_log;
    TotalsHistory m_totals;
    QBasicTimer m_timer;
};

} // namespace DigitSum
