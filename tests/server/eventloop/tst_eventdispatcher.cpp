// SPDX-License-Identifier: MIT
#include "tests/server/eventloop/eventdispatchersuite.h"

#include <QElapsedTimer>
#include <QSemaphore>
#include <QSysInfo>

#include <memory>
#include <optional>

using namespace DigitSum;
using namespace DigitSum::Testing;
using namespace std::chrono_literals;

namespace {

void postedEventsComeFirst()
{
    QObject object;
    QStringList order;
    const SocketPair pair;
    QSocketNotifier notifier(pair.near(), QSocketNotifier::Read);
    on(notifier, [&] {
        (void)pair.receive();
        order += QStringLiteral("socket");
    });
    pair.send();
    QMetaObject::invokeMethod(
        &object, [&] { order += QStringLiteral("posted"); }, Qt::QueuedConnection);
    QVERIFY(processUntil([&] { return order.size() == 2; }));
    QCOMPARE(order, (QStringList{QStringLiteral("posted"), QStringLiteral("socket")}));
}

void eventsPostedBeforeWaitingAreHandled()
{
    QObject object;
    auto *dispatcher = QThread::currentThread()->eventDispatcher();
    QElapsedTimer sincePosted;
    std::optional<qint64> handledAfter;
    QObject::connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, &object, [&] {
        if (sincePosted.isValid())
            return;
        sincePosted.start();
        QMetaObject::invokeMethod(
            &object, [&] { handledAfter = sincePosted.elapsed(); }, Qt::QueuedConnection);
    });
    QVERIFY(processUntil([&] { return handledAfter.has_value(); }));
    QVERIFY(*handledAfter < 500); // the tick of processUntil() would end the wait after a second
}

void otherThreadsWakeIt()
{
    QObject object; // belongs to this thread
    std::atomic<int> answered = 0;
    constexpr int rounds = 2000;
    const std::unique_ptr<QThread> other(QThread::create([&] {
        QSemaphore done;
        for (int i = 0; i < rounds; ++i) { // a lost wake-up would block this loop
            QMetaObject::invokeMethod(&object, [&] {
                ++answered;
                done.release();
            });
            done.acquire();
        }
    }));
    other->start();
    QVERIFY(processUntil([&] { return answered == rounds; }));
    QVERIFY(other->wait(5000));
}

void interruptEndsTheRound()
{
    QEventLoop loop;
    QTimer::singleShot(0, &loop, &QEventLoop::quit);
    QCOMPARE(loop.exec(), 0);

    const std::unique_ptr<QThread> other(QThread::create([&] { loop.exit(7); }));
    QTimer::singleShot(0, &loop, [&] { other->start(); });
    QCOMPARE(loop.exec(), 7);
    QVERIFY(other->wait(5000));
}

void nestedLoopInANotifier()
{
    const SocketPair outer;
    const SocketPair inner;
    QSocketNotifier outerNotifier(outer.near(), QSocketNotifier::Read);
    QSocketNotifier innerNotifier(inner.near(), QSocketNotifier::Read);
    int innerReads = 0;
    bool isDone = false;
    on(innerNotifier, [&] { innerReads += inner.receive(); });
    on(outerNotifier, [&] {
        (void)outer.receive();
        inner.send(2);
        QVERIFY(processUntil([&] { return innerReads == 2; }));
        isDone = true;
    });
    outer.send();
    QVERIFY(processUntil([&] { return isDone; }));
    processSomeEvents();
    QCOMPARE(innerReads, 2);
}

void nestedLoopInABatch()
{
    // Both are ready at once. The first one's handler runs a nested event loop, which serves the
    // other. The other must not be activated again afterwards, as its bytes have been read.
    const std::array<SocketPair, 2> pairs;
    std::array<std::unique_ptr<QSocketNotifier>, 2> notifiers;
    std::array<int, 2> received{};
    int emptyReads = 0;
    for (std::size_t i = 0; i < 2; ++i) {
        notifiers[i] = std::make_unique<QSocketNotifier>(pairs[i].near(), QSocketNotifier::Read);
        on(*notifiers[i], [&, i] {
            const int size = pairs[i].receive();
            emptyReads += size <= 0;
            received[i] += qMax(size, 0);
            if (received[1 - i] == 0)
                QVERIFY(processUntil([&] { return received[1 - i] > 0; }));
        });
        pairs[i].send();
    }
    QVERIFY(processUntil([&] { return received[0] == 1 && received[1] == 1; }));
    processSomeEvents();
    QCOMPARE(emptyReads, 0);
}

void returnsWhetherSomethingHappened()
{
    auto *dispatcher = QThread::currentThread()->eventDispatcher();
    processSomeEvents();
    QVERIFY(!dispatcher->processEvents(QEventLoop::AllEvents));
    const SocketPair pair;
    QSocketNotifier notifier(pair.near(), QSocketNotifier::Read);
    on(notifier, [&] { (void)pair.receive(); });
    pair.send();
    QVERIFY(dispatcher->processEvents(QEventLoop::AllEvents));
    QVERIFY(!dispatcher->processEvents(QEventLoop::AllEvents));
}

} // namespace

/// Event dispatchers: posted events, wake-ups and nested event loops.
class TestEventDispatcher : public EventDispatcherSuite
{
    Q_OBJECT

private Q_SLOTS:
    void linuxHasOwnDispatcher();
    void behavesAlike_data();
    void behavesAlike() { runCase(); }
};

void TestEventDispatcher::linuxHasOwnDispatcher()
{
    const bool isLinux = QSysInfo::kernelType() == QLatin1StringView("linux");
    QVERIFY(!isLinux || hasOwnDispatcher());
}

void TestEventDispatcher::behavesAlike_data()
{
    addCases({
        {"posted events come first", postedEventsComeFirst},
        {"events posted before waiting are handled", eventsPostedBeforeWaitingAreHandled},
        {"other threads wake it", otherThreadsWakeIt},
        {"interrupt ends the round", interruptEndsTheRound},
        {"nested loop in a notifier", nestedLoopInANotifier},
        {"nested loop in a batch", nestedLoopInABatch},
        {"returns whether something happened", returnsWhetherSomethingHappened},
    });
}

QTEST_GUILESS_MAIN(TestEventDispatcher)
#include "tst_eventdispatcher.moc"
