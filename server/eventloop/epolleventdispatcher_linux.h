// SPDX-License-Identifier: MIT
#pragma once

#include "server/eventloop/timerqueue.h"

#include <QAbstractEventDispatcher>

#include <array>
#include <atomic>
#include <vector>

struct epoll_event;

namespace DigitSum {

/// An event dispatcher for threads with thousands of sockets.
///
/// Qt's own dispatchers pass every descriptor to the kernel at each wait, so a wake costs as much
/// as there are clients, idle ones included. epoll keeps the descriptors in the kernel, so a wake
/// costs as much as there are events. Interest changes are applied right before waiting: QTcpSocket
/// enables and disables its write notifier for every reply, which cancels out without a system
/// call.
///
/// Install it with QThread::setEventDispatcher() before the thread starts. It behaves as Qt's
/// dispatcher for Unix does; tst_eventdispatcher runs the same cases on both.
class EpollEventDispatcher final : public QAbstractEventDispatcher
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EpollEventDispatcher)

public:
    explicit EpollEventDispatcher(QObject *parent = nullptr);
    ~EpollEventDispatcher() override;

    /// 0 if the system could provide what an event loop needs, otherwise its errno; then the
    /// dispatcher is of no use.
    [[nodiscard]] int error() const noexcept { return m_error; }

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;

    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;

    void registerTimer(int timerId, qint64 interval, Qt::TimerType timerType,
                       QObject *object) override;
    bool unregisterTimer(int timerId) override;
    bool unregisterTimers(QObject *object) override;
    QList<TimerInfo> registeredTimers(QObject *object) const override;
    int remainingTime(int timerId) override;

    void wakeUp() override;
    void interrupt() override;

private:
    /// The notifiers of a descriptor, and the events registered with epoll. Descriptor numbers are
    /// reused after a close; generations are not.
    struct Descriptor
    {
        std::array<QSocketNotifier *, 3> notifiers{}; // by QSocketNotifier::Type
        quint32 registered = 0;                       // events in epoll; 0 if not registered
        quint32 generation = 0;
        bool isChanged = false; // listed in m_changed

        [[nodiscard]] quint32 wanted() const;
    };

    Descriptor &descriptorOf(const QSocketNotifier *notifier);
    void forget(int number, Descriptor &descriptor);
    void noteChange(int number, Descriptor &descriptor);
    void applyChanges();
    bool tellKernel(int number, Descriptor &descriptor);
    int timeout(bool mayWait, bool includeTimers) const;
    int waitForSockets(int timeout);
    int waitForWakeUp(int timeout);
    bool deliver(const epoll_event &event, quint64 wait);
    bool activateTimers();
    void takeWakeUpEvent();

    const int m_epoll;
    const int m_wakeUpEvent;
    int m_error = 0;
    std::vector<Descriptor> m_descriptors; // by number
    std::vector<int> m_changed;            // numbers, to be applied before waiting
    TimerQueue m_timers;
    std::atomic<bool> m_isWokenUp{false};
    std::atomic<bool> m_isInterrupted{false};
    quint64 m_waits = 0;
};

} // namespace DigitSum
