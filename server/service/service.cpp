// SPDX-License-Identifier: MIT
#include "server/service/service.h"

#include "server/eventloop/eventdispatcher.h"
#include "server/service/acceptor.h"
#include "server/service/connectionlimits.h"
#include "server/service/worker.h"
#include "server/transport/nativesocket.h"

#include <QAbstractEventDispatcher>
#include <QThread>

#include <cerrno>

namespace DigitSum {

/// A thread with an event loop, and the object that lives in it.
class ServiceThread final
{
    Q_DISABLE_COPY_MOVE(ServiceThread)

public:
    ServiceThread() { m_thread.setObjectName(QStringLiteral("service")); }
    ~ServiceThread()
    {
        m_thread.quit();
        m_thread.wait();
    }

    /// Opens the descriptors of the event loop. Returns the system's reason if it cannot, otherwise
    /// an empty one.
    [[nodiscard]] QString makeEventLoop()
    {
        auto made = makeEventDispatcher();
        if (const auto *reason = std::get_if<QString>(&made))
            return *reason;
        if (auto &dispatcher = std::get<0>(made))
            m_thread.setEventDispatcher(dispatcher.release());
        return {};
    }

    /// Starts the thread with \a object in it. Deletes the object at the thread's end, or at once
    /// if the system has no thread left, and then returns false.
    [[nodiscard]] bool start(std::unique_ptr<QObject> object)
    {
        m_thread.start();
        if (!m_thread.isRunning())
            return false;
        object->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, object.release(), &QObject::deleteLater);
        return true;
    }

private:
    QThread m_thread;
};

namespace {

/// Descriptors left for brief needs: duplicates of closing TLS connections, PROXY headers, name
/// lookups, files of a window.
constexpr int spareDescriptors = 24;

} // namespace

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
    m_options = options;
    m_options.threads = qMax(1, m_options.threads);
    m_isAccepting = true;
    m_blocked.clear();
    if (const QString problem = startThreads(); !problem.isEmpty()) {
        endThreads();
        Q_EMIT startFailed(problem);
        return;
    }
    setState(State::Binding);
    QMetaObject::invokeMethod(m_acceptor, &Acceptor::bind);
}

/// All or none: a worker without a thread would leave its clients without an answer. Returns what
/// is missing; empty on success.
QString Service::startThreads()
{
    const auto problem = [this](const QString &reason) {
        return tr("Cannot start with --threads %1: %2. Use fewer threads, or raise the limits of "
                  "processes (ulimit -u) and open files (ulimit -n).")
            .arg(m_options.threads)
            .arg(reason);
    };
    for (int i = 0; i <= m_options.threads; ++i) { // one more for the acceptor
        m_threads.push_back(std::make_unique<ServiceThread>());
        if (m_options.useQtEventDispatcher)
            continue;
        if (const QString reason = m_threads.back()->makeEventLoop(); !reason.isEmpty())
            return problem(reason);
    }
    const QString noThread = qt_error_string(EAGAIN); // Qt logs the reason, but does not return it
    const int available = availableDescriptors();
    if (available < 1)
        return problem(tr("no open file is left for clients"));
    m_options.maxClients = qMin(m_options.maxClients, available);

    const auto limits =
        std::make_shared<ConnectionLimits>(m_options.maxClients, m_options.maxClientsPerAddress);
    for (int i = 0; i < m_options.threads; ++i) {
        auto worker = std::make_unique<Worker>(m_options, limits);
        connect(worker.get(), &Worker::drained, this, &Service::onThreadDrained);
        connect(worker.get(), &Worker::snapshotTaken, this, &Service::onSnapshotPart);
        Worker *const started = worker.get();
        if (!m_threads[size_t(i)]->start(std::move(worker)))
            return problem(noThread);
        m_workers.push_back(started);
    }
    auto acceptor = std::make_unique<Acceptor>(m_options, m_workers, limits);
    connect(acceptor.get(), &Acceptor::bound, this, &Service::onBound);
    connect(acceptor.get(), &Acceptor::bindFailed, this, &Service::onBindFailed);
    connect(acceptor.get(), &Acceptor::closed, this, &Service::onAcceptorClosed);
    connect(acceptor.get(), &Acceptor::connectionArrived, this, &Service::connectionArrived);
    Acceptor *const started = acceptor.get();
    if (!m_threads.back()->start(std::move(acceptor)))
        return problem(noThread);
    m_acceptor = started;
    return {};
}

/// How many clients the limit of open files allows, once the event loops are made.
int Service::availableDescriptors() const
{
    const auto listeners = qMax(m_options.addresses.size(), m_options.sockets.size());
    return NativeSocket::raiseDescriptorLimit() - NativeSocket::openDescriptors()
           - static_cast<int>(listeners) - m_options.threads * Worker::maxRejectedAtOnce
           - spareDescriptors;
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
    m_threadsToDrain = m_workers.size();
    for (Worker *worker : m_workers)
        QMetaObject::invokeMethod(worker, &Worker::shutDown);
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
    for (Worker *worker : m_workers)
        worker->disconnect(this); // news that is under way is out of date
    m_workers.clear();
    if (m_acceptor)
        m_acceptor->disconnect(this);
    m_acceptor = nullptr;
    if (!m_threads.empty())
        m_threads.pop_back(); // the acceptor's first: it calls the workers
    m_threads.clear();
    m_endpoints.clear();
    m_snapshotPartsDue = 0;
    m_snapshot = {};
    setState(State::Stopped);
}

void Service::disconnectClient(ClientId client)
{
    for (Worker *worker : m_workers)
        QMetaObject::invokeMethod(worker, [worker, client] { worker->disconnectClient(client); });
}

void Service::resetClient(ClientId client)
{
    for (Worker *worker : m_workers)
        QMetaObject::invokeMethod(worker, [worker, client] { worker->resetClient(client); });
}

void Service::recordClient(ClientId client)
{
    for (Worker *worker : m_workers)
        QMetaObject::invokeMethod(worker, [worker, client] { worker->recordClient(client); });
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

void Service::setTlsIdentity(const TlsIdentity &identity)
{
    if (!m_options.tls)
        return;
    m_options.tls = identity;
    const QSslConfiguration configuration = identity.configuration();
    for (Worker *worker : m_workers)
        QMetaObject::invokeMethod(
            worker, [worker, configuration] { worker->setTlsConfiguration(configuration); });
}

void Service::takeSnapshot()
{
    if (m_snapshotPartsDue > 0 || m_workers.empty())
        return;
    m_snapshotPartsDue = m_workers.size();
    m_snapshot = {};
    for (Worker *worker : m_workers)
        QMetaObject::invokeMethod(worker, &Worker::takeSnapshot);
}

void Service::awaitConnection()
{
    if (m_acceptor)
        m_acceptor->awaitConnection();
}

void Service::onSnapshotPart(const Snapshot &part)
{
    m_snapshot.changed += part.changed;
    m_snapshot.departures += part.departures;
    m_snapshot.departuresDropped += part.departuresDropped;
    m_snapshot.recorded += part.recorded;
    m_snapshot.totals += part.totals;
    m_snapshot.connections += part.connections;
    if (--m_snapshotPartsDue == 0)
        Q_EMIT snapshotTaken(std::exchange(m_snapshot, {}));
}

} // namespace DigitSum
