// SPDX-License-Identifier: MIT
#include "tests/server/eventloop/eventdispatchersuite.h"

#include <QPointer>

#include <algorithm>
#include <memory>
#include <vector>

using namespace DigitSum;
using namespace DigitSum::Testing;
using namespace std::chrono_literals;

namespace {

void readNotifier()
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

void writeNotifier()
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

void disabledNotifierIsSilent()
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

void togglingComesToNothing()
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

void removedInTheSameBatch()
{
    // Both are ready. The handler called first removes the other notifier, which must not be
    // activated any more.
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

void deletedInItsOwnSlot()
{
    const SocketPair pair;
    auto *notifier = new QSocketNotifier(pair.near(), QSocketNotifier::Read);
    QPointer<QSocketNotifier> watched = notifier;
    on(*notifier, [&] { notifier->deleteLater(); });
    pair.send();
    QEventLoop loop; // deleteLater() needs an event loop
    QObject::connect(notifier, &QObject::destroyed, &loop, &QEventLoop::quit);
    loop.exec();
    QVERIFY(!watched);
}

void numberUsedAgainInTheSameBatch()
{
    // Both pairs are ready. The handler called first closes the other socket and opens a new one,
    // which gets the same descriptor. It has nothing to read and must not be activated.
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
    QVERIFY(processUntil([&] { return received == 11; })); // the new socket is watched
}

void numberUsedAgainLater()
{
    for (int round = 0; round < 20; ++round) {
        SocketPair pair; // with the same descriptors as in the round before
        QSocketNotifier notifier(pair.near(), QSocketNotifier::Read);
        int received = 0;
        on(notifier, [&] { received += pair.receive(); });
        pair.send();
        QVERIFY(processUntil([&] { return received == 1; }));
    }
}

void hangUpIsReportedToReaders()
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

/// Counts the event loop's iterations during a time without relevant events.
int iterationsWithoutEvents()
{
    QTimer end;
    bool hasEnded = false;
    QObject::connect(&end, &QTimer::timeout, &end, [&] { hasEnded = true; });
    end.start(200ms);
    int rounds = 0;
    while (!hasEnded) {
        QThread::currentThread()->eventDispatcher()->processEvents(QEventLoop::WaitForMoreEvents);
        ++rounds;
    }
    return rounds;
}

void hangUpDoesNotSpinWithoutInterest()
{
    SocketPair pair;
    QSocketNotifier notifier(pair.near(), QSocketNotifier::Read);
    notifier.setEnabled(false);
    processSomeEvents();
    pair.closeFar();
    const int rounds = iterationsWithoutEvents();
    QVERIFY2(rounds < 20, QByteArray::number(rounds).constData());
}

/// A duplicate keeps the file open, so epoll reports its events unless the descriptor was removed.
void closedDescriptorDoesNotSpinForItsDuplicate()
{
    SocketPair pair;
    auto notifier = std::make_unique<QSocketNotifier>(pair.near(), QSocketNotifier::Read);
    processSomeEvents();
    const int duplicate = ::dup(pair.near());
    notifier.reset();
    pair.closeNear();
    pair.send();
    const int rounds = iterationsWithoutEvents();
    ::close(duplicate);
    QVERIFY2(rounds < 20, QByteArray::number(rounds).constData());
}

void thousandsReadyAtOnceAllHaveTheirTurn()
{
    constexpr std::size_t count = 400;
    const std::vector<SocketPair> pairs(count);
    std::vector<std::unique_ptr<QSocketNotifier>> notifiers;
    notifiers.reserve(count);
    std::vector<int> turns(count, 0);
    for (std::size_t i = 0; i < count; ++i) {
        notifiers.push_back(
            std::make_unique<QSocketNotifier>(pairs[i].near(), QSocketNotifier::Read));
        on(*notifiers.back(), [&turns, i] { ++turns[i]; }); // always ready
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
    QVERIFY2(most <= 4, QByteArray::number(most).constData()); // a fair share each
}

void excludedSocketsWait()
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

} // namespace

/// Event dispatchers: socket notifiers.
class TestEventDispatcherSockets : public EventDispatcherSuite
{
    Q_OBJECT

private Q_SLOTS:
    void behavesAlike_data();
    void behavesAlike() { runCase(); }
};

void TestEventDispatcherSockets::behavesAlike_data()
{
    addCases({
        {"read notifier", readNotifier},
        {"write notifier", writeNotifier},
        {"disabled notifier is silent", disabledNotifierIsSilent},
        {"toggling comes to nothing", togglingComesToNothing},
        {"removed in the same batch", removedInTheSameBatch},
        {"deleted in its own slot", deletedInItsOwnSlot},
        {"number used again in the same batch", numberUsedAgainInTheSameBatch},
        {"number used again later", numberUsedAgainLater},
        {"hang-up is reported to readers", hangUpIsReportedToReaders},
        {"hang-up does not spin", hangUpDoesNotSpinWithoutInterest},
        {"a duplicate does not spin", closedDescriptorDoesNotSpinForItsDuplicate},
        {"thousands ready at once", thousandsReadyAtOnceAllHaveTheirTurn},
        {"excluded sockets wait", excludedSocketsWait},
    });
}

QTEST_GUILESS_MAIN(TestEventDispatcherSockets)
#include "tst_eventdispatchersockets.moc"
