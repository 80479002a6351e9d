// SPDX-License-Identifier: MIT
#include "common/widgets/messagebar.h"
#include "common/widgets/statechip.h"
#include "tests/gui-client/windowtest.h"

#include <QLabel>
#include <QNetworkProxy>

#include <algorithm>
#include <vector>

using namespace DigitSum;
using namespace DigitSum::Gui;
using State = Session::State;

/// The messages about failed and lost connections: what happened, why, and the next step. Typed
/// text is kept. No test sends data to the network.
class TestMainWindowErrors : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { freshWindow(); }
    void cleanup()
    {
        m_others.clear();
        closeAll();
    }

    void explainsWhyThereIsNoConnection_data();
    void explainsWhyThereIsNoConnection();
    void explainsWhyItEnded_data();
    void explainsWhyItEnded();
    void retryConnectsAgain();
    void errorIsDismissed_data();
    void errorIsDismissed();
    void errorIsToldInTheOtherLanguage();
    void newTryTakesTheErrorAway();

private:
    using Arrange = void (TestMainWindowErrors::*)();

    // Ways for a connection to fail.
    void misspell() { type("hostEdit", QStringLiteral("no..such.host")); } // never a valid name
    void takeAway() { m_server->stopListening(); }
    void takeTheWay()
    {
        type("hostEdit", QStringLiteral("127.255.255.255"));
    } // a broadcast address
    void fillTheQueue();
    void sayNothing() { m_server->setGreeting({}); }
    void speakAnotherProtocol() { m_server->setGreeting("SSH-2.0-Open\x1b[31mSSH <b>\r\n"); }
    void beFull() { m_server->setGreeting("Server is full. Please try again later.\r\n"); }
    void beShuttingDown() { m_server->setGreeting("Server is shutting down.\r\n"); }

    void verifyTold(const QString &what, const QString &why, const QString &nextStep,
                    const QString &word);

    std::vector<std::unique_ptr<QTcpSocket>> m_others; // fill the queue of the server
};

/// With a full queue, the kernel ignores further connections.
void TestMainWindowErrors::fillTheQueue()
{
    m_server->pause();
    const auto areConnected = [this](qsizetype count) {
        return std::count_if(m_others.begin(), m_others.end(),
                             [](const auto &socket) {
                                 return socket->state() == QAbstractSocket::ConnectedState;
                             })
               >= count;
    };
    for (int i = 0; i < 2 * FakeServer::backlog + 2; ++i) {
        m_others.push_back(std::make_unique<QTcpSocket>());
        m_others.back()->setProxy(QNetworkProxy::NoProxy);
        m_others.back()->connectToHost(QHostAddress::LocalHost, m_server->port());
    }
    QTRY_VERIFY(areConnected(FakeServer::backlog + 1));
}

void TestMainWindowErrors::verifyTold(const QString &what, const QString &why,
                                      const QString &nextStep, const QString &word)
{
    const auto *bar = find<MessageBar>("messageBar");
    QVERIFY(bar->isVisible());
    QVERIFY2(bar->title().contains(what), qPrintable(bar->title()));
    QVERIFY2(bar->text().contains(why), qPrintable(bar->text()));
    QVERIFY2(bar->text().endsWith(nextStep), qPrintable(bar->text()));
    QCOMPARE(find<QLabel>("messageTitle")->textFormat(), Qt::PlainText);
    QCOMPARE(find<QLabel>("messageText")->textFormat(), Qt::PlainText);
    QCOMPARE(bar->accessibleName(), bar->title());
    QVERIFY(find<QPushButton>("messageAction")->isVisible());
    QVERIFY(!QApplication::activeModalWidget());

    const auto *chip = find<StateChip>("stateChip");
    QCOMPARE(chip->word(), word);
    QCOMPARE(chip->detail(), bar->title());
    QCOMPARE(find<QPushButton>("connectButton")->text(), QStringLiteral("&Connect"));
    QVERIFY(find<QComboBox>("hostField")->isEnabled());
    QVERIFY(!find<QPushButton>("sendButton")->isEnabled());
    QCOMPARE(find<QLineEdit>("digitField")->text(), QStringLiteral("12345"));
}

void TestMainWindowErrors::explainsWhyThereIsNoConnection_data()
{
    QTest::addColumn<Arrange>("arrange");
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("why");
    QTest::addColumn<QString>("nextStep");
    const auto row = [](const char *name, Arrange arrange, const char *what, const char *why,
                        const char *nextStep) {
        QTest::newRow(name) << arrange << QString::fromLatin1(what) << QString::fromLatin1(why)
                            << QString::fromLatin1(nextStep);
    };
    using Test = TestMainWindowErrors;
    row("name not found", &Test::misspell, "The name no..such.host was not found.",
        "No computer is known by this name.",
        "Check the spelling, or use an address such as 192.168.1.20.");
    row("refused", &Test::takeAway, "refused.", "no program listens on port",
        "Start the server, or check the port.");
    row("unreachable", &Test::takeTheWay, "127.255.255.255 cannot be reached.",
        "no route to this computer", "Check the address and your network connection.");
    row("timed out", &Test::fillTheQueue, "does not answer.",
        "switched off, or a firewall drops the connection.",
        "Check the address, and whether the computer is on.");
    row("silent", &Test::sayNothing, "accepted the connection, but sent no greeting.",
        "overloaded, or another kind of program",
        "Check the port, and whether the server expects TLS.");
    row("not this protocol", &Test::speakAnotherProtocol, "Another program answered",
        "It said: \"SSH-2.0-Open\\u{1b}[31mSSH <b>\".",
        "Check the port: digit-sum servers usually use 9990.");
    row("full", &Test::beFull, "is full.", "has reached its client limit", "Try again later.");
    row("shutting down", &Test::beShuttingDown, "is shutting down.", "Its operator stopped it.",
        "Connect again when it is back.");
}

void TestMainWindowErrors::explainsWhyThereIsNoConnection()
{
    QFETCH(const Arrange, arrange);
    QFETCH(const QString, what);
    QFETCH(const QString, why);
    QFETCH(const QString, nextStep);
    type("digitField", QStringLiteral("12345"));
    enterServer(m_server->port());
    (this->*arrange)();
    QTest::keyClick(m_window, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(state(), State::Lost);
    verifyTold(what, why, nextStep, QStringLiteral("Not connected"));
}

void TestMainWindowErrors::explainsWhyItEnded_data()
{
    QTest::addColumn<QByteArray>("notice"); // empty if the server only closes the connection
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("why");
    QTest::addColumn<QString>("nextStep");
    const auto row = [](const char *name, const char *notice, const char *what, const char *why,
                        const char *nextStep) {
        QTest::newRow(name) << QByteArray(notice) << QString::fromLatin1(what)
                            << QString::fromLatin1(why) << QString::fromLatin1(nextStep);
    };
    row("lost", "", "was lost.", "The server stopped, or the network failed.", "Connect again.");
    row("idle", "Closing: idle for too long.\r\n", "closed the connection.",
        "The connection was idle for too long.", "Connect again.");
    row("shutting down", "Server is shutting down.\r\n", "is shutting down.",
        "Its operator stopped it.", "Connect again when it is back.");
    row("too slow", "Closing: reading too slowly.\r\n", "was closed.",
        "The server said: \"Closing: reading too slowly.\".", "Connect again.");
    row("unheard of", "Closing: <b>\t\x1b[1m\r\n", "was closed.",
        "The server said: \"Closing: <b>\\t\\u{1b}[1m\".", "Connect again.");
}

void TestMainWindowErrors::explainsWhyItEnded()
{
    QFETCH(const QByteArray, notice);
    QFETCH(const QString, what);
    QFETCH(const QString, why);
    QFETCH(const QString, nextStep);
    connectWindow();
    type("digitField", QStringLiteral("12345"));
    if (!notice.isEmpty())
        m_server->say(notice);
    m_server->closeConnection();
    QTRY_COMPARE(state(), State::Lost);
    verifyTold(what, why, nextStep, QStringLiteral("Lost"));
}

void TestMainWindowErrors::retryConnectsAgain()
{
    beFull();
    enterServer(m_server->port());
    click("connectButton");
    QTRY_COMPARE(state(), State::Lost);
    m_server->setGreeting("Welcome to the server\r\n");
    click("messageAction");
    QTRY_COMPARE(state(), State::Connected);
    QVERIFY(!find<MessageBar>("messageBar")->isVisible());
}

void TestMainWindowErrors::errorIsDismissed_data()
{
    QTest::addColumn<bool>("byKey");
    QTest::newRow("by click") << false;
    QTest::newRow("by Esc") << true;
}

void TestMainWindowErrors::errorIsDismissed()
{
    QFETCH(const bool, byKey);
    takeAway();
    enterServer(m_server->port());
    click("connectButton");
    QTRY_VERIFY(find<MessageBar>("messageBar")->isVisible());
    if (byKey)
        QTest::keyClick(m_window, Qt::Key_Escape);
    else
        click("messageClose");
    QVERIFY(!find<MessageBar>("messageBar")->isVisible());
    QCOMPARE(find<StateChip>("stateChip")->word(), QStringLiteral("Not connected")); // unchanged
}

void TestMainWindowErrors::errorIsToldInTheOtherLanguage()
{
    takeAway();
    enterServer(m_server->port());
    click("connectButton");
    QTRY_COMPARE(state(), State::Lost);
    const auto *bar = find<MessageBar>("messageBar");
    const QString english = bar->title();
    m_app->context().language().setCode(QStringLiteral("de"));
    QTRY_VERIFY(bar->title() != english);
    QCOMPARE(find<StateChip>("stateChip")->detail(), bar->title());
    m_app->context().language().setCode(QStringLiteral("en"));
    QTRY_COMPARE(bar->title(), english);
}

void TestMainWindowErrors::newTryTakesTheErrorAway()
{
    takeAway();
    enterServer(m_server->port());
    click("connectButton");
    QTRY_COMPARE(state(), State::Lost);
    sayNothing();
    m_server->listenAgain();
    click("connectButton");
    QVERIFY(!find<MessageBar>("messageBar")->isVisible());
    QTest::keyClick(m_window, Qt::Key_Escape);
    QCOMPARE(state(), State::Disconnected);
    QVERIFY(!find<MessageBar>("messageBar")->isVisible());
}

QTEST_MAIN(TestMainWindowErrors)
#include "tst_mainwindowerrors.moc"
