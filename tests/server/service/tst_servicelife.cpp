// SPDX-License-Identifier: MIT
#include "server/transport/nativesocket.h"
#include "tests/server/service/servicefixture.h"

#include <QTcpServer>

using namespace DigitSum;
using namespace DigitSum::Testing;
using namespace std::chrono_literals;

/// Starting and stopping a service.
class TestServiceLife : public ServiceFixture
{
    Q_OBJECT

private Q_SLOTS:
    void startsAgain();
    void severalAddressesShareAPort();
    void bindFailures_data();
    void bindFailures();
    void bindRetriesUntilThePortIsFree();
    void stopCancelsBindRetries();
    void shutdownAnswersReceivedRequests();
    void shutdownOfSilentAndBusyClients();
    void floodsDoNotDelayTheShutdown();
    void stopNowResets();
    void stopNowClosesEveryConnection();
};

void TestServiceLife::startsAgain()
{
    for (int round = 0; round < 5; ++round) {
        start();
        const auto client = connected();
        client->send("12\n");
        QTRY_COMPARE(client->received(), QByteArray("3\r\n"));
        m_service->stop();
        QTRY_COMPARE(m_service->state(), Service::State::Stopped);
        QVERIFY(m_service->endpoints().isEmpty());
    }
}

void TestServiceLife::severalAddressesShareAPort()
{
    ServiceOptions options = testOptions();
    options.addresses = {QHostAddress(QStringLiteral("127.0.0.1")),
                         QHostAddress(QStringLiteral("127.0.0.2"))};
    QVERIFY(start(options) > 0);
    const auto endpoints = m_service->endpoints();
    QCOMPARE(endpoints.size(), 2);
    QCOMPARE(endpoints[0].port, endpoints[1].port);
    QCOMPARE(endpoints[1].address, options.addresses[1]);
}

void TestServiceLife::bindFailures_data()
{
    QTest::addColumn<QHostAddress>("address");
    QTest::addColumn<BindError::Kind>("kind");
    QTest::newRow("in use") << QHostAddress(QHostAddress::LocalHost) << BindError::Kind::InUse;
    // No computer has an address of TEST-NET-1 (RFC 5737).
    QTest::newRow("not available")
        << QHostAddress(QStringLiteral("192.0.2.1")) << BindError::Kind::NotAvailable;
}

void TestServiceLife::bindFailures()
{
    QFETCH(QHostAddress, address);
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost, 0));
    ServiceOptions options = testOptions();
    options.addresses = {address};
    options.port = other.serverPort();
    options.bindRetries = 2;
    QSignalSpy failed(m_service.get(), &Service::bindFailed);
    m_service->start(options);
    QTRY_COMPARE(failed.size(), 3);
    QCOMPARE(m_service->state(), Service::State::Stopped);
    for (int i = 0; i < 3; ++i) {
        const auto error = failed[i][0].value<BindError>();
        QTEST(error.kind, "kind");
        QCOMPARE(error.endpoint, (Endpoint{address, other.serverPort()}));
        QVERIFY(error.explanation().contains(error.endpoint.toString()));
        QCOMPARE(failed[i][1].toInt(), 2 - i);
    }
}

void TestServiceLife::bindRetriesUntilThePortIsFree()
{
    auto other = std::make_unique<QTcpServer>();
    QVERIFY(other->listen(QHostAddress::LocalHost, 0));
    ServiceOptions options = testOptions();
    options.port = other->serverPort();
    options.bindRetries = 1000;
    connect(m_service.get(), &Service::bindFailed, this, [&] { other.reset(); });
    QCOMPARE(start(options), options.port);
}

void TestServiceLife::stopCancelsBindRetries()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost, 0));
    ServiceOptions options = testOptions();
    options.port = other.serverPort();
    options.bindRetryPause = 1h;
    QSignalSpy failed(m_service.get(), &Service::bindFailed);
    m_service->start(options);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(m_service->state(), Service::State::Binding);
    m_service->stop();
    QTRY_COMPARE(m_service->state(), Service::State::Stopped);
    QCOMPARE(failed.size(), 1);
}

void TestServiceLife::shutdownAnswersReceivedRequests()
{
    for (int round = 0; round < 10; ++round) {
        start();
        const auto client = connected();
        client->send(countTo(2000) + "12"); // the last request is incomplete
        QTRY_VERIFY(client->bytesToWrite() == 0);
        m_service->stop();
        QTRY_VERIFY(client->isClosed());
        QCOMPARE(client->received(), sumsTo(2000) + notice(Words::noticeShuttingDown));
        QTRY_COMPARE(m_service->state(), Service::State::Stopped);
    }
}

void TestServiceLife::shutdownOfSilentAndBusyClients()
{
    start();
    const auto silent = connected();
    const auto busy = connected();
    quint64 asked = 1;
    connect(busy.get(), &QTcpSocket::readyRead, busy.get(), [&] {
        if (!busy->received().endsWith("down.\r\n")) {
            busy->send("5\n");
            ++asked;
        }
    });
    busy->send("5\n");
    QTRY_VERIFY(asked > 100);
    m_service->stop();
    QTRY_COMPARE(m_service->state(), Service::State::Stopped);
    QTRY_VERIFY(silent->isClosed() && busy->isClosed());
    QCOMPARE(silent->received(), notice(Words::noticeShuttingDown));
    const QByteArray lastWords = "5\r\n" + notice(Words::noticeShuttingDown);
    QVERIFY(busy->received().endsWith(lastWords));
}

void TestServiceLife::floodsDoNotDelayTheShutdown()
{
    startObserved();
    const auto client = connected();
    const QByteArray lines = QByteArray("123456\n").repeated(10'000);
    connect(client.get(), &QTcpSocket::bytesWritten, client.get(), [&] {
        if (client->bytesToWrite() < lines.size() && !client->isClosed())
            client->write(lines); // there is always more
    });
    client->send(lines);
    QTRY_VERIFY(snapshot().totals.requests > 100'000);
    m_service->stop();
    QTRY_VERIFY_WITH_TIMEOUT(m_service->state() == Service::State::Stopped, 4'000);
    QVERIFY(client->received().contains(Words::noticeShuttingDown.toByteArray()));
}

void TestServiceLife::stopNowResets()
{
    start();
    const auto client = connected();
    m_service->stopNow();
    QCOMPARE(m_service->state(), Service::State::Stopped);
    QTRY_VERIFY(client->isClosed());
    QCOMPARE(client->received(), QByteArray());
}

void TestServiceLife::stopNowClosesEveryConnection()
{
    start();
    m_service->stopNow();
    const int before = NativeSocket::openDescriptors();
    for (int round = 0; round < 20; ++round) {
        const quint16 port = start();
        std::vector<std::unique_ptr<NativeClient>> clients;
        clients.reserve(50);
        for (int i = 0; i < 50; ++i)
            clients.push_back(std::make_unique<NativeClient>(port));
        m_service->stopNow(); // some are on their way to a worker
    }
    QCOMPARE(NativeSocket::openDescriptors(), before);
}

QTEST_GUILESS_MAIN(TestServiceLife)
#include "tst_servicelife.moc"
