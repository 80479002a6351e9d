// SPDX-License-Identifier: MIT
#include "common/widgets/messagebar.h"
#include "common/widgets/statechip.h"
#include "gui-client/history/historymodel.h"
#include "tests/gui-client/windowtest.h"

#include <QLabel>
#include <QTableView>

using namespace DigitSum;
using namespace DigitSum::Gui;
using State = Session::State;

/// The basic use of the client window: connect, send, disconnect.
class TestMainWindow : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { freshWindow(); }
    void cleanup() { closeAll(); }

    void startsReadyToConnect();
    void connectsByClick();
    void connectsByEnterInTheHostField();
    void takesAnAddressWithItsPort();
    void sendsByEnterAndShowsTheSum();
    void sendsByClick();
    void refusedReplyIsANormalRow();
    void saysWhatIsWrongAndWhere();
    void digitsOfAnyScript();
    void waitingRowShowsSo();
    void recallsWhatWasSent();
    void notConnectedKeepsWhatWasTyped();
    void disconnectSaysFarewell();
    void typedQuitLeaves();
    void cancelsWhileConnecting();
    void lostRequestSaysSo();
    void burstArrivesInFull();

private:
    [[nodiscard]] HistoryModel &history() { return m_window->conversation().history(); }
    QString cell(int row, int column)
    {
        const auto *view = find<QTableView>("historyView");
        return view->model()->index(row, column).data().toString();
    }
    void send(const QString &text)
    {
        type("digitField", text);
        QTest::keyClick(find<QLineEdit>("digitField"), Qt::Key_Return);
    }
};

void TestMainWindow::startsReadyToConnect()
{
    QCOMPARE(find<QComboBox>("hostField")->currentText(), QStringLiteral("127.0.0.1"));
    QCOMPARE(find<QSpinBox>("portField")->value(), 9990);
    QVERIFY(find<QLineEdit>("hostEdit")->hasFocus() || find<QComboBox>("hostField")->hasFocus());
    QCOMPARE(find<StateChip>("stateChip")->word(), QStringLiteral("Disconnected"));
    QCOMPARE(find<QPushButton>("connectButton")->text(), QStringLiteral("&Connect"));
    QVERIFY(!find<QPushButton>("sendButton")->isEnabled());
    QVERIFY(!find<MessageBar>("messageBar")->isVisible());
    QVERIFY(find<QLabel>("historyViewEmpty")->isVisible());
    QVERIFY(find<QLabel>("historyViewEmpty")->text().contains(QStringLiteral("connect to")));
}

void TestMainWindow::connectsByClick()
{
    connectWindow();
    auto *chip = find<StateChip>("stateChip");
    QCOMPARE(chip->word(), QStringLiteral("Connected"));
    QVERIFY(chip->detail().startsWith(QStringLiteral("127.0.0.1:%1").arg(m_server->port())));
    QCOMPARE(find<QPushButton>("connectButton")->text(), QStringLiteral("&Disconnect"));
    QVERIFY(find<QLineEdit>("digitField")->hasFocus());
    QVERIFY(find<QPushButton>("sendButton")->isEnabled());
    QVERIFY(!find<QComboBox>("hostField")->isEnabled());
}

void TestMainWindow::connectsByEnterInTheHostField()
{
    enterServer(m_server->port());
    QTest::keyClick(find<QLineEdit>("hostEdit"), Qt::Key_Return);
    QTRY_COMPARE(state(), State::Connected);
}

void TestMainWindow::takesAnAddressWithItsPort()
{
    type("hostEdit", QStringLiteral(" 127.0.0.1:%1 ").arg(m_server->port()));
    click("connectButton");
    QTRY_COMPARE(state(), State::Connected);
    QCOMPARE(find<QComboBox>("hostField")->currentText(), QStringLiteral("127.0.0.1"));
    QCOMPARE(find<QSpinBox>("portField")->value(), int(m_server->port()));
}

void TestMainWindow::sendsByEnterAndShowsTheSum()
{
    connectWindow();
    send(QStringLiteral("12345"));
    auto *result = find<QLineEdit>("resultField");
    QTRY_COMPARE(result->text(), QStringLiteral("The digit sum of 12345 is 15"));
    QCOMPARE(result->accessibleName(),
             QStringLiteral("Newest result: The digit sum of 12345 is 15"));
    QVERIFY(result->isReadOnly());
    QVERIFY(result->focusPolicy() & Qt::TabFocus);
    QVERIFY(find<QLabel>("resultRoundTrip")->text().endsWith(QStringLiteral(" ms")));
    QTRY_COMPARE(cell(0, HistoryModel::ReplyColumn), QStringLiteral("15"));
    QCOMPARE(cell(0, HistoryModel::RequestColumn), QStringLiteral("12345"));
    QCOMPARE(cell(0, HistoryModel::DigitsColumn), QStringLiteral("5"));
    QCOMPARE(cell(0, HistoryModel::StateColumn), QStringLiteral("Answered"));
    QVERIFY(!find<QLabel>("historyViewEmpty")->isVisible());

    send(QStringLiteral("99"));
    QTRY_COMPARE(cell(0, HistoryModel::ReplyColumn), QStringLiteral("18")); // newest on top
    QCOMPARE(cell(1, HistoryModel::ReplyColumn), QStringLiteral("15"));
}

void TestMainWindow::sendsByClick()
{
    connectWindow();
    type("digitField", QStringLiteral("777"));
    QCOMPARE(find<QPushButton>("sendButton")->text(), QStringLiteral("&Send"));
    click("sendButton");
    QTRY_COMPARE(cell(0, HistoryModel::ReplyColumn), QStringLiteral("21"));
}

void TestMainWindow::refusedReplyIsANormalRow()
{
    connectWindow();
    type("digitField", QStringLiteral("12a45"));
    QCOMPARE(find<QPushButton>("sendButton")->text(), QStringLiteral("&Send anyway"));
    click("sendButton");
    QTRY_COMPARE(cell(0, HistoryModel::StateColumn), QStringLiteral("Refused"));
    QCOMPARE(cell(0, HistoryModel::ReplyColumn), QStringLiteral("not a digit string"));
    QCOMPARE(find<QLineEdit>("resultField")->text(),
             QStringLiteral("12a45 is not a string of digits"));
    QCOMPARE(state(), State::Connected);
    QVERIFY(!find<MessageBar>("messageBar")->isVisible());
}

void TestMainWindow::saysWhatIsWrongAndWhere()
{
    auto *check = find<QLabel>("checkLabel");
    type("digitField", QStringLiteral("12345"));
    QVERIFY(check->text().startsWith(QStringLiteral("5 digit")));
    QVERIFY(!find<QLabel>("checkMark")->isVisible());
    type("digitField", QStringLiteral("12a45"));
    QCOMPARE(check->text(), QStringLiteral("Character 3, “a”, is not a digit"));
    QVERIFY(find<QLabel>("checkMark")->isVisible());
    QCOMPARE(find<QLineEdit>("digitField")->accessibleDescription(), check->text());
}

void TestMainWindow::digitsOfAnyScript()
{
    connectWindow();
    send(QStringLiteral("১২৩"));
    QTRY_COMPARE(cell(0, HistoryModel::ReplyColumn), QStringLiteral("6"));
    QCOMPARE(cell(0, HistoryModel::DigitsColumn), QStringLiteral("3"));
    QVERIFY(m_server->received().contains(QByteArray("১২৩\n")));
}

void TestMainWindow::waitingRowShowsSo()
{
    m_server->hold();
    connectWindow();
    send(QStringLiteral("5"));
    QTRY_COMPARE(cell(0, HistoryModel::StateColumn), QStringLiteral("Waiting"));
    m_server->release();
    QTRY_COMPARE(cell(0, HistoryModel::StateColumn), QStringLiteral("Answered"));
    QCOMPARE(history().rowCount(), 1);
}

void TestMainWindow::recallsWhatWasSent()
{
    connectWindow();
    send(QStringLiteral("1"));
    send(QStringLiteral("2"));
    auto *field = find<QLineEdit>("digitField");
    type("digitField", QStringLiteral("draft"));
    QTest::keyClick(field, Qt::Key_Up);
    QCOMPARE(field->text(), QStringLiteral("2"));
    QTest::keyClick(field, Qt::Key_Up);
    QCOMPARE(field->text(), QStringLiteral("1"));
    QTest::keyClick(field, Qt::Key_Up);
    QCOMPARE(field->text(), QStringLiteral("1"));
    QTest::keyClick(field, Qt::Key_Down);
    QTest::keyClick(field, Qt::Key_Down);
    QCOMPARE(field->text(), QStringLiteral("draft"));
}

void TestMainWindow::notConnectedKeepsWhatWasTyped()
{
    send(QStringLiteral("12345"));
    auto *bar = find<MessageBar>("messageBar");
    QVERIFY(bar->isVisible());
    QVERIFY(bar->title().contains(QStringLiteral("no connection")));
    QCOMPARE(find<QLineEdit>("digitField")->text(), QStringLiteral("12345"));
    QCOMPARE(history().rowCount(), 0);
}

void TestMainWindow::disconnectSaysFarewell()
{
    connectWindow();
    click("connectButton");
    QTRY_COMPARE(state(), State::Disconnected);
    QVERIFY(m_server->received().endsWith("quit\n"));
    QCOMPARE(find<MessageBar>("messageBar")->title(),
             QStringLiteral("The server said: Thank You .. See You soon !!"));
    QCOMPARE(find<QPushButton>("connectButton")->text(), QStringLiteral("&Connect"));
}

void TestMainWindow::typedQuitLeaves()
{
    connectWindow();
    send(QStringLiteral("QUIT"));
    QTRY_COMPARE(state(), State::Disconnected);
    QCOMPARE(history().rowCount(), 0);
}

void TestMainWindow::cancelsWhileConnecting()
{
    m_server->setGreeting({});
    enterServer(m_server->port());
    click("connectButton");
    QTRY_COMPARE(state(), State::Connecting);
    QCOMPARE(find<QPushButton>("connectButton")->text(), QStringLiteral("&Cancel"));
    QVERIFY(find<StateChip>("stateChip")->word() == QStringLiteral("Connecting"));
    click("connectButton");
    QCOMPARE(state(), State::Disconnected);
    QVERIFY(!find<MessageBar>("messageBar")->isVisible());
}

void TestMainWindow::lostRequestSaysSo()
{
    m_server->hold();
    connectWindow();
    send(QStringLiteral("123"));
    QTRY_VERIFY(m_server->received().contains("123"));
    m_server->closeConnection();
    QTRY_COMPARE(state(), State::Lost);
    QTRY_COMPARE(cell(0, HistoryModel::StateColumn), QStringLiteral("Lost"));
    QCOMPARE(find<StateChip>("stateChip")->word(), QStringLiteral("Lost"));
    QCOMPARE(find<QLineEdit>("digitField")->text(), QStringLiteral("123"));
}

void TestMainWindow::burstArrivesInFull()
{
    connectWindow();
    for (int i = 0; i < 5000; ++i)
        QVERIFY(m_window->conversation().ask(QByteArray::number(i)));
    QTRY_COMPARE(history().rowCount(), 5000);
    QTRY_COMPARE(history().at(4999).exchange.outcome, Exchange::Outcome::Sum);
    for (int i = 0; i < 5000; ++i)
        QCOMPARE(history().at(i).exchange.request, QByteArray::number(i));
    QCOMPARE(history().at(1234).exchange.sum, quint64(10));
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
