// SPDX-License-Identifier: MIT
#include "common/protocol/protocolwords.h"
#include "common/protocol/requestparser.h"
#include "tests/end-to-end/serverprocess.h"
#include "tests/end-to-end/terminal.h"

#include <QRandomGenerator>
#include <QTcpServer>
#include <QTemporaryFile>

using namespace DigitSum;
using namespace DigitSum::Testing;

namespace {

const QByteArray invalid = Words::invalid.toByteArray() + '\n';

/// The server's replies to \a lines, with LF line ends as the client prints them.
QByteArray repliesTo(const QByteArray &lines)
{
    RequestParser parser(RequestParser::Framing::Line);
    QByteArray replies;
    for (qsizetype done = 0; done < lines.size();)
        done += parser.feed(QByteArrayView(lines).sliced(done), replies);
    parser.ended(replies);
    return replies.replace("\r\n", "\n");
}

/// A port on which no program listens.
quint16 unusedPort()
{
    QTcpServer server; // its destructor frees the port again
    server.listen(QHostAddress::LocalHost, 0);
    return server.serverPort();
}

} // namespace

/// `digitsum` and `digitsum-serverd`, run as separate processes.
class TestPrograms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_server = std::make_unique<ServerProcess>(); }
    void cleanup() { m_server.reset(); }

    void textsNeedNoDisplay_data();
    void textsNeedNoDisplay();
    void arguments();
    void exitCodes_data();
    void exitCodes();
    void whatFollowsQuitIsNotSent();
    void badUsage_data();
    void badUsage();
    void unreachable();
    void serverIsFull();
    void serverShutsDown();
    void manyLines();
    void aMillionLines();
    void oneLongLine();
    void randomBytes();
    void files();
    void closedPipe();
    void promptOnATerminal();
    void promptSendsNoLineThatWasCutOff();
    void promptLeavesAtCtrlD();

private:
    [[nodiscard]] QStringList toServer(const QStringList &more = {}) const
    {
        return QStringList{QStringLiteral("--port"), QString::number(m_server->port())} + more;
    }
    /// `sh -c` with the port in $0 and the client's path in $1.
    [[nodiscard]] QStringList shell(const QString &command) const
    {
        return {QStringLiteral("-c"), command, QString::number(m_server->port()),
                built("digitsum")};
    }

    std::unique_ptr<ServerProcess> m_server;
};

void TestPrograms::textsNeedNoDisplay_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("option");
    QTest::addColumn<QByteArray>("contained");
    for (const char *program :
         {"digitsum", "digitsum-client", "digitsum-server", "digitsum-serverd"}) {
        const auto row = [&](const char *option, const QByteArray &contained) {
            QTest::addRow("%s %s", program, option)
                << built(program) << QString::fromLatin1(option) << contained;
        };
        row("--help", "--port <");
        row("-h", "--port <");
        row("--version", QByteArray(program) + " " DIGITSUM_VERSION "\n");
    }
    // Only programs with windows have options of Qt's own.
    QTest::newRow("digitsum-client --help-all")
        << built("digitsum-client") << QStringLiteral("--help-all") << QByteArray("--connect");
    QTest::newRow("digitsum-server --help-all")
        << built("digitsum-server") << QStringLiteral("--help-all") << QByteArray("--start");
}

void TestPrograms::textsNeedNoDisplay()
{
    QFETCH(QString, program);
    QFETCH(QString, option);
    QFETCH(QByteArray, contained);
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const char *display : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        environment.remove(QString::fromLatin1(display));
    Program shown(program, {option});
    shown.setProcessEnvironment(environment);
    shown.run();
    QTRY_VERIFY(shown.hasEnded());
    QCOMPARE(shown.err(), QByteArray());
    QCOMPARE(shown.status(), 0);
    QVERIFY2(shown.out().contains(contained), shown.out().constData());
}

void TestPrograms::arguments()
{
    Program client(built("digitsum"), toServer({QStringLiteral("12345"), QStringLiteral("12a45"),
                                                QStringLiteral("১২৩")}));
    client.run();
    QTRY_VERIFY(client.hasEnded());
    QCOMPARE(client.out(), QByteArray("15\n" + invalid + "6\n"));
    QCOMPARE(client.err(), QByteArray());
    QCOMPARE(client.status(), 1);
    QTRY_VERIFY(m_server->log().contains("(client quit)"));
}

void TestPrograms::exitCodes_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("replies");
    QTest::addColumn<int>("status");
    QTest::newRow("nothing asked") << QByteArray() << QByteArray() << 0;
    QTest::newRow("sums") << QByteArray("12\n34") << QByteArray("3\n7\n") << 0;
    QTest::newRow("one refused") << QByteArray("12\nx\n34\n") << QByteArray("3\n" + invalid + "7\n")
                                 << 1;
    QTest::newRow("an empty line") << QByteArray("\n") << invalid << 1;
    QTest::newRow("quit") << QByteArray("12\nquit\n") << QByteArray("3\n") << 0;
}

void TestPrograms::exitCodes()
{
    QFETCH(QByteArray, input);
    Program client(built("digitsum"), toServer());
    client.run(input);
    QTRY_VERIFY(client.hasEnded());
    QTEST(client.out(), "replies");
    QTEST(client.status(), "status");
    QCOMPARE(client.err(), QByteArray());
}

void TestPrograms::whatFollowsQuitIsNotSent()
{
    Program client(built("digitsum"), toServer());
    client.run("12\nquit\nx\n");
    QTRY_VERIFY(client.hasEnded());
    QCOMPARE(client.out(), QByteArray("3\n"));
    QCOMPARE(client.status(), 0);
    QCOMPARE(client.err(), QByteArray("digitsum: Not sent: what follows 'quit'.\n"));
}

void TestPrograms::badUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("named");
    const auto row = [](const char *name, const QString &first, const QString &second,
                        const QByteArray &named) {
        QTest::newRow(name) << QStringList{first, second} << named;
    };
    row("port 0", QStringLiteral("--port"), QStringLiteral("0"), "--port");
    row("port too large", QStringLiteral("--port"), QStringLiteral("65536"), "--port");
    row("port no number", QStringLiteral("--port"), QStringLiteral("ten"), "--port");
    row("port empty", QStringLiteral("--port"), QString(), "--port");
    row("no host", QStringLiteral("--host"), QString(), "--host");
    row("unknown", QStringLiteral("--nonsense"), QStringLiteral("1"), "nonsense");
    row("line break", QStringLiteral("12\n34"), QStringLiteral("1"), "line break");
}

void TestPrograms::badUsage()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, named);
    Program client(built("digitsum"), arguments);
    client.run();
    QTRY_VERIFY(client.hasEnded());
    QCOMPARE(client.status(), 2);
    QCOMPARE(client.out(), QByteArray());
    QVERIFY2(client.err().contains(named), client.err().constData());
    QCOMPARE(client.err().count('\n'), 1);
}

void TestPrograms::unreachable()
{
    const QString port = QString::number(unusedPort());
    Program client(built("digitsum"), {QStringLiteral("--port"), port, QStringLiteral("12345")});
    client.run();
    QTRY_VERIFY(client.hasEnded());
    QCOMPARE(client.status(), 3);
    QCOMPARE(client.out(), QByteArray());
    const QString complaint = QString::fromUtf8(client.err());
    QVERIFY(complaint.startsWith(
        QStringLiteral("digitsum: Connection to 127.0.0.1:%1 refused.").arg(port)));
    QVERIFY(complaint.contains(QStringLiteral("no program listens on port %1").arg(port)));
    QVERIFY(complaint.contains(QStringLiteral("Start the server, or check the port.")));
    QCOMPARE(complaint.count(QLatin1Char('\n')), 1);
}

void TestPrograms::serverIsFull()
{
    m_server = std::make_unique<ServerProcess>(
        QStringList{QStringLiteral("--max-clients"), QStringLiteral("1")});
    Program first(built("digitsum"), toServer());
    first.start();
    first.write("12\n");
    QTRY_COMPARE(first.out(), QByteArray("3\n")); // replies must not wait for the end of input
    Program second(built("digitsum"), toServer({QStringLiteral("5")}));
    second.run();
    QTRY_VERIFY(second.hasEnded());
    QCOMPARE(second.status(), 3);
    QVERIFY2(second.err().contains("is full"), second.err().constData());
    first.closeWriteChannel();
    QTRY_VERIFY(first.hasEnded());
    QCOMPARE(first.status(), 0);
}

void TestPrograms::serverShutsDown()
{
    Program client(built("digitsum"), toServer());
    client.start();
    client.write("12\n");
    QTRY_COMPARE(client.out(), QByteArray("3\n"));
    m_server->signal(SIGTERM);
    QTRY_VERIFY(client.hasEnded());
    QCOMPARE(client.status(), 3);
    QVERIFY2(client.err().contains("is shutting down"), client.err().constData());
    QCOMPARE(client.out(), QByteArray("3\n"));
}

void TestPrograms::manyLines()
{
    QByteArray lines;
    for (int i = 0; i < 100'000; ++i)
        lines += QByteArray::number(i * 7919) + (i % 1000 == 999 ? "x\n" : "\n");
    Program client(built("digitsum"), toServer());
    client.run(lines);
    QTRY_VERIFY_WITH_TIMEOUT(client.hasEnded(), 30'000);
    QCOMPARE(client.status(), 1);
    QVERIFY(client.out() == repliesTo(lines));
}

void TestPrograms::aMillionLines()
{
    Program pipe(QStringLiteral("sh"),
                 shell(QStringLiteral("seq 1 1000000 | $1 --port $0 | tail -1")));
    pipe.run();
    QTRY_VERIFY_WITH_TIMEOUT(pipe.hasEnded(), 60'000);
    QCOMPARE(pipe.out(), QByteArray("1\n"));
    QCOMPARE(pipe.err(), QByteArray());
}

void TestPrograms::oneLongLine()
{
    constexpr qsizetype size = 20 * 1024 * 1024;
    Program client(built("digitsum"), toServer());
    client.run(QByteArray(size, '7') + "\n12\n");
    QTRY_VERIFY_WITH_TIMEOUT(client.hasEnded(), 30'000);
    QCOMPARE(client.out(), QByteArray(QByteArray::number(size * 7) + "\n3\n"));
    QCOMPARE(client.status(), 0);
}

void TestPrograms::randomBytes()
{
    QRandomGenerator random(2);
    QByteArray randomBytes(1'000'000, '\0');
    for (char &byte : randomBytes)
        byte = static_cast<char>(random.generate());
    Program client(built("digitsum"), toServer());
    client.run(randomBytes + "\n777\n");
    QTRY_VERIFY_WITH_TIMEOUT(client.hasEnded(), 30'000);
    QCOMPARE(client.status(), 1);
    // The client sends an empty line first, which selects line framing and gets no reply. The
    // reference needs it, too: it is the only empty line that gets no reply.
    QVERIFY(client.out() == repliesTo("\n" + randomBytes + "\n777\n"));
    QVERIFY(client.out().endsWith("\n21\n"));
}

void TestPrograms::files()
{
    QTemporaryFile input;
    QTemporaryFile output;
    QVERIFY(input.open() && output.open());
    const QByteArray lines = QByteArray("12345\n12a45\n").repeated(50'000);
    input.write(lines);
    input.flush();
    Program client(built("digitsum"), toServer());
    client.setStandardInputFile(input.fileName());
    client.setStandardOutputFile(output.fileName());
    client.start();
    QTRY_VERIFY_WITH_TIMEOUT(client.hasEnded(), 30'000);
    QCOMPARE(client.status(), 1);
    QVERIFY(output.readAll() == repliesTo(lines));
}

void TestPrograms::closedPipe()
{
    // The input is endless: the client must end with SIGPIPE, which the shell reports as 128 + 13.
    Program pipe(QStringLiteral("sh"),
                 shell(QStringLiteral("yes 123 | ($1 --port $0; echo $? >&2) | head -1")));
    pipe.run();
    QTRY_VERIFY_WITH_TIMEOUT(pipe.hasEnded(), 20'000);
    QCOMPARE(pipe.out(), QByteArray("6\n"));
    QCOMPARE(pipe.err(), QByteArray("141\n"));
}

void TestPrograms::promptOnATerminal()
{
    const QByteArray question = "Enter Your Strings of Digits : ";
    Terminal terminal;
    Program client(built("digitsum"), toServer());
    terminal.start(client);
    QTRY_VERIFY(terminal.shown().endsWith(question));
    terminal.type("12345\n");
    QTRY_VERIFY(terminal.shown().endsWith(
        QByteArray("12345\r\nYour Strings All Digit Sum is : 15\r\n" + question)));
    terminal.type("12a45\n");
    QTRY_VERIFY(
        terminal.shown().endsWith(QByteArray(Words::invalid.toByteArray() + "\r\n" + question)));
    terminal.type("quit\n");
    QTRY_VERIFY(client.hasEnded());
    QCOMPARE(client.status(), 0);
    QTRY_VERIFY(terminal.shown().endsWith("quit\r\nThank You .. See You soon !!\r\n"));
}

void TestPrograms::promptSendsNoLineThatWasCutOff()
{
    const QByteArray question = "Enter Your Strings of Digits : ";
    Terminal terminal;
    Program client(built("digitsum"), toServer());
    terminal.start(client);
    QTRY_VERIFY(terminal.shown().endsWith(question));
    terminal.type(QByteArray(4094, '1') + '\n');
    QTRY_VERIFY(terminal.shown().endsWith(QByteArray("is : 4094\r\n" + question)));
    for (const qsizetype length : {4095, 4096, 10'000}) {
        terminal.forget();
        terminal.type(QByteArray(length, '1') + '\n');
        QTRY_VERIFY(terminal.shown().endsWith(question));
        QVERIFY(terminal.shown().contains("Not sent: a terminal cuts off lines of more than "));
        QVERIFY(!terminal.shown().contains("is : "));
    }
    terminal.type("\x04");
    QTRY_VERIFY(client.hasEnded());
}

void TestPrograms::promptLeavesAtCtrlD()
{
    const QByteArray question = "Enter Your Strings of Digits : ";
    Terminal terminal;
    Program client(built("digitsum"), toServer());
    terminal.start(client);
    QTRY_VERIFY(terminal.shown().endsWith(question));
    terminal.type("\x04");
    QTRY_VERIFY(client.hasEnded());
    QCOMPARE(client.status(), 0);
    QTRY_VERIFY(
        terminal.shown().endsWith(QByteArray(question + "\r\nThank You .. See You soon !!\r\n")));
    QTRY_VERIFY(m_server->log().contains("(client quit)"));
}

QTEST_GUILESS_MAIN(TestPrograms)
#include "tst_programs.moc"
