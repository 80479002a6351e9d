// SPDX-License-Identifier: MIT
#include "common/widgets/messagebar.h"
#include "server/console/clients/requestsmodel.h"
#include "tests/server/console/consolefixture.h"

#include <QClipboard>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

using namespace DigitSum;

/// Acts on clients and opens a client's page with clicks and keys.
class TestConsoleClients final : public ConsoleFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void disconnectsPolitely();
    void resets();
    void asksBeforeRepliesAreLost();
    void findsClients();
    void copiesClients();
    void disconnectsAllClients();
    void rejectsNewClients();
    void blocksAnAddress();
    void blocksAnIPv6Network();
    void theClientPageShowsItsRequests();
    void theClientPageFollowsTheSelection();
    void theClientPageStaysWithAClientThatLeft();
};

void TestConsoleClients::init()
{
    QSettings().clear();
    open();
}

void TestConsoleClients::cleanup()
{
    close();
}

void TestConsoleClients::disconnectsPolitely()
{
    start();
    auto client = connectClient();
    QVERIFY(!find<QPushButton>("disconnectClient")->isEnabled());
    find<QTableView>("clients")->selectRow(0);
    click("disconnectClient");
    QTRY_VERIFY(client->isGone());
    QVERIFY(client->received().contains("Thank You .. See You soon !! \r\n"));
    QTRY_COMPARE(clients()->rowCount(), 0);
    QTRY_VERIFY(events().contains(QStringLiteral("disconnected (by you)")));
    QVERIFY(!find<QPushButton>("disconnectClient")->isEnabled());
}

void TestConsoleClients::resets()
{
    start();
    auto client = connectClient();
    find<QTableView>("clients")->selectRow(0);
    click("resetClient");
    QTRY_VERIFY(client->isGone());
    QVERIFY(!client->received().contains("Thank You"));
    QTRY_VERIFY(events().contains(QStringLiteral("reset by you")));
}

void TestConsoleClients::asksBeforeRepliesAreLost()
{
    start();
    auto client = connectClient();
    client->stopReading();
    client->send(QByteArray("1\n").repeated(4'000'000));
    QTRY_COMPARE(cell(0, ClientModel::StateColumn), QStringLiteral("Paused"));
    find<QTableView>("clients")->selectRow(0);
    click("resetClient");
    QVERIFY(find<QMessageBox>("resetQuestion")->text().contains(QStringLiteral("replies")));
    QTest::keyClick(find<QMessageBox>("resetQuestion"), Qt::Key_Escape);
    QTRY_VERIFY(!m_window->findChild<QMessageBox *>());
    QVERIFY(!client->isGone());
    click("resetClient");
    click("resetQuestionYes");
    QTRY_COMPARE(clients()->rowCount(), 0);
    QTRY_VERIFY(events().contains(QStringLiteral("reset by you")));
}

void TestConsoleClients::findsClients()
{
    start();
    const auto one = connectClient();
    const auto two = connectClient();
    auto *field = find<QLineEdit>("findClient");
    QTest::keyClicks(field, QString::number(two->localPort()));
    QCOMPARE(clients()->rowCount(), 1);
    QCOMPARE(cell(0, ClientModel::PortColumn), QString::number(two->localPort()));
    QTest::keyClicks(field, QStringLiteral("x"));
    QVERIFY(find<QLabel>("clientsEmpty")->isVisible());
    QVERIFY(find<QLabel>("clientsEmpty")->text().contains(QStringLiteral("No client matches")));
    field->clear();
    QCOMPARE(clients()->rowCount(), 2);
}

void TestConsoleClients::copiesClients()
{
    start();
    const auto client = connectClient();
    auto *table = find<QTableView>("clients");
    table->setFocus();
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(
        QStringLiteral("1\t127.0.0.1\t%1\t").arg(client->localPort())));
}

void TestConsoleClients::disconnectsAllClients()
{
    QVERIFY(!find<QAction>("disconnectAllAction")->isEnabled());
    start();
    const auto one = connectClient();
    const auto two = connectClient();
    trigger("disconnectAllAction");
    QVERIFY(!one->isGone());
    click("disconnectQuestionYes");
    QTRY_VERIFY(one->isGone() && two->isGone());
    QVERIFY(two->received().contains("Thank You"));
    QCOMPARE(state(), QStringLiteral("Listening"));
    const auto three = connectClient(); // the server still accepts clients
}

void TestConsoleClients::rejectsNewClients()
{
    start();
    const auto before = connectClient();
    trigger("pauseAcceptingAction");
    QTRY_VERIFY(find<MessageBar>("message")->isVisible());
    QVERIFY(find<MessageBar>("message")->text().contains(QStringLiteral("Server is full")));
    QTRY_COMPARE(firstWords(), QByteArray("Server is full. Please try again later.\r\n"));
    before->send("12345\n");
    QTRY_VERIFY(before->received().endsWith("15\r\n"));
    QTRY_VERIFY(events().contains(QStringLiteral("rejected")));
    click("messageAction");
    QVERIFY(!find<QAction>("pauseAcceptingAction")->isChecked());
    QTRY_COMPARE(firstWords(), QByteArray("Welcome to the server\r\n"));
}

void TestConsoleClients::blocksAnAddress()
{
    start();
    const auto client = connectClient();
    find<QTableView>("clients")->selectRow(0);
    QCOMPARE(find<QAction>("blockAction")->text(),
             QStringLiteral("Block 127.0.0.1 until the server stops"));
    trigger("blockAction");
    QTRY_VERIFY(client->isGone());
    QVERIFY(client->received().contains("Thank You"));
    QTRY_VERIFY(firstWords().startsWith("Server is full."));

    auto *blocked = find<QMenu>("blockedMenu");
    Q_EMIT blocked->aboutToShow();
    QCOMPARE(blocked->actions().constFirst()->text(), QStringLiteral("Unblock 127.0.0.1"));
    blocked->actions().constFirst()->trigger();
    QTRY_COMPARE(firstWords(), QByteArray("Welcome to the server\r\n"));
}

void TestConsoleClients::blocksAnIPv6Network()
{
    DigitSum::ServiceOptions options = quickOptions();
    options.proxyProtocol = true; // for clients with any address
    open(options);
    start();
    const auto connectFrom = [this](const QByteArray &address) {
        auto client = std::make_unique<TestClient>(port());
        client->send("PROXY TCP6 " + address + " 2001:db8::ffff 4242 9990\r\n");
        return client;
    };
    const auto one = connectFrom("2001:db8::1");
    const auto neighbour = connectFrom("2001:db8::2");
    QTRY_COMPARE(clients()->rowCount(), 2);
    find<QTableView>("clients")->selectAll();
    QVERIFY(find<QAction>("blockAction")->text().startsWith(QStringLiteral("Block these")));
    find<QTableView>("clients")->selectRow(0);
    QCOMPARE(find<QAction>("blockAction")->text(),
             QStringLiteral("Block 2001:db8::/64 until the server stops"));
    trigger("blockAction");
    QTRY_VERIFY(one->isGone() && neighbour->isGone());

    auto *blocked = find<QMenu>("blockedMenu");
    Q_EMIT blocked->aboutToShow();
    QCOMPARE(blocked->actions().constFirst()->text(), QStringLiteral("Unblock 2001:db8::/64"));
    blocked->actions().constFirst()->trigger();
    const auto isWelcome = [&] { // takes effect in the service's threads
        const auto next = connectFrom("2001:db8::3");
        return QTest::qWaitFor([&] { return next->isGreeted(); })
               && next->received().startsWith("Welcome");
    };
    QTRY_VERIFY(isWelcome());
}

void TestConsoleClients::theClientPageShowsItsRequests()
{
    start();
    const auto client = connectClient();
    client->send("1\n"); // before the page is open: not recorded
    QTRY_COMPARE(cell(0, ClientModel::RequestsColumn), QStringLiteral("1"));
    find<QTableView>("clients")->selectRow(0);
    QVERIFY(!find<QWidget>("clientPage")->isVisible());
    click("clientDetails");
    QVERIFY(find<QWidget>("clientPage")->isVisible());
    QVERIFY(find<QLabel>("pageTitle")->text().contains(QString::number(client->localPort())));

    auto *requests = find<QTableView>("requests")->model();
    QCOMPARE(requests->rowCount(), 0);
    // Recording starts in another thread: repeat the request until it is recorded.
    QTRY_VERIFY((client->send("7\n"), requests->rowCount() > 0));
    client->send("12345\n12a45\n");
    const auto fromEnd = [requests](int back, int column) {
        return requests->index(requests->rowCount() - 1 - back, column).data().toString();
    };
    QTRY_COMPARE(fromEnd(0, RequestsModel::RequestColumn), QStringLiteral("12a45"));
    QVERIFY(fromEnd(0, RequestsModel::ReplyColumn).startsWith(QStringLiteral("Please enter")));
    QCOMPARE(fromEnd(1, RequestsModel::RequestColumn), QStringLiteral("12345"));
    QCOMPARE(fromEnd(1, RequestsModel::ReplyColumn), QStringLiteral("15"));
    QTRY_COMPARE(fromEnd(0, RequestsModel::NumberColumn), cell(0, ClientModel::RequestsColumn));

    client->send("quit\n");
    QTRY_VERIFY(find<QLabel>("pageTitle")->text().contains(QStringLiteral("disconnected")));
    QVERIFY(fromEnd(0, RequestsModel::ReplyColumn).startsWith(QStringLiteral("Thank You")));
    click("closePage");
    QVERIFY(!find<QWidget>("clientPage")->isVisible());
}

void TestConsoleClients::theClientPageFollowsTheSelection()
{
    start();
    const auto one = connectClient();
    const auto two = connectClient();
    auto *table = find<QTableView>("clients");
    table->selectRow(0);
    click("clientDetails");
    table->selectRow(1);
    QTRY_VERIFY(find<QLabel>("pageTitle")->text().contains(QString::number(two->localPort())));
    auto *requests = find<QTableView>("requests")->model();
    one->send("1\n");
    QTRY_VERIFY((two->send("22\n"), requests->rowCount() > 0));
    for (int row = 0; row < requests->rowCount(); ++row)
        QCOMPARE(requests->index(row, RequestsModel::RequestColumn).data().toString(),
                 QStringLiteral("22"));
}

void TestConsoleClients::theClientPageStaysWithAClientThatLeft()
{
    start();
    const auto one = connectClient();
    const auto two = connectClient();
    find<QTableView>("clients")->selectRow(0);
    const QString number = cell(0, ClientModel::NumberColumn);
    click("clientDetails");
    auto *requests = find<QTableView>("requests")->model();
    QTRY_VERIFY((one->send("7\n"), requests->rowCount() > 0));
    one->send("quit\n");
    QTRY_COMPARE(find<QTableView>("clients")->model()->rowCount(), 1);
    QTRY_COMPARE(find<QLabel>("pageTitle")->text(),
                 QStringLiteral("Client %1 has disconnected").arg(number));
    QVERIFY(requests->rowCount() > 1);
    const auto *table = find<QTableView>("clients");
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                      table->visualRect(table->model()->index(0, 0)).center());
    QVERIFY(find<QLabel>("pageTitle")->text().contains(QString::number(two->localPort())));
}

QTEST_MAIN(TestConsoleClients)
#include "tst_consoleclients.moc"
