// SPDX-License-Identifier: MIT
#include "common/widgets/messagebar.h"
#include "server/console/requestsmodel.h"
#include "tests/server/console/consolefixture.h"

#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTranslator>

using namespace DigitSum;

namespace {

/// English with a mark before each text: what has none was not translated anew.
class AnotherLanguage final : public QTranslator
{
public:
    static constexpr QChar mark{u'\u00a7'};

    [[nodiscard]] QString translate(const char *, const char *text, const char *,
                                    int) const override
    {
        return mark + QString::fromUtf8(text);
    }
    [[nodiscard]] bool isEmpty() const override { return false; }
};

} // namespace

/// What the window does, by clicks and keys.
class TestConsoleWindow final : public ConsoleFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void firstStartIsForThisComputerOnly();
    void startsAndSaysWhereToConnect();
    void startsByKeyboard();
    void emptyTablesSayWhatToDo();
    void clientsComeAskAndLeave();
    void totalsFollow();
    void eventsFollow();
    void disconnectsPolitely();
    void resets();
    void findsClients();
    void copiesClients();
    void aTakenPortIsExplainedInline();
    void givesUpTrying();
    void stopsWithoutQuestionWhenNobodyIsThere();
    void stoppingAsksOnceAndSaysGoodbye();
    void closingAsksOnceAndDrains();
    void closingCanBeCalledOff();
    void aSlowStopCanBeForced();
    void disconnectsEverybody();
    void turnsNewClientsAway();
    void turnsAnAddressAway();
    void theClientPageShowsItsRequests();
    void theClientPageFollowsTheSelection();
    void presents();
    void helpNamesTheAddress();
    void textGrowsAndIsRemembered();
    void themesAreRemembered();
    void optionsCountFromTheNextStart();
    void speaksAnotherLanguage();
    void settingsAreKept();
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

void TestConsoleWindow::startsAndSaysWhereToConnect()
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

void TestConsoleWindow::emptyTablesSayWhatToDo()
{
    auto *empty = find<QLabel>("clientsEmpty");
    QVERIFY(empty->isVisible());
    QVERIFY(empty->text().contains(QStringLiteral("press Start")));
    start();
    QCOMPARE(empty->text(), QStringLiteral("No clients yet: connect to 127.0.0.1:%1.").arg(port()));
    const auto client = connectClient();
    QVERIFY(!empty->isVisible());
}

void TestConsoleWindow::clientsComeAskAndLeave()
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

void TestConsoleWindow::totalsFollow()
{
    start();
    const auto one = connectClient();
    const auto two = connectClient();
    one->send("1\n2\n3\nx\n");
    QTRY_COMPARE(find<QLabel>("totalClients")->text(), QStringLiteral("2"));
    QTRY_VERIFY(find<QLabel>("totalRequestsMore")->text().startsWith(QStringLiteral("4 in all")));
    QTRY_VERIFY(find<QLabel>("totalRefusedMore")->text().startsWith(QStringLiteral("1 in all")));
}

void TestConsoleWindow::eventsFollow()
{
    start();
    QVERIFY(events().contains(QStringLiteral("Listening on 127.0.0.1:%1").arg(port())));
    auto client = connectClient();
    const QString name = QStringLiteral("Client 1 (127.0.0.1:%1) ").arg(client->localPort());
    QTRY_VERIFY(events().contains(name + QStringLiteral("connected")));
    client->send("quit\n");
    QTRY_VERIFY(events().contains(name + QStringLiteral("left: said quit")));
    QTRY_VERIFY(client->isGone());
}

void TestConsoleWindow::disconnectsPolitely()
{
    start();
    auto client = connectClient();
    QVERIFY(!find<QPushButton>("disconnectClient")->isEnabled());
    find<QTableView>("clients")->selectRow(0);
    click("disconnectClient");
    QTRY_VERIFY(client->isGone());
    QVERIFY(client->received().contains("Thank You .. See You soon !! \r\n"));
    QTRY_COMPARE(clients()->rowCount(), 0);
    QTRY_VERIFY(events().contains(QStringLiteral("disconnected by you")));
    QVERIFY(!find<QPushButton>("disconnectClient")->isEnabled());
}

void TestConsoleWindow::resets()
{
    start();
    auto client = connectClient();
    find<QTableView>("clients")->selectRow(0);
    click("resetClient");
    QTRY_VERIFY(client->isGone());
    QVERIFY(!client->received().contains("Thank You"));
    QTRY_VERIFY(events().contains(QStringLiteral("reset by you")));
}

void TestConsoleWindow::findsClients()
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

void TestConsoleWindow::copiesClients()
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

void TestConsoleWindow::givesUpTrying()
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

void TestConsoleWindow::stopsWithoutQuestionWhenNobodyIsThere()
{
    start();
    click("startStop");
    QVERIFY(!m_window->findChild<QMessageBox *>());
    QTRY_COMPARE(state(), QStringLiteral("Stopped"));
    QVERIFY(!find<QLabel>("clientAddress")->isVisible());
    start(); // and again
}

void TestConsoleWindow::stoppingAsksOnceAndSaysGoodbye()
{
    start();
    auto client = connectClient();
    click("startStop");
    QTRY_VERIFY(m_window->findChild<QMessageBox *>());
    QVERIFY(find<QMessageBox>("stopQuestion")->text().contains(QStringLiteral("connected")));
    QCOMPARE(m_service->state(), Service::State::Listening); // nothing has happened yet
    click("stopQuestionYes");
    QTRY_COMPARE(m_service->state(), Service::State::Stopped);
    QTRY_VERIFY(client->isGone());
    QVERIFY(client->received().contains("Server is shutting down."));
    QVERIFY(m_window->isVisible());
    QCOMPARE(clients()->rowCount(), 0);
}

void TestConsoleWindow::closingAsksOnceAndDrains()
{
    start();
    auto client = connectClient();
    QVERIFY(!m_window->close());
    QVERIFY(!m_window->close()); // impatient: still one question
    QCOMPARE(m_window->findChildren<QMessageBox *>().size(), 1);
    click("stopQuestionYes");
    QTRY_VERIFY(!m_window->isVisible());
    QTRY_VERIFY(client->isGone());
    QVERIFY(client->received().contains("Server is shutting down."));
}

void TestConsoleWindow::closingCanBeCalledOff()
{
    start();
    auto client = connectClient();
    QVERIFY(!m_window->close());
    QTest::keyClick(find<QMessageBox>("stopQuestion"), Qt::Key_Escape);
    QTRY_VERIFY(!m_window->findChild<QMessageBox *>());
    client->send("12345\n");
    QTRY_VERIFY(client->received().endsWith("15\r\n"));
    QVERIFY(m_window->isVisible());
    // Stopping later is no closing.
    click("startStop");
    click("stopQuestionYes");
    QTRY_COMPARE(m_service->state(), Service::State::Stopped);
    QVERIFY(m_window->isVisible());
}

void TestConsoleWindow::aSlowStopCanBeForced()
{
    start();
    auto client = connectClient();
    // Asks for much and takes nothing: a polite stop has to wait for it.
    client->stopReading();
    client->send(QByteArray("1\n").repeated(4'000'000));
    QTRY_COMPARE(cell(0, ClientModel::StateColumn), QStringLiteral("Paused"));
    click("startStop");
    click("stopQuestionYes");
    QTRY_COMPARE(state(), QStringLiteral("Stopping"));
    QTRY_VERIFY(find<MessageBar>("message")->isVisible());
    QCOMPARE(find<MessageBar>("message")->title(), QStringLiteral("Stopping"));
    click("messageAction");
    QTRY_COMPARE(m_service->state(), Service::State::Stopped);
}

void TestConsoleWindow::disconnectsEverybody()
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
    const auto three = connectClient(); // the server goes on
}

void TestConsoleWindow::turnsNewClientsAway()
{
    start();
    const auto before = connectClient();
    trigger("pauseAcceptingAction");
    QTRY_VERIFY(find<MessageBar>("message")->isVisible());
    QVERIFY(find<MessageBar>("message")->text().contains(QStringLiteral("Server is full")));
    QTRY_COMPARE(firstWords(), QByteArray("Server is full. Please try again later.\r\n"));
    before->send("12345\n");
    QTRY_VERIFY(before->received().endsWith("15\r\n"));
    QTRY_VERIFY(events().contains(QStringLiteral("turned away")));
    click("messageAction");
    QVERIFY(!find<QAction>("pauseAcceptingAction")->isChecked());
    QTRY_COMPARE(firstWords(), QByteArray("Welcome to the server\r\n"));
}

void TestConsoleWindow::turnsAnAddressAway()
{
    start();
    const auto client = connectClient();
    find<QTableView>("clients")->selectRow(0);
    trigger("denyAction");
    QTRY_VERIFY(client->isGone());
    QVERIFY(client->received().contains("Thank You"));
    QTRY_VERIFY(firstWords().startsWith("Server is full."));

    auto *denied = find<QMenu>("deniedMenu");
    Q_EMIT denied->aboutToShow();
    QCOMPARE(denied->actions().constFirst()->text(), QStringLiteral("Let 127.0.0.1 in again"));
    denied->actions().constFirst()->trigger();
    QTRY_COMPARE(firstWords(), QByteArray("Welcome to the server\r\n"));
}

void TestConsoleWindow::theClientPageShowsItsRequests()
{
    start();
    const auto client = connectClient();
    client->send("1\n"); // before anybody looked: not recorded
    QTRY_COMPARE(cell(0, ClientModel::RequestsColumn), QStringLiteral("1"));
    find<QTableView>("clients")->selectRow(0);
    QVERIFY(!find<QWidget>("clientPage")->isVisible());
    click("clientDetails");
    QVERIFY(find<QWidget>("clientPage")->isVisible());
    QVERIFY(find<QLabel>("pageTitle")->text().contains(QString::number(client->localPort())));

    auto *requests = find<QTableView>("requests")->model();
    QCOMPARE(requests->rowCount(), 0);
    // The order to record travels to another thread: ask until it has arrived.
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
    QTRY_VERIFY(find<QLabel>("pageTitle")->text().contains(QStringLiteral("left")));
    QVERIFY(fromEnd(0, RequestsModel::ReplyColumn).startsWith(QStringLiteral("Thank You")));
    click("closePage");
    QVERIFY(!find<QWidget>("clientPage")->isVisible());
}

void TestConsoleWindow::theClientPageFollowsTheSelection()
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

void TestConsoleWindow::presents()
{
    start();
    const auto client = connectClient();
    const double before = find<QLabel>("clientAddress")->font().pointSizeF();
    QTest::keyClick(m_window.get(), Qt::Key_F11);
    QVERIFY(m_window->isFullScreen());
    QVERIFY(find<QLabel>("clientAddress")->font().pointSizeF() >= 2 * before);
    QVERIFY(find<QTableView>("clients")->isVisible());
    QVERIFY(find<QTableView>("clients")->font().pointSizeF() > m_window->font().pointSizeF());
    for (const char *chrome : {"startStop", "events", "findClient", "copyAddress", "menuBar"})
        QVERIFY2(!find<QWidget>(chrome)->isVisible(), chrome);
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QVERIFY(!m_window->isFullScreen());
    QVERIFY(find<QWidget>("startStop")->isVisible() && find<QWidget>("menuBar")->isVisible());
    QCOMPARE(find<QLabel>("clientAddress")->font().pointSizeF(), before);
}

void TestConsoleWindow::helpNamesTheAddress()
{
    start();
    QTest::keyClick(m_window.get(), Qt::Key_F1);
    const auto *help = find<QMessageBox>("howToConnect");
    QVERIFY(help->informativeText().contains(QStringLiteral("nc 127.0.0.1 %1").arg(port())));
    trigger("aboutAction");
    QVERIFY(find<QMessageBox>("about")->informativeText().contains(QStringLiteral("MIT")));
}

void TestConsoleWindow::textGrowsAndIsRemembered()
{
    const QFont usual = QApplication::font();
    const double before = find<QTableView>("clients")->font().pointSizeF();
    QTest::keyClick(m_window.get(), Qt::Key_Plus, Qt::ControlModifier);
    QTRY_VERIFY(find<QTableView>("clients")->font().pointSizeF() > before);
    QApplication::setFont(usual); // as the next start finds it
    open();
    QTRY_VERIFY(find<QTableView>("clients")->font().pointSizeF() > before);
    QTest::keyClick(m_window.get(), Qt::Key_0, Qt::ControlModifier);
    QTRY_COMPARE(find<QTableView>("clients")->font().pointSizeF(), before);
}

void TestConsoleWindow::themesAreRemembered()
{
    trigger("theme-dark");
    QTRY_VERIFY(m_window->palette().color(QPalette::Window).lightness() < 80);
    open();
    QVERIFY(find<QAction>("theme-dark")->isChecked());
    QTRY_VERIFY(m_window->palette().color(QPalette::Window).lightness() < 80);
    trigger("theme-system");
}

void TestConsoleWindow::optionsCountFromTheNextStart()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("events.log"));
    trigger("optionsAction");
    find<QSpinBox>("maxClients")->setValue(1);
    find<QLineEdit>("logFile")->setText(path);
    QTest::keyClick(find<QDialog>("optionsDialog"), Qt::Key_Return);
    start();
    const auto one = connectClient();
    const TestClient two(port());
    QTRY_VERIFY(two.received().contains("Server is full."));
    QFile log(path);
    QVERIFY(log.open(QIODevice::ReadOnly));
    QVERIFY(log.readAll().contains("Listening on 127.0.0.1"));
    open(); // and the next window knows
    trigger("optionsAction");
    QCOMPARE(find<QSpinBox>("maxClients")->value(), 1);
    QCOMPARE(find<QLineEdit>("logFile")->text(), path);
}

void TestConsoleWindow::speaksAnotherLanguage()
{
    start();
    const auto client = connectClient();
    find<QTableView>("clients")->selectRow(0);
    click("clientDetails");
    AnotherLanguage language;
    QCoreApplication::installTranslator(&language);
    QTRY_VERIFY(m_window->windowTitle().startsWith(AnotherLanguage::mark));
    for (const char *button : {"startStop", "copyAddress", "clientDetails", "disconnectClient",
                               "resetClient", "pauseLog", "saveLog"})
        QVERIFY2(find<QAbstractButton>(button)->text().startsWith(AnotherLanguage::mark), button);
    for (const char *label : {"addressHint", "totalClientsCaption", "totalRequestsMore",
                              "clientsEmpty", "pageRateCaption"})
        QVERIFY2(find<QLabel>(label)->text().contains(AnotherLanguage::mark), label);
    for (const char *field : {"findClient", "findEvent"})
        QVERIFY2(find<QLineEdit>(field)->placeholderText().startsWith(AnotherLanguage::mark),
                 field);
    for (const char *action : {"startStopAction", "quitAction", "zoomIn", "detailsAction"})
        QVERIFY2(find<QAction>(action)->text().startsWith(AnotherLanguage::mark), action);
    QVERIFY(state().startsWith(AnotherLanguage::mark));
    QVERIFY(clients()->headerData(0, Qt::Horizontal).toString().startsWith(AnotherLanguage::mark));
    QVERIFY(find<QComboBox>("listenAddress")->itemText(0).startsWith(AnotherLanguage::mark));
    QCoreApplication::removeTranslator(&language);
    QTRY_VERIFY(!m_window->windowTitle().startsWith(AnotherLanguage::mark));
}

void TestConsoleWindow::settingsAreKept()
{
    find<QComboBox>("listenAddress")->setCurrentIndex(1);
    find<QSpinBox>("listenPort")->setValue(12345);
    m_window->resize(1111, 777);
    QVERIFY(m_window->close());
    open();
    QCOMPARE(find<QComboBox>("listenAddress")->currentText(), QStringLiteral("All interfaces"));
    QCOMPARE(find<QSpinBox>("listenPort")->value(), 12345);
    QCOMPARE(m_window->size(), QSize(1111, 777));
}

QTEST_MAIN(TestConsoleWindow)
#include "tst_consolewindow.moc"
