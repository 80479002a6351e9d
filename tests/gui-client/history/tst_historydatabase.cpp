// SPDX-License-Identifier: MIT
#include "gui-client/history/historydatabase.h"
#include "tests/gui-client/history/historyentries.h"
#include "tests/gui-client/history/oldhistoryfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

#include <csignal>
#include <limits>
#include <memory>

using namespace DigitSum;
using namespace DigitSum::Gui;
using Outcome = Exchange::Outcome;
using Result = HistoryDatabase::Result;

namespace {

constexpr qint64 newest = std::numeric_limits<qint64>::max();

HistoryChanges saving(const QList<HistoryEntry> &entries, quint32 window = 1)
{
    HistoryChanges changes{HistoryLimits()};
    for (const HistoryEntry &entry : entries)
        changes.save({window, entry.number}, entry);
    return changes;
}

HistoryChanges removing(const QList<qint64> &numbers, quint32 window = 1)
{
    HistoryChanges changes{HistoryLimits()};
    for (const qint64 number : numbers)
        changes.remove({window, number});
    return changes;
}

HistoryChanges clearing()
{
    HistoryChanges changes{HistoryLimits()};
    changes.clear();
    return changes;
}

QList<HistoryEntry> all(HistoryDatabase &database)
{
    QList<HistoryEntry> entries;
    qint64 before = newest;
    while (before > 0) {
        const auto page = database.pageBefore(before);
        if (!page)
            qFatal("%s", qPrintable(database.errorString()));
        entries = page->entries + entries;
        before = page->firstId;
    }
    return entries;
}

QList<QByteArray> requests(HistoryDatabase &database)
{
    QList<QByteArray> list;
    for (const HistoryEntry &entry : all(database))
        list.append(entry.exchange.request);
    return list;
}

/// While it exists, files cannot grow beyond \a size.
class FileSizeLimit final
{
public:
    explicit FileSizeLimit(rlim_t size)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{size, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() { setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
};

} // namespace

/// The history on disk: real files, intact, damaged, full and shared.
class TestHistoryDatabase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void returnsWhatWasSaved();
    void restoredRowsGetTheirPlaces();
    void pagesComeNewestFirst();
    void boundedByRows();
    void boundedByBytes();
    void onlyTheUserCanRead();
    void deletedRowsAreUnreadable();
    void clearedRowsAreUnreadable();
    void unreadableFilesStayUnchanged_data();
    void unreadableFilesStayUnchanged();
    void damageIsNotIncreased();
    void impossibleRowsAreSkipped();
    void everythingIsSavedOnceTheDiskHasSpace();
    void turnedOffByAnotherProgram();
    void processesShareIt();
    void importsTheOldFile();
    void importsOnce();
    void damagedOldFileIsKept_data();
    void damagedOldFileIsKept();
    void clearRemovesTheDamagedOldFile();
    void importsALargeFileWithinTheLimits();
    void aHundredThousandRows();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("h.sqlite")); }
    [[nodiscard]] QString oldPath() const
    {
        return m_folder->filePath(QStringLiteral("history.log"));
    }
    [[nodiscard]] bool isFoundInFolder(const QByteArray &text) const;
    static QByteArray bytesOf(const QString &path);
    static void setBytes(const QString &path, const QByteArray &bytes);
    void save(const QList<HistoryEntry> &entries) const;
    [[nodiscard]] QList<QByteArray> requestsInFile() const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

QByteArray TestHistoryDatabase::bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestHistoryDatabase::setBytes(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

bool TestHistoryDatabase::isFoundInFolder(const QByteArray &text) const
{
    const QDir folder(m_folder->path());
    const QStringList names = folder.entryList(QDir::Files | QDir::Hidden);
    return std::any_of(names.begin(), names.end(), [&](const QString &name) {
        return bytesOf(folder.filePath(name)).contains(text);
    });
}

void TestHistoryDatabase::save(const QList<HistoryEntry> &entries) const
{
    HistoryDatabase database(path(), {});
    QVERIFY2(database.open(), qPrintable(database.errorString()));
    QCOMPARE(database.write(saving(entries)), Result::Written);
}

QList<QByteArray> TestHistoryDatabase::requestsInFile() const
{
    HistoryDatabase database(path(), {});
    return database.open() ? requests(database)
                           : QList<QByteArray>{database.errorString().toUtf8()};
}

void TestHistoryDatabase::returnsWhatWasSaved()
{
    HistoryEntry odd = makeEntry(2, QByteArray("1\0\xff\n", 4), Outcome::Refused);
    odd.digits = -1;
    odd.isResent = true;
    odd.exchange.requestBytes = 1'000'000;
    save({makeEntry(1, "12345", Outcome::Sum, 15), odd, makeEntry(3, "", Outcome::Lost)});

    HistoryDatabase database(path(), {});
    QVERIFY(database.open());
    const QList<HistoryEntry> entries = all(database);
    QCOMPARE(entries.size(), 3);
    QCOMPARE(entries[0].number, qint64(1));
    QCOMPARE(entries[0].exchange.request, QByteArray("12345"));
    QCOMPARE(entries[0].exchange.sum, quint64(15));
    QCOMPARE(entries[0].exchange.askedAt, qint64(1'700'000'000'001));
    QCOMPARE(entries[0].exchange.roundTripTime.count(), qint64(100'000));
    QCOMPARE(entries[0].exchange.requestBytes, qint64(5));
    QCOMPARE(entries[0].digits, qint64(5));
    QVERIFY(!entries[0].isResent);
    QCOMPARE(entries[1].exchange.request, odd.exchange.request);
    QCOMPARE(entries[1].exchange.requestBytes, qint64(1'000'000));
    QCOMPARE(entries[1].exchange.outcome, Outcome::Refused);
    QCOMPARE(entries[1].digits, qint64(-1));
    QVERIFY(entries[1].isResent);
    QCOMPARE(entries[2].exchange.outcome, Outcome::Lost);
    QCOMPARE(entries[2].exchange.request, QByteArray(""));
}

void TestHistoryDatabase::restoredRowsGetTheirPlaces()
{
    HistoryDatabase database(path(), {});
    QVERIFY(database.open());
    QCOMPARE(database.write(saving(makeEntries(1, 5))), Result::Written);
    QCOMPARE(database.write(removing({2, 5})), Result::Written);
    QCOMPARE(requests(database), (QList<QByteArray>{"1", "3", "4"}));
    QCOMPARE(database.write(saving({makeEntry(6, "6", Outcome::Sum, 6)})), Result::Written);
    QCOMPARE(database.write(
                 saving({makeEntry(5, "5", Outcome::Sum, 5), makeEntry(2, "2", Outcome::Sum, 2)})),
             Result::Written);
    QCOMPARE(requests(database), (QList<QByteArray>{"1", "2", "3", "4", "5", "6"}));
}

void TestHistoryDatabase::pagesComeNewestFirst()
{
    save(makeEntries(1, 2500));
    HistoryDatabase database(path(), {});
    QVERIFY(database.open());
    const auto first = database.pageBefore(newest);
    QVERIFY(first);
    QCOMPARE(first->entries.size(), 1000);
    QCOMPARE(first->entries.last().number, qint64(2500));
    QCOMPARE(first->firstId, qint64(1501));
    const auto last = database.pageBefore(501);
    QVERIFY(last);
    QCOMPARE(last->entries.size(), 500);
    QCOMPARE(last->firstId, qint64(0));

    // Long requests end a page by their size.
    QCOMPARE(database.write(clearing()), Result::Written);
    QList<HistoryEntry> longOnes;
    for (qint64 n = 1; n <= 100; ++n)
        longOnes.append(makeEntry(n, QByteArray(HistoryEntry::keptBytes, '1'), Outcome::Sum, 1));
    QCOMPARE(database.write(saving(longOnes, 2)), Result::Written);
    const auto large = database.pageBefore(newest);
    QVERIFY(large);
    QCOMPARE(large->entries.size(), 16);
    QCOMPARE(all(database).size(), 100);
}

void TestHistoryDatabase::boundedByRows()
{
    HistoryDatabase database(path(), {.rows = 10, .requestBytes = 1'000'000});
    QVERIFY(database.open());
    QCOMPARE(database.write(saving(makeEntries(1, 10))), Result::Written);
    QCOMPARE(all(database).size(), 10);
    QCOMPARE(database.write(saving(makeEntries(11, 11))), Result::Written);
    QCOMPARE(all(database).size(), 10);
    QCOMPARE(requests(database).first(), QByteArray("2"));
}

void TestHistoryDatabase::boundedByBytes()
{
    HistoryDatabase database(path(), {.rows = 1000, .requestBytes = 100});
    QVERIFY(database.open());
    QCOMPARE(database.write(saving({makeEntry(1, QByteArray(60, '1'), Outcome::Sum, 1),
                                    makeEntry(2, QByteArray(40, '2'), Outcome::Sum, 1)})),
             Result::Written);
    QCOMPARE(all(database).size(), 2);
    QCOMPARE(database.write(saving({makeEntry(3, "3", Outcome::Sum, 1)})), Result::Written);
    QCOMPARE(requests(database), (QList<QByteArray>{QByteArray(40, '2'), "3"}));
}

void TestHistoryDatabase::onlyTheUserCanRead()
{
    setBytes(path(), {});
    QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
    HistoryDatabase database(path(), {});
    QVERIFY(database.open());
    QCOMPARE(database.write(saving(makeEntries(1, 5))), Result::Written);
    const QFileInfoList files = QDir(m_folder->path()).entryInfoList(QDir::Files);
    QCOMPARE(files.size(), 3); // with -wal and -shm
    for (const QFileInfo &file : files)
        QVERIFY2(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)),
                 qPrintable(file.fileName()));
}

void TestHistoryDatabase::deletedRowsAreUnreadable()
{
    QList<HistoryEntry> entries;
    QList<qint64> odd;
    for (qint64 n = 1; n <= 2000; ++n) {
        const QByteArray request("secret-" + QByteArray::number(n) + '/');
        entries.append(makeEntry(n, request.repeated(1 + int(n % 7) * 30), Outcome::Refused));
        if (n % 2 == 1)
            odd.append(n);
    }
    HistoryDatabase database(path(), {});
    QVERIFY(database.open());
    QCOMPARE(database.write(saving(entries)), Result::Written);
    QVERIFY(isFoundInFolder("secret-77/"));
    QCOMPARE(database.write(removing(odd)), Result::Written);
    for (const qint64 n : std::as_const(odd))
        QVERIFY2(!isFoundInFolder("secret-" + QByteArray::number(n) + '/'),
                 qPrintable(QString::number(n)));
    QVERIFY(isFoundInFolder("secret-78/"));
}

void TestHistoryDatabase::clearedRowsAreUnreadable()
{
    HistoryDatabase database(path(), {});
    QVERIFY(database.open());
    QList<HistoryEntry> entries;
    for (qint64 n = 1; n <= 200; ++n)
        entries.append(makeEntry(n, QByteArray("secret").repeated(2000), Outcome::Refused));
    QCOMPARE(database.write(saving(entries)), Result::Written);
    {
        HistoryDatabase other(path(), {}); // another program's rows go, too
        QVERIFY(other.open());
        QCOMPARE(other.write(saving({makeEntry(1, "other secret", Outcome::Refused)})),
                 Result::Written);
    }
    QVERIFY(isFoundInFolder("other secret"));
    QCOMPARE(database.write(clearing()), Result::Written);
    QVERIFY(!isFoundInFolder("secret"));
    QVERIFY(all(database).isEmpty());
    QVERIFY2(QFileInfo(path()).size() < 64 * 1024, "the file has shrunk");
}

void TestHistoryDatabase::unreadableFilesStayUnchanged_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("another format") << QByteArray("somebody's file\n").repeated(1000);
    save(makeEntries(1, 3));
    {
        QSqlDatabase file = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"));
        file.setDatabaseName(path());
        QVERIFY(file.open());
        QSqlQuery(file).exec(QStringLiteral("PRAGMA user_version = 2"));
    }
    QSqlDatabase::removeDatabase(QSqlDatabase::database().connectionName());
    QTest::newRow("a newer version") << bytesOf(path());
}

void TestHistoryDatabase::unreadableFilesStayUnchanged()
{
    QFETCH(const QByteArray, bytes);
    QVERIFY(!bytes.isEmpty());
    setBytes(path(), bytes);
    {
        HistoryDatabase database(path(), {});
        QVERIFY(!database.open());
        QVERIFY(!database.errorString().isEmpty());
        QCOMPARE(database.write(clearing()), Result::Failed);
    }
    QCOMPARE(bytesOf(path()), bytes);
}

void TestHistoryDatabase::damageIsNotIncreased()
{
    save(makeEntries(1, 5000));
    QByteArray bytes = bytesOf(path());
    for (qsizetype place = 40'000; place < bytes.size() - 40'000; ++place)
        bytes[place] = '\xff';
    setBytes(path(), bytes);
    {
        HistoryDatabase database(path(), {});
        QVERIFY(database.open());
        qint64 before = newest;
        std::optional<HistoryDatabase::Page> page;
        do {
            page = database.pageBefore(before);
            before = page ? page->firstId : 0;
        } while (before > 0);
        QVERIFY2(!page, "a read error is no end");
        QVERIFY(!database.errorString().isEmpty());
        QCOMPARE(database.write(saving(makeEntries(1, 9))), Result::Failed);
        QVERIFY(!database.open());
    }
    QCOMPARE(bytesOf(path()), bytes);
}

void TestHistoryDatabase::impossibleRowsAreSkipped()
{
    HistoryDatabase database(path(), {});
    QVERIFY(database.open());
    HistoryEntry tooLong = makeEntry(3, QByteArray(HistoryEntry::keptBytes + 1, '1'), Outcome::Sum);
    HistoryEntry unknown = makeEntry(4, "4", Outcome(9));
    QCOMPARE(database.write(saving({makeEntry(1, "1", Outcome::Sum), makeEntry(2, "2"), tooLong,
                                    unknown, makeEntry(5, "5", Outcome::Sum)})),
             Result::Written);
    QCOMPARE(requests(database), (QList<QByteArray>{"1", "5"}));
}

void TestHistoryDatabase::everythingIsSavedOnceTheDiskHasSpace()
{
    HistoryDatabase database(path(), {});
    QVERIFY(database.open());
    QCOMPARE(database.write(saving(makeEntries(1, 3))), Result::Written);
    HistoryChanges changes = saving(makeEntries(4, 5000));
    {
        const FileSizeLimit full(100'000);
        QCOMPARE(database.write(changes), Result::Failed);
        QVERIFY(!database.errorString().isEmpty());
        QCOMPARE(all(database).size(), 3); // none of them
    }
    changes.add(saving(makeEntries(5001, 5001)));
    QCOMPARE(database.write(changes), Result::Written);
    QCOMPARE(all(database).size(), 5001);
    QCOMPARE(all(database).last().exchange.request, QByteArray("5001"));
}

void TestHistoryDatabase::turnedOffByAnotherProgram()
{
    HistoryDatabase one(path(), {});
    HistoryDatabase other(path(), {});
    QVERIFY(one.open() && other.open());
    QCOMPARE(one.write(saving(makeEntries(1, 3))), Result::Written);
    HistoryChanges off = clearing();
    off.setKept(false);
    QCOMPARE(other.write(off), Result::Written);
    QCOMPARE(one.write(saving(makeEntries(4, 5))), Result::NotSaved);
    QVERIFY(all(one).isEmpty());

    HistoryChanges on = saving(makeEntries(6, 6));
    on.setKept(true);
    QCOMPARE(other.write(on), Result::Written);
    QCOMPARE(one.write(saving(makeEntries(7, 7))), Result::Written);
    QCOMPARE(requests(one), (QList<QByteArray>{"6", "7"}));
}

void TestHistoryDatabase::processesShareIt()
{
    constexpr int writers = 4;
    std::array<QProcess, writers> processes;
    for (QProcess &process : processes) {
        process.setProcessChannelMode(QProcess::ForwardedChannels);
        process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--write"), path()});
    }
    for (QProcess &process : processes) {
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 0);
    }
    const QList<QByteArray> found = requestsInFile();
    QCOMPARE(found.size(), writers * 100);
    for (int n = 1; n <= 100; ++n)
        QCOMPARE(found.count(QByteArray::number(n)), writers);
}

void TestHistoryDatabase::importsTheOldFile()
{
    HistoryEntry odd = makeEntry(2, QByteArray("1\0\xff\n", 4), Outcome::Refused);
    odd.digits = -1;
    odd.isResent = true;
    QByteArray bytes;
    bytes += OldHistoryFile::entry(makeEntry(1, "12345", Outcome::Sum, 15));
    bytes += OldHistoryFile::entry(odd);
    for (qint64 n = 3; n <= 9; ++n)
        bytes += OldHistoryFile::entry(makeEntry(n, QByteArray::number(n), Outcome::Sum, 1));
    bytes += OldHistoryFile::removed(3, 8);
    bytes += OldHistoryFile::entry(makeEntry(5, "55", Outcome::Sum, 10)); // restored by undo
    setBytes(oldPath(), bytes);
    setBytes(QString(oldPath() + QStringLiteral(".lock")), {}); // which blocked version 1.0

    HistoryDatabase database(path(), {});
    QVERIFY(database.open());
    QCOMPARE(database.takeImportError(), QString());
    const QList<HistoryEntry> entries = all(database);
    QCOMPARE(entries.size(), 4);
    QCOMPARE(entries[0].number, qint64(1));
    QCOMPARE(entries[0].exchange.sum, quint64(15));
    QCOMPARE(entries[1].exchange.request, odd.exchange.request);
    QVERIFY(entries[1].isResent);
    QCOMPARE(entries[2].number, qint64(5));
    QCOMPARE(entries[2].exchange.request, QByteArray("55"));
    QCOMPARE(entries[3].number, qint64(9));
    QCOMPARE(QDir(m_folder->path()).entryList({QStringLiteral("history.log*")}).size(), 0);
}

void TestHistoryDatabase::importsOnce()
{
    setBytes(oldPath(), OldHistoryFile::entry(makeEntry(1, "1", Outcome::Sum, 1)));
    QCOMPARE(requestsInFile(), (QList<QByteArray>{"1"}));
    const QByteArray later = OldHistoryFile::entry(makeEntry(1, "1", Outcome::Sum, 1));
    setBytes(oldPath(), later);
    QCOMPARE(requestsInFile(), (QList<QByteArray>{"1"}));
    QCOMPARE(bytesOf(oldPath()), later);
}

void TestHistoryDatabase::damagedOldFileIsKept_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QByteArray good;
    for (qint64 n = 1; n <= 3; ++n)
        good += OldHistoryFile::entry(makeEntry(n, QByteArray::number(n), Outcome::Sum, 1));
    const QByteArray marker("\xd5\x01S\n", 4);
    const QByteArray second = OldHistoryFile::entry(makeEntry(2, "2", Outcome::Sum, 1));
    QByteArray wrongByte = good;
    wrongByte.replace(second, QByteArray());
    QTest::newRow("zeros at the end") << QByteArray(good + QByteArray(4096, '\0'));
    QTest::newRow("text in front") << QByteArray("somebody's file\n" + good);
    QTest::newRow("a bare marker") << QByteArray(good + marker);
    QTest::newRow("a huge length")
        << QByteArray(good + marker + QByteArray("\x7f\xff\xff\xff", 4) + "1234abcd");
    QTest::newRow("a length of nothing")
        << QByteArray(good + marker + QByteArray(4, '\0') + "1234");
    QTest::newRow("markers only") << QByteArray(marker.repeated(99) + good + marker.repeated(99));
    QTest::newRow("2 MiB of something else in between") << QByteArray(
        good.first(good.size() / 3) + QByteArray(2'097'151, '\xd5') + good.mid(good.size() / 3));
    QTest::newRow("a cut tail") << QByteArray(good + second.chopped(1));
}

void TestHistoryDatabase::damagedOldFileIsKept()
{
    QFETCH(const QByteArray, bytes);
    setBytes(oldPath(), bytes);
    HistoryDatabase database(path(), {});
    QVERIFY(database.open());
    QVERIFY(!database.takeImportError().isEmpty());
    QCOMPARE(requests(database), (QList<QByteArray>{"1", "2", "3"}));
    QCOMPARE(bytesOf(QString(oldPath() + QStringLiteral(".damaged"))), bytes);
}

void TestHistoryDatabase::clearRemovesTheDamagedOldFile()
{
    setBytes(oldPath(), "secret");
    HistoryDatabase database(path(), {});
    QVERIFY(database.open());
    QVERIFY(isFoundInFolder("secret"));
    QCOMPARE(database.write(clearing()), Result::Written);
    QVERIFY(!isFoundInFolder("secret"));
}

void TestHistoryDatabase::importsALargeFileWithinTheLimits()
{
    QFile file(oldPath());
    QVERIFY(file.open(QIODevice::WriteOnly));
    for (qint64 n = 1; n <= 20'000; ++n)
        file.write(OldHistoryFile::entry(makeEntry(n, QByteArray(1000, '1'), Outcome::Sum, 1)));
    file.close();
    HistoryDatabase database(path(), {.rows = 100'000, .requestBytes = 1'000'000});
    QVERIFY(database.open());
    const QList<HistoryEntry> entries = all(database);
    QCOMPARE(entries.size(), 1000);
    QCOMPARE(entries.last().number, qint64(20'000));
    QVERIFY(QFileInfo(path()).size() < 12'000'000);
}

void TestHistoryDatabase::aHundredThousandRows()
{
    QElapsedTimer timer;
    timer.start();
    save(makeEntries(1, 100'000));
    qInfo("100,000 rows saved in %lld ms", timer.restart());
    HistoryDatabase database(path(), {});
    QVERIFY(database.open());
    QVERIFY(database.pageBefore(newest).has_value());
    qInfo("the newest rows after %lld ms", timer.elapsed());
    QCOMPARE(all(database).size(), 100'000);
    qInfo("all after %lld ms", timer.elapsed());
}

/// Another process that writes 100 rows one by one.
static int writeRows(const QString &path)
{
    HistoryDatabase database(path, {});
    if (!database.open()) {
        qWarning("open: %s", qPrintable(database.errorString()));
        return 1;
    }
    for (qint64 n = 1; n <= 100; ++n) {
        if (database.write(saving(makeEntries(n, n))) != Result::Written) {
            qWarning("write: %s", qPrintable(database.errorString()));
            return 1;
        }
    }
    return 0;
}

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments.at(1) == QStringLiteral("--write"))
        return writeRows(arguments.at(2));
    TestHistoryDatabase test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_historydatabase.moc"
