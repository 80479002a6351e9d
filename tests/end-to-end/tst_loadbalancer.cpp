// SPDX-License-Identifier: MIT
#include "tests/end-to-end/balancer.h"
#include "tests/support/testclient.h"

#include <memory>
#include <numeric>
#include <vector>

using namespace DigitSum::Testing;
using namespace Qt::StringLiterals;

namespace {

const QByteArray greeting = "Welcome to the server\r\n";
const QByteArray notice = "Server is shutting down.\r\n";

/// Sends requests on one connection, each after the reply to the previous one.
class Requester final : public QObject
{
public:
    explicit Requester(quint16 port)
        : client(port)
    {
        connect(&client, &QTcpSocket::connected, this, [this] { sendRequest(); });
        connect(&client, &QTcpSocket::readyRead, this, [this] {
            if (client.received() == expected)
                sendRequest();
        });
    }

    TestClient client;
    QByteArray expected = greeting;
    int sent = 0;
    bool isSending = true;

private:
    void sendRequest()
    {
        if (!isSending)
            return;
        ++sent;
        client.send("12345\n");
        expected += "15\r\n";
    }
};

} // namespace

/// Servers behind the real HAProxy with the installed configuration.
class TestLoadBalancer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void configurationIsValid();
    void clientsAreServed();
    void serversLogClientAddresses();
    void healthChecksAreNotLogged();
    void drainsAServer();
    void stoppingServerAnswersPendingRequests();
    void killedServerLosesNoAnswers_data();
    void killedServerLosesNoAnswers();

private:
    /// A client that connects from \a address.
    [[nodiscard]] std::unique_ptr<QTcpSocket> clientFrom(const QString &address) const
    {
        auto client = std::make_unique<QTcpSocket>();
        client->setProxy(QNetworkProxy::NoProxy);
        if (!client->bind(QHostAddress(address)))
            qWarning("Cannot bind %s", qPrintable(address));
        client->connectToHost(QHostAddress::LocalHost, m_balancer->port());
        return client;
    }

    std::unique_ptr<Balancer> m_balancer;
};

void TestLoadBalancer::initTestCase()
{
    QVERIFY2(!haproxy().isEmpty(), "HAProxy is missing: install the Debian package haproxy");
}

void TestLoadBalancer::init()
{
    m_balancer = std::make_unique<Balancer>();
    QVERIFY2(m_balancer->isRunning(), m_balancer->output().constData());
}

void TestLoadBalancer::cleanup()
{
    m_balancer.reset();
}

void TestLoadBalancer::configurationIsValid()
{
    Program check(haproxy(), {u"-c"_s, u"-f"_s, QStringLiteral(HAPROXY_CONFIGURATION)});
    check.run();
    QTRY_VERIFY(check.hasEnded());
    const QByteArray output = check.out() + check.err();
    QVERIFY2(check.status() == 0, output.constData());
    QVERIFY2(!output.contains("WARNING"), output.constData());
}

void TestLoadBalancer::clientsAreServed()
{
    for (int i = 0; i < 4; ++i) {
        Program client(built("digitsum"), {u"--port"_s, QString::number(m_balancer->port()),
                                           u"12345"_s, u"১২৩"_s, QString(100'000, u'9')});
        client.run();
        QTRY_VERIFY(client.hasEnded());
        QCOMPARE(client.err(), QByteArray());
        QCOMPARE(client.out(), QByteArray("15\n6\n900000\n"));
    }
}

void TestLoadBalancer::serversLogClientAddresses()
{
    std::vector<std::unique_ptr<QTcpSocket>> clients;
    for (int i = 1; i <= 4; ++i)
        clients.push_back(clientFrom(u"127.0.4.%1"_s.arg(i)));
    for (const auto &client : clients) {
        QTRY_COMPARE(client->bytesAvailable(), greeting.size());
        const QByteArray line =
            "Connection established: " + client->localAddress().toString().toLatin1() + ':'
            + QByteArray::number(client->localPort()) + '\n';
        QTRY_COMPARE(m_balancer->one.log().count(line) + m_balancer->two.log().count(line), 1);
    }
    QCOMPARE(m_balancer->one.log().count("127.0.4."), 2); // round robin: two clients each
    QCOMPARE(m_balancer->two.log().count("127.0.4."), 2);
}

void TestLoadBalancer::healthChecksAreNotLogged()
{
    for (const char *server : {"one", "two"}) {
        QTRY_COMPARE_WITH_TIMEOUT(m_balancer->statusOf(server, "check_status"), QByteArray("L7OK"),
                                  10'000);
        QCOMPARE(m_balancer->statusOf(server, "status"), QByteArray("UP"));
    }
    for (ServerProcess *server : {&m_balancer->one, &m_balancer->two}) {
        server->signal(SIGTERM);
        QTRY_VERIFY(server->program().hasEnded());
        QCOMPARE(server->log(), QByteArray());
    }
}

void TestLoadBalancer::drainsAServer()
{
    const auto client = clientFrom(u"127.0.4.1"_s);
    QTRY_COMPARE(client->bytesAvailable(), greeting.size());
    QTRY_VERIFY(m_balancer->one.log().contains("127.0.4.1:")
                || m_balancer->two.log().contains("127.0.4.1:"));
    const bool isOnOne = m_balancer->one.log().contains("127.0.4.1:");
    const QByteArray name = isOnOne ? "one" : "two";
    ServerProcess &drained = isOnOne ? m_balancer->one : m_balancer->two;
    const ServerProcess &other = isOnOne ? m_balancer->two : m_balancer->one;
    QCOMPARE(m_balancer->adminCommand("set server servers/" + name + " state drain").trimmed(),
             QByteArray());

    std::vector<std::unique_ptr<QTcpSocket>> next;
    next.reserve(10);
    for (int i = 0; i < 10; ++i)
        next.push_back(clientFrom(u"127.0.4.2"_s));
    QTRY_COMPARE(other.log().count("Connection established: 127.0.4.2:"), 10);
    QVERIFY(!drained.log().contains("127.0.4.2:"));
    client->readAll();
    client->write("12\n");
    QTRY_COMPARE(client->bytesAvailable(), 3);
    QCOMPARE(client->readAll(), QByteArray("3\r\n")); // existing connections are kept
    drained.signal(SIGTERM);
    QTRY_COMPARE(client->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(client->readAll(), notice);
    QTRY_VERIFY(drained.program().hasEnded());
}

void TestLoadBalancer::stoppingServerAnswersPendingRequests()
{
    std::vector<std::unique_ptr<Requester>> requesters;
    requesters.reserve(40);
    for (int i = 0; i < 40; ++i)
        requesters.push_back(std::make_unique<Requester>(m_balancer->port()));
    for (const auto &requester : requesters)
        QTRY_VERIFY(requester->sent > 10);
    m_balancer->one.signal(SIGTERM);
    for (const auto &requester : requesters)
        requester->isSending = false; // the requests sent so far must be answered
    QTRY_VERIFY(m_balancer->one.program().hasEnded());
    QCOMPARE(m_balancer->one.program().status(), 0);

    int notified = 0;
    for (const auto &requester : requesters) {
        QTRY_VERIFY(requester->client.received().size() >= requester->expected.size());
        const bool wasNotified = requester->client.received() == requester->expected + notice;
        QVERIFY(wasNotified || requester->client.received() == requester->expected);
        QTRY_COMPARE(requester->client.isClosed(), wasNotified);
        notified += wasNotified ? 1 : 0;
    }
    QCOMPARE(notified, 20);       // half of the 40 clients
    for (int i = 0; i < 4; ++i) { // new clients go to the other server
        TestClient next(m_balancer->port());
        next.send("12\n");
        QTRY_COMPARE(next.received(), greeting + "3\r\n");
    }
}

void TestLoadBalancer::killedServerLosesNoAnswers_data()
{
    QTest::addColumn<int>("answersBefore");
    QTest::newRow("killed after the first answers") << 1;
    QTest::newRow("killed halfway") << 50'000;
    QTest::newRow("killed with nothing pending") << 100'000;
}

/// Pipes 200,000 lines through the client and kills its server after the first half was written.
void TestLoadBalancer::killedServerLosesNoAnswers()
{
    QFETCH(int, answersBefore);
    constexpr int lines = 200'000;
    QByteArray requests;
    QByteArray sums;
    qsizetype half = 0;
    for (int i = 0; i < lines; ++i) {
        if (i == lines / 2)
            half = requests.size();
        const QByteArray request = QByteArray::number(1'000'000'007LL * i);
        requests += request + '\n';
        const int sum = std::accumulate(request.begin(), request.end(), 0,
                                        [](int before, char c) { return before + (c - '0'); });
        sums += QByteArray::number(sum) + '\n';
    }

    Program client(built("digitsum"),
                   {u"--reconnect"_s, u"--port"_s, QString::number(m_balancer->port())});
    client.start();
    client.write(requests.first(half));
    QTRY_VERIFY(client.out().count('\n') >= answersBefore);
    const bool isOnOne = m_balancer->one.log().contains("Connection established");
    ServerProcess &dying = isOnOne ? m_balancer->one : m_balancer->two;
    const ServerProcess &other = isOnOne ? m_balancer->two : m_balancer->one;
    QVERIFY(!other.log().contains("Connection established"));
    dying.signal(SIGKILL);
    const auto answered = client.out().count('\n');
    client.write(requests.sliced(half));
    client.closeWriteChannel();
    QTRY_VERIFY_WITH_TIMEOUT(client.hasEnded(), 30'000);
    QCOMPARE(client.status(), 0);
    QCOMPARE(client.out().count('\n'), lines);
    QVERIFY(client.out() == sums);
    QTRY_VERIFY(other.log().contains("Connection established"));
    qInfo("The server was killed after %lld of %d answers", answered, lines);
}

QTEST_GUILESS_MAIN(TestLoadBalancer)
#include "tst_loadbalancer.moc"
