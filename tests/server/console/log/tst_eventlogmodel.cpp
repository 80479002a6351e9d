// SPDX-License-Identifier: MIT
#include "server/console/log/eventlogfile.h"
#include "server/console/log/eventlogmodel.h"
#include "server/console/log/logfiltermodel.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

#include <csignal>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace DigitSum;

namespace {

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

QList<LogEntry> lines(int first, int count)
{
    QList<LogEntry> entries;
    for (int i = first; i < first + count; ++i)
        entries.append({i, LogEntry::Level::Info, QStringLiteral("line %1").arg(i)});
    return entries;
}

QString text(const QAbstractItemModel &model, int row)
{
    return model.index(row, EventLogModel::TextColumn).data().toString();
}

} // namespace

class TestEventLogModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { std::signal(SIGPIPE, SIG_IGN); }
    void batchesAreOneInsertion();
    void theOldestAreRemoved();
    void aBatchLargerThanTheLog();
    void timeHasMilliseconds();
    void filtersByLevelAndText();
    void pauseHidesNewEventsAndKeepsThem();
    void savesEverything();
    void reportsSaveErrors();
    void appendsToAFileAndRotates();
    void reportsWriteErrors();
    void namedPipesHoldUpNobody();
};

void TestEventLogModel::batchesAreOneInsertion()
{
    EventLogModel log;
    const QAbstractItemModelTester tester(&log, fatal);
    const QSignalSpy inserted(&log, &QAbstractItemModel::rowsInserted);
    log.append(lines(0, 500));
    log.append(QList<LogEntry>());
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(log.rowCount(), 500);
    QCOMPARE(text(log, 499), QStringLiteral("line 499"));
}

void TestEventLogModel::theOldestAreRemoved()
{
    EventLogModel log(nullptr, 100);
    const QAbstractItemModelTester tester(&log, fatal);
    log.append(lines(0, 90));
    log.append(lines(90, 30));
    QCOMPARE(log.rowCount(), 100);
    QCOMPARE(text(log, 0), QStringLiteral("line 20"));
    QCOMPARE(text(log, 99), QStringLiteral("line 119"));
    QCOMPARE(log.serial(0), quint64(20));
    QCOMPARE(log.nextSerial(), quint64(120));
}

void TestEventLogModel::aBatchLargerThanTheLog()
{
    EventLogModel log(nullptr, 100);
    const QAbstractItemModelTester tester(&log, fatal);
    log.append(lines(0, 5));
    log.append(lines(5, 1000));
    QCOMPARE(log.rowCount(), 100);
    QCOMPARE(text(log, 0), QStringLiteral("line 905"));
    QCOMPARE(log.nextSerial(), quint64(1005));
}

void TestEventLogModel::timeHasMilliseconds()
{
    EventLogModel log;
    const QDateTime at(QDate::currentDate(), QTime(10, 21, 7, 311));
    log.append({at.toMSecsSinceEpoch(), LogEntry::Level::Warning, QStringLiteral("text")});
    QCOMPARE(log.index(0, EventLogModel::TimeColumn).data().toString(),
             QStringLiteral("10:21:07.311"));
    QCOMPARE(log.index(0, EventLogModel::LevelColumn).data().toString(), QStringLiteral("Warning"));
    QCOMPARE(EventLogModel::plainLine(log.entry(0)),
             at.toString(u"yyyy-MM-dd") + QStringLiteral("T10:21:07.311 warning text"));
}

void TestEventLogModel::filtersByLevelAndText()
{
    EventLogModel log;
    LogFilterModel filtered(log);
    const QAbstractItemModelTester tester(&filtered, fatal);
    log.append(lines(0, 20));
    log.append({0, LogEntry::Level::Warning, QStringLiteral("careful")});
    log.append({0, LogEntry::Level::Error, QStringLiteral("broken line")});
    filtered.setLeastLevel(LogEntry::Level::Warning);
    QCOMPARE(filtered.rowCount(), 2);
    filtered.setFindText(QStringLiteral("LINE"));
    QCOMPARE(filtered.rowCount(), 1);
    QCOMPARE(text(filtered, 0), QStringLiteral("broken line"));
    filtered.setLeastLevel(LogEntry::Level::Info);
    filtered.setFindText(QStringLiteral("line 1"));
    QCOMPARE(filtered.rowCount(), 11); // 1, and 10 to 19
}

void TestEventLogModel::pauseHidesNewEventsAndKeepsThem()
{
    EventLogModel log(nullptr, 100);
    LogFilterModel filtered(log);
    const QAbstractItemModelTester tester(&filtered, fatal);
    log.append(lines(0, 50));
    filtered.setPaused(true);
    log.append(lines(50, 70)); // removes 20 of the first lines
    QCOMPARE(filtered.rowCount(), 30);
    QCOMPARE(text(filtered, 29), QStringLiteral("line 49"));
    filtered.setPaused(false);
    QCOMPARE(filtered.rowCount(), 100);
    QCOMPARE(text(filtered, 99), QStringLiteral("line 119"));
}

void TestEventLogModel::savesEverything()
{
    EventLogModel log;
    log.append(lines(0, 1000));
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("events.txt"));
    QCOMPARE(saveEventLog(log, path), QString());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray saved = file.readAll();
    QCOMPARE(saved.count('\n'), 1000);
    QVERIFY(saved.endsWith("info line 999\n"));
}

void TestEventLogModel::reportsSaveErrors()
{
    const EventLogModel log;
    const QTemporaryDir folder;
    QVERIFY(!saveEventLog(log, folder.filePath(QStringLiteral("missing/events.txt"))).isEmpty());
}

void TestEventLogModel::appendsToAFileAndRotates()
{
    EventLogModel log;
    log.append(lines(0, 5));
    EventLogFile file(log, nullptr, 1000);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("events.log"));
    QCOMPARE(file.setPath(path), QString());
    log.append(lines(5, 1));
    const auto textOf = [](const QString &name) {
        QFile read(name);
        return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray("missing");
    };
    QTRY_VERIFY(textOf(path).endsWith("line 5\n")); // written immediately, without earlier lines
    QCOMPARE(textOf(path).count('\n'), 1);
    for (int i = 0; i < 10; ++i)
        log.append(lines(i * 100, 30)); // each batch exceeds the limit
    QTRY_VERIFY(textOf(path + QStringLiteral(".1")).endsWith("line 929\n"));
    QVERIFY(QFile::exists(path + QStringLiteral(".3")));
    QVERIFY(!QFile::exists(path + QStringLiteral(".4")));
    QCOMPARE(file.setPath({}), QString());
    log.append(lines(0, 1));
    QCOMPARE(textOf(path), QByteArray());
}

void TestEventLogModel::reportsWriteErrors()
{
    EventLogModel log;
    EventLogFile file(log);
    const QTemporaryDir folder;
    QVERIFY(!file.setPath(folder.filePath(QStringLiteral("missing/events.log"))).isEmpty());
    QCOMPARE(file.path(), QString());
    if (QFile full(QStringLiteral("/dev/full")); full.exists()) {
        QCOMPARE(file.setPath(full.fileName()), QString());
        const QSignalSpy failed(&file, &EventLogFile::failed);
        log.append(lines(0, 1));
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(file.path(), QString());
    }
}

void TestEventLogModel::namedPipesHoldUpNobody()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("pipe"));
    QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    EventLogModel log;
    EventLogFile file(log, nullptr, 1000);
    QVERIFY(!file.setPath(path).isEmpty()); // nobody reads it

    const int unread = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CLOEXEC);
    QCOMPARE(file.setPath(path), QString());
    for (int i = 0; i < 100; ++i)
        log.append(lines(0, 100)); // more than the pipe takes
    QVERIFY(!QFile::exists(path + QStringLiteral(".1")));
    ::close(unread);
}

QTEST_GUILESS_MAIN(TestEventLogModel)
#include "tst_eventlogmodel.moc"
