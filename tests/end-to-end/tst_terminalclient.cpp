// SPDX-License-Identifier: MIT
#include "common/protocol/protocolwords.h"
#include "tests/end-to-end/serverprocess.h"
#include "tests/support/mortalserver.h"
#include "tests/support/tlspeer.h"

#include <QTest>

#include <csignal>
#include <memory>

using namespace DigitSum;
using namespace DigitSum::Testing;
using Life = MortalServer::Life;

namespace {

const QString tls = QStringLiteral("--tls");
const QString ca = QStringLiteral("--ca");
const QString insecure = QStringLiteral("--tls-insecure");
const QString labAuthority = tlsFile(QStringLiteral("ca.pem"));

QStringList toPort(quint16 port, const QStringList &arguments)
{
    return QStringList{QStringLiteral("--port"), QString::number(port)} + arguments;
}

} // namespace

/// The behaviour that main() of `digitsum` adds: TLS options, reconnecting, exit codes.
class TestTerminalClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tlsOptions_data();
    void tlsOptions();
    void badUsage_data();
    void badUsage();
    void missingCaFile();
    void serverWithoutTls();
    void serverWithTls();
    void tlsServerReachedWithoutTls();
    void reconnects();
    void doesNotReconnectByDefault();
    void reconnectsToARestartedServer();
    void reconnectsToAHungServer();
    void farewellDuringTheInput_data();
    void farewellDuringTheInput();
    void reportsBadStreams_data();
    void reportsBadStreams();
    void endsWithItsReader_data();
    void endsWithItsReader();
    void onlyCrlfEndsALine_data();
    void onlyCrlfEndsALine();
};

void TestTerminalClient::tlsOptions_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("complaint"); // expected part of the error message; empty if none
    const auto row = [](const char *name, const char *certificate, const QStringList &options,
                        int status, const QByteArray &complaint) {
        QTest::newRow(name) << QString::fromLatin1(certificate) << options << status << complaint;
    };
    row("the lab's authority", "server", {tls, ca, labAuthority}, 0, "");
    row("--ca implies --tls", "server", {ca, labAuthority}, 0, "");
    row("the system's authorities", "server", {tls}, 3, "not trusted here");
    row("self-signed", "selfsigned", {ca, labAuthority}, 3, "--ca FILE");
    row("wrong name", "othername", {ca, labAuthority}, 3, "not for 127.0.0.1");
    row("expired", "expired", {ca, labAuthority}, 3, "expired on");
    row("not yet valid", "notyet", {ca, labAuthority}, 3, "not valid before");
    row("self-signed, insecure", "selfsigned", {insecure}, 0, "does not verify");
    row("wrong name, insecure", "othername", {tls, insecure}, 0, "does not verify");
}

void TestTerminalClient::tlsOptions()
{
    QFETCH(QString, certificate);
    QFETCH(QStringList, options);
    QFETCH(int, status);
    QFETCH(QByteArray, complaint);
    TlsPeer peer(certificate);
    Program client(built("digitsum"),
                   toPort(peer.serverPort(), options + QStringList{QStringLiteral("12345")}));
    client.run();
    QTRY_VERIFY(client.hasEnded());
    QCOMPARE(client.status(), status);
    QCOMPARE(client.out(), status == 0 ? QByteArray("5\n") : QByteArray());
    QVERIFY2(client.err().contains(complaint), client.err().constData());
    QCOMPARE(client.err().count('\n'), complaint.isEmpty() ? 0 : 1);
}

void TestTerminalClient::badUsage_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("empty file name") << QStringList{ca, QString()};
    QTest::newRow("--ca with --tls-insecure") << QStringList{ca, labAuthority, insecure};
}

void TestTerminalClient::badUsage()
{
    QFETCH(QStringList, options);
    Program client(built("digitsum"), options + QStringList{QStringLiteral("12345")});
    client.run();
    QTRY_VERIFY(client.hasEnded());
    QCOMPARE(client.status(), 2);
    QVERIFY2(client.err().contains("--ca"), client.err().constData());
    QCOMPARE(client.err().count('\n'), 1);
}

void TestTerminalClient::missingCaFile()
{
    Program client(built("digitsum"), {ca, QStringLiteral("/nowhere.pem"), QStringLiteral("1")});
    client.run();
    QTRY_VERIFY(client.hasEnded());
    QCOMPARE(client.status(), 3);
    QVERIFY2(client.err().contains("/nowhere.pem: No such file"), client.err().constData());
}

void TestTerminalClient::serverWithoutTls()
{
    ServerProcess server;
    Program client(built("digitsum"),
                   toPort(server.port(), {ca, labAuthority, QStringLiteral("12345")}));
    client.run();
    QTRY_VERIFY(client.hasEnded());
    QCOMPARE(client.status(), 3);
    QVERIFY2(client.err().contains("does not speak TLS"), client.err().constData());
}

/// Sends more data than the buffers of client, server and kernel can hold.
void TestTerminalClient::serverWithTls()
{
    ServerProcess server({QStringLiteral("--tls-cert"), tlsFile(QStringLiteral("server.pem")),
                          QStringLiteral("--tls-key"), tlsFile(QStringLiteral("server.key"))});
    Program client(built("digitsum"), toPort(server.port(), {ca, labAuthority}));
    client.run(QByteArray("12345\n").repeated(200'000) + QByteArray(1'000'000, '7') + '\n');
    QTRY_VERIFY_WITH_TIMEOUT(client.hasEnded(), 60'000);
    QCOMPARE(client.err(), QByteArray());
    QCOMPARE(client.status(), 0);
    QVERIFY(client.out() == QByteArray("15\n").repeated(200'000) + "7000000\n");
}

void TestTerminalClient::tlsServerReachedWithoutTls()
{
    ServerProcess server({QStringLiteral("--tls-cert"), tlsFile(QStringLiteral("server.pem")),
                          QStringLiteral("--tls-key"), tlsFile(QStringLiteral("server.key")),
                          QStringLiteral("--handshake-timeout"), QStringLiteral("1")});
    Program client(built("digitsum"), toPort(server.port(), {QStringLiteral("12345")}));
    client.run();
    QTRY_VERIFY_WITH_TIMEOUT(client.hasEnded(), 20'000);
    QCOMPARE(client.status(), 3);
    QVERIFY2(client.err().contains("TLS"), client.err().constData());
}

void TestTerminalClient::reconnects()
{
    MortalServer server(QList<Life>{{.answers = 100}, {.answers = 1}, {.answers = 500}});
    Program client(built("digitsum"), toPort(server.port(), {QStringLiteral("--reconnect")}));
    QByteArray lines;
    for (int i = 0; i < 1000; ++i)
        lines += QByteArray::number(i) + '\n';
    client.run(lines);
    QTRY_VERIFY(client.hasEnded());
    QCOMPARE(client.status(), 0);
    const QByteArrayList sums = client.out().split('\n');
    QCOMPARE(sums.size(), 1001);
    for (int i = 0; i < 1000; ++i)
        QCOMPARE(sums[i].toInt(), i / 100 + i / 10 % 10 + i % 10);
    QCOMPARE(client.err().count("Trying again."), 3);
    QCOMPARE(client.err().count("Connected again."), 3);
    QCOMPARE(server.connections(), 4);
}

void TestTerminalClient::doesNotReconnectByDefault()
{
    MortalServer server(QList<Life>{{.answers = 1}});
    Program client(built("digitsum"),
                   toPort(server.port(), {QStringLiteral("1"), QStringLiteral("2")}));
    client.run();
    QTRY_VERIFY(client.hasEnded());
    QCOMPARE(client.status(), 3);
    QCOMPARE(client.out(), QByteArray("1\n"));
    QCOMPARE(server.connections(), 1);
}

/// Kills the real server during the session and starts another one on the same port.
void TestTerminalClient::reconnectsToARestartedServer()
{
    auto server = std::make_unique<ServerProcess>();
    const quint16 port = server->port();
    Program client(built("digitsum"), toPort(port, {QStringLiteral("--reconnect")}));
    client.start();
    client.write("12345\n");
    QTRY_COMPARE(client.out(), QByteArray("15\n"));
    server->signal(SIGKILL);
    QTRY_VERIFY(client.err().contains("Trying again."));
    client.write(QByteArray("99\n").repeated(1000));
    server = std::make_unique<ServerProcess>(
        QStringList{QStringLiteral("--port"), QString::number(port)});
    client.closeWriteChannel();
    QTRY_VERIFY_WITH_TIMEOUT(client.hasEnded(), 20'000);
    QCOMPARE(client.status(), 0);
    QCOMPARE(client.out(), QByteArray("15\n" + QByteArray("18\n").repeated(1000)));
}

/// Stops the server's process before it can answer; it continues once the client has noticed.
void TestTerminalClient::reconnectsToAHungServer()
{
    ServerProcess server;
    Program client(built("digitsum"), toPort(server.port(), {QStringLiteral("--reconnect")}));
    client.start();
    client.write("12345\n");
    QTRY_COMPARE(client.out(), QByteArray("15\n"));
    server.signal(SIGSTOP);
    client.write("99\n");
    client.closeWriteChannel();
    QTRY_VERIFY_WITH_TIMEOUT(client.err().contains("stopped answering. Trying again."), 20'000);
    server.signal(SIGCONT);
    QTRY_VERIFY_WITH_TIMEOUT(client.hasEnded(), 30'000);
    QVERIFY2(client.err().endsWith("Connected again.\n"), client.err().constData());
    QCOMPARE(client.out(), QByteArray("15\n18\n"));
    QCOMPARE(client.status(), 0);
}

void TestTerminalClient::farewellDuringTheInput_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("out");
    QTest::addColumn<QByteArrayList>("err"); // expected parts of the messages
    QTest::newRow("ends") << QStringList() << 3 << QByteArray("2\n")
                          << QByteArrayList{"ended the conversation.",
                                            "Not answered: request 2 and"};
    QTest::newRow("reconnects") << QStringList{QStringLiteral("--reconnect")} << 0
                                << QByteArray("2\n4\n6\n8\n")
                                << QByteArrayList{"Trying again.", "Connected again."};
}

/// The server's operator disconnects the client.
void TestTerminalClient::farewellDuringTheInput()
{
    QFETCH(QStringList, options);
    QFETCH(QByteArrayList, err);
    MortalServer server(
        QList<Life>{{.answers = 1, .lastWords = Words::farewell.toByteArray() + "\r\n"}});
    Program client(built("digitsum"), toPort(server.port(), options));
    client.start();
    client.write("11\n");
    QTRY_COMPARE(client.out(), QByteArray("2\n"));
    client.write("22\n33\n44\n");
    client.closeWriteChannel();
    QTRY_VERIFY(client.hasEnded());
    QTEST(client.status(), "status");
    QTEST(client.out(), "out");
    for (const QByteArray &part : std::as_const(err))
        QVERIFY2(client.err().contains(part), client.err().constData());
    QCOMPARE(client.err().count('\n'), err.size());
}

void TestTerminalClient::reportsBadStreams_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("complaint");
    const auto row = [](const char *arguments, int status, const QByteArray &complaint) {
        QTest::newRow(arguments) << QString::fromLatin1(arguments) << status << complaint;
    };
    const QByteArray full = "cannot write: No space left on device";
    row("12345 </dev/null >/dev/full", 4, full);
    row("</etc/passwd >/dev/full", 4, full);
    row("--prompt </dev/null >/dev/full", 4, full);
    row("--help >/dev/full", 4, full);
    row("--version >/dev/full", 4, full);
    const QByteArray closed = "cannot write: Bad file descriptor";
    row("12345 >&-", 4, closed);
    row("12345 1</dev/null", 4, closed);
    row("--prompt </dev/null >&-", 4, closed);
    row("--version >&-", 4, closed);
    row("</", 5, "cannot read: Is a directory");
    row("--prompt </", 5, "cannot read: Is a directory");
    row("0>/dev/null", 5, "cannot read: Bad file descriptor");
    row("<&-", 5, "cannot read: Bad file descriptor");
}

/// Standard streams that cannot be read or written.
void TestTerminalClient::reportsBadStreams()
{
    QFETCH(QString, arguments);
    QFETCH(QByteArray, complaint);
    MortalServer server;
    Program shell(QStringLiteral("sh"),
                  {QStringLiteral("-c"),
                   QStringLiteral("exec \"$0\" --port \"$1\" %1").arg(arguments), built("digitsum"),
                   QString::number(server.port())});
    shell.run();
    QTRY_VERIFY(shell.hasEnded());
    QCOMPARE(shell.err(), QByteArray("digitsum: " + complaint + '\n'));
    QTEST(shell.status(), "status");
}

void TestTerminalClient::endsWithItsReader_data()
{
    QTest::addColumn<QString>("wrapper"); // runs the client
    QTest::addColumn<int>("status");
    QTest::newRow("as usual") << QString() << -SIGPIPE;
    QTest::newRow("SIGPIPE blocked") << QStringLiteral("env --block-signal=PIPE") << -SIGPIPE;
    QTest::newRow("SIGPIPE ignored") << QStringLiteral("env --ignore-signal=PIPE") << -SIGPIPE;
    // Signals that would terminate it have no effect on the first process of a namespace.
    QTest::newRow("first process")
        << QStringLiteral("unshare --user --map-root-user --pid --kill-child") << 128 + SIGPIPE;
}

/// `yes 12 | digitsum | head -1`
void TestTerminalClient::endsWithItsReader()
{
    QFETCH(QString, wrapper);
    QFETCH(int, status);
    if (QProcess::execute(QStringLiteral("sh"),
                          {QStringLiteral("-c"), wrapper + QStringLiteral(" true")})
        != 0)
        QSKIP("not possible on this system");
    MortalServer server;
    Program shell(QStringLiteral("sh"),
                  {QStringLiteral("-c"),
                   QStringLiteral("exec %1 \"$0\" --port \"$1\"").arg(wrapper), built("digitsum"),
                   QString::number(server.port())});
    Program head(QStringLiteral("head"), {QStringLiteral("-1")});
    shell.setStandardOutputProcess(&head);
    head.start();
    shell.start();
    const QByteArray lines = QByteArray("12\n").repeated(10'000);
    connect(&shell, &QProcess::bytesWritten, &shell, [&] { shell.write(lines); });
    shell.write(lines);
    QTRY_VERIFY(head.hasEnded());
    QTRY_VERIFY(shell.hasEnded());
    QCOMPARE(head.out(), QByteArray("3\n"));
    QCOMPARE(shell.status(), status);
}

void TestTerminalClient::onlyCrlfEndsALine_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("replies");
    const QByteArray invalid = Words::invalid.toByteArray() + '\n';
    QTest::newRow("LF") << QByteArray("12\n") << QByteArray("3\n");
    QTest::newRow("CRLF") << QByteArray("12\r\n") << QByteArray("3\n");
    QTest::newRow("CR CRLF") << QByteArray("12\r\r\n5\n") << QByteArray(invalid + "5\n");
    QTest::newRow("CR alone") << QByteArray("12\r5\n") << invalid;
}

void TestTerminalClient::onlyCrlfEndsALine()
{
    QFETCH(QByteArray, input);
    ServerProcess server;
    Program client(built("digitsum"), toPort(server.port(), {}));
    client.run(input);
    QTRY_VERIFY(client.hasEnded());
    QTEST(client.out(), "replies");
}

QTEST_GUILESS_MAIN(TestTerminalClient)
#include "tst_terminalclient.moc"
