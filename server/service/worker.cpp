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
constexpr auto shutdownQuiet = 50ms; // for bytes still in flight

QByteArray greetingFor(RequestParser::Framing framing)
{
    const bool isRaw = framing == RequestParser::Framing::Raw;
    return Words::greeting.toByteArray() + (isRaw ? QByteArray() : Words::lineEnd.toByteArray());
}

/// The interval at which all clients are checked for idle time and pace; zero if neither is
/// limited. A limit is exceeded by at most an eighth; a check every five seconds is cheap even with
/// a million clients.
std::chrono::milliseconds paceInterval(const ServiceOptions &options)
{
    auto shortest = options.idleTimeout;
    if (options.minRate > 0 && (shortest == 0ms || options.slowRequestGrace < shortest))
        shortest = options.slowRequestGrace;
    return shortest == 0ms ? 0ms : std::clamp<std::chrono::milliseconds>(shortest / 8, 1ms, 5s);
}

} // namespace

Worker::Worker(const ServiceOptions &options, std::shared_ptr<ConnectionLimits> limits)
    : m_context{*this, options}
    , m_limits(std::move(limits))
{
    if (options.tls)
        m_context.tls = options.tls->configuration();
    m_context.greeting = greetingFor(options.framing);
    m_context.received.resize(ClientHandler::readLimit);
    m_context.replies.reserve(options.outputLimit + 1024);
}

Worker::~Worker()
{
    resetAll();
}

void Worker::adopt(ClientId id, qintptr descriptor, const PeerInfo &peerInfo)
{
    ClientHandler *handler = makeHandler(id, descriptor, Role::Served, peerInfo);
    if (!handler)
        return;
    startPaceTimer();
    ++m_context.totals.accepted;
    ++m_context.totals.clients;
    handler->serve();
    if (m_phase != Phase::Serving)
        handler->shutDown();
}

void Worker::reject(ClientId id, qintptr descriptor, const PeerInfo &peerInfo)
{
    ++m_context.totals.rejected;
    if (m_rejectedNow >= maxRejectedAtOnce) {
        const QByteArray notice = // no handshake just to reject
            m_context.tls ? QByteArray()
                          : Words::noticeFull.toByteArray() + Words::lineEnd.toByteArray();
        NativeSocket::sendAndClose(descriptor, notice);
        return;
    }
    ++m_rejectedNow;
    if (ClientHandler *handler = makeHandler(id, descriptor, Role::Rejected, peerInfo))
        handler->reject();
}

ClientHandler *Worker::makeHandler(ClientId id, qintptr descriptor, Role role,
                                   const PeerInfo &peerInfo)
{
    const Entry entry{new ClientHandler(id, m_context, this), role, peerInfo.endpoint.address};
    if (!entry.handler->adopt(descriptor, peerInfo)) {
        delete entry.handler;
        release(entry);
        return nullptr;
    }
    m_clients.emplace(id, entry);
    return entry.handler;
}

void Worker::onHandshakeStarted(ClientHandler &handler)
{
    m_handshakes.emplace(handler.id(), &handler);
    if (m_handshakes.size() > maxHandshakes)
        m_handshakes.begin()->second->close(CloseReason::HandshakeTooSlow);
}

void Worker::onHandshakeEnded(ClientHandler &handler)
{
    m_handshakes.erase(handler.id());
}

void Worker::onDeadlineStarted(ClientHandler &handler)
{
    m_waiting.insert(&handler);
    if (!m_sweepTimer.isActive())
        m_sweepTimer.start(sweepInterval, this);
}

void Worker::onDeadlineEnded(ClientHandler &handler)
{
    m_waiting.erase(&handler);
}

void Worker::onChanged(ClientHandler &handler)
{
    if (m_isObserved && handler.isReported())
        m_changed.push_back(handler.id());
}

void Worker::onGone(ClientHandler &handler, CloseReason reason)
{
    const auto entry = m_clients.find(handler.id());
    if (entry == m_clients.end())
        return;
    if (entry->second.role == Role::Served)
        --m_context.totals.clients;
    release(entry->second);
    if (m_isObserved && handler.isReported()) {
        if (m_departures.size() < maxDepartures)
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
        m_limits->release(entry.address);
    else
        --m_rejectedNow;
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
    m_context.recorder.start(m_clients.contains(id) ? id : 0);
}

void Worker::shutDown()
{
    m_phase = Phase::ShuttingDown;
    for (ClientHandler *handler : handlers())
        handler->shutDown();
    m_quietTimer.start(static_cast<int>(shutdownQuiet.count()), this);
    m_shutdownDeadline = ClientHandler::Clock::now() + m_context.options.shutdownLimit;
    if (!m_sweepTimer.isActive())
        m_sweepTimer.start(sweepInterval, this);
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
    // Connections accepted before the shutdown may arrive until the quiet time is over.
    if (m_phase != Phase::ShuttingDown || !m_clients.empty() || m_quietTimer.isActive())
        return;
    m_phase = Phase::Drained; // once: the service counts the workers that have drained
    Q_EMIT drained();
}

std::vector<ClientHandler *> Worker::handlers() const
{
    std::vector<ClientHandler *> list; // a copy: a handler that is called may be removed
    list.reserve(m_clients.size());
    for (const auto &[id, entry] : m_clients)
        list.push_back(entry.handler);
    return list;
}

void Worker::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_sweepTimer.timerId()) {
        sweep();
    } else if (event->timerId() == m_paceTimer.timerId()) {
        checkPaceOfAll();
    } else if (event->timerId() == m_quietTimer.timerId()) {
        m_quietTimer.stop();
        finishShutDown();
    }
}

void Worker::sweep()
{
    const auto now = ClientHandler::Clock::now();
    const auto lost = m_sweepTimer.lostTime(now);
    m_shutdownDeadline += lost;
    if (m_phase == Phase::ShuttingDown && now >= m_shutdownDeadline) {
        resetAll();
        return;
    }
    const auto waiting = m_waiting; // a copy: handlers may leave the set
    if (waiting.empty() && m_phase != Phase::ShuttingDown)
        m_sweepTimer.stop();
    for (ClientHandler *handler : waiting)
        handler->sweep(now, lost);
}

void Worker::startPaceTimer()
{
    const auto interval = paceInterval(m_context.options);
    if (interval > 0ms && !m_paceTimer.isActive())
        m_paceTimer.start(interval, this);
}

void Worker::checkPaceOfAll()
{
    if (m_clients.empty())
        m_paceTimer.stop();
    const auto now = ClientHandler::Clock::now();
    const auto lost = m_paceTimer.lostTime(now);
    for (ClientHandler *handler : handlers())
        handler->checkPace(now, lost);
}

void Worker::startObserving()
{
    m_isObserved = true;
    for (const auto &[id, entry] : m_clients) {
        if (entry.handler->isReported())
            m_changed.push_back(id);
    }
}

void Worker::takeSnapshot()
{
    if (!m_isObserved)
        startObserving();

    Snapshot snapshot;
    snapshot.changed.reserve(static_cast<qsizetype>(m_changed.size()));
    for (const ClientId id : m_changed) {
        const auto entry = m_clients.find(id);
        if (entry == m_clients.end())
            continue; // it has departed
        snapshot.changed.append(entry->second.handler->info());
        entry->second.handler->clearChanged();
    }
    m_changed.clear();
    snapshot.departures = std::exchange(m_departures, {});
    snapshot.departuresDropped = std::exchange(m_departuresDropped, 0);
    snapshot.recorded = m_context.recorder.take();
    snapshot.totals = m_context.totals;
    snapshot.connections = m_clients.size();
    Q_EMIT snapshotTaken(snapshot);
}

} // namespace DigitSum
