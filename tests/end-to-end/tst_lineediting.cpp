// SPDX-License-Identifier: MIT
#include "tests/end-to-end/serverprocess.h"
#include "tests/end-to-end/terminal.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <csignal>

using namespace DigitSum::Testing;

namespace {

const auto question = QStringLiteral("Enter Your Strings of Digits : ");
const auto answer = QStringLiteral("Your Strings All Digit Sum is : ");
const auto farewell = QStringLiteral("Thank You .. See You soon !!");

bool isEqual(const termios &a, const termios &b)
{
    return a.c_iflag == b.c_iflag && a.c_oflag == b.c_oflag && a.c_lflag == b.c_lflag
           && std::equal(std::begin(a.c_cc), std::end(a.c_cc), std::begin(b.c_cc));
}

/// Returns whether the process \a id has loaded libedit.
bool hasLibedit(qint64 id)
{
    QFile maps(QStringLiteral("/proc/%1/maps").arg(id));
    return maps.open(QIODevice::ReadOnly) && maps.readAll().contains("libedit.so");
}

} // namespace

/// Editing and recalling lines at the prompt of `digitsum`, on a pseudoterminal.
class TestLineEditing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void edits_data();
    void edits();
    void keysInPieces();
    void recallsLines();
    void recallsLinesOfEarlierRuns();
    void savesNoHistory();
    void historyThatCannotBeSaved();
    void linesOfAnyLength_data();
    void linesOfAnyLength();
    void manyLinesPasted();
    void keepsWhatIsTypedWhenTheConnectionIsLost();
    void leavesTheTerminalAsItWas_data();
    void leavesTheTerminalAsItWas();
    void leavesTheTerminalAsItWasWhenKilled_data();
    void leavesTheTerminalAsItWasWhenKilled();
    void stopsAndContinues();
    void narrowerTerminal();
    void onlyTerminalsLoadTheLibrary();

private:
    [[nodiscard]] QStringList toServer(const QStringList &more = {}) const
    {
        return QStringList{QStringLiteral("--port"), QString::number(m_server->port())} + more;
    }
    void start(const QStringList &more = {})
    {
        m_client = std::make_unique<Program>(built("digitsum"), toServer(more));
        m_terminal->start(*m_client);
        QTRY_COMPARE(m_terminal->screen().lastRow(), question.trimmed());
    }
    void leave()
    {
        m_terminal->type("quit\r");
        QTRY_VERIFY(m_client->hasEnded());
        QCOMPARE(m_client->status(), 0);
    }
    [[nodiscard]] QString lastRow(int fromEnd = 1) const
    {
        return m_terminal->screen().rows().value(m_terminal->screen().rows().size() - fromEnd);
    }
    [[nodiscard]] QString historyFile() const
    {
        return m_terminal->stateFolder() + QStringLiteral("/digitsum/history");
    }

    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<Terminal> m_terminal;
    std::unique_ptr<Program> m_client;
};

void TestLineEditing::init()
{
    m_server = std::make_unique<ServerProcess>();
    m_terminal = std::make_unique<Terminal>("xterm-256color");
}

void TestLineEditing::cleanup()
{
    m_client.reset();
    m_terminal.reset();
    m_server.reset();
}

void TestLineEditing::edits_data()
{
    QTest::addColumn<QByteArray>("keys");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("sum");
    const auto row = [](const char *name, const QByteArray &keys, const char *line,
                        const char *sum) {
        QTest::newRow(name) << keys << QString::fromUtf8(line) << QString::fromUtf8(sum);
    };
    row("Left", "13\x1b[D2", "123", "6");
    row("Left, application mode", "13\x1bOD2", "123", "6");
    row("Right", "12\x1b[D\x1b[D\x1b[C3", "132", "6");
    row("Home, End", "23\x1b[H1\x1b[F4", "1234", "10");
    row("Home, End of other terminals", "23\x1b[1~1\x1b[4~4", "1234", "10");
    row("Ctrl+A, Ctrl+E",
        "23\x01"
        "1\x05"
        "4",
        "1234", "10");
    row("Backspace",
        "129\x7f"
        "3",
        "123", "6");
    row("Delete", "912\x1b[H\x1b[3~3", "312", "6");
    row("Ctrl+K", "1299\x1b[D\x1b[D\x0b", "12", "3");
    row("Ctrl+U",
        "999\x15"
        "12",
        "12", "3");
    row("digits of three bytes", "১৩\x1b[D২\x1b[F৯\x7f", "১২৩", "6");
    row("keys without a meaning", "1\x1b[15~2\x1b[1;6P\x1b[200~3", "123", "6");
}

void TestLineEditing::edits()
{
    QFETCH(const QByteArray, keys);
    QFETCH(const QString, line);
    QFETCH(const QString, sum);
    start();
    m_terminal->type(keys);
    QTRY_COMPARE(lastRow(), question + line);
    m_terminal->type("\r");
    QTRY_COMPARE(lastRow(), question.trimmed());
    QCOMPARE(lastRow(2), answer + sum);
    QCOMPARE(lastRow(3), question + line);
    leave();
    QTRY_COMPARE(lastRow(2), farewell);
}

/// A slow line can cut an escape sequence or a character.
void TestLineEditing::keysInPieces()
{
    start();
    m_terminal->type("13");
    QTRY_COMPARE(lastRow(), question + QStringLiteral("13"));
    for (const char *piece : {"\x1b", "[", "D", "\xe0", "\xa7", "\xa8", "\x1b", "OF", "4"}) {
        m_terminal->type(piece);
        QTest::qWait(1); // lets the program read it alone; if it does not, the test is easier
    }
    QTRY_COMPARE(lastRow(), question + QStringLiteral("1২34"));
}

void TestLineEditing::recallsLines()
{
    start();
    m_terminal->type("12\r");
    QTRY_COMPARE(lastRow(2), answer + QStringLiteral("3"));
    m_terminal->type("34\r");
    QTRY_COMPARE(lastRow(2), answer + QStringLiteral("7"));
    m_terminal->type("56\x1b[A");
    QTRY_COMPARE(lastRow(), question + QStringLiteral("34"));
    m_terminal->type("\x1b[A");
    QTRY_COMPARE(lastRow(), question + QStringLiteral("12"));
    m_terminal->type("\x1b[B\x1b[B");
    QTRY_COMPARE(lastRow(), question + QStringLiteral("56"));
    m_terminal->type("\x15"
                     "1\x12"); // Ctrl+R: the line that begins with 1
    QTRY_COMPARE(lastRow(), question + QStringLiteral("12"));
}

void TestLineEditing::recallsLinesOfEarlierRuns()
{
    start();
    m_terminal->type("12\r");
    QTRY_COMPARE(lastRow(2), answer + QStringLiteral("3"));
    leave();
    QCOMPARE(QFileInfo(historyFile()).permissions() & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
    start();
    m_terminal->type("\x1b[A\x1b[A"); // the last one is `quit`
    QTRY_COMPARE(lastRow(), question + QStringLiteral("12"));
}

void TestLineEditing::savesNoHistory()
{
    start();
    m_terminal->type("12\r");
    QTRY_COMPARE(lastRow(2), answer + QStringLiteral("3"));
    leave();
    const qint64 size = QFileInfo(historyFile()).size();
    QVERIFY(size > 0);
    start({QStringLiteral("--no-history")});
    m_terminal->type("\x1b[A9\r");
    QTRY_COMPARE(lastRow(2), answer + QStringLiteral("9"));
    leave();
    QCOMPARE(QFileInfo(historyFile()).size(), size);
}

void TestLineEditing::historyThatCannotBeSaved()
{
    QFile inTheWay(m_terminal->stateFolder());
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    start();
    for (int i = 0; i < 2; ++i) {
        m_terminal->type("12\r");
        QTRY_COMPARE(m_terminal->shown().count("is : 3\r\n"), i + 1);
    }
    QCOMPARE(m_terminal->shown().count("digitsum: cannot save or recall lines: "), 1);
    QVERIFY(m_terminal->shown().contains("/digitsum/history: "));
    leave();
}

void TestLineEditing::linesOfAnyLength_data()
{
    QTest::addColumn<int>("length");
    for (const int length : {4094, 4095, 4096, 10'000, 100'000})
        QTest::addRow("%d", length) << length;
}

void TestLineEditing::linesOfAnyLength()
{
    QFETCH(const int, length);
    start();
    m_terminal->type(QByteArray(length, '1') + '\r');
    QTRY_COMPARE(lastRow(2), answer + QString::number(length));
}

void TestLineEditing::manyLinesPasted()
{
    start();
    m_terminal->type(QByteArray("1\r22\r333\r").repeated(50));
    QTRY_COMPARE(m_terminal->shown().count("is : 9\r\n"), 50);
    QTRY_COMPARE(lastRow(), question.trimmed());
    QCOMPARE(m_terminal->shown().count("is : "), 150);
}

void TestLineEditing::keepsWhatIsTypedWhenTheConnectionIsLost()
{
    start({QStringLiteral("--reconnect")});
    m_terminal->type("13\x1b[D");
    QTRY_COMPARE(lastRow(), question + QStringLiteral("13"));
    const quint16 port = m_server->port();
    m_server->signal(SIGKILL);
    QTRY_VERIFY(m_terminal->shown().contains("Trying again."));
    m_server = std::make_unique<ServerProcess>(
        QStringList{QStringLiteral("--port"), QString::number(port)});
    QTRY_COMPARE(m_terminal->shown().count("Connected to "), 2);
    QTRY_COMPARE(lastRow(), question + QStringLiteral("13"));
    m_terminal->type("2\r");
    QTRY_COMPARE(lastRow(2), answer + QStringLiteral("6"));
    QCOMPARE(lastRow(3), question + QStringLiteral("123"));
}

void TestLineEditing::leavesTheTerminalAsItWas_data()
{
    QTest::addColumn<QByteArray>("keys");
    QTest::addColumn<int>("status");
    QTest::newRow("quit") << QByteArray("quit\r") << 0;
    QTest::newRow("Ctrl+D") << QByteArray("\x04") << 0;
    QTest::newRow("Ctrl+C") << QByteArray("12\x03") << -SIGINT;
    QTest::newRow("Ctrl+\\") << QByteArray("12\x1c") << -SIGQUIT;
}

void TestLineEditing::leavesTheTerminalAsItWas()
{
    QFETCH(const QByteArray, keys);
    QFETCH(const int, status);
    const termios before = m_terminal->settings();
    start();
    QVERIFY(!isEqual(m_terminal->settings(), before));
    m_terminal->type(keys);
    QTRY_VERIFY(m_client->hasEnded());
    QCOMPARE(m_client->status(), status);
    QVERIFY(isEqual(m_terminal->settings(), before));
}

void TestLineEditing::leavesTheTerminalAsItWasWhenKilled_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("TERM") << SIGTERM;
    QTest::newRow("HUP") << SIGHUP;
    QTest::newRow("INT") << SIGINT;
}

void TestLineEditing::leavesTheTerminalAsItWasWhenKilled()
{
    QFETCH(const int, number);
    const termios before = m_terminal->settings();
    start();
    ::kill(static_cast<pid_t>(m_client->processId()), number);
    QTRY_VERIFY(m_client->hasEnded());
    QCOMPARE(m_client->status(), -number);
    QVERIFY(isEqual(m_terminal->settings(), before));
}

/// In a real shell, since only a process that a shell can continue is stopped.
void TestLineEditing::stopsAndContinues()
{
    Program shell(QStringLiteral("sh"), {QStringLiteral("-i")});
    m_terminal->start(shell);
    QTRY_VERIFY(!m_terminal->shown().isEmpty());
    const termios before = m_terminal->settings();
    m_terminal->type("PS1='ready> '\n");
    QTRY_COMPARE(lastRow(), QStringLiteral("ready>"));
    m_terminal->type(
        QStringLiteral("%1 --port %2\n").arg(built("digitsum")).arg(m_server->port()).toUtf8());
    QTRY_COMPARE(lastRow(), question.trimmed());
    m_terminal->type("12");
    QTRY_COMPARE(lastRow(), question + QStringLiteral("12"));
    m_terminal->type("\x1a"); // Ctrl+Z
    QTRY_COMPARE(lastRow(), QStringLiteral("ready>"));
    QVERIFY(isEqual(m_terminal->settings(), before));
    m_terminal->type("fg\n");
    QTRY_COMPARE(lastRow(), question + QStringLiteral("12"));
    m_terminal->type("3\r");
    QTRY_COMPARE(lastRow(2), answer + QStringLiteral("6"));
    m_terminal->type("quit\r");
    QTRY_COMPARE(lastRow(), QStringLiteral("ready>"));
}

void TestLineEditing::narrowerTerminal()
{
    start();
    m_terminal->type("12");
    QTRY_COMPARE(lastRow(), question + QStringLiteral("12"));
    m_terminal->forget();
    m_terminal->resize(40);
    QTRY_VERIFY(m_terminal->shown().contains("12")); // drawn again
    m_terminal->forget();
    m_terminal->type(QByteArray(30, '3'));
    // The line of 63 characters goes on in the next row at the right place.
    QTRY_VERIFY(m_terminal->shown().endsWith(QByteArray(23, '3')));
    m_terminal->type("\r");
    QTRY_VERIFY(m_terminal->shown().contains("is : 93\r\n"));
}

void TestLineEditing::onlyTerminalsLoadTheLibrary()
{
    start();
    QVERIFY(hasLibedit(m_client->processId()));
    Program client(built("digitsum"), toServer({QStringLiteral("--prompt")}));
    client.start();
    client.write("12\n");
    QTRY_VERIFY(client.out().contains("is : 3\n"));
    QVERIFY(!hasLibedit(client.processId()));
}

QTEST_GUILESS_MAIN(TestLineEditing)
#include "tst_lineediting.moc"
