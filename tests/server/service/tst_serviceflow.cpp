// SPDX-License-Identifier: MIT
#include "tests/server/service/servicefixture.h"

#include <QElapsedTimer>
#include <QSemaphore>
#include <QTimer>

#include <atomic>

using namespace DigitSum;
using namespace DigitSum::Testing;
using namespace std::chrono_literals;

/// Clients that read slowly or not at all: they get all replies, and the service's memory stays
/// bounded.
class TestServiceFlow : public ServiceFixture
{
    Q_OBJECT

private Q_SLOTS:
    void halfCloseWithASlowReader_data();
    void halfCloseWithASlowReader();
    void steadySlowReadersStay();
    void rawMessagesStayWholeInABusyThread();
    void backpressureStopsTheSender();
    void amplificationIsBounded();
    void farewellIsNotLostToAReset();
    void clientsStayingAfterTheFarewellAreClosed();

private:
    bool isPaused();

    bool m_wasPaused = false;
};

/// True if the service has stopped reading from its client, and nothing more happens.
bool TestServiceFlow::isPaused()
{
    const auto changed = snapshot().changed;
    if (!changed.isEmpty())
        m_wasPaused = changed.first().activity == ClientInfo::Activity::Paused;
    return m_wasPaused && changed.isEmpty();
}

void TestServiceFlow::halfCloseWithASlowReader_data()
{
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("rest");
    QTest::addColumn<int>("limit");
    // The first replies fill the kernel's buffers. Qt reads the rest at once, so that the FIN
    // arrives while replies are unsent: QTcpSocket alone would discard them.
    QTest::newRow("FIN with unsent replies") << 3000 << 50'000 << 64 * 1024;
    QTest::newRow("many reads") << 10 << 300'000 << 64 * 1024;
    QTest::newRow("small buffer") << 10 << 300'000 << 1024;
    QTest::newRow("large buffer") << 10 << 300'000 << 4 * 1024 * 1024;
}

void TestServiceFlow::halfCloseWithASlowReader()
{
    QFETCH(int, first);
    QFETCH(int, rest);
    QFETCH(int, limit);
    ServiceOptions options = testOptions();
    options.outputLimit = limit;
    const quint16 port = startObserved(options);
    NativeClient client(port, 64 * 1024);
    // Empty lines: the shortest requests, with the longest replies.
    QVERIFY(client.send("12\n" + QByteArray(first, '\n')));
    QTRY_COMPARE(snapshot().totals.requests, static_cast<quint64>(first) + 1);
    QVERIFY(client.send(QByteArray(rest, '\n')));
    client.finishSending();
    QTRY_VERIFY(isPaused());
    QVERIFY(client.receiveToTheEnd() == greeting + "3\r\n" + invalid.repeated(first + rest));
    QCOMPARE(client.error(), 0);
}

void TestServiceFlow::steadySlowReadersStay()
{
    ServiceOptions options = testOptions();
    options.outputTimeout = 500ms;
    const quint16 port = startObserved(options);
    NativeClient client(port, 4096);
    QVERIFY(client.send(QByteArray(200'000, '\n')));
    QTRY_VERIFY(isPaused());
    // Takes minutes to free so much of the server's buffer that the kernel reports it writable.
    int steps = 0;
    QTimer pace;
    connect(&pace, &QTimer::timeout, this, [&] { steps += client.receive(1000).size() == 1000; });
    pace.start(50ms);
    QTRY_VERIFY(steps >= 50); // five times the limit
    QCOMPARE(snapshot().totals.clients, 1u);
}

namespace {

/// Blocks the thread that logs the next message until told to go on.
class BlockedThread final
{
public:
    BlockedThread()
        : m_before(
            qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &) {
                if (!isArmed.exchange(false))
                    return;
                isBlocked.release();
                mayGoOn.acquire();
            }))
    {
        isArmed = true;
    }
    ~BlockedThread()
    {
        mayGoOn.release();
        qInstallMessageHandler(m_before);
    }
    Q_DISABLE_COPY_MOVE(BlockedThread)

    [[nodiscard]] static bool waitUntilBlocked() { return isBlocked.tryAcquire(1, 5s); }

private:
    static inline std::atomic<bool> isArmed = false;
    static inline QSemaphore isBlocked{0};
    static inline QSemaphore mayGoOn{0};
    const QtMessageHandler m_before;
};

} // namespace

void TestServiceFlow::rawMessagesStayWholeInABusyThread()
{
    ServiceOptions options = testOptions();
    options.threads = 1;
    const quint16 port = start(options);
    const auto client = connected();
    QLoggingCategory::setFilterRules(QStringLiteral("digitsum.service.info=true"));
    {
        const BlockedThread thread;
        client->send("111");            // 100 ms of quiet would make it a message
        const NativeClient other(port); // the thread blocks while it logs this connection
        QVERIFY(thread.waitUntilBlocked());
        client->send("22");
        QElapsedTimer blocked;
        blocked.start();
        QTRY_VERIFY(blocked.hasExpired(150));
    }
    QLoggingCategory::setFilterRules(QStringLiteral("digitsum.service.info=false"));
    QTRY_COMPARE(client->received(), QByteArray("7"));
}

void TestServiceFlow::backpressureStopsTheSender()
{
    startObserved();
    const auto client = connected();
    client->stopReading();
    // More replies than the kernel's buffers hold, so that the server must stop reading.
    const QByteArray lines = QByteArray("not a digit sum\n").repeated(1024 * 1024);
    client->send(lines);
    QTRY_VERIFY_WITH_TIMEOUT(isPaused(), 20'000);
    QVERIFY2(client->bytesToWrite() > 0, "The server read everything");
    client->resumeReading();
    QTRY_COMPARE_WITH_TIMEOUT(client->received().size(), 1024 * 1024 * invalid.size(), 60'000);
}

void TestServiceFlow::amplificationIsBounded()
{
    // Each byte in causes 63 bytes out. Neither the server's memory for a paused client nor the
    // kernel's may depend on what it sent.
    startObserved();
    const auto client = connected();
    client->stopReading();
    client->send(QByteArray(8 * 1024 * 1024, '\n'));
    quint64 bytesOut = 0;
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            const auto changed = snapshot().changed;
            if (changed.isEmpty())
                return bytesOut > 0; // the client's figures no longer change
            bytesOut = changed.first().bytesOut;
            return false;
        }(),
        20'000);
    // 8 Mi lines would be 500 MiB, and the kernel would take 4 MiB of them for a silent reader.
    QVERIFY2(bytesOut < 1024 * 1024, QByteArray::number(bytesOut).constData());
}

void TestServiceFlow::farewellIsNotLostToAReset()
{
    const quint16 port = start();
    for (int round = 0; round < 20; ++round) {
        NativeClient client(port);
        QVERIFY(
            client.send("quit\n" + QByteArray(200'000, '1'))); // arrives after the farewell, too
        QCOMPARE(client.receiveToTheEnd(), greeting + farewell);
        QCOMPARE(client.error(), 0); // a FIN, not ECONNRESET
    }
}

void TestServiceFlow::clientsStayingAfterTheFarewellAreClosed()
{
    ServiceOptions options = testOptions();
    options.drainLimit = 10ms;
    const quint16 port = startObserved(options);
    NativeClient client(port); // does not close after the server's FIN
    QVERIFY(client.send("quit\n"));
    QTRY_COMPARE(snapshot().totals.accepted, 1u);
    QTRY_COMPARE(snapshot().totals.clients, 0u);
}

QTEST_GUILESS_MAIN(TestServiceFlow)
#include "tst_serviceflow.moc"
