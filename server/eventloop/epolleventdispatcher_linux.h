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
/// Qt's own dispatchers hand every descriptor to the kernel each time they wait, so that a wake
/// costs as much as there are clients, idle ones too. epoll keeps the descriptors in the kernel: a
/// wake costs as much as there are events. And changes of interest, as long as there is some, are
/// applied lazily, right before waiting: QTcpSocket turns its write notifier on and off for every
/// reply, which comes to nothing by then and costs no system call.
///
/// Give it to a thread with QThread::setEventDispatcher() before that starts. In all that callers
/// can see it does as Qt's dispatcher for Unix does: tst_eventdispatcher runs the same cases on
/// both.
class EpollEventDispatcher final : public QAbstractEventDispatcher
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EpollEventDispatcher)

public:
    explicit EpollEventDispatcher(QObject *parent = nullptr);
    ~EpollEventDispatcher() override;

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
    /// What is wanted of a descriptor, and what the kernel was told. A descriptor's number comes
    /// back when it is closed and another is opened; its generation doesn't.
    struct Descriptor
    {
        std::array<QSocketNotifier *, 3> notifiers{}; // by QSocketNotifier::Type
        quint32 told = 0; // the events that epoll waits for; 0 if it doesn't know the file
        quint32 generation = 0;
        bool isChanged = false; // stands in m_changed

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
    std::vector<Descriptor> m_descriptors; // by number
    std::vector<int> m_changed;            // numbers, to be applied before waiting
    TimerQueue m_timers;
    std::atomic<bool> m_isWokenUp{false};
    std::atomic<bool> m_isInterrupted{false};
    quint64 m_waits = 0;
};

} // namespace DigitSum
