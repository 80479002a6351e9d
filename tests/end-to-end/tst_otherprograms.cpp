// SPDX-License-Identifier: MIT
#include "common/protocol/protocolwords.h"
#include "tests/end-to-end/serverprocess.h"
#include "tests/support/tlsfile.h"

#include <QTest>

#include <memory>

using namespace DigitSum;
using namespace DigitSum::Testing;

/// The programs against peers that aren't part of the product: netcat, and a client and a server as
/// beginners write them in Python.
class TestOtherPrograms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pythonClient();
    void pythonServer_data();
    void pythonServer();
    void pythonServerWithManyRequests();
    void netcat_data();
    void netcat();
    void netcatWithAMillionLines();
    void tlsClientThatEndsBeforeItReads();

private:
    static QString script(const char *name)
    {
        return QStringLiteral(SCRIPTS "/") + QString::fromLatin1(name);
    }
    /// Starts rawserver.py and waits until it has printed its port, which is stored in \a port.
    std::unique_ptr<Program> rawServer(QString &port);
};

std::unique_ptr<Program> TestOtherPrograms::rawServer(QString &port)
{
    auto server =
        std::make_unique<Program>(QStringLiteral(PYTHON), QStringList{script("rawserver.py")});
    server->start();
    if (!QTest::qWaitFor([&] { return server->out().endsWith('\n'); }))
        qWarning("rawserver.py did not start: %s", server->err().constData());
    port = QString::fromLatin1(server->out().trimmed());
    return server;
}

void TestOtherPrograms::pythonClient()
{
    ServerProcess server;
    Program client(QStringLiteral(PYTHON),
                   {script("rawclient.py"), QString::number(server.port()), QStringLiteral("12345"),
                    QStringLiteral("12a45"), QStringLiteral("১২৩"), QString(5000, QLatin1Char('9')),
                    QStringLiteral("quit")});
    client.run();
    QTRY_VERIFY(client.hasEnded());
    QCOMPARE(client.err(), QByteArray());
    QCOMPARE(client.out(),
             QByteArray("b'Welcome to the server\\r\\n'\n"
                        "b'15'\n"
                        "b\"Please enter a valid String of Digits or type 'quit' to exit.\"\n"
                        "b'6'\n"
                        "b'45000'\n"
                        "b'Thank You .. See You soon !! '\n"));
}

void TestOtherPrograms::pythonServer_data()
{
    QTest::addColumn<QStringList>("requests");
    QTest::addColumn<QByteArray>("replies");
    QTest::addColumn<int>("exitCode");
    const QByteArray invalid = Words::invalid.toByteArray() + '\n';
    QTest::newRow("digits") << QStringList{QStringLiteral("12345")} << QByteArray("15\n") << 0;
    QTest::newRow("three requests")
        << QStringList{QStringLiteral("12345"), QStringLiteral("12a45"), QStringLiteral("১২৩")}
        << QByteArray("15\n" + invalid + "6\n") << 1;
    QTest::newRow("1,000 bytes, 1,001, 5,000")
        << QStringList{QString(1000, QLatin1Char('7')), QString(1001, QLatin1Char('7')),
                       QString(5000, QLatin1Char('9'))}
        << QByteArray("7000\n7007\n45000\n") << 0;
    QTest::newRow("2,000 Bengali digits")
        << QStringList{QStringLiteral("৩").repeated(2000)} << QByteArray("6000\n") << 0;
    QTest::newRow("invalid character after 3,000 digits")
        << QStringList{QString(3000, QLatin1Char('7')) + QLatin1Char('x'), QStringLiteral("5")}
        << QByteArray(invalid + "5\n") << 1;
}

void TestOtherPrograms::pythonServer()
{
    QFETCH(QStringList, requests);
    QString port;
    const auto server = rawServer(port);
    Program client(built("digitsum"), QStringList{QStringLiteral("--port"), port} + requests);
    client.run();
    QTRY_VERIFY(client.hasEnded());
    QCOMPARE(client.err(), QByteArray());
    QTEST(client.out(), "replies");
    QTEST(client.status(), "exitCode");
    QCOMPARE(server->err(), QByteArray());
}

void TestOtherPrograms::pythonServerWithManyRequests()
{
    QString port;
    const auto server = rawServer(port);
    Program client(built("digitsum"), {QStringLiteral("--port"), port});
    QByteArray lines;
    for (int i = 0; i < 1000; ++i)
        lines += QByteArray::number(i * 1000) + '\n';
    client.run(lines + QByteArray(100'000, '7') + '\n');
    QTRY_VERIFY(client.hasEnded());
    QCOMPARE(client.status(), 0);
    const QByteArrayList replies = client.out().split('\n');
    QCOMPARE(replies.size(), 1002);
    QCOMPARE(replies[987], QByteArray("24"));
    QCOMPARE(replies[1000], QByteArray("700000"));
}

void TestOtherPrograms::netcat_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QByteArray>("shown");
    const QByteArray greeting = "Welcome to the server\r\n";
    QTest::newRow("lines") << QStringLiteral("printf '12345\\nabc\\nquit\\n' | nc -N 127.0.0.1 $0")
                           << QByteArray(greeting + "15\r\n" + Words::invalid.toByteArray() + "\r\n"
                                         + Words::farewell.toByteArray() + "\r\n");
    QTest::newRow("no line end") << QStringLiteral("printf 12345 | nc -N 127.0.0.1 $0")
                                 << QByteArray(greeting + "15");
    QTest::newRow("one line") << QStringLiteral("echo 12345 | nc -N 127.0.0.1 $0")
                              << QByteArray(greeting + "15\r\n");
    QTest::newRow("nothing") << QStringLiteral("nc -N 127.0.0.1 $0 </dev/null") << greeting;
}

void TestOtherPrograms::netcat()
{
    QFETCH(QString, command);
    ServerProcess server;
    Program shell(QStringLiteral("sh"),
                  {QStringLiteral("-c"), command, QString::number(server.port())});
    shell.run();
    QTRY_VERIFY(shell.hasEnded());
    QCOMPARE(shell.err(), QByteArray());
    QTEST(shell.out(), "shown");
}

void TestOtherPrograms::netcatWithAMillionLines()
{
    ServerProcess server;
    Program shell(QStringLiteral("sh"),
                  {QStringLiteral("-c"),
                   QStringLiteral("seq 1 1000000 | nc -N 127.0.0.1 $0 | wc -l"),
                   QString::number(server.port())});
    shell.run();
    QTRY_VERIFY_WITH_TIMEOUT(shell.hasEnded(), 60'000);
    QCOMPARE(shell.out().trimmed(), QByteArray("1000001"));
}

void TestOtherPrograms::tlsClientThatEndsBeforeItReads()
{
    ServerProcess server({QStringLiteral("--tls-cert"), tlsFile(QStringLiteral("server.pem")),
                          QStringLiteral("--tls-key"), tlsFile(QStringLiteral("server.key"))});
    Program client(
        QStringLiteral(PYTHON),
        {script("tlshalfclose.py"), QString::number(server.port()), QStringLiteral("100000")});
    client.run();
    QTRY_VERIFY_WITH_TIMEOUT(client.hasEnded(), 30'000);
    QCOMPARE(client.err(), QByteArray());
    QCOMPARE(client.out(), QByteArray("100000 1\n"));
}

QTEST_GUILESS_MAIN(TestOtherPrograms)
#include "tst_otherprograms.moc"
