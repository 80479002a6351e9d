// SPDX-License-Identifier: MIT
#include "server/console/servicemonitor.h"

#include "server/console/clients/clienttexts.h"

#include <QDateTime>
#include <QTimerEvent>

#include <algorithm>
#include <cstdint>

namespace DigitSum {

namespace {

constexpr int quietSnapshots = 20; // until rates, which look back a second, are zero

} // namespace

ServiceMonitor::ServiceMonitor(Service &service, QObject *parent)
    : QObject(parent)
    , m_service(service)
{
    connect(&service, &Service::stateChanged, this, &ServiceMonitor::onStateChanged);
    connect(&service, &Service::bindFailed, this, &ServiceMonitor::onBindFailed);
    connect(&service, &Service::startFailed, this,
            [this](const QString &explanation) { addEvent(LogEntry::Level::Error, explanation); });
    connect(&service, &Service::snapshotTaken, this, &ServiceMonitor::onSnapshot);
    connect(&service, &Service::connectionArrived, this, [this] {
        if (m_pace == Pace::Idle)
            setPace(Pace::Live);
    });
}

void ServiceMonitor::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer.timerId()) {
        QObject::timerEvent(event);
    } else if (m_pace == Pace::Idle) {
        Snapshot unchanged;
        unchanged.totals = m_totals.totals();
        show(unchanged);
    } else {
        m_service.takeSnapshot();
    }
}

void ServiceMonitor::setPace(Pace pace)
{
    m_pace = pace;
    m_quietSnapshots = 0;
    switch (pace) {
    case Pace::Off:
        m_timer.stop();
        break;
    case Pace::Live:
        m_timer.start(int(interval.count()), this);
        m_service.takeSnapshot();
        break;
    case Pace::Idle:
        m_timer.start(int(idleInterval.count()), this);
        break;
    }
}

void ServiceMonitor::adaptPace(const Snapshot &snapshot)
{
    if (m_pace != Pace::Live)
        return;
    const bool isQuiet = snapshot.connections == 0 && snapshot.departures.isEmpty()
                         && snapshot.totals == m_totals.totals();
    m_quietSnapshots = isQuiet ? m_quietSnapshots + 1 : 0;
    // One more snapshot follows, to see the connections that came before the call.
    if (m_quietSnapshots == quietSnapshots)
        m_service.awaitConnection();
    else if (m_quietSnapshots > quietSnapshots)
        setPace(Pace::Idle);
}

void ServiceMonitor::onStateChanged(Service::State state)
{
    switch (state) {
    case Service::State::Binding:
        break;
    case Service::State::Listening:
        for (const Endpoint &endpoint : m_service.endpoints())
            addEvent(LogEntry::Level::Info, tr("Listening on %1").arg(endpoint.toString()));
        m_clients.clear();
        m_totals.restart(TotalsHistory::Clock::now());
        setPace(Pace::Live);
        break;
    case Service::State::Stopping:
        addEvent(LogEntry::Level::Info, tr("Stopping: answering pending requests"));
        break;
    case Service::State::Stopped:
        onStopped();
        break;
    }
}

void ServiceMonitor::onStopped()
{
    if (m_pace == Pace::Off)
        return; // it never listened
    setPace(Pace::Off);
    // No further snapshot comes: the stop closed the clients of the last one.
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    Snapshot last;
    last.totals = m_totals.totals();
    last.totals.clients = 0;
    for (int row = 0; row < m_clients.rowCount(); ++row)
        last.departures.append({m_clients.row(row).client, CloseReason::ShutDown, now});
    show(last);
    addEvent(LogEntry::Level::Info, tr("Stopped"));
}

void ServiceMonitor::onBindFailed(const BindError &error, int retriesLeft)
{
    if (retriesLeft > 0)
        addEvent(LogEntry::Level::Warning,
                 error.explanation() + u' ' + tr("%n attempt(s) left.", nullptr, retriesLeft));
    else
        addEvent(LogEntry::Level::Error, error.explanation());
}

void ServiceMonitor::onSnapshot(const Snapshot &snapshot)
{
    adaptPace(snapshot);
    show(snapshot);
}

void ServiceMonitor::show(const Snapshot &snapshot)
{
    const auto now = TotalsHistory::Clock::now();
    m_log.append(eventsOf(snapshot, QDateTime::currentMSecsSinceEpoch()));
    m_clients.apply(snapshot, wallClock(now)); // as the clients' times, whoever sets the clock
    const bool hasSecondPassed = m_totals.add(snapshot.totals, now);
    const auto seconds = m_pace == Pace::Idle ? idleInterval / std::chrono::seconds(1)
                                              : std::int64_t(hasSecondPassed);
    Q_EMIT refreshed();
    if (!snapshot.recorded.isEmpty())
        Q_EMIT recorded(snapshot.recorded);
    for (std::int64_t i = 0; i < seconds; ++i)
        Q_EMIT secondPassed();
}

QList<LogEntry> ServiceMonitor::eventsOf(const Snapshot &snapshot, qint64 now) const
{
    QList<LogEntry> events;
    const auto nameOf = [](const ClientInfo &client) {
        return tr("Client %1 (%2)")
            .arg(QString::number(client.id), Endpoint{client.address, client.port}.toString());
    };
    const auto addArrival = [&](const ClientInfo &client) {
        if (m_clients.rowOf(client.id) < 0)
            events.append({client.since, LogEntry::Level::Info,
                           tr("%1 connected", "client").arg(nameOf(client))});
    };
    QList<ClientInfo> arrivals;
    std::copy_if(snapshot.changed.cbegin(), snapshot.changed.cend(), std::back_inserter(arrivals),
                 [this](const ClientInfo &client) { return m_clients.rowOf(client.id) < 0; });
    std::sort(arrivals.begin(), arrivals.end(),
              [](const ClientInfo &a, const ClientInfo &b) { return a.id < b.id; });
    for (const ClientInfo &client : std::as_const(arrivals))
        addArrival(client);
    for (const Departure &gone : snapshot.departures) {
        const bool wasFull = gone.reason == CloseReason::Full;
        if (!wasFull)
            addArrival(gone.client);
        events.append({gone.at, wasFull ? LogEntry::Level::Warning : LogEntry::Level::Info,
                       tr("%1 disconnected (%2)", "client, reason")
                           .arg(nameOf(gone.client), ClientTexts::departure(gone.reason))});
    }
    std::stable_sort(events.begin(), events.end(),
                     [](const LogEntry &a, const LogEntry &b) { return a.at < b.at; });
    if (snapshot.departuresDropped > 0)
        events.append({now, LogEntry::Level::Warning,
                       tr("%n more client(s) connected and disconnected too quickly to be listed",
                          nullptr, int(snapshot.departuresDropped))});
    return events;
}

void ServiceMonitor::addEvent(LogEntry::Level level, const QString &text)
{
    m_log.append({QDateTime::currentMSecsSinceEpoch(), level, text});
}

} // namespace DigitSum
