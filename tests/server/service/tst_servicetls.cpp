// SPDX-License-Identifier: MIT
#include "server/service/worker.h"
#include "server/transport/nativesocket.h"
#include "tests/server/service/servicefixture.h"
#include "tests/support/tlsclient.h"

using namespace DigitSum;
using namespace DigitSum::Testing;
using namespace std::chrono_literals;

/// Conversations over TLS, and failing handshakes.
class TestServiceTls : public ServiceFixture
{
    Q_OBJECT

private Q_SLOTS:
    void answersAndCloses();
    void lastRequestEndsWithTheConversation();
    void slowReadersGetEverything();
    void slowReadersAreNotified();
    void corruptRecordsCloseTheConnection();
    void plainClientsAreClosed();
    void silentClientsAreClosed();
    void oldestPendingHandshakeIsClosed();
    void clientLeavesDuringTheHandshake();
    void full();
    void stopAnswersReceivedRequests();
    void stopWaitsForEveryThread();
    void disconnectAndReset();

private:
    static ServiceOptions tlsOptions();
    std::unique_ptr<TlsClient> greeted();
};

ServiceOptions TestServiceTls::tlsOptions()
{
    ServiceOptions options = testOptions();
    const auto identity = readTlsIdentity(tlsFile(QStringLiteral("server.pem")),
                                          tlsFile(QStringLiteral("server.key")));
    if (const auto *error = std::get_if<QString>(&identity))
        qFatal("%s", qPrintable(*error));
    options.tls = std::get<TlsIdentity>(identity);
    return options;
}

std::unique_ptr<TlsClient> TestServiceTls::greeted()
{
    auto client = std::make_unique<TlsClient>(m_service->endpoints().first().port);
    if (!QTest::qWaitFor([&] { return client->received() == greeting; }))
        qWarning("Not greeted: %s", qPrintable(client->errorString()));
    client->takeReceived();
    return client;
}

void TestServiceTls::answersAndCloses()
{
    startObserved(tlsOptions());
    const auto client = greeted();
    QVERIFY(client->sessionProtocol() == QSsl::TlsV1_3
            || client->sessionProtocol() == QSsl::TlsV1_2);
    client->write("12345\n12a45\n\xe0\xa7\xa7\xe0\xa7\xa8\n");
    QTRY_COMPARE(client->received(), "15\r\n" + invalid + "3\r\n");
    QVERIFY(snapshot().changed.first().isEncrypted);
    client->takeReceived();

    client->write("quit\n" + QByteArray(1'000'000, '1')); // what follows quit is ignored
    QTRY_VERIFY(client->isClosed());
    QCOMPARE(client->received(), farewell);
    QVERIFY(client->wasToldTheEnd());
    client->disconnectFromHost();
    QCOMPARE(departure().reason, CloseReason::SaidQuit);
}

void TestServiceTls::lastRequestEndsWithTheConversation()
{
    startObserved(tlsOptions());
    const auto client = greeted();
    client->write("12\n99");
    client->disconnectFromHost();
    const Departure gone = departure();
    QCOMPARE(gone.client.requests, 2u);
    QCOMPARE(gone.client.lastRequest, QByteArray("99"));
    QCOMPARE(gone.reason, CloseReason::ClosedByPeer);
}

void TestServiceTls::slowReadersGetEverything()
{
    startObserved(tlsOptions());
    const auto client = greeted();
    client->stopReading();
    constexpr int count = 400'000;
    client->write(QByteArray("x\n").repeated(count)); // more replies than the kernel buffers
    const auto isPaused = [&] {
        const auto changed = snapshot().changed;
        return !changed.isEmpty() && changed.first().activity == ClientInfo::Activity::Paused;
    };
    QVERIFY(QTest::qWaitFor(isPaused)); // reported only once
    client->resumeReading();
    QTRY_COMPARE_WITH_TIMEOUT(client->received().size(), count * invalid.size(), 30'000);
    QVERIFY(client->received() == invalid.repeated(count));
}

void TestServiceTls::slowReadersAreNotified()
{
    ServiceOptions options = tlsOptions();
    options.outputTimeout = 200ms;
    options.drainLimit = 100ms;
    startObserved(options);
    const auto client = greeted();
    client->stopReading();
    client->write(QByteArray("x\n").repeated(400'000));
    QCOMPARE(departure().reason, CloseReason::ReadTooSlowly);
}

void TestServiceTls::corruptRecordsCloseTheConnection()
{
    startObserved(tlsOptions());
    const auto client = greeted();
    // No TLS record; without a close, the server would buffer whatever follows.
    const QByteArray garbage(100'000, '\0');
    QVERIFY(NativeSocket::write(client->socketDescriptor(), garbage) > 0);
    QCOMPARE(departure().reason, CloseReason::Lost);
    QTRY_VERIFY(client->isClosed());
}

void TestServiceTls::plainClientsAreClosed()
{
    const quint16 port = startObserved(tlsOptions());
    TestClient client(port);
    client.send("12345\n");
    QTRY_VERIFY(client.isClosed());
    QVERIFY(!client.received().contains("15"));
    const Departure gone = departure();
    QCOMPARE(gone.reason, CloseReason::HandshakeFailed);
    QCOMPARE(gone.client.requests, 0u);
}

void TestServiceTls::silentClientsAreClosed()
{
    ServiceOptions options = tlsOptions();
    options.handshakeTimeout = 100ms;
    const quint16 port = startObserved(options);
    const auto honest = greeted();
    TestClient client(port);
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(departure().reason, CloseReason::HandshakeTooSlow);
    honest->write("12\n"); // the limit applies only until the handshake is done
    QTRY_COMPARE(honest->received(), QByteArray("3\r\n"));
}

void TestServiceTls::oldestPendingHandshakeIsClosed()
{
    ServiceOptions options = tlsOptions();
    options.threads = 1;
    const quint16 port = startObserved(options);
    std::vector<std::unique_ptr<TestClient>> silent;
    for (std::size_t i = 0; i < Worker::maxHandshakes; ++i)
        silent.push_back(std::make_unique<TestClient>(port));
    QTRY_COMPARE(snapshot().totals.clients, Worker::maxHandshakes);
    QVERIFY(!silent.front()->isClosed());

    const auto honest = greeted();
    QTRY_VERIFY(silent.front()->isClosed());
    QCOMPARE(departure().reason, CloseReason::HandshakeTooSlow);
    QVERIFY(!silent.back()->isClosed());
    honest->write("12\n");
    QTRY_COMPARE(honest->received(), QByteArray("3\r\n"));
}

void TestServiceTls::clientLeavesDuringTheHandshake()
{
    const quint16 port = startObserved(tlsOptions());
    {
        TestClient client(port);
        client.send(
            QByteArray::fromHex("1603010200010001fc0303")); // the beginning of a ClientHello
        QTRY_COMPARE(snapshot().totals.clients, 1u);
    }
    QTRY_COMPARE(snapshot().totals.clients, 0u);
    QVERIFY(greeted()->isEncrypted());
}

void TestServiceTls::full()
{
    ServiceOptions options = tlsOptions();
    options.maxClients = 1;
    const quint16 port = start(options);
    const auto first = greeted();
    TlsClient second(port);
    QTRY_VERIFY(second.isClosed());
    QCOMPARE(second.received(), notice(Words::noticeFull));
    QVERIFY(second.wasToldTheEnd());
}

void TestServiceTls::stopAnswersReceivedRequests()
{
    const quint16 port = start(tlsOptions());
    const auto client = greeted();
    TestClient silent(port);
    QTRY_COMPARE(snapshot().totals.clients, 2u);
    client->write(countTo(10'000));
    QTRY_VERIFY(client->received().size() > 0);
    m_service->stop();
    QTRY_VERIFY(client->isClosed());
    QVERIFY(client->received() == sumsTo(10'000) + notice(Words::noticeShuttingDown));
    QTRY_VERIFY(silent.isClosed());
    QTRY_COMPARE(m_service->state(), Service::State::Stopped);
}

/// One thread has only a pending handshake and finishes at once; the other has unsent replies.
void TestServiceTls::stopWaitsForEveryThread()
{
    ServiceOptions options = tlsOptions();
    options.threads = 2;
    const quint16 port = start(options);
    const auto client = greeted();
    TestClient silent(port);
    QTRY_COMPARE(snapshot().totals.clients, 2u);
    client->setReadBufferSize(4096); // nothing empties the buffer, so the replies wait
    client->blockSignals(true);
    client->write(countTo(200'000));
    QTRY_VERIFY(snapshot().totals.requests > 0);
    const auto arrived = static_cast<int>(snapshot().totals.requests);
    m_service->stop();
    QTRY_VERIFY(silent.isClosed());
    client->blockSignals(false);
    client->setReadBufferSize(0);
    QTRY_VERIFY_WITH_TIMEOUT(client->isClosed(), 20'000);
    const QByteArray received = client->received();
    const int answered = static_cast<int>(received.count('\n')) - 1; // without the notice
    QVERIFY(answered >= arrived);
    QVERIFY(received == sumsTo(answered) + notice(Words::noticeShuttingDown));
    QTRY_COMPARE(m_service->state(), Service::State::Stopped);
}

void TestServiceTls::disconnectAndReset()
{
    startObserved(tlsOptions());
    const auto first = greeted();
    const auto second = greeted();
    m_service->disconnectClient(1);
    QTRY_VERIFY(first->isClosed());
    QCOMPARE(first->received(), farewell);
    m_service->resetClient(2);
    QTRY_VERIFY(second->isClosed());
    QCOMPARE(second->received(), QByteArray());
    QTRY_COMPARE(snapshot().totals.clients, 0u);
}

QTEST_GUILESS_MAIN(TestServiceTls)
#include "tst_servicetls.moc"
