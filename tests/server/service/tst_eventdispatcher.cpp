// SPDX-License-Identifier: MIT
#include "server/service/serviceeventdispatcher.h"

#include <QAbstractEventDispatcher>
#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QPointer>
#include <QSemaphore>
#include <QSocketNotifier>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <array>
#include <fcntl.h>
#include <functional>
#include <sys/socket.h>
#include <unistd.h>

using namespace DigitSum;
using namespace std::chrono_literals;

namespace {

/// A connected pair of non-blocking sockets, one end watched.
class SocketPair final
{
public:
    SocketPair() { ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, m_ends.data()); }
    ~SocketPair()
    {
        closeNear();
        closeFar();
    }
    SocketPair(const SocketPair &) = delete;
    SocketPair &operator=(const SocketPair &) = delete;

    [[nodiscard]] int near() const { return m_ends[0]; }
    void send(int bytes = 1) const
    {
        const QByteArray data(bytes, 'x');
        QCOMPARE(::write(m_ends[1], data.constData(), static_cast<size_t>(bytes)), bytes);
    }
    [[nodiscard]] int receive() const
    {
        std::array<char, 64> buffer{};
        return static_cast<int>(::read(m_ends[0], buffer.data(), buffer.size()));
    }
    void closeNear() { closeEnd(0); }
    void closeFar() { closeEnd(1); }

private:
    void closeEnd(std::size_t end)
    {
        if (m_ends[end] >= 0)
            ::close(std::exchange(m_ends[end], -1));
    }

    std::array<int, 2> m_ends{-1, -1};
};

/// Processes events until \a isDone, at most some seconds.
bool processUntil(const std::function<bool()> &isDone)
{
    QDeadlineTimer limit(5s);
    QTimer tick; // so that waiting ends
    tick.start(1s);
    while (!isDone() && !limit.hasExpired())
        QThread::currentThread()->eventDispatcher()->processEvents(QEventLoop::WaitForMoreEvents);
    return isDone();
}

/// A few rounds without waiting: what should not happen has its chance.
void processSomeEvents()
{
    for (int i = 0; i < 5; ++i)
        QThread::currentThread()->eventDispatcher()->processEvents(QEventLoop::AllEvents);
}

void on(QSocketNotifier &notifier, const std::function<void()> &what)
{
    QObject::connect(&notifier, &QSocketNotifier::activated, &notifier, what);
}

} // namespace

/// The same cases on Qt's dispatcher and on ours, each in a thread of its own.
class tst_EventDispatcher : public QObject
{
    Q_OBJECT

public:
    /// Qt's dispatcher for Unix; the one over GLib is a little different (it tells sockets, even
    /// where they are excluded).
    static void initMain() { qputenv("QT_NO_GLIB", "1"); }

private Q_SLOTS:
    void behavesAlike_data();
    void behavesAlike();

private:
    void readNotifier();
    void writeNotifier();
    void disabledNotifierIsSilent();
    void togglingComesToNothing();
    void removedInTheSameBatch();
    void deletedInItsOwnSlot();
    void numberUsedAgainInTheSameBatch();
    void numberUsedAgainLater();
    void hangUpIsToldToReaders();
    void hangUpDoesNotSpinWithoutInterest();
    void thousandsReadyAtOnceAllHaveTheirTurn();
    void excludedSocketsWait();
    void timersFireAndStop();
    void zeroTimerLetsOthersIn();
    void timerKilledInItsOwnEvent();
    void timersAreListed();
    void postedEventsComeFirst();
    void otherThreadsWakeIt();
    void interruptEndsTheRound();
    void nestedLoopInANotifier();
    void nestedLoopInABatch();
    void nestedLoopInATimer();
    void returnsWhetherSomethingHappened();
};

void tst_EventDispatcher::behavesAlike_data()
{
    using Case = void (tst_EventDispatcher::*)();
    QTest::addColumn<std::function<void()>>("run");
    QTest::addColumn<bool>("isOurs");
    const std::pair<const char *, Case> cases[]{
        {"read notifier", &tst_EventDispatcher::readNotifier},
        {"write notifier", &tst_EventDispatcher::writeNotifier},
        {"disabled notifier is silent", &tst_EventDispatcher::disabledNotifierIsSilent},
        {"toggling comes to nothing", &tst_EventDispatcher::togglingComesToNothing},
        {"removed in the same batch", &tst_EventDispatcher::removedInTheSameBatch},
        {"deleted in its own slot", &tst_EventDispatcher::deletedInItsOwnSlot},
        {"number used again in the same batch",
         &tst_EventDispatcher::numberUsedAgainInTheSameBatch},
        {"number used again later", &tst_EventDispatcher::numberUsedAgainLater},
        {"hang-up is told to readers", &tst_EventDispatcher::hangUpIsToldToReaders},
        {"hang-up does not spin", &tst_EventDispatcher::hangUpDoesNotSpinWithoutInterest},
        {"thousands ready at once", &tst_EventDispatcher::thousandsReadyAtOnceAllHaveTheirTurn},
        {"excluded sockets wait", &tst_EventDispatcher::excludedSocketsWait},
        {"timers fire and stop", &tst_EventDispatcher::timersFireAndStop},
        {"zero timer lets others in", &tst_EventDispatcher::zeroTimerLetsOthersIn},
        {"timer killed in its own event", &tst_EventDispatcher::timerKilledInItsOwnEvent},
        {"timers are listed", &tst_EventDispatcher::timersAreListed},
        {"posted events come first", &tst_EventDispatcher::postedEventsComeFirst},
        {"other threads wake it", &tst_EventDispatcher::otherThreadsWakeIt},
        {"interrupt ends the round", &tst_EventDispatcher::interruptEndsTheRound},
        {"nested loop in a notifier", &tst_EventDispatcher::nestedLoopInANotifier},
        {"nested loop in a batch", &tst_EventDispatcher::nestedLoopInABatch},
        {"nested loop in a timer", &tst_EventDispatcher::nestedLoopInATimer},
        {"returns whether something happened",
         &tst_EventDispatcher::returnsWhetherSomethingHappened},
    };
    for (const auto &[name, function] : cases) {
        for (const bool isOurs : {false, true}) {
            const std::function<void()> run = [this, function = function] { (this->*function)(); };
            QTest::addRow("%s, %s", name, isOurs ? "ours" : "Qt's") << run << isOurs;
        }
    }
}

void tst_EventDispatcher::behavesAlike()
{
    QFETCH(std::function<void()>, run);
    QFETCH(bool, isOurs);
    const std::unique_ptr<QThread> thread(QThread::create(run));
    if (isOurs) {
        auto dispatcher = makeServiceEventDispatcher();
        if (!dispatcher)
            QSKIP("This system has no dispatcher of ours: Qt's own is used");
        thread->setEventDispatcher(dispatcher.release());
    }
    thread->start();
    QVERIFY(thread->wait(20'000));
}

void tst_EventDispatcher::readNotifier()
{
    const SocketPair pair;
    QSocketNotifier notifier(pair.near(), QSocketNotifier::Read);
    int received = 0;
    on(notifier, [&] { received += pair.receive(); });
    processSomeEvents();
    QCOMPARE(received, 0);
    pair.send(3);
    QVERIFY(processUntil([&] { return received == 3; }));
    pair.send(2);
    QVERIFY(processUntil([&] { return received == 5; }));
}

void tst_EventDispatcher::writeNotifier()
{
    const SocketPair pair;
    QSocketNotifier notifier(pair.near(), QSocketNotifier::Write);
    int activations = 0;
    on(notifier, [&] {
        ++activations;
        notifier.setEnabled(false);
    });
    QVERIFY(processUntil([&] { return activations == 1; }));
    processSomeEvents();
    QCOMPARE(activations, 1);
}

void tst_EventDispatcher::disabledNotifierIsSilent()
{
    const SocketPair pair;
    QSocketNotifier notifier(pair.near(), QSocketNotifier::Read);
    int received = 0;
    on(notifier, [&] { received += pair.receive(); });
    notifier.setEnabled(false);
    pair.send();
    processSomeEvents();
    QCOMPARE(received, 0);
    notifier.setEnabled(true);
    QVERIFY(processUntil([&] { return received == 1; }));
}

void tst_EventDispatcher::togglingComesToNothing()
{
    const SocketPair pair;
    QSocketNotifier reader(pair.near(), QSocketNotifier::Read);
    QSocketNotifier writer(pair.near(), QSocketNotifier::Write);
    writer.setEnabled(false);
    int received = 0;
    int writable = 0;
    on(reader, [&] {
        writer.setEnabled(true); // as QTcpSocket does for each reply
        received += pair.receive();
        writer.setEnabled(false);
    });
    on(writer, [&] { ++writable; });
    for (int i = 1; i <= 10; ++i) {
        pair.send();
        QVERIFY(processUntil([&] { return received == i; }));
    }
    QCOMPARE(writable, 0);
}

void tst_EventDispatcher::removedInTheSameBatch()
{
    // Both are ready; whoever comes first removes the other, which must not be told any more.
    const SocketPair pairs[2];
    std::array<std::unique_ptr<QSocketNotifier>, 2> notifiers;
    int activations = 0;
    for (std::size_t i = 0; i < 2; ++i) {
        notifiers[i] = std::make_unique<QSocketNotifier>(pairs[i].near(), QSocketNotifier::Read);
        on(*notifiers[i], [&, i] {
            ++activations;
            notifiers[1 - i].reset();
            (void)pairs[i].receive();
        });
        pairs[i].send();
    }
    QVERIFY(processUntil([&] { return activations > 0; }));
    processSomeEvents();
    QCOMPARE(activations, 1);
}

void tst_EventDispatcher::deletedInItsOwnSlot()
{
    const SocketPair pair;
    auto *notifier = new QSocketNotifier(pair.near(), QSocketNotifier::Read);
    QPointer<QSocketNotifier> watched = notifier;
    on(*notifier, [&] { notifier->deleteLater(); });
    pair.send();
    QEventLoop loop; // deferred deletes want a loop
    QObject::connect(notifier, &QObject::destroyed, &loop, &QEventLoop::quit);
    loop.exec();
    QVERIFY(!watched);
}

void tst_EventDispatcher::numberUsedAgainInTheSameBatch()
{
    // Both pairs are ready. The first told closes the other's socket and opens a fresh one, which
    // gets the same number: it has nothing to read, and must not be told that it has.
    std::array<SocketPair, 2> pairs;
    std::array<std::unique_ptr<QSocketNotifier>, 2> notifiers;
    std::unique_ptr<SocketPair> fresh;
    std::unique_ptr<QSocketNotifier> freshNotifier;
    int emptyReads = 0;
    int received = 0;
    for (std::size_t i = 0; i < 2; ++i) {
        notifiers[i] = std::make_unique<QSocketNotifier>(pairs[i].near(), QSocketNotifier::Read);
        on(*notifiers[i], [&, i] {
            received += pairs[i].receive();
            notifiers[1 - i].reset();
            pairs[1 - i].closeNear();
            fresh = std::make_unique<SocketPair>();
            freshNotifier = std::make_unique<QSocketNotifier>(fresh->near(), QSocketNotifier::Read);
            on(*freshNotifier, [&] {
                const int size = fresh->receive();
                emptyReads += size <= 0;
                received += qMax(size, 0);
            });
        });
        pairs[i].send();
    }
    QVERIFY(processUntil([&] { return fresh != nullptr; }));
    processSomeEvents();
    QCOMPARE(emptyReads, 0);
    fresh->send(10);
    QVERIFY(processUntil([&] { return received == 11; })); // it is listened to
}

void tst_EventDispatcher::numberUsedAgainLater()
{
    for (int round = 0; round < 20; ++round) {
        SocketPair pair; // the numbers of the round before
        QSocketNotifier notifier(pair.near(), QSocketNotifier::Read);
        int received = 0;
        on(notifier, [&] { received += pair.receive(); });
        pair.send();
        QVERIFY(processUntil([&] { return received == 1; }));
    }
}

void tst_EventDispatcher::hangUpIsToldToReaders()
{
    SocketPair pair;
    QSocketNotifier notifier(pair.near(), QSocketNotifier::Read);
    bool hasEnded = false;
    on(notifier, [&] {
        hasEnded = pair.receive() == 0;
        notifier.setEnabled(false);
    });
    pair.closeFar();
    QVERIFY(processUntil([&] { return hasEnded; }));
}

void tst_EventDispatcher::hangUpDoesNotSpinWithoutInterest()
{
    SocketPair pair;
    QSocketNotifier notifier(pair.near(), QSocketNotifier::Read);
    notifier.setEnabled(false);
    processSomeEvents();
    pair.closeFar();
    QTimer end;
    bool hasEnded = false;
    QObject::connect(&end, &QTimer::timeout, &end, [&] { hasEnded = true; });
    end.start(200ms);
    int rounds = 0;
    while (!hasEnded) {
        QThread::currentThread()->eventDispatcher()->processEvents(QEventLoop::WaitForMoreEvents);
        ++rounds;
    }
    QVERIFY2(rounds < 20, QByteArray::number(rounds).constData());
}

void tst_EventDispatcher::thousandsReadyAtOnceAllHaveTheirTurn()
{
    constexpr std::size_t count = 400;
    const std::vector<SocketPair> pairs(count);
    std::vector<std::unique_ptr<QSocketNotifier>> notifiers;
    std::vector<int> turns(count, 0);
    for (std::size_t i = 0; i < count; ++i) {
        notifiers.push_back(
            std::make_unique<QSocketNotifier>(pairs[i].near(), QSocketNotifier::Read));
        on(*notifiers.back(), [&turns, i] { ++turns[i]; }); // stays ready for ever
        pairs[i].send();
    }
    const auto everybodyTwice = [&] {
        return std::all_of(turns.begin(), turns.end(), [](int n) { return n >= 2; });
    };
    int most = 0;
    for (int round = 0; round < 100 && !everybodyTwice(); ++round)
        QThread::currentThread()->eventDispatcher()->processEvents(QEventLoop::AllEvents);
    most = *std::max_element(turns.begin(), turns.end());
    QVERIFY(everybodyTwice());
    QVERIFY2(most <= 4, QByteArray::number(most).constData()); // nobody much more than others
}

void tst_EventDispatcher::excludedSocketsWait()
{
    const SocketPair pair;
    QSocketNotifier notifier(pair.near(), QSocketNotifier::Read);
    int received = 0;
    on(notifier, [&] { received += pair.receive(); });
    pair.send();
    auto *dispatcher = QThread::currentThread()->eventDispatcher();
    for (int i = 0; i < 5; ++i)
        dispatcher->processEvents(QEventLoop::ExcludeSocketNotifiers);
    QCOMPARE(received, 0);
    QVERIFY(processUntil([&] { return received == 1; }));
}

void tst_EventDispatcher::timersFireAndStop()
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

void tst_EventDispatcher::zeroTimerLetsOthersIn()
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
    QCOMPARE(shots, before + 1); // once a round
}

void tst_EventDispatcher::timerKilledInItsOwnEvent()
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

void tst_EventDispatcher::timersAreListed()
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

void tst_EventDispatcher::postedEventsComeFirst()
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

void tst_EventDispatcher::otherThreadsWakeIt()
{
    QObject object; // lives here
    std::atomic<int> answered = 0;
    constexpr int rounds = 2000;
    const std::unique_ptr<QThread> other(QThread::create([&] {
        QSemaphore done;
        for (int i = 0; i < rounds; ++i) { // a wake-up that got lost would hang here
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

void tst_EventDispatcher::interruptEndsTheRound()
{
    QEventLoop loop;
    QTimer::singleShot(0, &loop, &QEventLoop::quit);
    QCOMPARE(loop.exec(), 0);

    const std::unique_ptr<QThread> other(QThread::create([&] { loop.exit(7); }));
    QTimer::singleShot(0, &loop, [&] { other->start(); });
    QCOMPARE(loop.exec(), 7);
    QVERIFY(other->wait(5000));
}

void tst_EventDispatcher::nestedLoopInANotifier()
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

void tst_EventDispatcher::nestedLoopInABatch()
{
    // Both are ready at once. Whoever is told first has the other served by a loop of its own: then
    // that one must not be told once more, for bytes that are gone.
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

void tst_EventDispatcher::nestedLoopInATimer()
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
    QCOMPARE(deepest, 1); // a timer isn't told again inside its own event
}

void tst_EventDispatcher::returnsWhetherSomethingHappened()
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

QTEST_GUILESS_MAIN(tst_EventDispatcher)
#include "tst_eventdispatcher.moc"
