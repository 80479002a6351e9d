// SPDX-License-Identifier: MIT
#include "tests/end-to-end/serverprocess.h"
#include "tests/support/testclient.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QTcpServer>

#include <memory>
#include <vector>

using namespace DigitSum::Testing;

namespace {

const QByteArray greeting = "Welcome to the server\r\n";

/// The user and system time that process \a pid has used, in ticks of 10 ms; -1 if unknown.
qint64 cpuTicks(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    const QByteArray line = file.readAll();
    // Starts at the third field, because the second, a name in parentheses, may contain spaces.
    const QByteArrayList fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    return fields[11].toLongLong() + fields[12].toLongLong();
}

bool listens(quint16 port)
{
    QTcpSocket socket;
    socket.setProxy(QNetworkProxy::NoProxy);
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    return QTest::qWaitFor([&] { return socket.state() != QAbstractSocket::ConnectingState; })
           && socket.state() == QAbstractSocket::ConnectedState;
}

} // namespace

/// The options, exit codes, signals and log of `digitsum-serverd`.
class TestServerProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void badOptions_data();
    void badOptions();
    void portInUse();
    void addressNotAvailable();
    void portNotPermitted();
    void severalAddressesShareAPort();
    void wordsMeanTheAddressesThatExist_data();
    void wordsMeanTheAddressesThatExist();
    void stopsGracefully_data();
    void stopsGracefully();
    void secondSignalEndsAtOnce();
    void idleServerUsesNoCpu();
    void survivesRandomBytes();
    void logsConnections();
    void logsNothingWhenQuiet();
    void peersCannotForgeLogLines();
};

void TestServerProgram::badOptions_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("named");
    const auto row = [](const char *option, const char *value) {
        QTest::addRow("%s %s", option, value)
            << QStringList{QString::fromLatin1(option), QString::fromLatin1(value)}
            << QByteArray(option);
    };
    row("--port", "65536");
    row("--port", "-1");
    row("--port", "http");
    row("--port", "");
    row("--listen", "nowhere");
    row("--listen", "1.2.3.4.5");
    row("--framing", "lines");
    row("--threads", "0");
    row("--threads", "many");
    row("--threads", "257");
    row("--max-clients", "0");
    row("--max-clients", "2000000000");
    row("--bind-retries", "-1");
    row("--bind-retries", "1.5");
    row("--max-clients-per-address", "-1");
    row("--idle-timeout", "soon");
    row("--min-rate", "-1");
    row("--output-timeout", "0");
    row("--max-digits", "many");
    row("--proxy-from", "10.0.0.0/8");
    row("--port", "1\n2");
    QTest::newRow("unknown option")
        << QStringList{QStringLiteral("--nonsense")} << QByteArray("nonsense");
    QTest::newRow("a line break in an option")
        << QStringList{QStringLiteral("--non\nsense")} << QByteArray("non\\nsense");
    QTest::newRow("a line break in an argument")
        << QStringList{QStringLiteral("99\n90")} << QByteArray("'99\\n90'");
    QTest::newRow("overlapping addresses")
        << QStringList{QStringLiteral("--listen=any"), QStringLiteral("--listen=localhost")}
        << QByteArray("0.0.0.0 and 127.0.0.1 overlap");
    QTest::newRow("no value") << QStringList{QStringLiteral("--port")} << QByteArray("port");
    QTest::newRow("an argument") << QStringList{QStringLiteral("9990")} << QByteArray("9990");
}

void TestServerProgram::badOptions()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, named);
    Program server(built("digitsum-serverd"), arguments);
    server.run();
    QTRY_VERIFY(server.hasEnded());
    QCOMPARE(server.status(), 2);
    QCOMPARE(server.out(), QByteArray());
    QVERIFY2(server.err().contains(named), server.err().constData());
    QCOMPARE(server.err().count('\n'), 1);
}

void TestServerProgram::portInUse()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost, 0));
    Program server(built("digitsum-serverd"),
                   {QStringLiteral("--listen"), QStringLiteral("127.0.0.1"),
                    QStringLiteral("--port"), QString::number(other.serverPort()),
                    QStringLiteral("--bind-retries"), QStringLiteral("2")});
    server.run();
    QTRY_VERIFY(server.hasEnded());
    QCOMPARE(server.status(), 3);
    QCOMPARE(server.err().count("Retrying ....\n"), 2);
    QCOMPARE(server.err().count("another program uses this port"), 3);
    QCOMPARE(server.out(), QByteArray());
}

void TestServerProgram::addressNotAvailable()
{
    Program server(built("digitsum-serverd"), // no computer has an address of TEST-NET-1 (RFC 5737)
                   {QStringLiteral("--listen"), QStringLiteral("192.0.2.1"),
                    QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--bind-retries"),
                    QStringLiteral("1")});
    server.run();
    QTRY_VERIFY(server.hasEnded());
    QCOMPARE(server.status(), 5);
    QCOMPARE(server.err().count("Retrying ....\n"), 1);
    QCOMPARE(server.err().count("does not have that address"), 2);
}

void TestServerProgram::portNotPermitted()
{
    QFile file(QStringLiteral("/proc/sys/net/ipv4/ip_unprivileged_port_start"));
    const int start = file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toInt() : 1024;
    if (start <= 1)
        QSKIP("net.ipv4.ip_unprivileged_port_start permits every port here. "
              "The test faults-bind covers a refused bind().");
    QStringList command;
    if (::geteuid() == 0) {
        command = {QStringLiteral("--bounding-set"), QStringLiteral("-net_bind_service"),
                   QStringLiteral("--inh-caps"), QStringLiteral("-net_bind_service")};
        Program tried(QStringLiteral("setpriv"), command + QStringList{QStringLiteral("true")});
        tried.run();
        QTRY_VERIFY(tried.hasEnded());
        if (tried.status() != 0)
            QSKIP("Root of this container may not drop CAP_NET_BIND_SERVICE, so every port is "
                  "permitted. The test faults-bind covers a refused bind().");
        command.prepend(QStringLiteral("setpriv"));
    }
    command +=
        {built("digitsum-serverd"), QStringLiteral("--listen"), QStringLiteral("127.0.0.1"),
         QStringLiteral("--port"),  QString::number(start - 1), QStringLiteral("--bind-retries"),
         QStringLiteral("0")};
    Program server(command.takeFirst(), command);
    server.run();
    QTRY_VERIFY(server.hasEnded());
    QCOMPARE(server.status(), 4);
    QVERIFY2(server.err().contains("does not permit"), server.err().constData());
    QVERIFY(!server.err().contains("Retrying"));
}

void TestServerProgram::severalAddressesShareAPort()
{
    ServerProcess server({QStringLiteral("--listen"), QStringLiteral("127.0.0.1"),
                          QStringLiteral("--listen"), QStringLiteral("127.0.0.2")});
    QTRY_COMPARE(server.addresses().size(), 2);
    const auto addresses = server.addresses();
    QCOMPARE(addresses[0].ip, QStringLiteral("127.0.0.1"));
    QCOMPARE(addresses[1].ip, QStringLiteral("127.0.0.2"));
    QVERIFY(addresses[0].port > 0);
    QCOMPARE(addresses[1].port, addresses[0].port);
    for (const auto &address : addresses) {
        Program client(built("digitsum"),
                       {QStringLiteral("--host"), address.ip, QStringLiteral("--port"),
                        QString::number(address.port), QStringLiteral("12345")});
        client.run();
        QTRY_VERIFY(client.hasEnded());
        QCOMPARE(client.out(), QByteArray("15\n"));
    }
}

void TestServerProgram::wordsMeanTheAddressesThatExist_data()
{
    QTest::addColumn<QString>("preparation");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QStringList>("addresses");
    const auto row = [](const char *name, const char *preparation, const char *word,
                        const QStringList &addresses) {
        QTest::newRow(name) << QString::fromLatin1(preparation) << QString::fromLatin1(word)
                            << addresses;
    };
    const QString ipv4 = QStringLiteral("127.0.0.1");
    const QString ipv6 = QStringLiteral("::1");
    const char *withoutIPv4 = "ip link set lo up; ip addr del 127.0.0.1/8 dev lo";
    const char *withoutIPv6 = "ip link set lo up; ip addr del ::1/128 dev lo";
    row("localhost", "ip link set lo up", "localhost", {ipv4, ipv6});
    row("localhost without IPv4", withoutIPv4, "localhost", {ipv6});
    row("localhost without IPv6", withoutIPv6, "localhost", {ipv4});
    row("localhost without both", "ip link set lo up; ip addr flush dev lo", "localhost", {});
    const QStringList any{QStringLiteral("0.0.0.0"), QStringLiteral("::")};
    row("any", "ip link set lo up", "any", any);
    row("any without IPv4", withoutIPv4, "any", any);
    row("any, IPv6 address to come", withoutIPv6, "any", any);
}

/// Runs the server in a network namespace of its own.
void TestServerProgram::wordsMeanTheAddressesThatExist()
{
    QFETCH(QString, preparation);
    QFETCH(QString, word);
    QFETCH(QStringList, addresses);
    const QStringList namespaced{QStringLiteral("--user"), QStringLiteral("--map-root-user"),
                                 QStringLiteral("--net"), QStringLiteral("sh"),
                                 QStringLiteral("-ec")};
    Program tried(QStringLiteral("unshare"), namespaced + QStringList{preparation});
    tried.run();
    QTRY_VERIFY(tried.hasEnded());
    if (tried.status() != 0)
        QSKIP("Network namespaces or the program ip are not available here.");

    Program server(QStringLiteral("unshare"),
                   namespaced
                       + QStringList{preparation + QStringLiteral("; exec \"$0\" \"$@\""),
                                     built("digitsum-serverd"), QStringLiteral("--listen"), word,
                                     QStringLiteral("--port=0"),
                                     QStringLiteral("--bind-retries=0")});
    server.run();
    if (addresses.isEmpty()) {
        QTRY_VERIFY(server.hasEnded());
        QCOMPARE(server.status(), 5);
        QVERIFY2(server.err().contains("does not have that address"), server.err().constData());
        return;
    }
    QTRY_VERIFY(server.out().count('\n') == addresses.size() || server.hasEnded());
    for (const QString &address : addresses) {
        const auto line = QStringLiteral("Server is listening on IP: %1 and Port: ").arg(address);
        QVERIFY2(server.out().contains(line.toUtf8()), server.err().constData());
    }
    QCOMPARE(server.err(), QByteArray());
}

void TestServerProgram::stopsGracefully_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void TestServerProgram::stopsGracefully()
{
    QFETCH(int, signal);
    ServerProcess server;
    TestClient client(server.port());
    client.send("12\n");
    QTRY_COMPARE(client.received(), greeting + "3\r\n");
    client.takeReceived();
    server.signal(signal);
    QTRY_VERIFY(server.program().hasEnded());
    QCOMPARE(server.program().status(), 0);
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(client.received(), QByteArray("Server is shutting down.\r\n"));
    QVERIFY(server.log().contains("server is shutting down"));
}

void TestServerProgram::secondSignalEndsAtOnce()
{
    ServerProcess server;
    TestClient client(server.port());
    QTRY_COMPARE(client.received(), greeting);
    client.stopReading();
    client.send(QByteArray(8 * 1024 * 1024, '\n')); // 500 MiB of replies
    server.signal(SIGTERM);
    QElapsedTimer sinceFirst;
    sinceFirst.start();
    QTRY_VERIFY(!listens(server.port()));    // the server has handled the first signal
    QTRY_VERIFY(sinceFirst.hasExpired(600)); // within half a second, a second one is the same
    QVERIFY(!server.program().hasEnded());
    server.signal(SIGTERM);
    QTRY_VERIFY_WITH_TIMEOUT(server.program().hasEnded(), 2'000); // not the 10 s of a graceful stop
    QCOMPARE(server.program().status(), 0);
}

void TestServerProgram::idleServerUsesNoCpu()
{
    // The server itself ends the period over which its CPU time is measured.
    ServerProcess server({QStringLiteral("--idle-timeout"), QStringLiteral("1")});
    std::vector<std::unique_ptr<TestClient>> clients;
    for (int i = 0; i < 50; ++i) {
        clients.push_back(std::make_unique<TestClient>(server.port()));
        clients.back()->send("12\n");
    }
    for (const auto &client : clients)
        QTRY_COMPARE(client->received(), greeting + "3\r\n");
    const qint64 before = cpuTicks(server.program().processId());
    QVERIFY(before >= 0);
    QTRY_VERIFY(clients.front()->isClosed());
    const qint64 used = cpuTicks(server.program().processId()) - before;
    QVERIFY2(used <= 1, QByteArray::number(used).constData());
}

void TestServerProgram::survivesRandomBytes()
{
    ServerProcess server;
    for (quint32 round = 0; round < 20; ++round) {
        QRandomGenerator random(round);
        QByteArray noise(10'000, '\0');
        for (char &byte : noise)
            byte = static_cast<char>(random.generate());
        TestClient client(server.port());
        client.send(noise + "\n777\n");
        QTRY_VERIFY(client.received().endsWith("\r\n21\r\n"));
    }
    TestClient next(server.port());
    next.send("12345\n");
    QTRY_COMPARE(next.received(), greeting + "15\r\n");
    QVERIFY(!server.program().hasEnded());
}

void TestServerProgram::logsConnections()
{
    ServerProcess server({QStringLiteral("--listen"), QStringLiteral("127.0.0.1")});
    TestClient polite(server.port());
    QTRY_COMPARE(polite.received(), greeting);
    auto hasty = std::make_unique<TestClient>(server.port());
    QTRY_COMPARE(hasty->received(), greeting);
    const QByteArray politeEndpoint = "127.0.0.1:" + QByteArray::number(polite.localPort());
    const QByteArray hastyEndpoint = "127.0.0.1:" + QByteArray::number(hasty->localPort());
    QTRY_VERIFY(
        server.log().contains(QByteArray("Connection established: " + politeEndpoint + '\n')));
    QTRY_VERIFY(
        server.log().contains(QByteArray("Connection established: " + hastyEndpoint + '\n')));
    polite.send("quit\n");
    hasty.reset();
    QTRY_VERIFY(server.log().contains(
        QByteArray("Connection closed: " + politeEndpoint + " (client quit)\n")));
    QTRY_VERIFY(server.log().contains(
        QByteArray("Connection closed: " + hastyEndpoint + " (closed by peer)\n")));
    QCOMPARE(server.log().count('\n'), 4);
    QCOMPARE(server.program().out().count('\n'), 1); // the log goes to standard error only
}

void TestServerProgram::logsNothingWhenQuiet()
{
    ServerProcess server({QStringLiteral("--quiet")});
    TestClient client(server.port());
    client.send("\nquit\n");
    QTRY_VERIFY(client.isClosed());
    server.signal(SIGTERM);
    QTRY_VERIFY(server.program().hasEnded());
    QCOMPARE(server.log(), QByteArray());
}

void TestServerProgram::peersCannotForgeLogLines()
{
    ServerProcess server({QStringLiteral("--listen"), QStringLiteral("127.0.0.1")});
    const QByteArray forged = "Connection closed: 10.0.0.1:1 (client quit)";
    for (const QByteArray ending : {"\n", "\r\n", "\r", "\n\x1b[2J\x1b[31m\n", "\0\n"}) {
        TestClient client(server.port());
        client.send("\n" + forged + ending + "\xe2\x80\xae\xff" + forged + "\nquit\n");
        QTRY_VERIFY(client.isClosed());
    }
    server.signal(SIGTERM);
    QTRY_VERIFY(server.program().hasEnded());
    static const QRegularExpression line(
        QStringLiteral("^[-0-9]{10} [:.0-9]{12} info digitsum\\.service: "
                       "Connection (established: 127\\.0\\.0\\.1:\\d+|closed: 127\\.0\\.0\\.1:\\d+ "
                       "\\([a-z ,]+\\))$"));
    const QByteArrayList lines = server.log().trimmed().split('\n');
    QCOMPARE(lines.size(), 10);
    for (const QByteArray &text : lines)
        QVERIFY2(line.match(QString::fromUtf8(text)).hasMatch(), text.constData());
}

QTEST_GUILESS_MAIN(TestServerProgram)
#include "tst_serverprogram.moc"
