// SPDX-License-Identifier: MIT
#include "tests/server/service/servicefixture.h"

#include <QRandomGenerator>

#include <vector>

using namespace DigitSum;
using namespace DigitSum::Testing;
using Framing = RequestParser::Framing;

/// The conversation with clients, snapshots, and the operator's commands.
class TestService : public ServiceFixture
{
    Q_OBJECT

private Q_SLOTS:
    void conversation();
    void rawClients();
    void forcedFraming();
    void longRawMessageIsOneSum();
    void lastRequestEndsWithTheStream_data();
    void lastRequestEndsWithTheStream();
    void pipelining();
    void endlessRequestInConstantMemory();
    void survivesRandomBytes();
    void manyClients();
    void snapshots();
    void operatorDisconnects();
    void operatorResets();
};

void TestService::conversation()
{
    TestClient client(start());
    QTRY_COMPARE(client.received(), greeting);
    client.send("12345\nabc\n১২৩\r\nquit\n99\n");
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(client.received(), greeting + "15\r\n" + invalid + "6\r\n" + farewell);
}

void TestService::rawClients()
{
    start();
    const auto client = connected();
    const std::pair<QByteArray, QByteArray> exchanges[]{
        {"12345", "15"}, {"abc", Words::invalid.toByteArray()},   {QByteArray(5000, '9'), "45000"},
        {"১২৩", "6"},    {"quit", Words::farewell.toByteArray()},
    };
    for (const auto &[message, reply] : exchanges) {
        client->send(message);
        QTRY_COMPARE(client->received(), reply);
        client->takeReceived();
    }
    QTRY_VERIFY(client->isClosed());
}

void TestService::forcedFraming()
{
    ServiceOptions options = testOptions();
    options.framing = Framing::Raw;
    TestClient raw(start(options));
    QTRY_COMPARE(raw.received(), QByteArray("Welcome to the server"));
    raw.send("12\n");
    QTRY_COMPARE(raw.received(), "Welcome to the server" + Words::invalid.toByteArray());
    m_service->stopNow();

    options.framing = Framing::Line;
    TestClient line(start(options));
    QTRY_COMPARE(line.received(), greeting);
    line.send("12");
    QCoreApplication::processEvents();
    line.send("3\n");
    QTRY_COMPARE(line.received(), greeting + "6\r\n");
}

void TestService::longRawMessageIsOneSum()
{
    ServiceOptions options = testOptions();
    options.framing = Framing::Raw;
    TestClient client(start(options));
    QTRY_COMPARE(client.received(), QByteArray("Welcome to the server"));
    client.takeReceived();
    // More than one read takes. The kernel must accept it all at once, because the server takes a
    // pause for the end of a raw message.
    client.send(QByteArray(1'000'000, '7'));
    QCOMPARE(client.bytesToWrite(), 0);
    QTRY_COMPARE(client.received(), QByteArray("7000000"));
}

void TestService::lastRequestEndsWithTheStream_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("rest");
    QTest::addColumn<QByteArray>("replies");
    QTest::newRow("at once") << QByteArray("12345") << QByteArray() << QByteArray("15");
    QTest::newRow("after lines") << QByteArray("1\n23") << QByteArray() << QByteArray("1\r\n5\r\n");
    QTest::newRow("later") << QByteArray("1\n23") << QByteArray("4") << QByteArray("1\r\n9\r\n");
    QTest::newRow("nothing") << QByteArray("1\n") << QByteArray() << QByteArray("1\r\n");
}

void TestService::lastRequestEndsWithTheStream()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, rest);
    QFETCH(QByteArray, replies);
    start();
    const auto client = connected();
    client->send(first);
    if (!rest.isEmpty()) {
        QTRY_VERIFY(!client->received()
                         .isEmpty()); // the server must read the first part before the rest is sent
        client->send(rest);
    }
    client->finishSending();
    QTRY_VERIFY(client->isClosed());
    QCOMPARE(client->received(), replies);
}

void TestService::pipelining()
{
    start();
    const auto client = connected();
    client->send(countTo(50'000));
    QTRY_COMPARE(client->received().size(), sumsTo(50'000).size());
    QCOMPARE(client->received(), sumsTo(50'000));
}

void TestService::endlessRequestInConstantMemory()
{
    start();
    const auto client = connected();
    const QByteArray chunk(1024 * 1024, '8');
    for (int i = 0; i < 50; ++i) {
        client->send(chunk);
        QTRY_VERIFY(client->bytesToWrite() < 4 * chunk.size());
    }
    client->send("\n");
    QTRY_COMPARE(client->received(), QByteArray::number(50ll * chunk.size() * 8) + "\r\n");
}

void TestService::survivesRandomBytes()
{
    start();
    for (quint32 round = 0; round < 20; ++round) {
        QRandomGenerator random(round);
        QByteArray noise(10'000, '\0');
        for (char &byte : noise)
            byte = static_cast<char>(random.generate());
        const auto client = connected();
        client->send("\n" + noise + "\n777\n");
        QTRY_VERIFY(client->received().endsWith("\r\n21\r\n"));
    }
}

void TestService::manyClients()
{
    start();
    std::vector<std::unique_ptr<TestClient>> clients;
    clients.reserve(200);
    for (int i = 0; i < 200; ++i)
        clients.push_back(std::make_unique<TestClient>(m_service->endpoints().first().port));
    for (const auto &client : clients)
        client->send(countTo(100));
    for (const auto &client : clients)
        QTRY_COMPARE(client->received(), greeting + sumsTo(100));
    const Totals totals = snapshot().totals;
    QCOMPARE(totals.clients, 200u);
    QCOMPARE(totals.requests, 20'000u);
}

void TestService::snapshots()
{
    start();
    QVERIFY(snapshot().changed.isEmpty());
    const auto client = connected();
    client->send("12\nabc\n");
    QTRY_COMPARE(client->received(), "3\r\n" + invalid);

    Snapshot first = snapshot();
    QCOMPARE(first.changed.size(), 1);
    const ClientInfo info = first.changed.first();
    QCOMPARE(info.id, 1u);
    QCOMPARE(info.address, QHostAddress(QHostAddress::LocalHost));
    QCOMPARE(info.port, client->localPort());
    QCOMPARE(info.framing, Framing::Line);
    QCOMPARE(info.requests, 2u);
    QCOMPARE(info.refused, 1u);
    QCOMPARE(info.bytesIn, 7u);
    QCOMPARE(info.bytesOut, static_cast<quint64>(greeting.size() + 3 + invalid.size()));
    QCOMPARE(info.lastRequest, QByteArray("abc"));
    QCOMPARE(first.totals.requests, 2u);
    QCOMPARE(first.totals.bytesIn, 7u);

    QVERIFY(snapshot().changed.isEmpty()); // nothing has changed since
    client->send("quit\n");
    QTRY_VERIFY(client->isClosed());
    const Departure gone = departure();
    QCOMPARE(gone.reason, CloseReason::SaidQuit);
    QCOMPARE(gone.client.requests, 3u);
    QCOMPARE(snapshot().totals.clients, 0u);
}

void TestService::operatorDisconnects()
{
    startObserved();
    const auto client = connected();
    client->send("12\n");
    QTRY_COMPARE(client->received(), QByteArray("3\r\n"));
    m_service->disconnectClient(1);
    QTRY_VERIFY(client->isClosed());
    QCOMPARE(client->received(), "3\r\n" + farewell);
    QCOMPARE(departure().reason, CloseReason::Disconnected);
}

void TestService::operatorResets()
{
    startObserved();
    const auto client = connected();
    m_service->resetClient(1);
    QTRY_VERIFY(client->isClosed());
    QCOMPARE(client->received(), QByteArray());
    QCOMPARE(departure().reason, CloseReason::Reset);
}

QTEST_GUILESS_MAIN(TestService)
#include "tst_service.moc"
