// SPDX-License-Identifier: MIT
#include "tests/server/service/servicefixture.h"
#include "tests/support/tlsclient.h"

#include <QRegularExpression>

using namespace DigitSum;
using namespace DigitSum::Testing;
using namespace std::chrono_literals;

namespace {

/// A header of version 1 for a client with port 4242.
QByteArray headerFor(const QByteArray &address)
{
    const bool isIPv6 = address.contains(':');
    return (isIPv6 ? "PROXY TCP6 " : "PROXY TCP4 ") + address
           + (isIPv6 ? " 2001:db8::ffff" : " 192.0.2.200") + " 4242 9990\r\n";
}

const QByteArray header = headerFor("192.0.2.1");
const QByteArray healthCheck("\r\n\r\n\0\r\nQUIT\n\x20\0\0\0", 16);

} // namespace

/// A service behind a load balancer: logs, limits and blocking use the client address from the
/// PROXY header.
class TestServiceProxy : public ServiceFixture
{
    Q_OBJECT

private Q_SLOTS:
    void clientsAreServed_data();
    void clientsAreServed();
    void sendsNothingBeforeTheHeader();
    void headerPrecedesTls();
    void snapshotsHaveTheClientAddress();
    void logHasTheClientAddress();
    void unknownClientsHaveTheProxyAddress();
    void limitsApplyToTheClientAddress();
    void blockingAppliesToTheClientNetwork_data();
    void blockingAppliesToTheClientNetwork();
    void healthChecksAreNotLogged();
    void healthChecksAreNotListed();
    void closesLateHeaders();
    void closesUntrustedPeers();
    void stopClosesPendingClients();
    void stopAnswersReceivedRequests();

private:
    [[nodiscard]] static ServiceOptions behindProxy()
    {
        ServiceOptions options = testOptions();
        options.proxyProtocol = true;
        // Short, because the tests' clients do not close after the server.
        options.drainLimit = 20ms;
        return options;
    }
};

void TestServiceProxy::clientsAreServed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("version 1") << header;
    QTest::newRow("version 1, unknown") << QByteArray("PROXY UNKNOWN\r\n");
    QTest::newRow("version 2") << QByteArray(QByteArray("\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c", 16)
                                             + QByteArray::fromHex("c0000201c00002c810922706"));
    QTest::newRow("version 2, local") << healthCheck;
}

void TestServiceProxy::clientsAreServed()
{
    QFETCH(QByteArray, bytes);
    const quint16 port = start(behindProxy());
    NativeClient client(port);
    QVERIFY(client.send(bytes + "12\n45\nquit\n"));
    QCOMPARE(client.receiveToTheEnd(), greeting + "3\r\n9\r\n" + farewell);
    QCOMPARE(client.error(), 0);
}

void TestServiceProxy::sendsNothingBeforeTheHeader()
{
    const quint16 port = start(behindProxy());
    TestClient client(port);
    TestClient other(port);
    client.send(header.first(header.size() - 1));
    other.send(header); // connects later, but must not have to wait
    QTRY_COMPARE(other.received(), greeting);
    QCOMPARE(client.received(), QByteArray());
    client.send(header.last(1) + "12\n");
    QTRY_COMPARE(client.received(), greeting + "3\r\n");
}

void TestServiceProxy::headerPrecedesTls()
{
    ServiceOptions options = behindProxy();
    const auto identity = readTlsIdentity(tlsFile(QStringLiteral("server.pem")),
                                          tlsFile(QStringLiteral("server.key")));
    QVERIFY(std::holds_alternative<TlsIdentity>(identity));
    options.tls = std::get<TlsIdentity>(identity);
    startObserved(options);

    QSslSocket client;
    client.setProxy(QNetworkProxy::NoProxy);
    auto configuration = client.sslConfiguration();
    configuration.setCaCertificates(QSslCertificate::fromPath(tlsFile(QStringLiteral("ca.pem"))));
    client.setSslConfiguration(configuration);
    client.setPeerVerifyName(QStringLiteral("127.0.0.1"));
    connect(&client, &QSslSocket::connected, this, [&client] {
        client.write(header);
        client.startClientEncryption(); // the header stays unencrypted
    });
    client.connectToHost(QHostAddress(QHostAddress::LocalHost),
                         m_service->endpoints().first().port);
    QTRY_COMPARE(client.bytesAvailable(), greeting.size());
    QVERIFY(client.isEncrypted());
    const auto changed = snapshot().changed;
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0].address, QHostAddress(QStringLiteral("192.0.2.1")));
    QVERIFY(changed[0].isEncrypted);
}

void TestServiceProxy::snapshotsHaveTheClientAddress()
{
    startObserved(behindProxy());
    TestClient client(m_service->endpoints().first().port);
    client.send(header);
    QTRY_COMPARE(client.received(), greeting);
    const auto changed = snapshot().changed;
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0].address, QHostAddress(QStringLiteral("192.0.2.1")));
    QCOMPARE(changed[0].port, quint16(4242));
    client.send("quit\n");
    QCOMPARE(departure().client.address, QHostAddress(QStringLiteral("192.0.2.1")));
}

void TestServiceProxy::logHasTheClientAddress()
{
    QLoggingCategory::setFilterRules({});
    QTest::ignoreMessage(QtInfoMsg, "Connection established: 192.0.2.1:4242");
    QTest::ignoreMessage(QtInfoMsg, "Connection closed: 192.0.2.1:4242 (client quit)");
    const quint16 port = startObserved(behindProxy());
    {
        NativeClient client(port);
        QVERIFY(client.send(header + "quit\n"));
        client.receiveToTheEnd();
    }
    QCOMPARE(departure().reason, CloseReason::SaidQuit);
    QLoggingCategory::setFilterRules(QStringLiteral("digitsum.service.info=false"));
}

void TestServiceProxy::unknownClientsHaveTheProxyAddress()
{
    startObserved(behindProxy());
    TestClient client(m_service->endpoints().first().port);
    client.send("PROXY UNKNOWN\r\n");
    QTRY_COMPARE(client.received(), greeting);
    const auto changed = snapshot().changed;
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0].address, QHostAddress(QHostAddress::LocalHost));
    QCOMPARE(changed[0].port, client.localPort());
}

void TestServiceProxy::limitsApplyToTheClientAddress()
{
    ServiceOptions options = behindProxy();
    options.maxClientsPerAddress = 1;
    const quint16 port = start(options);
    TestClient first(port);
    first.send(header);
    QTRY_COMPARE(first.received(), greeting);
    TestClient second(port);
    second.send(header);
    QTRY_VERIFY(second.isClosed());
    QCOMPARE(second.received(), notice(Words::noticeFull));
    TestClient neighbour(port);
    neighbour.send(headerFor("192.0.2.3"));
    QTRY_COMPARE(neighbour.received(), greeting);
    first.send("quit\n");
    QTRY_VERIFY(first.isClosed());
    const auto hasPlace = [&] {
        NativeClient next(port);
        return next.send(header + "quit\n") && next.receiveToTheEnd().startsWith(greeting);
    };
    // Not QTRY_VERIFY, which would call hasPlace() again while its last client may still be there.
    QVERIFY(QTest::qWaitFor(hasPlace));
}

void TestServiceProxy::blockingAppliesToTheClientNetwork_data()
{
    QTest::addColumn<QByteArray>("blocked");
    QTest::addColumn<QByteArray>("sameNetwork");
    QTest::addColumn<QByteArray>("otherNetwork");
    QTest::newRow("IPv4") << QByteArray("192.0.2.1") << QByteArray("192.0.2.1")
                          << QByteArray("192.0.2.3");
    QTest::newRow("IPv6") << QByteArray("2001:db8:0:1::1")
                          << QByteArray("2001:db8:0:1:ffff:ffff:ffff:ffff")
                          << QByteArray("2001:db8:0:2::1");
    QTest::newRow("link-local") << QByteArray("fe80::1") << QByteArray("fe80::1")
                                << QByteArray("fe80::2");
}

void TestServiceProxy::blockingAppliesToTheClientNetwork()
{
    QFETCH(QByteArray, blocked);
    QFETCH(QByteArray, sameNetwork);
    QFETCH(QByteArray, otherNetwork);
    const quint16 port = start(behindProxy());
    const PeerNetwork network(QHostAddress(QString::fromLatin1(blocked)));
    m_service->setBlocked(network, true);
    const auto isServed = [&](const QByteArray &address) {
        NativeClient client(port);
        return client.send(headerFor(address) + "quit\n")
               && client.receiveToTheEnd() == QByteArray(greeting + farewell);
    };
    QTRY_VERIFY(!isServed(blocked));
    QVERIFY(!isServed(sameNetwork));
    QVERIFY(isServed(otherNetwork));
    m_service->setBlocked(network, false);
    QTRY_VERIFY(isServed(blocked));
    QVERIFY(isServed(sameNetwork));
}

void TestServiceProxy::healthChecksAreNotLogged()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    static int lines = 0;
    lines = 0;
    const auto before = qInstallMessageHandler(
        [](QtMsgType, const QMessageLogContext &, const QString &) { ++lines; });
    const auto restore = qScopeGuard([before] { qInstallMessageHandler(before); });
    QLoggingCategory::setFilterRules({}); // the default, as in the programs
    const quint16 port = start(behindProxy());
    for (const QByteArray said : {"12\n", "12", "quit\n", ""}) {
        NativeClient check(port);
        QVERIFY(check.send(healthCheck + said));
        check.finishSending();
        check.receiveToTheEnd();
    }
    m_service.reset();
    QLoggingCategory::setFilterRules(QStringLiteral("digitsum.service.info=false"));
    QCOMPARE(lines, 0);
}

void TestServiceProxy::healthChecksAreNotListed()
{
    const quint16 port = start(behindProxy());
    TestClient before(port); // connects before the first snapshot
    before.send(healthCheck);
    QTRY_COMPARE(before.received(), greeting);
    TestClient client(port);
    client.send(header);
    QTRY_COMPARE(client.received(), greeting);
    QCOMPARE(snapshot().changed.size(), 1);
    TestClient check(port);
    check.send(healthCheck + "12\n");
    QTRY_COMPARE(check.received(), greeting + "3\r\n");
    before.send("quit\n");
    check.send("quit\n");
    QTRY_VERIFY(before.isClosed() && check.isClosed());
    client.send("quit\n");
    QTRY_VERIFY(client.isClosed());
    Snapshot all;
    const auto isOver = [&] {
        const Snapshot part = snapshot();
        all.changed += part.changed;
        all.departures += part.departures;
        all.totals = part.totals;
        return part.totals.clients == 0;
    };
    QTRY_VERIFY(isOver());
    for (const ClientInfo &info : all.changed)
        QCOMPARE(info.address, QHostAddress(QStringLiteral("192.0.2.1")));
    QCOMPARE(all.departures.size(), 1);
    QCOMPARE(all.departures[0].client.address, QHostAddress(QStringLiteral("192.0.2.1")));
    QCOMPARE(all.totals.accepted, 3u);
}

void TestServiceProxy::closesLateHeaders()
{
    ServiceOptions options = behindProxy();
    options.handshakeTimeout = 100ms;
    const quint16 port = start(options);
    TestClient honest(port);
    honest.send(header);
    QTRY_COMPARE(honest.received(), greeting);
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(QStringLiteral("sent no PROXY header in time$")));
    NativeClient silent(port);
    QCOMPARE(silent.receiveToTheEnd(), QByteArray());
    honest.send("12\n");
    QTRY_COMPARE(honest.received(), greeting + "3\r\n");
}

void TestServiceProxy::closesUntrustedPeers()
{
    ServiceOptions options = behindProxy();
    options.proxyFrom = {{QHostAddress(QStringLiteral("127.0.0.9")), 32}};
    const quint16 port = start(options);
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(QStringLiteral("is not among --proxy-from$")));
    NativeClient stranger(port);
    QVERIFY(stranger.send(header + "12\n"));
    QCOMPARE(stranger.receiveToTheEnd(), QByteArray());

    QTcpSocket proxy;
    proxy.setProxy(QNetworkProxy::NoProxy);
    QVERIFY(proxy.bind(QHostAddress(QStringLiteral("127.0.0.9"))));
    proxy.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    proxy.write(header);
    QTRY_COMPARE(proxy.bytesAvailable(), greeting.size());
}

void TestServiceProxy::stopClosesPendingClients()
{
    const quint16 port = start(behindProxy());
    NativeClient silent(port);
    TestClient client(port); // accepted after the silent one
    client.send(header);
    QTRY_COMPARE(client.received(), greeting);
    QSignalSpy changed(m_service.get(), &Service::stateChanged);
    m_service->stop();
    QTRY_COMPARE(m_service->state(), Service::State::Stopped);
    QCOMPARE(silent.receiveToTheEnd(), QByteArray());
}

/// Every client that has received the greeting gets its replies, whatever state the header reader
/// is in when the service is stopped.
void TestServiceProxy::stopAnswersReceivedRequests()
{
    for (int round = 0; round < 10; ++round) {
        const quint16 port = start(behindProxy());
        std::vector<std::unique_ptr<NativeClient>> clients;
        for (int i = 0; i < 20; ++i) {
            clients.push_back(std::make_unique<NativeClient>(port));
            QVERIFY(clients.back()->send(header + "12\n"));
        }
        m_service->stop();
        QTRY_COMPARE(m_service->state(), Service::State::Stopped);
        for (const auto &client : clients) {
            const QByteArray heard = client->receiveToTheEnd();
            QVERIFY(heard.isEmpty() // not accepted before the stop
                    || heard == greeting + "3\r\n" + notice(Words::noticeShuttingDown));
        }
    }
}

QTEST_GUILESS_MAIN(TestServiceProxy)
#include "tst_serviceproxy.moc"
