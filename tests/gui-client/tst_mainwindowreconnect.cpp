// SPDX-License-Identifier: MIT
#include "common/widgets/messagebar.h"
#include "common/widgets/statechip.h"
#include "gui-client/bulk/bulkpanel.h"
#include "gui-client/history/historymodel.h"
#include "tests/gui-client/windowtest.h"
#include "tests/support/mortalserver.h"

#include <QAction>
#include <QLabel>
#include <QTableView>

using namespace DigitSum;
using namespace DigitSum::Gui;
using namespace DigitSum::Testing;
using State = Session::State;

/// Lost connections with "Reconnect automatically" on: the messages, and one answer per request.
class TestMainWindowReconnect : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        freshWindow();
        find<QAction>("reconnect")->trigger();
    }
    void cleanup()
    {
        closeAll();
        m_mortal.reset();
    }

    void saysSoAndCanBeCancelled();
    void notAfterAFirstFailure();
    void notUnlessWanted();
    void resentRowsSaySo();
    void aFileGoesOn();
    void aNumberEnds();

private:
    void connectTo(const QList<MortalServer::Life> &lives)
    {
        m_mortal = std::make_unique<MortalServer>(lives);
        enterServer(m_mortal->port());
        click("connectButton");
        QTRY_COMPARE(state(), State::Connected);
    }
    void send(const QString &text)
    {
        type("digitField", text);
        QTest::keyClick(find<QLineEdit>("digitField"), Qt::Key_Return);
    }
    QString cell(int row, int column)
    {
        return find<QTableView>("historyView")->model()->index(row, column).data().toString();
    }
    QString fileOf(const QByteArray &bytes)
    {
        QString path = m_folder->filePath(QStringLiteral("digits.txt"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no file to test with");
        return path;
    }

    std::unique_ptr<MortalServer> m_mortal;
};

void TestMainWindowReconnect::saysSoAndCanBeCancelled()
{
    connectTo({});
    m_mortal->stop();
    m_mortal->killNewest();
    QTRY_COMPARE(state(), State::Reconnecting);
    const auto *chip = find<StateChip>("stateChip");
    QCOMPARE(chip->word(), QStringLiteral("Reconnecting"));
    QVERIFY2(chip->detail().contains(QStringLiteral("was lost. Next try in")),
             qPrintable(chip->detail()));
    QVERIFY(!find<MessageBar>("messageBar")->isVisible());
    QVERIFY(!find<QPushButton>("sendButton")->isEnabled());
    QVERIFY(!find<QComboBox>("hostField")->isEnabled());
    QCOMPARE(find<QPushButton>("connectButton")->text(), QStringLiteral("&Cancel"));
    QTest::keyClick(m_window, Qt::Key_Escape);
    QCOMPARE(state(), State::Disconnected);
}

void TestMainWindowReconnect::notAfterAFirstFailure()
{
    m_server->stopListening();
    enterServer(m_server->port());
    click("connectButton");
    QTRY_COMPARE(state(), State::Lost);
    QVERIFY(find<MessageBar>("messageBar")->isVisible());
}

void TestMainWindowReconnect::notUnlessWanted()
{
    connectTo({});
    find<QAction>("reconnect")->trigger(); // turns it off
    m_mortal->killNewest();
    QTRY_COMPARE(state(), State::Lost);
    quitProgram();
    openWindow();
    QVERIFY(!find<QAction>("reconnect")->isChecked());
}

void TestMainWindowReconnect::resentRowsSaySo()
{
    connectTo({{.answers = 1}});
    send(QStringLiteral("12"));
    QTRY_COMPARE(cell(0, HistoryModel::StateColumn), QStringLiteral("Answered"));
    QTRY_COMPARE(m_mortal->connections(), 2);
    QTRY_COMPARE(state(), State::Connected);
    m_mortal->stop();
    m_mortal->killNewest();
    m_window->conversation().ask("34"); // before the session notices the loss
    QTRY_COMPARE(state(), State::Reconnecting);
    QTRY_COMPARE(cell(0, HistoryModel::StateColumn), QStringLiteral("Waiting"));
    m_mortal->start();
    QTRY_COMPARE(cell(0, HistoryModel::StateColumn), QStringLiteral("Answered, sent again"));
    QCOMPARE(cell(0, HistoryModel::ReplyColumn), QStringLiteral("7"));
    QCOMPARE(cell(1, HistoryModel::StateColumn), QStringLiteral("Answered"));
}

void TestMainWindowReconnect::aFileGoesOn()
{
    connectTo({{.answers = 300}, {.answers = 700}});
    find<BulkPanel>("bulkPanel")->offerFile(fileOf(QByteArray("12\n").repeated(2'000)));
    click("fileSend");
    QTRY_COMPARE(find<QLabel>("fileTitle")->text(), QStringLiteral("Sent digits.txt"));
    QCOMPARE(m_mortal->connections(), 3);
    QVERIFY(!find<QLabel>("fileNumbers")->text().contains(QStringLiteral("lost")));
    const HistoryModel &history = m_window->conversation().history();
    QTRY_COMPARE(history.rowCount(), 2'000);
    for (int row = 0; row < history.rowCount(); ++row) {
        QCOMPARE(history.at(row).exchange.outcome, Exchange::Outcome::Sum);
        QCOMPARE(history.at(row).exchange.sum, quint64(3));
    }
}

void TestMainWindowReconnect::aNumberEnds()
{
    connectTo({});
    find<BulkPanel>("bulkPanel")->offerFile(fileOf(QByteArray(60'000'000, '7')));
    click("fileAsNumber");
    click("fileSend");
    QTRY_VERIFY(find<BulkPanel>("bulkPanel")->sender()->progress().bytesRead > 2'000'000);
    m_mortal->killNewest();
    QTRY_COMPARE(find<QLabel>("fileTitle")->text(), QStringLiteral("Stopped early: digits.txt"));
    QTRY_COMPARE(state(), State::Connected);
    send(QStringLiteral("12"));
    QTRY_COMPARE(find<QLineEdit>("resultField")->text(),
                 QStringLiteral("The digit sum of 12 is 3"));
}

QTEST_MAIN(TestMainWindowReconnect)
#include "tst_mainwindowreconnect.moc"
