// SPDX-License-Identifier: MIT
#include "server/eventloop/timerqueue.h"

#include <QTest>

using namespace DigitSum;
using namespace std::chrono_literals;

namespace {

const TimerQueue::Clock::time_point noon{12h}; // arbitrary: the queue has no clock of its own

} // namespace

class TestTimerQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firesInOrder();
    void preciseTimersAreNeverEarly();
    void coarseTimersStayWithinFivePercent();
    void veryCoarseTimersKeepToSeconds();
    void lateTimersKeepTheirSchedule();
    void missedTimeoutsAreSkipped();
    void roundsAreNotReentrant();
    void stopped();
    void stoppedWithTheirObject();
    void remaining();
};

void TestTimerQueue::firesInOrder()
{
    TimerQueue queue;
    queue.start(1, 30ms, Qt::PreciseTimer, this, noon);
    queue.start(2, 10ms, Qt::PreciseTimer, this, noon);
    queue.start(3, 20ms, Qt::PreciseTimer, this, noon);
    QCOMPARE(queue.nextDeadline(), std::optional(noon + 10ms));
    QVERIFY(queue.due(noon + 9ms).empty());
    QCOMPARE(queue.due(noon + 20ms), (std::vector<int>{2, 3}));
    QCOMPARE(queue.due(noon + 1h), (std::vector<int>{2, 3, 1}));
}

void TestTimerQueue::preciseTimersAreNeverEarly()
{
    for (const auto interval : {0ms, 1ms, 7ms, 100ms, 12'345ms}) {
        TimerQueue queue;
        queue.start(1, interval, Qt::PreciseTimer, this, noon + 123us);
        QCOMPARE(queue.nextDeadline(), std::optional(noon + 123us + interval));
    }
}

void TestTimerQueue::coarseTimersStayWithinFivePercent()
{
    for (const auto interval : {1ms, 19ms, 20ms, 50ms, 250ms, 1000ms, 60'000ms}) {
        for (const auto offset : {0ms, 3ms, 77ms, 501ms}) {
            TimerQueue queue;
            const auto start = noon + offset;
            queue.start(1, interval, Qt::CoarseTimer, this, start);
            const std::chrono::duration<double> waited = *queue.nextDeadline() - start;
            const std::chrono::duration<double> wanted = interval;
            QVERIFY(std::abs(waited.count() - wanted.count()) <= 0.05 * wanted.count());
        }
    }
    // Timers with the same interval and nearby deadlines fire together.
    TimerQueue queue;
    queue.start(1, 1000ms, Qt::CoarseTimer, this, noon + 1ms);
    queue.start(2, 1000ms, Qt::CoarseTimer, this, noon + 5ms);
    QCOMPARE(queue.due(*queue.nextDeadline()).size(), std::size_t(2));
}

void TestTimerQueue::veryCoarseTimersKeepToSeconds()
{
    TimerQueue queue;
    queue.start(1, 5s, Qt::VeryCoarseTimer, this, noon + 300ms);
    QCOMPARE(queue.nextDeadline(), std::optional(noon + 5s));
}

void TestTimerQueue::lateTimersKeepTheirSchedule()
{
    TimerQueue queue;
    queue.start(1, 100ms, Qt::PreciseTimer, this, noon);
    QCOMPARE(queue.beginRound(1, noon + 130ms), this); // late
    queue.endRound(1);
    QCOMPARE(queue.nextDeadline(), std::optional(noon + 200ms)); // the next one is on time
}

void TestTimerQueue::missedTimeoutsAreSkipped()
{
    TimerQueue queue;
    queue.start(1, 100ms, Qt::PreciseTimer, this, noon);
    QCOMPARE(queue.beginRound(1, noon + 1050ms), this);
    queue.endRound(1);
    QCOMPARE(queue.nextDeadline(), std::optional(noon + 1150ms));
}

void TestTimerQueue::roundsAreNotReentrant()
{
    TimerQueue queue;
    queue.start(1, 0ms, Qt::PreciseTimer, this, noon);
    QCOMPARE(queue.beginRound(1, noon), this);
    QCOMPARE(queue.beginRound(1, noon), nullptr); // in an event loop nested in the first round
    QCOMPARE(queue.nextDeadline(), std::nullopt); // which must not spin on this timer
    queue.endRound(1);
    QCOMPARE(queue.beginRound(1, noon), this);
}

void TestTimerQueue::stopped()
{
    TimerQueue queue;
    queue.start(1, 0ms, Qt::PreciseTimer, this, noon);
    QVERIFY(queue.stop(1));
    QVERIFY(!queue.stop(1));
    QVERIFY(queue.due(noon + 1h).empty());
    QCOMPARE(queue.nextDeadline(), std::nullopt);
    QCOMPARE(queue.beginRound(1, noon + 1h), nullptr);
}

void TestTimerQueue::stoppedWithTheirObject()
{
    QObject other;
    TimerQueue queue;
    queue.start(1, 10ms, Qt::PreciseTimer, this, noon);
    queue.start(2, 20ms, Qt::PreciseTimer, &other, noon);
    queue.start(3, 30ms, Qt::PreciseTimer, this, noon);
    QCOMPARE(queue.timersOf(this).size(), 2);
    QVERIFY(queue.stopAll(this));
    QVERIFY(!queue.stopAll(this));
    QCOMPARE(queue.due(noon + 1h), (std::vector<int>{2}));
}

void TestTimerQueue::remaining()
{
    TimerQueue queue;
    queue.start(1, 10ms, Qt::PreciseTimer, this, noon);
    QCOMPARE(queue.remaining(1, noon), 10ms);
    QCOMPARE(queue.remaining(1, noon + 9500us), 1ms); // rounded up
    QCOMPARE(queue.remaining(1, noon + 1h), 0ms);
    QCOMPARE(queue.remaining(2, noon), -1ms);
}

QTEST_APPLESS_MAIN(TestTimerQueue)
#include "tst_timerqueue.moc"
