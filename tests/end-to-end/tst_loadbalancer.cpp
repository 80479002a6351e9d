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

/// Asks one thing after the other on one connection, as long as it lasts.
class Asker final : public QObject
{
public:
    explicit Asker(quint16 port)
        : client(port)
    {
        connect(&client, &QTcpSocket::connected, this, [this] { ask(); });
        connect(&client, &QTcpSocket::readyRead, this, [this] {
            if (client.received() == expected)
                ask();
        });
    }

    TestClient client;
    QByteArray expected = greeting;
    int asked = 0;
    bool isAsking = true;

private:
    void ask()
    {
        if (!isAsking)
            return;
        ++asked;
        client.send("12345\n");
        expected += "15\r\n";
    }
};

} // namespace

/// Behind the real HAProxy, with the configuration that is installed.
class TestLoadBalancer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void theConfigurationIsValid();
    void clientsAreServed();
    void serversKnowTheClients();
    void healthChecksAreNoNews();
    void ordersDrainAServer();
    void aStoppedServerAnswersWhatItWasAsked();
    void aKilledServerCostsNoAnswer_data();
    void aKilledServerCostsNoAnswer();

private:
    /// A client from an address of its own.
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
    QVERIFY2(!haproxy().isEmpty(), "HAProxy is missing: install Debian's package haproxy");
}

void TestLoadBalancer::init()
{
    m_balancer = std::make_unique<Balancer>();
    QVERIFY2(m_balancer->isRunning(), m_balancer->said().constData());
}

void TestLoadBalancer::cleanup()
{
    m_balancer.reset();
}

void TestLoadBalancer::theConfigurationIsValid()
{
    Program check(haproxy(), {u"-c"_s, u"-f"_s, QStringLiteral(HAPROXY_CONFIGURATION)});
    check.run();
    QTRY_VERIFY(check.hasEnded());
    const QByteArray said = check.out() + check.err();
    QVERIFY2(check.status() == 0, said.constData());
    QVERIFY2(!said.contains("WARNING"), said.constData());
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

void TestLoadBalancer::serversKnowTheClients()
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
    QCOMPARE(m_balancer->one.log().count("127.0.4."), 2); // as many here as there
    QCOMPARE(m_balancer->two.log().count("127.0.4."), 2);
}

void TestLoadBalancer::healthChecksAreNoNews()
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

void TestLoadBalancer::ordersDrainAServer()
{
    const auto client = clientFrom(u"127.0.4.1"_s);
    QTRY_COMPARE(client->bytesAvailable(), greeting.size());
    QTRY_VERIFY(m_balancer->one.log().contains("127.0.4.1:")
                || m_balancer->two.log().contains("127.0.4.1:"));
    const bool isOnOne = m_balancer->one.log().contains("127.0.4.1:");
    const QByteArray name = isOnOne ? "one" : "two";
    ServerProcess &drained = isOnOne ? m_balancer->one : m_balancer->two;
    const ServerProcess &other = isOnOne ? m_balancer->two : m_balancer->one;
    QCOMPARE(m_balancer->order("set server servers/" + name + " state drain").trimmed(),
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
    QCOMPARE(client->readAll(), QByteArray("3\r\n")); // it stays where it is
    drained.signal(SIGTERM);
    QTRY_COMPARE(client->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(client->readAll(), notice);
    QTRY_VERIFY(drained.program().hasEnded());
}

void TestLoadBalancer::aStoppedServerAnswersWhatItWasAsked()
{
    std::vector<std::unique_ptr<Asker>> askers;
    askers.reserve(40);
    for (int i = 0; i < 40; ++i)
        askers.push_back(std::make_unique<Asker>(m_balancer->port()));
    for (const auto &asker : askers)
        QTRY_VERIFY(asker->asked > 10);
    m_balancer->one.signal(SIGTERM);
    for (const auto &asker : askers)
        asker->isAsking = false; // what is under way now must be answered
    QTRY_VERIFY(m_balancer->one.program().hasEnded());
    QCOMPARE(m_balancer->one.program().status(), 0);

    int told = 0;
    for (const auto &asker : askers) {
        QTRY_VERIFY(asker->client.received().size() >= asker->expected.size());
        const bool wasTold = asker->client.received() == asker->expected + notice;
        QVERIFY(wasTold || asker->client.received() == asker->expected);
        QTRY_COMPARE(asker->client.isClosed(), wasTold);
        told += wasTold ? 1 : 0;
    }
    QCOMPARE(told, 20);           // as many as it had
    for (int i = 0; i < 4; ++i) { // and the other takes over at once
        TestClient next(m_balancer->port());
        next.send("12\n");
        QTRY_COMPARE(next.received(), greeting + "3\r\n");
    }
}

void TestLoadBalancer::aKilledServerCostsNoAnswer_data()
{
    QTest::addColumn<int>("answersBefore");
    QTest::newRow("at the first answers") << 1;
    QTest::newRow("in the middle") << 50'000;
    QTest::newRow("with everything answered") << 100'000;
}

/// 200,000 lines through a pipe, half of them before one of the servers dies.
void TestLoadBalancer::aKilledServerCostsNoAnswer()
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
    qInfo("%lld of %d were answered when the server died", answered, lines);
}

QTEST_GUILESS_MAIN(TestLoadBalancer)
#include "tst_loadbalancer.moc"
