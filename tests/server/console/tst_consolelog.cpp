// SPDX-License-Identifier: MIT
#include "common/widgets/statechip.h"
#include "tests/server/console/consolefixture.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHostInfo>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTemporaryDir>

using namespace DigitSum;

/// Tests the event log, host names, uptime and totals.
class TestConsoleLog final : public ConsoleFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void pauseHidesNewEvents();
    void filtersByTextAndLevel();
    void offersTheLatestAfterScrolling();
    void savesAsText();
    void hostNamesAreLookedUpOnRequest();
    void showsUptimeAndPeak();
};

void TestConsoleLog::init()
{
    QSettings().clear();
    open();
    start();
}

void TestConsoleLog::cleanup()
{
    close();
}

void TestConsoleLog::pauseHidesNewEvents()
{
    click("pauseLog");
    const auto client = connectClient();
    QVERIFY(!events().contains(QStringLiteral("connected")));
    click("pauseLog");
    QVERIFY(events().contains(QStringLiteral("Client 1")));
}

void TestConsoleLog::filtersByTextAndLevel()
{
    const auto one = connectClient();
    const auto two = connectClient();
    QTest::keyClicks(find<QLineEdit>("findEvent"), QStringLiteral("client 2"));
    QCOMPARE(events().count(u'\n'), 1);
    find<QLineEdit>("findEvent")->clear();
    QTest::keyClick(find<QComboBox>("eventLevel"), Qt::Key_Down); // warnings and errors
    QVERIFY(find<QLabel>("eventsEmpty")->isVisible());
}

void TestConsoleLog::offersTheLatestAfterScrolling()
{
    EventLogModel &log = m_window->monitor().log();
    const auto add = [&log](int count) {
        log.append(QList<LogEntry>(count, {0, LogEntry::Level::Info, QStringLiteral("News")}));
    };
    add(200);
    auto *table = find<QTableView>("events");
    QScrollBar *bar = table->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0 && bar->value() == bar->maximum());
    bar->triggerAction(QAbstractSlider::SliderToMinimum);
    QCOMPARE(bar->value(), 0);
    add(12);
    QTRY_VERIFY(find<QPushButton>("eventsJump")->isVisible());
    QVERIFY(find<QPushButton>("eventsJump")->text().contains(QStringLiteral("12")));
    QCOMPARE(bar->value(), 0); // the visible rows stay in place
    click("eventsJump");
    QTRY_COMPARE(bar->value(), bar->maximum());
    QVERIFY(!find<QPushButton>("eventsJump")->isVisible());
}

void TestConsoleLog::savesAsText()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("events.txt"));
    click("saveLog");
    auto *dialog = find<QFileDialog>("saveLogDialog");
    auto *name = dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
    name->setText(path);
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_VERIFY(QFile::exists(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("info Listening on 127.0.0.1"));
}

void TestConsoleLog::hostNamesAreLookedUpOnRequest()
{
    const auto client = connectClient();
    auto *table = find<QTableView>("clients");
    QVERIFY(table->isColumnHidden(ClientModel::HostNameColumn));
    QVERIFY(!find<QAction>("hostNamesAction")->isChecked());
    QCOMPARE(cell(0, ClientModel::HostNameColumn), QString());
    trigger("hostNamesAction");
    QVERIFY(!table->isColumnHidden(ClientModel::HostNameColumn));
    const QString known = QHostInfo::fromName(QStringLiteral("127.0.0.1")).hostName();
    const bool hasName = known != QStringLiteral("127.0.0.1");
    QTRY_COMPARE(cell(0, ClientModel::HostNameColumn), hasName ? known : QString());
}

void TestConsoleLog::showsUptimeAndPeak()
{
    QTRY_VERIFY(find<StateChip>("serviceState")->detail().startsWith(QStringLiteral("for ")));
    {
        const auto one = connectClient();
        const auto two = connectClient();
    }
    QTRY_COMPARE(clients()->rowCount(), 0);
    QTRY_VERIFY(
        find<QLabel>("totalClientsMore")->text().contains(QStringLiteral("2 in total, peak 2")));
}

QTEST_MAIN(TestConsoleLog)
#include "tst_consolelog.moc"
