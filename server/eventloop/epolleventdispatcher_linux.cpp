// SPDX-License-Identifier: MIT
#include "server/eventloop/epolleventdispatcher_linux.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QThread>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace DigitSum {

namespace {

/// The most events taken from the kernel at once. With more ready, each has its turn: the kernel
/// goes round its list, and posted events and timers come in between.
constexpr int mostEvents = 128;

/// Milliseconds until changes that the kernel had no memory for are tried again.
constexpr int retryPause = 100;

constexpr std::array eventsOfType{quint32{EPOLLIN}, quint32{EPOLLOUT}, quint32{EPOLLPRI}};
static_assert(QSocketNotifier::Read == 0 && QSocketNotifier::Write == 1
              && QSocketNotifier::Exception == 2);

quint64 tag(int number, quint32 generation)
{
    return quint64{generation} << 32 | static_cast<quint32>(number);
}

/// The event that a notifier of \a type waits for has come. An error, or the peer's hanging up, is
/// for whoever waits: reading or writing will tell what it is.
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
        qFatal("Cannot make an event loop: %s", strerror(errno));
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
    const bool mayWait = flags.testFlag(QEventLoop::WaitForMoreEvents) && !m_isInterrupted
                         && !m_isWokenUp && !hasHandled;
    if (mayWait)
        Q_EMIT aboutToBlock();
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

/// For epoll_wait(): milliseconds until the next timer is due, rounded up, or for ever.
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

/// \returns how many events were delivered.
int EpollEventDispatcher::waitForSockets(int timeout)
{
    applyChanges();
    if (!m_changed.empty() && (timeout < 0 || timeout > retryPause))
        timeout = retryPause;
    const quint64 wait = ++m_waits;
    std::array<epoll_event, mostEvents> events;
    const int count = ::epoll_wait(m_epoll, events.data(), mostEvents, timeout);
    int delivered = 0;
    for (int i = 0; i < count; ++i) {
        // A nested event loop has waited meanwhile: what is left here may be out of date, and what
        // isn't will be told again.
        if (wait != m_waits)
            break;
        delivered += deliver(events[static_cast<std::size_t>(i)], wait);
    }
    return delivered;
}

/// While socket events are unwanted: they would end epoll_wait() again and again.
int EpollEventDispatcher::waitForWakeUp(int timeout)
{
    pollfd request{m_wakeUpEvent, POLLIN, 0};
    if (::poll(&request, 1, timeout) <= 0)
        return 0;
    takeWakeUpEvent();
    return 1;
}

/// Tells the notifiers that an event concerns. Looked up one by one: whoever is told may remove
/// the others, close the descriptor, and open another of the same number.
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
        ++descriptor.generation; // events of the file before are none of its business
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

/// At once, as long as the number means this file: the descriptor is about to be closed, perhaps,
/// while a duplicate keeps the file open, and then nobody could stop its events any more.
void EpollEventDispatcher::forget(int number, Descriptor &descriptor)
{
    // Not just an empty interest: errors would still be told, again and again. It fails, and does
    // no harm, where the file was closed before: the kernel has forgotten it then.
    if (std::exchange(descriptor.told, 0) != 0)
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
        const bool isNews = descriptor.wanted() != descriptor.told;
        descriptor.isChanged = isNews && !tellKernel(number, descriptor);
        return !descriptor.isChanged;
    });
}

/// \returns false if the kernel had no memory for it: to be told again.
bool EpollEventDispatcher::tellKernel(int number, Descriptor &descriptor)
{
    epoll_event event{};
    event.events = descriptor.wanted();
    event.data.u64 = tag(number, descriptor.generation);
    const int operation = descriptor.told == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
    const int failed = ::epoll_ctl(m_epoll, operation, number, &event);
    if (failed != 0 && (errno == ENOMEM || errno == ENOSPC))
        return false;
    descriptor.told = event.events;
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

/// Any thread. Several calls before the loop comes round are one; the loop's own thread, which
/// isn't waiting, needs no event to be woken by.
void EpollEventDispatcher::wakeUp()
{
    const bool wasWokenUp = m_isWokenUp.exchange(true);
    if (wasWokenUp || QThread::currentThread() == thread())
        return;
    const quint64 one = 1;
    [[maybe_unused]] const auto written = ::write(m_wakeUpEvent, &one, sizeof one);
}

/// The flag stays: the next round begins by looking at it.
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

} // namespace DigitSum
