// SPDX-License-Identifier: MIT
#include "server/transport/nativesocket.h"
#include "tests/server/service/servicefixture.h"

#include <netinet/tcp.h>

using namespace DigitSum;
using namespace DigitSum::Testing;
using namespace std::chrono_literals;
using Framing = RequestParser::Framing;

/// Clients that exceed a limit. The tests use limits of milliseconds.
class TestServiceLimits : public ServiceFixture
{
    Q_OBJECT

private Q_SLOTS:
    void full();
    void fullForOneAddress();
    void idleClientsAreClosed();
    void slowRequestsAreClosed();
    void pausesBetweenRequestsAreAllowed();
    void slowReadersAreNotified();
    void slowReadersAreClosed();
    void kernelIsMorePatientThanTheServer();
    void tooLongRequestsAreClosed_data();
    void tooLongRequestsAreClosed();
};

void TestServiceLimits::full()
{
    ServiceOptions options = testOptions();
    options.maxClients = 2;
    const quint16 port = start(options);
    auto first = connected();
    const auto second = connected();
    for (int i = 0; i < 20; ++i) {
        TestClient third(port);
        third.send("12345\n"); // before the greeting
        QTRY_VERIFY(third.isClosed());
        QCOMPARE(third.received(), notice(Words::noticeFull));
    }
    second->send("12\n");
    QTRY_COMPARE(second->received(), QByteArray("3\r\n"));
    first.reset();
    QTRY_COMPARE(snapshot().totals.clients, 1u);
    const auto next = connected(); // one place is free again
    next->send("45\n");
    QTRY_COMPARE(next->received(), QByteArray("9\r\n"));
}

void TestServiceLimits::fullForOneAddress()
{
    ServiceOptions options = testOptions();
    options.maxClientsPerAddress = 2;
    const quint16 port = startObserved(options);
    auto first = connected();
    const auto second = connected();
    for (int i = 0; i < 10; ++i) {
        TestClient third(port);
        QTRY_VERIFY(third.isClosed());
        QCOMPARE(third.received(), notice(Words::noticeFull));
    }
    QTcpSocket neighbour;
    neighbour.setProxy(
        QNetworkProxy::NoProxy); // or Qt would look up the system's proxy in another thread
    QVERIFY(neighbour.bind(QHostAddress(QStringLiteral("127.0.0.3"))));
    neighbour.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    QTRY_COMPARE(neighbour.bytesAvailable(),
                 greeting.size()); // another address, with a limit of its own
    first.reset();
    QTRY_COMPARE(snapshot().totals.clients, 2u);
    const auto next = connected();
    next->send("45\n");
    QTRY_COMPARE(next->received(), QByteArray("9\r\n"));
}

void TestServiceLimits::idleClientsAreClosed()
{
    ServiceOptions options = testOptions();
    options.idleTimeout = 100ms;
    const quint16 port = startObserved(options);
    {
        NativeClient client(port);
        QVERIFY(client.send("12\n"));
        QCOMPARE(client.receiveToTheEnd(), greeting + "3\r\n" + notice(Words::noticeIdle));
        QCOMPARE(client.error(), 0); // a FIN, not a reset
    }
    QCOMPARE(departure().reason, CloseReason::Idle);
    NativeClient silent(port); // never sends anything
    QCOMPARE(silent.receiveToTheEnd(), greeting + notice(Words::noticeIdle));
}

void TestServiceLimits::slowRequestsAreClosed()
{
    ServiceOptions options = testOptions();
    options.minRate = 1'000'000'000;
    options.slowRequestGrace = 20ms;
    const quint16 port = startObserved(options);
    {
        NativeClient client(port);
        QVERIFY(client.send("12\n3"));
        QCOMPARE(client.receiveToTheEnd(),
                 greeting + "3\r\n" + notice(Words::noticeRequestTooSlow));
        QCOMPARE(client.error(), 0);
    }
    QCOMPARE(departure().reason, CloseReason::RequestTooSlow);
}

void TestServiceLimits::pausesBetweenRequestsAreAllowed()
{
    ServiceOptions options = testOptions();
    options.threads = 1; // checks all clients at the same time
    options.minRate = 1'000'000'000;
    options.slowRequestGrace = 1ms;
    startObserved(options);
    const auto thinker = connected();
    thinker->send("12\n");
    const auto trickler = connected();
    trickler->send("\n12");
    QTRY_VERIFY(trickler->isClosed()); // by then the thinker has been checked more than once, too
    thinker->send("45\n");
    QTRY_COMPARE(thinker->received(), QByteArray("3\r\n9\r\n"));
}

void TestServiceLimits::slowReadersAreNotified()
{
    ServiceOptions options = testOptions();
    options.outputTimeout = 20ms;
    options.drainLimit = 1h; // time for the client to resume reading
    startObserved(options);
    const auto client = connected();
    client->stopReading();
    client->send(QByteArray(1024 * 1024, '\n')); // 63 MiB of replies
    bool isClosing = false;
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            for (const ClientInfo &info : snapshot().changed)
                isClosing = info.activity == ClientInfo::Activity::Closing;
            return isClosing;
        }(),
        20'000);
    client->resumeReading();
    QTRY_VERIFY_WITH_TIMEOUT(client->received().endsWith(notice(Words::noticeReadingTooSlowly)),
                             20'000);
    QByteArray replies = client->takeReceived();
    replies.chop(notice(Words::noticeReadingTooSlowly).size());
    QCOMPARE(replies.size() % invalid.size(), 0); // complete replies only
    client->disconnectFromHost();
    QCOMPARE(departure().reason, CloseReason::ReadTooSlowly);
}

void TestServiceLimits::slowReadersAreClosed()
{
    ServiceOptions options = testOptions();
    options.outputTimeout = 20ms;
    options.drainLimit = 20ms;
    startObserved(options);
    const auto client = connected();
    client->stopReading();
    client->send(QByteArray(1024 * 1024, '\n'));
    QCOMPARE(departure().reason, CloseReason::ReadTooSlowly);
}

void TestServiceLimits::kernelIsMorePatientThanTheServer()
{
    ServiceOptions options = testOptions();
    options.outputTimeout = 100s;
    const quint16 port = start(options);
    const auto client = connected();
    // The server's end of the connection is in this process, too.
    const Endpoint server{QHostAddress(QHostAddress::LocalHost), client->localPort()};
    unsigned patience = 0;
    for (int descriptor = 3; descriptor < 100; ++descriptor) {
        socklen_t size = sizeof patience;
        if (NativeSocket::peer(descriptor) == server)
            ::getsockopt(descriptor, IPPROTO_TCP, TCP_USER_TIMEOUT, &patience, &size);
    }
    QVERIFY(port != 0);
    QCOMPARE(patience, 105'000U); // time for the last notice
}

void TestServiceLimits::tooLongRequestsAreClosed_data()
{
    QTest::addColumn<Framing>("framing");
    QTest::newRow("line") << Framing::Line;
    QTest::newRow("undecided") << Framing::Undecided;
    QTest::newRow("raw") << Framing::Raw;
}

void TestServiceLimits::tooLongRequestsAreClosed()
{
    QFETCH(Framing, framing);
    ServiceOptions options = testOptions();
    options.framing = framing;
    options.maxDigits = 1000;
    const quint16 port = startObserved(options);
    const bool isRaw = framing == Framing::Raw;
    const QByteArray before = isRaw ? QByteArray() : QByteArray(QByteArray(1000, '1') + '\n');
    NativeClient client(port);
    QVERIFY(client.send(before + QByteArray(100'000, '1')));
    const QByteArray expected =
        isRaw
            ? QByteArray(Words::greeting.toByteArray() + Words::noticeRequestTooLong.toByteArray())
            : QByteArray(greeting + "1000\r\n" + notice(Words::noticeRequestTooLong));
    QCOMPARE(client.receiveToTheEnd(), expected);
    QCOMPARE(client.error(), 0); // a FIN, not a reset
    client.finishSending();
    QCOMPARE(departure().reason, CloseReason::RequestTooLong);
}

QTEST_GUILESS_MAIN(TestServiceLimits)
#include "tst_servicelimits.moc"
