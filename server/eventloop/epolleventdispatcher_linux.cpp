// SPDX-License-Identifier: MIT
#include "server/eventloop/epolleventdispatcher_linux.h"

#include "server/eventloop/eventdispatcher.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QThread>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace DigitSum {

namespace {

/// Maximum number of events taken from the kernel at once. The kernel rotates its ready list, so
/// none starves; posted events and timers are handled in between.
constexpr int maxEvents = 128;

/// Milliseconds until interest changes that failed for lack of memory are retried.
constexpr int retryPause = 100;

constexpr std::array eventsOfType{quint32{EPOLLIN}, quint32{EPOLLOUT}, quint32{EPOLLPRI}};
static_assert(QSocketNotifier::Read == 0 && QSocketNotifier::Write == 1
              && QSocketNotifier::Exception == 2);

quint64 tag(int number, quint32 generation)
{
    return quint64{generation} << 32 | static_cast<quint32>(number);
}

/// Returns true if \a events concern a notifier of \a type. An error or hang-up concerns every
/// notifier: the following read or write returns it.
bool concerns(quint32 events, std::size_t type)
{
    const bool isBroken = (events & (EPOLLERR | EPOLLHUP)) != 0;
    return (events & eventsOfType[type]) != 0 || (isBroken && type != QSocketNotifier::Exception);
}

} // namespace

EpollEventDispatcher::EpollEventDispatcher(QObject *parent)
    : QAbstractEventDispatcher(parent)
    , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_wakeUpEvent(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = tag(m_wakeUpEvent, 0);
    if (m_epoll < 0 || m_wakeUpEvent < 0
        || ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wakeUpEvent, &event) != 0) {
        m_error = errno;
    }
}

EpollEventDispatcher::~EpollEventDispatcher()
{
    ::close(m_wakeUpEvent);
    ::close(m_epoll);
}

// ---- the loop ----

bool EpollEventDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    m_isInterrupted = false;
    Q_EMIT awake();
    bool hasHandled = m_isWokenUp.exchange(false);
    QCoreApplication::sendPostedEvents();

    const bool includeTimers = !flags.testFlag(QEventLoop::X11ExcludeTimers);
    bool mayWait = flags.testFlag(QEventLoop::WaitForMoreEvents) && !m_isInterrupted && !m_isWokenUp
                   && !hasHandled;
    if (mayWait) {
        Q_EMIT aboutToBlock();
        mayWait = !m_isWokenUp; // a slot may have posted an event
    }
    if (m_isInterrupted)
        return false;

    const int limit = timeout(mayWait, includeTimers);
    const bool includeSockets = !flags.testFlag(QEventLoop::ExcludeSocketNotifiers);
    const int delivered = includeSockets ? waitForSockets(limit) : waitForWakeUp(limit);
    hasHandled |= delivered > 0;
    if (includeTimers)
        hasHandled |= activateTimers();
    return hasHandled;
}

/// The time-out for epoll_wait(): milliseconds until the next timer, rounded up, or -1.
int EpollEventDispatcher::timeout(bool mayWait, bool includeTimers) const
{
    if (!mayWait)
        return 0;
    const auto deadline = includeTimers ? m_timers.nextDeadline() : std::nullopt;
    if (!deadline)
        return -1;
    const auto rest =
        std::chrono::ceil<std::chrono::milliseconds>(*deadline - TimerQueue::Clock::now()).count();
    return static_cast<int>(std::clamp<qint64>(rest, 0, std::numeric_limits<int>::max()));
}

/// Returns the number of events delivered.
int EpollEventDispatcher::waitForSockets(int timeout)
{
    applyChanges();
    if (!m_changed.empty() && (timeout < 0 || timeout > retryPause))
        timeout = retryPause;
    const quint64 wait = ++m_waits;
    std::array<epoll_event, maxEvents> events;
    int count = ::epoll_wait(m_epoll, events.data(), maxEvents, timeout);
    if (count < 0 && errno == EINTR) // after SIGCONT, too: look at the sockets before the timers
        count = ::epoll_wait(m_epoll, events.data(), maxEvents, 0);
    int delivered = 0;
    for (int i = 0; i < count; ++i) {
        // A nested event loop has called epoll_wait(): the remaining events may be stale, and epoll
        // reports the current ones again.
        if (wait != m_waits)
            break;
        delivered += deliver(events[static_cast<std::size_t>(i)], wait);
    }
    return delivered;
}

/// Used while socket events are excluded: they would end epoll_wait() at once, repeatedly.
int EpollEventDispatcher::waitForWakeUp(int timeout)
{
    pollfd request{m_wakeUpEvent, POLLIN, 0};
    if (::poll(&request, 1, timeout) <= 0)
        return 0;
    takeWakeUpEvent();
    return 1;
}

/// Activates the notifiers that an event concerns. Each is looked up at its turn: a slot may remove
/// the others, close the descriptor, and open another with the same number.
bool EpollEventDispatcher::deliver(const epoll_event &event, quint64 wait)
{
    const auto number = static_cast<std::size_t>(event.data.u64 & 0xffffffffu);
    const auto generation = static_cast<quint32>(event.data.u64 >> 32);
    if (static_cast<int>(number) == m_wakeUpEvent) {
        takeWakeUpEvent();
        return true;
    }

    bool hasDelivered = false;
    for (std::size_t type = 0; type < eventsOfType.size() && wait == m_waits; ++type) {
        const Descriptor &descriptor = m_descriptors[number];
        QSocketNotifier *notifier = descriptor.notifiers[type];
        if (descriptor.generation == generation && notifier && concerns(event.events, type)) {
            QEvent activation(QEvent::SockAct);
            QCoreApplication::sendEvent(notifier, &activation);
            hasDelivered = true;
        }
    }
    return hasDelivered;
}

// ---- socket notifiers ----

quint32 EpollEventDispatcher::Descriptor::wanted() const
{
    quint32 events = 0;
    for (std::size_t type = 0; type < notifiers.size(); ++type)
        events |= notifiers[type] ? eventsOfType[type] : 0;
    return events;
}

EpollEventDispatcher::Descriptor &
EpollEventDispatcher::descriptorOf(const QSocketNotifier *notifier)
{
    const auto number = static_cast<std::size_t>(notifier->socket());
    if (number >= m_descriptors.size())
        m_descriptors.resize(std::max(number + 1, m_descriptors.size() * 2));
    return m_descriptors[number];
}

void EpollEventDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    Descriptor &descriptor = descriptorOf(notifier);
    QSocketNotifier *&place = descriptor.notifiers[notifier->type()];
    if (place)
        qWarning("QSocketNotifier: Multiple socket notifiers for same socket %d",
                 static_cast<int>(notifier->socket()));
    if (descriptor.wanted() == 0)
        ++descriptor.generation; // events of the previous file no longer match
    place = notifier;
    noteChange(static_cast<int>(notifier->socket()), descriptor);
}

void EpollEventDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    Descriptor &descriptor = descriptorOf(notifier);
    QSocketNotifier *&place = descriptor.notifiers[notifier->type()];
    if (place != notifier)
        return;
    place = nullptr;
    if (descriptor.wanted() == 0)
        forget(static_cast<int>(notifier->socket()), descriptor);
    else
        noteChange(static_cast<int>(notifier->socket()), descriptor);
}

/// Applied at once, while the number still refers to this file: if the descriptor is closed and a
/// duplicate keeps the file open, its events could not be removed later.
void EpollEventDispatcher::forget(int number, Descriptor &descriptor)
{
    // Deleted, not set to an empty interest, with which epoll still reports errors. Fails without
    // harm if the file is closed: the kernel has removed it.
    if (std::exchange(descriptor.registered, 0) != 0)
        ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, number, nullptr);
}

void EpollEventDispatcher::noteChange(int number, Descriptor &descriptor)
{
    if (!std::exchange(descriptor.isChanged, true))
        m_changed.push_back(number);
}

void EpollEventDispatcher::applyChanges()
{
    std::erase_if(m_changed, [this](int number) {
        Descriptor &descriptor = m_descriptors[static_cast<std::size_t>(number)];
        const bool isDifferent = descriptor.wanted() != descriptor.registered;
        descriptor.isChanged = isDifferent && !tellKernel(number, descriptor);
        return !descriptor.isChanged;
    });
}

/// Returns false if the kernel lacked memory; try again later.
bool EpollEventDispatcher::tellKernel(int number, Descriptor &descriptor)
{
    epoll_event event{};
    event.events = descriptor.wanted();
    event.data.u64 = tag(number, descriptor.generation);
    const int operation = descriptor.registered == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
    const int failed = ::epoll_ctl(m_epoll, operation, number, &event);
    if (failed != 0 && (errno == ENOMEM || errno == ENOSPC))
        return false;
    descriptor.registered = event.events;
    return true;
}

// ---- timers ----

void EpollEventDispatcher::registerTimer(int timerId, qint64 interval, Qt::TimerType timerType,
                                         QObject *object)
{
    m_timers.start(timerId, std::chrono::milliseconds(interval), timerType, object,
                   TimerQueue::Clock::now());
}

bool EpollEventDispatcher::unregisterTimer(int timerId)
{
    return m_timers.stop(timerId);
}

bool EpollEventDispatcher::unregisterTimers(QObject *object)
{
    return m_timers.stopAll(object);
}

QList<QAbstractEventDispatcher::TimerInfo>
EpollEventDispatcher::registeredTimers(QObject *object) const
{
    return m_timers.timersOf(object);
}

int EpollEventDispatcher::remainingTime(int timerId)
{
    return static_cast<int>(m_timers.remaining(timerId, TimerQueue::Clock::now()).count());
}

bool EpollEventDispatcher::activateTimers()
{
    const auto now = TimerQueue::Clock::now();
    bool hasActivated = false;
    for (const int id : m_timers.due(now)) {
        QObject *object = m_timers.beginRound(id, now);
        if (!object)
            continue;
        QTimerEvent event(id);
        QCoreApplication::sendEvent(object, &event);
        m_timers.endRound(id);
        hasActivated = true;
    }
    return hasActivated;
}

// ---- other threads ----

/// Thread-safe. Several calls before the next round count as one; a call from the loop's own
/// thread, which is not waiting, needs no event.
void EpollEventDispatcher::wakeUp()
{
    const bool wasWokenUp = m_isWokenUp.exchange(true);
    if (wasWokenUp || QThread::currentThread() == thread())
        return;
    const quint64 one = 1;
    [[maybe_unused]] const auto written = ::write(m_wakeUpEvent, &one, sizeof one);
}

/// The flag stays set until the next round checks it.
void EpollEventDispatcher::takeWakeUpEvent()
{
    quint64 count = 0;
    [[maybe_unused]] const auto read = ::read(m_wakeUpEvent, &count, sizeof count);
}

void EpollEventDispatcher::interrupt()
{
    m_isInterrupted = true;
    wakeUp();
}

std::variant<std::unique_ptr<QAbstractEventDispatcher>, QString> makeEventDispatcher()
{
    auto dispatcher = std::make_unique<EpollEventDispatcher>();
    if (dispatcher->error() != 0)
        return qt_error_string(dispatcher->error());
    return dispatcher;
}

} // namespace DigitSum
