// SPDX-License-Identifier: MIT
#include "common/widgets/messagebar.h"
#include "tests/server/console/consolefixture.h"
#include "tests/support/tlsclient.h"

#include <QClipboard>
#include <QComboBox>
#include <QPushButton>
#include <QTcpServer>

using namespace DigitSum;

/// Starts the service with clicks and keys and checks what the window shows of it.
class TestConsoleWindow final : public ConsoleFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void firstStartIsForThisComputerOnly();
    void startsAndShowsTheAddress();
    void startsByKeyboard();
    void emptyTablesShowHints();
    void clientsConnectSendAndDisconnect();
    void totalsAreUpdated();
    void eventsAreListed();
    void aTakenPortIsExplainedInline();
    void attemptsAreCountedDown();
    void startsOnceThePortIsFree();
    void cancelsStarting();
    void showsThatItIsFull();
    void showsWhichClientsAreEncrypted();
    void ctrlLGoesToTheAddress();
};

void TestConsoleWindow::init()
{
    QSettings().clear();
    open();
}

void TestConsoleWindow::cleanup()
{
    close();
}

void TestConsoleWindow::firstStartIsForThisComputerOnly()
{
    QCOMPARE(find<QComboBox>("listenAddress")->currentText(), QStringLiteral("This computer only"));
    QCOMPARE(find<QSpinBox>("listenPort")->value(), 9990);
    QCOMPARE(state(), QStringLiteral("Stopped"));
    QCOMPARE(find<QPushButton>("startStop")->text().remove(u'&'), QStringLiteral("Start"));
    QVERIFY(!find<QLabel>("clientAddress")->isVisible());
    QVERIFY(!find<MessageBar>("message")->isVisible());
}

void TestConsoleWindow::startsAndShowsTheAddress()
{
    start();
    const QString where = QStringLiteral("127.0.0.1:%1").arg(port());
    QVERIFY(find<QLabel>("clientAddress")->isVisible());
    QCOMPARE(find<QLabel>("clientAddress")->text(), where);
    QVERIFY(find<QLabel>("clientAddress")->font().pointSizeF()
            >= 2 * m_window->font().pointSizeF());
    click("copyAddress");
    QCOMPARE(QGuiApplication::clipboard()->text(), where);
    QVERIFY(!find<QSpinBox>("listenPort")->isEnabled());
    QVERIFY(!find<QComboBox>("listenAddress")->isEnabled());
}

void TestConsoleWindow::startsByKeyboard()
{
    find<QSpinBox>("listenPort")->setFocus();
    QTest::keyClick(find<QSpinBox>("listenPort"), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(find<QSpinBox>("listenPort"), QStringLiteral("0"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("startStop"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QTRY_COMPARE(m_service->state(), Service::State::Listening);
}

void TestConsoleWindow::emptyTablesShowHints()
{
    auto *empty = find<QLabel>("clientsEmpty");
    QVERIFY(empty->isVisible());
    QVERIFY(empty->text().contains(QStringLiteral("Press Start")));
    start();
    QCOMPARE(empty->text(), QStringLiteral("No clients yet: connect to 127.0.0.1:%1.").arg(port()));
    const auto client = connectClient();
    QVERIFY(!empty->isVisible());
}

void TestConsoleWindow::clientsConnectSendAndDisconnect()
{
    start();
    auto client = connectClient();
    QCOMPARE(cell(0, ClientModel::AddressColumn), QStringLiteral("127.0.0.1"));
    QCOMPARE(cell(0, ClientModel::PortColumn), QString::number(client->localPort()));
    client->send("12345\nnonsense\n");
    QTRY_COMPARE(cell(0, ClientModel::RequestsColumn), QStringLiteral("2"));
    QCOMPARE(cell(0, ClientModel::RefusedColumn), QStringLiteral("1"));
    QCOMPARE(cell(0, ClientModel::LastRequestColumn), QStringLiteral("nonsense"));
    QCOMPARE(cell(0, ClientModel::FramingColumn), QStringLiteral("lines"));
    const auto second = connectClient();
    QCOMPARE(clients()->rowCount(), 2);
    client->leave();
    QTRY_COMPARE(clients()->rowCount(), 1);
    QCOMPARE(cell(0, ClientModel::PortColumn), QString::number(second->localPort()));
}

void TestConsoleWindow::totalsAreUpdated()
{
    start();
    const auto one = connectClient();
    const auto two = connectClient();
    one->send("1\n2\n3\nx\n");
    QTRY_COMPARE(find<QLabel>("totalClients")->text(), QStringLiteral("2"));
    QTRY_VERIFY(find<QLabel>("totalRequestsMore")->text().startsWith(QStringLiteral("4 in total")));
    QTRY_VERIFY(find<QLabel>("totalRefusedMore")->text().startsWith(QStringLiteral("1 in total")));
}

void TestConsoleWindow::eventsAreListed()
{
    start();
    QVERIFY(events().contains(QStringLiteral("Listening on 127.0.0.1:%1").arg(port())));
    auto client = connectClient();
    const QString name = QStringLiteral("Client 1 (127.0.0.1:%1) ").arg(client->localPort());
    QTRY_VERIFY(events().contains(name + QStringLiteral("connected")));
    client->send("quit\n");
    QTRY_VERIFY(events().contains(name + QStringLiteral("disconnected (client quit)")));
    QTRY_VERIFY(client->isGone());
}

void TestConsoleWindow::aTakenPortIsExplainedInline()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost, 0));
    find<QSpinBox>("listenPort")->setValue(other.serverPort());
    click("startStop");
    auto *bar = find<MessageBar>("message");
    QTRY_VERIFY(bar->isVisible());
    QVERIFY(bar->title().contains(QStringLiteral("could not start")));
    QVERIFY(bar->text().contains(QStringLiteral("another program")));
    QVERIFY(bar->text().contains(QStringLiteral("choose another port")));
    QCOMPARE(state(), QStringLiteral("Stopped"));
    QVERIFY(events().contains(QStringLiteral("another program")));
    QVERIFY(find<QSpinBox>("listenPort")->isEnabled());

    click("messageClose");
    QVERIFY(!bar->isVisible());
    start(); // on another port
    QVERIFY(!bar->isVisible());
}

void TestConsoleWindow::attemptsAreCountedDown()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost, 0));
    ServiceOptions options = quickOptions();
    options.bindRetries = 3;
    options.bindRetryPause = std::chrono::milliseconds(50);
    open(options);
    const auto *bar = find<MessageBar>("message");
    QStringList titles;
    connect(m_service.get(), &Service::bindFailed, bar, [&] { titles.append(bar->title()); });
    find<QSpinBox>("listenPort")->setValue(other.serverPort());
    click("startStop");
    QTRY_COMPARE(titles.size(), 4);
    for (int i = 0; i < 3; ++i)
        QVERIFY2(titles.at(i).contains(QStringLiteral("%1 attempt").arg(3 - i)),
                 qPrintable(titles.at(i)));
    QVERIFY(titles.constLast().contains(QStringLiteral("could not start")));
    QVERIFY(events().contains(QStringLiteral("2 attempt")));
}

void TestConsoleWindow::startsOnceThePortIsFree()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost, 0));
    ServiceOptions options = quickOptions();
    options.bindRetries = 1000;
    options.bindRetryPause = std::chrono::milliseconds(20);
    options.addresses = {QHostAddress(QHostAddress::LocalHost)};
    open(options);
    find<QSpinBox>("listenPort")->setValue(other.serverPort());
    click("startStop");
    QTRY_VERIFY(find<MessageBar>("message")->isVisible());
    other.close();
    QTRY_COMPARE(state(), QStringLiteral("Listening"));
    QVERIFY(!find<MessageBar>("message")->isVisible());
}

void TestConsoleWindow::cancelsStarting()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost, 0));
    ServiceOptions options = quickOptions();
    options.bindRetries = 1000;
    open(options);
    find<QSpinBox>("listenPort")->setValue(other.serverPort());
    click("startStop");
    QTRY_VERIFY(find<MessageBar>("message")->isVisible());
    QCOMPARE(state(), QStringLiteral("Starting"));
    click("messageAction");
    QTRY_COMPARE(state(), QStringLiteral("Stopped"));
    QVERIFY(!find<MessageBar>("message")->isVisible());
}

void TestConsoleWindow::showsThatItIsFull()
{
    ServiceOptions options = quickOptions();
    options.maxClients = 1;
    open(options);
    start();
    const auto one = connectClient();
    QTRY_COMPARE(state(), QStringLiteral("Full"));
    const TestClient two(port());
    QTRY_VERIFY(two.received().contains("Server is full."));
    const auto *chip = find<StateChip>("serviceState");
    QTRY_VERIFY(chip->detail().contains(QStringLiteral("1 rejected")));
    QVERIFY(chip->detail().contains(QStringLiteral("limit of 1 clients reached")));
    one->leave();
    QTRY_COMPARE(state(), QStringLiteral("Listening"));
    QVERIFY(!chip->detail().contains(QStringLiteral("rejected")));
}

void TestConsoleWindow::showsWhichClientsAreEncrypted()
{
    const int column = ClientModel::EncryptionColumn;
    QVERIFY(find<QTableView>("clients")->isColumnHidden(column));
    start();
    QVERIFY(!find<QLabel>("addressHint")->text().contains(QStringLiteral("TLS")));
    const auto plain = connectClient();
    QCOMPARE(cell(0, column), QStringLiteral("none"));

    ServiceOptions options = quickOptions();
    options.tls =
        std::get<TlsIdentity>(readTlsIdentity(Testing::tlsFile(QStringLiteral("server.pem")),
                                              Testing::tlsFile(QStringLiteral("server.key"))));
    open(options);
    QVERIFY(!find<QTableView>("clients")->isColumnHidden(column));
    start();
    QVERIFY(find<QLabel>("addressHint")->text().contains(QStringLiteral("use TLS")));
    Testing::TlsClient client(port());
    QTRY_VERIFY(client.received().endsWith("\r\n"));
    QTRY_COMPARE(cell(0, column), QStringLiteral("TLS"));
    TestClient stranger(port());
    stranger.send("12345\n");
    QTRY_VERIFY(events().contains(QStringLiteral("TLS handshake failed")));
}

void TestConsoleWindow::ctrlLGoesToTheAddress()
{
    find<QWidget>("startStop")->setFocus();
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
    QCOMPARE(QApplication::focusWidget(), find<QWidget>("listenAddress"));
    start();
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
    QCOMPARE(QApplication::focusWidget(), find<QWidget>("clientAddress"));
}

QTEST_MAIN(TestConsoleWindow)
#include "tst_consolewindow.moc"
