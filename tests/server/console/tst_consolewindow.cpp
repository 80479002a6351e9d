// SPDX-License-Identifier: MIT
#include "common/widgets/messagebar.h"
#include "common/widgets/statechip.h"
#include "server/console/clientmodel.h"
#include "server/console/consolewindow.h"
#include "server/service/service.h"
#include "tests/server/console/testclient.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTableView>
#include <QTcpServer>
#include <QTest>

#include <memory>

using namespace DigitSum;

/// The real window with the real service, by clicks and keys, a fresh one for each test.
class TestConsoleWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
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
    void settingsAreKept();

private:
    template <typename Widget>
    Widget *find(const char *name) const
    {
        auto *widget = m_window->findChild<Widget *>(QString::fromLatin1(name));
        if (!widget)
            qFatal("no widget %s", name);
        return widget;
    }
    void open(ServiceOptions options = {});
    void click(const char *button) const;
    void start();
    [[nodiscard]] quint16 port() const { return m_service->endpoints().constFirst().port; }
    [[nodiscard]] std::unique_ptr<TestClient> connectClient() const;
    [[nodiscard]] QString cell(int row, int column) const;
    [[nodiscard]] QString events() const;
    [[nodiscard]] int clientRows() const
    {
        return find<QTableView>("clients")->model()->rowCount();
    }

    std::unique_ptr<Service> m_service;
    std::unique_ptr<ConsoleWindow> m_window;
};

void TestConsoleWindow::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication::setOrganizationName(QStringLiteral("DigitSumTest"));
    QApplication::setApplicationName(QStringLiteral("tst_consolewindow"));
    QApplication::setQuitOnLastWindowClosed(false);
}

void TestConsoleWindow::init()
{
    QSettings().clear();
    ServiceOptions options;
    options.threads = 2;
    options.bindRetries = 0;
    open(options);
}

void TestConsoleWindow::open(ServiceOptions options)
{
    m_window.reset();
    m_service = std::make_unique<Service>();
    m_window = std::make_unique<ConsoleWindow>(*m_service, options);
    new QAbstractItemModelTester(find<QTableView>("clients")->model(),
                                 QAbstractItemModelTester::FailureReportingMode::Fatal,
                                 m_window.get());
    new QAbstractItemModelTester(find<QTableView>("events")->model(),
                                 QAbstractItemModelTester::FailureReportingMode::Fatal,
                                 m_window.get());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TestConsoleWindow::cleanup()
{
    m_window.reset();
    m_service.reset();
}

void TestConsoleWindow::click(const char *button) const
{
    auto *widget = find<QAbstractButton>(button);
    QVERIFY2(widget->isVisible() && widget->isEnabled(), button);
    QTest::mouseClick(widget, Qt::LeftButton);
}

void TestConsoleWindow::start()
{
    find<QSpinBox>("listenPort")->setValue(0);
    click("startStop");
    QTRY_COMPARE(find<StateChip>("serviceState")->word(), QStringLiteral("Listening"));
}

std::unique_ptr<TestClient> TestConsoleWindow::connectClient() const
{
    const int before = clientRows();
    auto client = std::make_unique<TestClient>(port());
    // No macro of QTest's: it would return from here without a value.
    if (!QTest::qWaitFor([&] { return client->isGreeted() && clientRows() > before; }))
        qFatal("the client did not appear");
    return client;
}

QString TestConsoleWindow::cell(int row, int column) const
{
    return find<QTableView>("clients")->model()->index(row, column).data().toString();
}

QString TestConsoleWindow::events() const
{
    QString text;
    const auto *model = find<QTableView>("events")->model();
    for (int row = 0; row < model->rowCount(); ++row)
        text += model->index(row, EventLogModel::TextColumn).data().toString() + u'\n';
    return text;
}

void TestConsoleWindow::firstStartIsForThisComputerOnly()
{
    QCOMPARE(find<QComboBox>("listenAddress")->currentText(), QStringLiteral("This computer only"));
    QCOMPARE(find<QSpinBox>("listenPort")->value(), 9990);
    QCOMPARE(find<StateChip>("serviceState")->word(), QStringLiteral("Stopped"));
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
    QCOMPARE(clientRows(), 2);
    client->leave();
    QTRY_COMPARE(clientRows(), 1);
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
    QTRY_COMPARE(clientRows(), 0);
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
    QCOMPARE(clientRows(), 1);
    QCOMPARE(cell(0, ClientModel::PortColumn), QString::number(two->localPort()));
    QTest::keyClicks(field, QStringLiteral("x"));
    QVERIFY(find<QLabel>("clientsEmpty")->isVisible());
    QVERIFY(find<QLabel>("clientsEmpty")->text().contains(QStringLiteral("No client matches")));
    field->clear();
    QCOMPARE(clientRows(), 2);
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
    QCOMPARE(find<StateChip>("serviceState")->word(), QStringLiteral("Stopped"));
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
    ServiceOptions options;
    options.threads = 1;
    options.bindRetries = 1000;
    open(options);
    find<QSpinBox>("listenPort")->setValue(other.serverPort());
    click("startStop");
    QTRY_VERIFY(find<MessageBar>("message")->isVisible());
    QCOMPARE(find<StateChip>("serviceState")->word(), QStringLiteral("Starting"));
    click("messageAction");
    QTRY_COMPARE(find<StateChip>("serviceState")->word(), QStringLiteral("Stopped"));
    QVERIFY(!find<MessageBar>("message")->isVisible());
}

void TestConsoleWindow::stopsWithoutQuestionWhenNobodyIsThere()
{
    start();
    click("startStop");
    QVERIFY(!m_window->findChild<QMessageBox *>());
    QTRY_COMPARE(find<StateChip>("serviceState")->word(), QStringLiteral("Stopped"));
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
    click("confirmStop");
    QTRY_COMPARE(m_service->state(), Service::State::Stopped);
    QTRY_VERIFY(client->isGone());
    QVERIFY(client->received().contains("Server is shutting down."));
    QVERIFY(m_window->isVisible());
    QCOMPARE(clientRows(), 0);
}

void TestConsoleWindow::closingAsksOnceAndDrains()
{
    start();
    auto client = connectClient();
    QVERIFY(!m_window->close());
    QVERIFY(!m_window->close()); // impatient: still one question
    QCOMPARE(m_window->findChildren<QMessageBox *>().size(), 1);
    click("confirmStop");
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
    click("confirmStop");
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
    click("confirmStop");
    QTRY_COMPARE(find<StateChip>("serviceState")->word(), QStringLiteral("Stopping"));
    QTRY_VERIFY(find<MessageBar>("message")->isVisible());
    QCOMPARE(find<MessageBar>("message")->title(), QStringLiteral("Stopping"));
    click("messageAction");
    QTRY_COMPARE(m_service->state(), Service::State::Stopped);
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
