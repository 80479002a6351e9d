// SPDX-License-Identifier: MIT
#include "tests/end-to-end/program.h"

#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <memory>
#include <vector>

using DigitSum::Testing::built;
using DigitSum::Testing::Program;

/// Runs the real `digitsum-server` in a real X server, with simulated mouse and keyboard input and
/// real clients. The test reads what the window shows through the clipboard.
class TestConsoleX11 final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void wholeSession();
    void largeTotalsLeaveThePresentationAlone();

private:
    [[nodiscard]] static QByteArray xdotool(const QStringList &arguments);
    static void press(const char *keys);
    static void click(int x, int y);
    [[nodiscard]] static QByteArray activeGeometry();
    [[nodiscard]] static qsizetype windowsNamed(const QString &title);
    [[nodiscard]] static QString copied() { return QGuiApplication::clipboard()->text(); }
    [[nodiscard]] QString log() const;
    [[nodiscard]] QString port() const;
    [[nodiscard]] std::unique_ptr<Program> connectProgram(const QString &program,
                                                          const QStringList &arguments);
    void start();
    void copiesTheAddress();
    void showsTheClients();
    void disconnectsTheFirst();
    void closesAfterOneQuestion();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Program> m_server;
    std::vector<std::unique_ptr<Program>> m_clients; // the first one is nc
};

QByteArray TestConsoleX11::xdotool(const QStringList &arguments)
{
    Program program(QStringLiteral("xdotool"), arguments);
    program.run();
    if (!QTest::qWaitFor([&program] { return program.hasEnded(); }))
        qWarning("xdotool did not end: %s", qPrintable(arguments.join(u' ')));
    return program.out();
}

void TestConsoleX11::press(const char *keys)
{
    (void)xdotool({QStringLiteral("key"), QString::fromLatin1(keys)});
}

/// Clicks at a position relative to the upper left corner of the active window.
void TestConsoleX11::click(int x, int y)
{
    const QByteArray window = xdotool({QStringLiteral("getactivewindow")}).trimmed();
    (void)xdotool({QStringLiteral("mousemove"), QStringLiteral("--window"),
                   QString::fromLatin1(window), QString::number(x), QString::number(y),
                   QStringLiteral("click"), QStringLiteral("1")});
}

/// The active window's size, `WIDTH=1024` and so on, one value a line.
QByteArray TestConsoleX11::activeGeometry()
{
    return xdotool({QStringLiteral("getactivewindow"), QStringLiteral("getwindowgeometry"),
                    QStringLiteral("--shell")});
}

qsizetype TestConsoleX11::windowsNamed(const QString &title)
{
    return xdotool({QStringLiteral("search"), QStringLiteral("--onlyvisible"),
                    QStringLiteral("--name"), QString(u'^' + title + u'$')})
        .count('\n');
}

QString TestConsoleX11::log() const
{
    QFile file(m_folder->filePath(QStringLiteral("events.log")));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString TestConsoleX11::port() const
{
    static const QRegularExpression line(QStringLiteral("Listening on 127\\.0\\.0\\.1:(\\d+)"));
    return line.match(log()).captured(1);
}

/// Starts a client and waits for the reply to its first request.
std::unique_ptr<Program> TestConsoleX11::connectProgram(const QString &program,
                                                        const QStringList &arguments)
{
    auto client = std::make_unique<Program>(program, arguments);
    client->start();
    client->write("12345\n");
    if (!QTest::qWaitFor([&client] { return client->out().contains("15"); }))
        qWarning("%s received no reply", qPrintable(program));
    return client;
}

void TestConsoleX11::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<Program>(
        built("digitsum-server"),
        QStringList{QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--log-file"),
                    m_folder->filePath(QStringLiteral("events.log"))});
    m_server->start();
    QTRY_COMPARE_WITH_TIMEOUT(windowsNamed(QStringLiteral("DigitSum Server")), 1, 20'000);
    (void)xdotool({QStringLiteral("search"), QStringLiteral("--onlyvisible"),
                   QStringLiteral("--name"), QStringLiteral("^DigitSum Server$"),
                   QStringLiteral("windowactivate"), QStringLiteral("--sync")});
}

void TestConsoleX11::cleanup()
{
    if (QTest::currentTestFailed())
        qWarning("log:\n%s\nserver:\n%s", qPrintable(log()), m_server->err().constData());
    m_clients.clear();
    m_server.reset();
    m_folder.reset();
}

/// Clicks the first entry of the first menu.
void TestConsoleX11::start()
{
    click(28, 11);
    click(40, 34);
    QTRY_VERIFY_WITH_TIMEOUT(!port().isEmpty(), 20'000);
}

void TestConsoleX11::copiesTheAddress()
{
    press("alt+c");
    QTRY_COMPARE(copied(), QString(QStringLiteral("127.0.0.1:") + port()));
}

void TestConsoleX11::showsTheClients()
{
    const QStringList where{QStringLiteral("--host"), QStringLiteral("127.0.0.1"),
                            QStringLiteral("--port"), port()};
    m_clients.push_back(
        connectProgram(QStringLiteral("nc"), {QStringLiteral("127.0.0.1"), port()}));
    m_clients.push_back(connectProgram(built("digitsum"), where));
    m_clients.push_back(connectProgram(built("digitsum"), where));
    press("alt+l"); // focus the table
    const auto rows = [] {
        press("ctrl+a");
        press("ctrl+c");
        return copied().split(u'\n', Qt::SkipEmptyParts);
    };
    QTRY_COMPARE(rows().filter(QStringLiteral("\t12345\t")).size(), 3);
    for (const QString &row : rows()) {
        QVERIFY2(row.contains(QStringLiteral("\t127.0.0.1\t")), qPrintable(row));
        QVERIFY2(row.contains(QStringLiteral("\tlines\t")), qPrintable(row));
    }
}

void TestConsoleX11::disconnectsTheFirst()
{
    const auto selectedRow = [] {
        press("Down");
        press("Up"); // to the first row
        press("Up");
        press("ctrl+c");
        return copied();
    };
    QTRY_COMPARE(selectedRow().count(u'\n'), 1);
    QTRY_VERIFY(selectedRow().startsWith(QStringLiteral("1\t127.0.0.1\t")));
    press("Delete");
    Program &first = *m_clients.front();
    QTRY_VERIFY(first.out().contains("Thank You .. See You soon !!"));
    QTRY_VERIFY(log().contains(QRegularExpression(
        QStringLiteral("Client 1 \\(127\\.0\\.0\\.1:\\d+\\) disconnected \\(by you\\)"))));
    Program &second = *m_clients.at(1);
    second.write("99\n"); // the other clients must still be connected
    QTRY_VERIFY(second.out().contains("18"));
}

void TestConsoleX11::closesAfterOneQuestion()
{
    const QString question = QStringLiteral("Stop the server\\?");
    press("alt+F4");
    QTRY_COMPARE(windowsNamed(question), 1);
    Program &second = *m_clients.at(1);
    second.write("999999\n"); // while the question is open, the server keeps running
    QTRY_VERIFY(second.out().contains("54"));
    press("Tab"); // from the Cancel button to the Stop button
    press("space");
    QTRY_VERIFY_WITH_TIMEOUT(m_server->hasEnded(), 20'000);
    QCOMPARE(m_server->status(), 0);
    QCOMPARE(log().count(QStringLiteral("disconnected (server stopped)")), 2);
    QVERIFY(log().trimmed().endsWith(QStringLiteral("Stopped")));
    for (const std::size_t i : {1U, 2U}) {
        QTRY_VERIFY(m_clients.at(i)->hasEnded());
        const QByteArray said = m_clients.at(i)->out() + m_clients.at(i)->err();
        QVERIFY2(said.contains("is shutting down"), said.constData());
    }
}

void TestConsoleX11::wholeSession()
{
    const std::array steps{&TestConsoleX11::start, &TestConsoleX11::copiesTheAddress,
                           &TestConsoleX11::showsTheClients, &TestConsoleX11::disconnectsTheFirst,
                           &TestConsoleX11::closesAfterOneQuestion};
    for (const auto step : steps) {
        (this->*step)();
        if (QTest::currentTestFailed())
            return;
    }
}

/// The totals of 1,500,000 requests, six digits and two separators more than at first, must not
/// widen a window that fills the screen.
void TestConsoleX11::largeTotalsLeaveThePresentationAlone()
{
    start();
    press("F11");
    QTRY_VERIFY(activeGeometry().contains("WIDTH=1024\nHEIGHT=768\n"));
    Program client(QStringLiteral("sh"),
                   {QStringLiteral("-c"),
                    QStringLiteral("yes 7 | head -n 1500000 | \"$0\" --port \"$1\" | wc -l"),
                    built("digitsum"), port()});
    client.run();
    QTRY_VERIFY_WITH_TIMEOUT(client.hasEnded(), 60'000);
    QCOMPARE(client.out().trimmed(), QByteArray("1500000"));
    const auto widened = [] { return !activeGeometry().contains("WIDTH=1024\nHEIGHT=768\n"); };
    QVERIFY(!QTest::qWaitFor(widened, 2000)); // totals are shown each second
}

QTEST_MAIN(TestConsoleX11)
#include "tst_consolex11.moc"
