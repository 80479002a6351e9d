// SPDX-License-Identifier: MIT
#include "server/service/service.h"

#include "server/eventloop/eventdispatcher.h"
#include "server/service/acceptor.h"
#include "server/service/connectionlimits.h"
#include "server/service/worker.h"
#include "server/transport/nativesocket.h"

#include <QAbstractEventDispatcher>
#include <QThread>

namespace DigitSum {

/// A thread and the client worker that lives in it.
class ServiceThread final
{
    Q_DISABLE_COPY_MOVE(ServiceThread)

public:
    ServiceThread(const ServiceOptions &options, std::shared_ptr<ConnectionLimits> limits)
        : m_worker(new Worker(options, std::move(limits)))
    {
        m_thread.setObjectName(QStringLiteral("service"));
        if (auto dispatcher = makeEventDispatcher(); dispatcher && !options.useQtEventDispatcher)
            m_thread.setEventDispatcher(dispatcher.release());
        own(m_worker);
    }

    ~ServiceThread()
    {
        m_thread.quit();
        m_thread.wait();
    }

    /// Moves \a object into the thread, which deletes it at its end.
    void own(QObject *object)
    {
        object->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, object, &QObject::deleteLater);
    }

    void start() { m_thread.start(); }
    [[nodiscard]] Worker *worker() const { return m_worker; }

private:
    QThread m_thread;
    Worker *m_worker;
};

Service::Service(QObject *parent)
    : QObject(parent)
{
    qRegisterMetaType<BindError>();
    qRegisterMetaType<Snapshot>();
    qRegisterMetaType<QList<Endpoint>>();
}

Service::~Service() = default;

void Service::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

void Service::start(const ServiceOptions &options)
{
    if (m_state != State::Stopped)
        return;
    NativeSocket::raiseDescriptorLimit();
    m_options = options;
    m_isAccepting = true;
    m_blocked.clear();
    startThreads();
    setState(State::Binding);
    QMetaObject::invokeMethod(m_acceptor, &Acceptor::bind);
}

void Service::startThreads()
{
    const auto limits =
        std::make_shared<ConnectionLimits>(m_options.maxClients, m_options.maxClientsPerAddress);
    std::vector<Worker *> workers;
    for (int i = 0; i < qMax(1, m_options.threads); ++i) {
        auto thread = std::make_unique<ServiceThread>(m_options, limits);
        Worker *worker = thread->worker();
        connect(worker, &Worker::drained, this, &Service::onThreadDrained);
        connect(worker, &Worker::snapshotTaken, this, &Service::onSnapshotPart);
        workers.push_back(worker);
        m_threads.push_back(std::move(thread));
    }
    m_acceptor = new Acceptor(m_options, workers, limits);
    connect(m_acceptor, &Acceptor::bound, this, &Service::onBound);
    connect(m_acceptor, &Acceptor::bindFailed, this, &Service::onBindFailed);
    connect(m_acceptor, &Acceptor::closed, this, &Service::onAcceptorClosed);
    m_threads.front()->own(m_acceptor);
    for (const auto &thread : m_threads)
        thread->start();
}

void Service::onBound(const QList<Endpoint> &endpoints)
{
    if (m_state != State::Binding)
        return; // stopped meanwhile
    m_endpoints = endpoints;
    setState(State::Listening);
}

void Service::onBindFailed(const BindError &error, int retriesLeft)
{
    if (m_state != State::Binding)
        return;
    if (retriesLeft == 0)
        endThreads();
    Q_EMIT bindFailed(error, retriesLeft);
}

void Service::stop()
{
    if (m_state != State::Binding && m_state != State::Listening)
        return;
    setState(State::Stopping);
    QMetaObject::invokeMethod(m_acceptor, &Acceptor::close);
}

/// All connections that were accepted are now in the workers' hands.
void Service::onAcceptorClosed()
{
    m_threadsToDrain = m_threads.size();
    for (const auto &thread : m_threads)
        QMetaObject::invokeMethod(thread->worker(), &Worker::shutDown);
}

void Service::onThreadDrained()
{
    if (m_state == State::Stopping && --m_threadsToDrain == 0)
        endThreads();
}

void Service::stopNow()
{
    if (m_state != State::Stopped)
        endThreads();
}

void Service::endThreads()
{
    for (const auto &thread : m_threads)
        thread->worker()->disconnect(this); // news that is under way is out of date
    m_acceptor->disconnect(this);
    m_acceptor = nullptr;
    m_threads.clear();
    m_endpoints.clear();
    m_snapshotPartsDue = 0;
    m_snapshot = {};
    setState(State::Stopped);
}

void Service::disconnectClient(ClientId client)
{
    for (const auto &thread : m_threads) {
        Worker *worker = thread->worker();
        QMetaObject::invokeMethod(worker, [worker, client] { worker->disconnectClient(client); });
    }
}

void Service::resetClient(ClientId client)
{
    for (const auto &thread : m_threads) {
        Worker *worker = thread->worker();
        QMetaObject::invokeMethod(worker, [worker, client] { worker->resetClient(client); });
    }
}

void Service::recordClient(ClientId client)
{
    for (const auto &thread : m_threads) {
        Worker *worker = thread->worker();
        QMetaObject::invokeMethod(worker, [worker, client] { worker->recordClient(client); });
    }
}

void Service::setAccepting(bool accepting)
{
    if (!m_acceptor)
        return;
    m_isAccepting = accepting;
    QMetaObject::invokeMethod(
        m_acceptor, [acceptor = m_acceptor, accepting] { acceptor->setAccepting(accepting); });
}

void Service::setBlocked(const PeerNetwork &network, bool blocked)
{
    if (!m_acceptor)
        return;
    m_blocked.removeAll(network);
    if (blocked)
        m_blocked.append(network);
    QMetaObject::invokeMethod(m_acceptor, [acceptor = m_acceptor, network, blocked] {
        acceptor->setBlocked(network, blocked);
    });
}

void Service::takeSnapshot()
{
    if (m_snapshotPartsDue > 0 || m_threads.empty())
        return;
    m_snapshotPartsDue = m_threads.size();
    m_snapshot = {};
    for (const auto &thread : m_threads)
        QMetaObject::invokeMethod(thread->worker(), &Worker::takeSnapshot);
}

void Service::onSnapshotPart(const Snapshot &part)
{
    m_snapshot.changed += part.changed;
    m_snapshot.departures += part.departures;
    m_snapshot.departuresDropped += part.departuresDropped;
    m_snapshot.recorded += part.recorded;
    m_snapshot.totals += part.totals;
    if (--m_snapshotPartsDue == 0)
        Q_EMIT snapshotTaken(std::exchange(m_snapshot, {}));
}

} // namespace DigitSum
