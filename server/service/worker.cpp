// SPDX-License-Identifier: MIT
#include "server/service/worker.h"

#include "common/protocol/protocolwords.h"
#include "server/service/connectionlimits.h"
#include "server/transport/nativesocket.h"

#include <QDateTime>
#include <QTimerEvent>

#include <algorithm>

namespace DigitSum {

using namespace std::chrono_literals;

namespace {

constexpr auto sweepInterval = 250ms;
constexpr auto shutdownQuiet = 50ms; // for bytes that are on their way

QByteArray greetingFor(RequestParser::Framing framing)
{
    const bool isRaw = framing == RequestParser::Framing::Raw;
    return Words::greeting.toByteArray() + (isRaw ? QByteArray() : Words::lineEnd.toByteArray());
}

/// How often everybody is looked at. A limit is passed by an eighth of it at most, and once in five
/// seconds is nothing even with a million clients to visit. Zero: there is no such limit.
std::chrono::milliseconds everybodyInterval(const ServiceOptions &options)
{
    auto shortest = options.idleTimeout;
    if (options.minRate > 0 && (shortest == 0ms || options.slowRequestGrace < shortest))
        shortest = options.slowRequestGrace;
    return shortest == 0ms ? 0ms : std::clamp<std::chrono::milliseconds>(shortest / 8, 1ms, 5s);
}

void start(QBasicTimer &timer, std::chrono::milliseconds interval, QObject *object)
{
    timer.start(static_cast<int>(interval.count()), Qt::CoarseTimer, object);
}

} // namespace

Worker::Worker(const ServiceOptions &options, std::shared_ptr<ConnectionLimits> places)
    : m_places(std::move(places))
{
    m_context.options = options;
    if (options.tls)
        m_context.tls = options.tls->configuration();
    m_context.greeting = greetingFor(options.framing);
    m_context.chunk.resize(ClientHandler::readLimit);
    m_context.replies.reserve(options.outputLimit + 1024);
    const auto steadyNow = ClientHandler::Clock::now().time_since_epoch();
    m_context.wallClockOffset = std::chrono::milliseconds(QDateTime::currentMSecsSinceEpoch())
                                - std::chrono::floor<std::chrono::milliseconds>(steadyNow);
    m_context.startSweeping = [this] {
        if (!m_sweepTimer.isActive())
            start(m_sweepTimer, sweepInterval, this);
    };
    m_context.onGone = [this](ClientHandler &handler, CloseReason reason) {
        onGone(handler, reason);
    };
}

Worker::~Worker()
{
    resetAll();
}

void Worker::adopt(ClientId id, qintptr descriptor, const Caller &caller)
{
    ClientHandler *handler = makeHandler(id, descriptor, Role::Served, caller);
    if (!handler)
        return;
    watchEverybody();
    ++m_context.totals.accepted;
    ++m_context.totals.clients;
    handler->serve();
    if (m_isShuttingDown)
        handler->shutDown();
}

void Worker::turnAway(ClientId id, qintptr descriptor, const Caller &caller)
{
    ++m_context.totals.turnedAway;
    if (m_turnedAwayNow >= mostTurnedAwayAtOnce) {
        const QByteArray notice = // a handshake would be too much
            m_context.tls ? QByteArray()
                          : Words::noticeFull.toByteArray() + Words::lineEnd.toByteArray();
        NativeSocket::sendAndClose(descriptor, notice);
        return;
    }
    ++m_turnedAwayNow;
    if (ClientHandler *handler = makeHandler(id, descriptor, Role::TurnedAway, caller))
        handler->turnAway();
}

ClientHandler *Worker::makeHandler(ClientId id, qintptr descriptor, Role role, const Caller &caller)
{
    const Entry entry{new ClientHandler(id, m_context, this), role, caller.endpoint.address};
    if (!entry.handler->adopt(descriptor, caller)) {
        delete entry.handler;
        release(entry);
        return nullptr;
    }
    m_clients.emplace(id, entry);
    return entry.handler;
}

void Worker::onGone(ClientHandler &handler, CloseReason reason)
{
    const auto entry = m_clients.find(handler.id());
    if (entry == m_clients.end())
        return;
    if (m_context.watchedClosely == &handler)
        m_context.watchedClosely = nullptr;
    if (entry->second.role == Role::Served)
        --m_context.totals.clients;
    release(entry->second);
    if (m_context.isObserved && handler.isNews()) {
        if (m_departures.size() < mostDepartures)
            m_departures.append({handler.info(), reason, QDateTime::currentMSecsSinceEpoch()});
        else
            ++m_departuresDropped;
    }
    m_clients.erase(entry);
    handler.deleteLater();
    reportIfDrained();
}

void Worker::release(const Entry &entry)
{
    if (entry.role == Role::Served)
        m_places->giveBack(entry.place);
    else
        --m_turnedAwayNow;
}

void Worker::disconnectClient(ClientId id)
{
    if (const auto entry = m_clients.find(id); entry != m_clients.end())
        entry->second.handler->disconnectPolitely();
}

void Worker::resetClient(ClientId id)
{
    if (const auto entry = m_clients.find(id); entry != m_clients.end())
        entry->second.handler->reset(CloseReason::Reset);
}

void Worker::recordClient(ClientId id)
{
    const auto entry = m_clients.find(id);
    m_context.watchedClosely = entry == m_clients.end() ? nullptr : entry->second.handler;
    m_context.recorder.start(id);
}

void Worker::shutDown()
{
    m_isShuttingDown = true;
    for (ClientHandler *handler : handlers())
        handler->shutDown();
    start(m_quietTimer, shutdownQuiet, this);
    start(m_shutdownLimit, m_context.options.shutdownLimit, this);
}

void Worker::finishShutDown()
{
    for (ClientHandler *handler : handlers())
        handler->finishShutDown();
    reportIfDrained();
}

void Worker::resetAll()
{
    for (ClientHandler *handler : handlers())
        handler->reset(CloseReason::ShutDown);
}

void Worker::reportIfDrained()
{
    // Not before the quiet time is over: connections accepted before may still be on their way.
    if (m_isShuttingDown && m_clients.empty() && !m_quietTimer.isActive())
        Q_EMIT drained();
}

std::vector<ClientHandler *> Worker::handlers() const
{
    std::vector<ClientHandler *> list; // a copy: those called may go
    list.reserve(m_clients.size());
    for (const auto &[id, entry] : m_clients)
        list.push_back(entry.handler);
    return list;
}

void Worker::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_sweepTimer.timerId()) {
        sweep();
    } else if (event->timerId() == m_everybodyTimer.timerId()) {
        sweepEverybody();
    } else if (event->timerId() == m_quietTimer.timerId()) {
        m_quietTimer.stop();
        finishShutDown();
    } else if (event->timerId() == m_shutdownLimit.timerId()) {
        m_shutdownLimit.stop();
        resetAll();
    }
}

void Worker::sweep()
{
    const auto watched = m_context.watched; // a copy: those swept may go
    if (watched.empty())
        m_sweepTimer.stop();
    const auto now = ClientHandler::Clock::now();
    for (ClientHandler *handler : watched)
        handler->sweep(now);
}

void Worker::watchEverybody()
{
    const auto interval = everybodyInterval(m_context.options);
    if (interval > 0ms && !m_everybodyTimer.isActive())
        start(m_everybodyTimer, interval, this);
}

void Worker::sweepEverybody()
{
    if (m_clients.empty())
        m_everybodyTimer.stop();
    const auto now = ClientHandler::Clock::now();
    for (ClientHandler *handler : handlers())
        handler->checkPace(now);
}

void Worker::startObserving()
{
    m_context.isObserved = true;
    for (const auto &[id, entry] : m_clients) {
        if (entry.handler->isNews())
            m_context.touched.push_back(id);
    }
}

void Worker::takeSnapshot()
{
    if (!m_context.isObserved)
        startObserving();

    Snapshot snapshot;
    snapshot.changed.reserve(static_cast<qsizetype>(m_context.touched.size()));
    for (const ClientId id : m_context.touched) {
        const auto entry = m_clients.find(id);
        if (entry == m_clients.end())
            continue; // it departed
        snapshot.changed.append(entry->second.handler->info());
        entry->second.handler->markSeen();
    }
    m_context.touched.clear();
    snapshot.departures = std::exchange(m_departures, {});
    snapshot.departuresDropped = std::exchange(m_departuresDropped, 0);
    snapshot.recorded = m_context.recorder.take();
    snapshot.totals = m_context.totals;
    Q_EMIT snapshotTaken(snapshot);
}

} // namespace DigitSum
