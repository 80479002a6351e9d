// SPDX-License-Identifier: MIT
#include "tests/server/eventloop/eventdispatchersuite.h"

#include <QElapsedTimer>

#include <memory>

using namespace DigitSum;
using namespace DigitSum::Testing;
using namespace std::chrono_literals;

namespace {

void timersFireAndStop()
{
    for (const Qt::TimerType type : {Qt::PreciseTimer, Qt::CoarseTimer}) {
        QElapsedTimer clock;
        clock.start();
        QTimer timer;
        timer.setTimerType(type);
        int shots = 0;
        QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
            if (++shots == 3)
                timer.stop();
        });
        timer.start(40ms);
        QVERIFY(processUntil([&] { return shots == 3; }));
        QVERIFY(clock.elapsed() >= 3 * 40 * 95 / 100);
        processSomeEvents();
        QCOMPARE(shots, 3);
        QCOMPARE(timer.remainingTime(), -1);
    }
}

void zeroTimerLetsOthersIn()
{
    const SocketPair pair;
    QSocketNotifier notifier(pair.near(), QSocketNotifier::Read);
    int received = 0;
    on(notifier, [&] { received += pair.receive(); });
    QTimer busy;
    int shots = 0;
    QObject::connect(&busy, &QTimer::timeout, &busy, [&] { ++shots; });
    busy.start(0ms);
    pair.send();
    QVERIFY(processUntil([&] { return received == 1 && shots > 10; }));
    const int before = shots;
    QThread::currentThread()->eventDispatcher()->processEvents(QEventLoop::AllEvents);
    QCOMPARE(shots, before + 1); // once per iteration
}

void timerKilledInItsOwnEvent()
{
    auto timer = std::make_unique<QTimer>();
    bool hasFired = false;
    QObject::connect(timer.get(), &QTimer::timeout, [&] {
        hasFired = true;
        timer.reset();
    });
    timer->start(1ms);
    QVERIFY(processUntil([&] { return hasFired; }));
    processSomeEvents();
}

void timersAreListed()
{
    QObject object;
    auto *dispatcher = QThread::currentThread()->eventDispatcher();
    QVERIFY(dispatcher->registeredTimers(&object).isEmpty());
    const int id = object.startTimer(1h, Qt::VeryCoarseTimer);
    const auto timers = dispatcher->registeredTimers(&object);
    QCOMPARE(timers.size(), 1);
    QCOMPARE(timers.first().timerId, id);
    QCOMPARE(timers.first().interval, 3'600'000);
    QCOMPARE(timers.first().timerType, Qt::VeryCoarseTimer);
    QVERIFY(dispatcher->remainingTime(id) > 3'590'000);
    object.killTimer(id);
    QVERIFY(dispatcher->registeredTimers(&object).isEmpty());
}

void nestedLoopInATimer()
{
    QTimer timer;
    int depth = 0;
    int deepest = 0;
    int shots = 0;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
        deepest = qMax(deepest, ++depth);
        if (++shots < 5)
            processSomeEvents();
        --depth;
    });
    timer.start(0ms);
    QVERIFY(processUntil([&] { return shots >= 5; }));
    QCOMPARE(deepest, 1); // a timer must not fire inside its own event
}

} // namespace

/// Event dispatchers: timers.
class TestEventDispatcherTimers : public EventDispatcherSuite
{
    Q_OBJECT

private Q_SLOTS:
    void behavesAlike_data();
    void behavesAlike() { runCase(); }
};

void TestEventDispatcherTimers::behavesAlike_data()
{
    addCases({
        {"timers fire and stop", timersFireAndStop},
        {"zero timer lets others in", zeroTimerLetsOthersIn},
        {"timer killed in its own event", timerKilledInItsOwnEvent},
        {"timers are listed", timersAreListed},
        {"nested loop in a timer", nestedLoopInATimer},
    });
}

QTEST_GUILESS_MAIN(TestEventDispatcherTimers)
#include "tst_eventdispatchertimers.moc"
