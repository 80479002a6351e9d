// SPDX-License-Identifier: MIT
#include "tests/server/service/servicefixture.h"

using namespace DigitSum;
using namespace DigitSum::Testing;
using namespace std::chrono_literals;

/// A service and clients that don't read, or not at once: what it owes them comes, and they cost it
/// little.
class TestServiceFlow : public ServiceFixture
{
    Q_OBJECT

private Q_SLOTS:
    void halfCloseWithASlowReader_data();
    void halfCloseWithASlowReader();
    void backpressureHoldsTheSenderBack();
    void amplificationIsBounded();
    void farewellIsNeverDestroyedByAReset();
    void aClientThatStaysAfterTheFarewellIsClosed();

private:
    bool isPaused();

    bool m_wasPaused = false;
};

/// Whether the client that did something last is held back.
bool TestServiceFlow::isPaused()
{
    const auto changed = snapshot().changed;
    if (!changed.isEmpty())
        m_wasPaused = changed.first().activity == ClientInfo::Activity::Paused;
    return m_wasPaused;
}

void TestServiceFlow::halfCloseWithASlowReader_data()
{
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("rest");
    QTest::addColumn<int>("limit");
    // The first replies fill the kernel's buffers; the rest is what Qt reads at once, so that the
    // FIN comes next while replies are unsent: Qt alone would lose them.
    QTest::newRow("the end is next") << 50'000 << 50'000 << 64 * 1024;
    QTest::newRow("many reads") << 10 << 300'000 << 64 * 1024;
    QTest::newRow("little is kept") << 10 << 300'000 << 1024;
    QTest::newRow("much is kept") << 10 << 300'000 << 4 * 1024 * 1024;
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
    // Empty lines: the shortest requests there are, with the longest replies.
    QVERIFY(client.send("12\n" + QByteArray(first, '\n')));
    QTRY_COMPARE(snapshot().totals.requests, static_cast<quint64>(first) + 1);
    QVERIFY(client.send(QByteArray(rest, '\n')));
    client.finishSending();
    QTRY_VERIFY(isPaused() && snapshot().changed.isEmpty());
    QVERIFY(client.receiveToTheEnd() == greeting + "3\r\n" + invalid.repeated(first + rest));
    QCOMPARE(client.error(), 0);
}

void TestServiceFlow::backpressureHoldsTheSenderBack()
{
    startObserved();
    const auto client = connected();
    client->stopReading();
    // More replies than all buffers of the kernel together take: the server must stop reading.
    const QByteArray lines = QByteArray("not a digit sum\n").repeated(1024 * 1024);
    client->send(lines);
    QTRY_VERIFY_WITH_TIMEOUT(isPaused() && snapshot().changed.isEmpty(), 20'000);
    QVERIFY2(client->bytesToWrite() > 0, "The server took everything");
    client->resumeReading();
    QTRY_COMPARE_WITH_TIMEOUT(client->received().size(), 1024 * 1024 * invalid.size(), 60'000);
}

void TestServiceFlow::amplificationIsBounded()
{
    // One byte in, 63 bytes out: what a paused client costs must not depend on what it sent.
    startObserved();
    const auto client = connected();
    client->stopReading();
    client->send(QByteArray(8 * 1024 * 1024, '\n'));
    quint64 bytesOut = 0;
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            const auto changed = snapshot().changed;
            if (changed.isEmpty())
                return bytesOut > 0; // it is at rest
            bytesOut = changed.first().bytesOut;
            return false;
        }(),
        20'000);
    // The kernel's buffers on loopback take a few MiB; 8 Mi lines would be 500 MiB.
    QVERIFY2(bytesOut < 16 * 1024 * 1024, QByteArray::number(bytesOut).constData());
}

void TestServiceFlow::farewellIsNeverDestroyedByAReset()
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

void TestServiceFlow::aClientThatStaysAfterTheFarewellIsClosed()
{
    ServiceOptions options = testOptions();
    options.drainLimit = 10ms;
    const quint16 port = startObserved(options);
    NativeClient client(port); // takes no notice of the FIN
    QVERIFY(client.send("quit\n"));
    QTRY_COMPARE(snapshot().totals.accepted, 1u);
    QTRY_COMPARE(snapshot().totals.clients, 0u);
}

QTEST_GUILESS_MAIN(TestServiceFlow)
#include "tst_serviceflow.moc"
