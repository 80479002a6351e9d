// SPDX-License-Identifier: MIT
#include "common/widgets/messagebar.h"
#include "tests/server/console/consolefixture.h"

#include <QMessageBox>

using namespace DigitSum;

/// Stops the service and closes the window, with and without clients.
class TestConsoleStop final : public ConsoleFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void stopsWithoutAskingIfNoClientIsConnected();
    void stoppingAsksOnceAndSaysGoodbye();
    void closingAsksOnceAndDrains();
    void closingCanBeCancelled();
    void aSlowStopCanBeForced();
};

void TestConsoleStop::init()
{
    QSettings().clear();
    open();
}

void TestConsoleStop::cleanup()
{
    close();
}

void TestConsoleStop::stopsWithoutAskingIfNoClientIsConnected()
{
    start();
    click("startStop");
    QVERIFY(!m_window->findChild<QMessageBox *>());
    QTRY_COMPARE(state(), QStringLiteral("Stopped"));
    QVERIFY(!find<QLabel>("clientAddress")->isVisible());
    start(); // restarts
}

void TestConsoleStop::stoppingAsksOnceAndSaysGoodbye()
{
    start();
    auto client = connectClient();
    click("startStop");
    QTRY_VERIFY(m_window->findChild<QMessageBox *>());
    QVERIFY(find<QMessageBox>("stopQuestion")->text().contains(QStringLiteral("connected")));
    QCOMPARE(m_service->state(), Service::State::Listening); // until the answer
    click("stopQuestionYes");
    QTRY_COMPARE(m_service->state(), Service::State::Stopped);
    QTRY_VERIFY(client->isGone());
    QVERIFY(client->received().contains("Server is shutting down."));
    QVERIFY(m_window->isVisible());
    QCOMPARE(clients()->rowCount(), 0);
}

void TestConsoleStop::closingAsksOnceAndDrains()
{
    start();
    auto client = connectClient();
    QVERIFY(!m_window->close());
    QVERIFY(!m_window->close()); // does not ask twice
    QCOMPARE(m_window->findChildren<QMessageBox *>().size(), 1);
    click("stopQuestionYes");
    QTRY_VERIFY(!m_window->isVisible());
    QTRY_VERIFY(client->isGone());
    QVERIFY(client->received().contains("Server is shutting down."));
}

void TestConsoleStop::closingCanBeCancelled()
{
    start();
    auto client = connectClient();
    QVERIFY(!m_window->close());
    QTest::keyClick(find<QMessageBox>("stopQuestion"), Qt::Key_Escape);
    QTRY_VERIFY(!m_window->findChild<QMessageBox *>());
    client->send("12345\n");
    QTRY_VERIFY(client->received().endsWith("15\r\n"));
    QVERIFY(m_window->isVisible());
    // A later stop does not close the window.
    click("startStop");
    click("stopQuestionYes");
    QTRY_COMPARE(m_service->state(), Service::State::Stopped);
    QVERIFY(m_window->isVisible());
}

void TestConsoleStop::aSlowStopCanBeForced()
{
    start();
    auto client = connectClient();
    // Sends requests but reads no replies, so a normal stop waits for it.
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

QTEST_MAIN(TestConsoleStop)
#include "tst_consolestop.moc"
