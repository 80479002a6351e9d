// SPDX-License-Identifier: MIT
#include "gui-client/history/historyfile.h"
#include "gui-client/history/historykeeper.h"
#include "gui-client/history/historymodel.h"
#include "tests/gui-client/history/historyentries.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace DigitSum;
using namespace DigitSum::Gui;
using Outcome = Exchange::Outcome;

/// The history on disk, intact and damaged.
class TestHistoryFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void givesBackWhatItGot();
    void laterRecordsWin();
    void keepsTheNewest();
    void cutAnywhereLosesOnlyTheTail();
    void aWrongByteLosesOnlyItsRecord();
    void damage_data();
    void damage();
    void appendsAfterDamage();
    void oneProgramAtATime();
    void keeperFollowsTheModel();
    void keeperWritesAnewAfterAReset();
    void keeperForgets();
    void loadsAHundredThousandRowsQuickly();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("history.log")); }
    [[nodiscard]] QByteArray bytes() const;
    void setBytes(const QByteArray &bytes) const;
    QList<quint64> numbersInFile(qint64 *damaged = nullptr) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

QByteArray TestHistoryFile::bytes() const
{
    QFile file(path());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestHistoryFile::setBytes(const QByteArray &bytes) const
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QList<quint64> TestHistoryFile::numbersInFile(qint64 *damaged) const
{
    HistoryFile file(path());
    if (!file.open())
        return {0};
    const HistoryFile::Loaded loaded = file.load(100'000);
    if (damaged)
        *damaged = loaded.damagedBytes;
    QList<quint64> numbers;
    for (const HistoryEntry &entry : loaded.entries)
        numbers.append(entry.number);
    return numbers;
}

void TestHistoryFile::givesBackWhatItGot()
{
    HistoryEntry odd = makeEntry(2, QByteArray("1\0\xff\n", 4), Outcome::Refused);
    odd.digits = -1;
    odd.isResent = true;
    odd.exchange.requestBytes = 1'000'000;
    {
        HistoryFile file(path());
        QVERIFY(file.open());
        QVERIFY(file.load(10).entries.isEmpty());
        QVERIFY(file.append({makeEntry(1, "12345", Outcome::Sum, 15), odd}));
        QVERIFY(file.append({makeEntry(3, "", Outcome::Lost)}));
    }
    HistoryFile file(path());
    QVERIFY(file.open());
    const HistoryFile::Loaded loaded = file.load(10);
    QCOMPARE(loaded.entries.size(), 3);
    QCOMPARE(loaded.damagedBytes, qint64(0));
    QCOMPARE(loaded.entries[0].exchange.request, QByteArray("12345"));
    QCOMPARE(loaded.entries[0].exchange.sum, quint64(15));
    QCOMPARE(loaded.entries[0].exchange.askedAt, qint64(1'700'000'000'001));
    QCOMPARE(loaded.entries[0].exchange.roundTripTime.count(), qint64(100'000));
    QCOMPARE(loaded.entries[0].digits, qint64(5));
    QCOMPARE(loaded.entries[1].exchange.request, odd.exchange.request);
    QCOMPARE(loaded.entries[1].exchange.requestBytes, qint64(1'000'000));
    QCOMPARE(loaded.entries[1].digits, qint64(-1));
    QVERIFY(loaded.entries[1].isResent);
    QCOMPARE(loaded.entries[2].exchange.outcome, Outcome::Lost);
}

void TestHistoryFile::laterRecordsWin()
{
    {
        HistoryFile file(path());
        QVERIFY(file.open());
        QVERIFY(file.append(makeEntries(1, 10)));
        QVERIFY(file.remove(3, 8));
        QVERIFY(file.append({makeEntry(5, "55", Outcome::Sum, 10)})); // restored by undo
    }
    QCOMPARE(numbersInFile(), (QList<quint64>{1, 2, 5, 9, 10}));
}

void TestHistoryFile::keepsTheNewest()
{
    HistoryFile file(path());
    QVERIFY(file.open());
    QVERIFY(file.append(makeEntries(1, 100)));
    const auto loaded = file.load(10);
    QCOMPARE(loaded.entries.size(), 10);
    QCOMPARE(loaded.entries.first().number, quint64(91));
}

void TestHistoryFile::cutAnywhereLosesOnlyTheTail()
{
    {
        HistoryFile file(path());
        QVERIFY(file.open());
        QVERIFY(file.append(makeEntries(1, 4)));
    }
    const QByteArray whole = bytes();
    const qsizetype each = whole.size() / 4;
    for (qsizetype size = 0; size <= whole.size(); ++size) {
        setBytes(whole.first(size));
        qint64 damaged = 0;
        QCOMPARE(numbersInFile(&damaged).size(), size / each);
        QCOMPARE(damaged, size % each);
        QCOMPARE(bytes().size(), size - size % each); // the incomplete record was truncated
    }
}

void TestHistoryFile::aWrongByteLosesOnlyItsRecord()
{
    {
        HistoryFile file(path());
        QVERIFY(file.open());
        QVERIFY(file.append(makeEntries(1, 3)));
    }
    const QByteArray whole = bytes();
    const qsizetype each = whole.size() / 3;
    for (qsizetype place = 0; place < whole.size(); ++place) {
        QByteArray damaged = whole;
        damaged[place] = char(damaged[place] ^ 0x41);
        setBytes(damaged);
        QList<quint64> expected{1, 2, 3};
        expected.remove(place / each);
        QCOMPARE(numbersInFile(), expected);
    }
}

void TestHistoryFile::damage_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("tail");
    const QByteArray marker("\xd5\x01S\n", 4);
    QTest::newRow("zeros at the end") << QByteArray() << QByteArray(4096, '\0');
    QTest::newRow("text at the end") << QByteArray() << QByteArray("a torn line");
    QTest::newRow("text in front") << QByteArray("somebody's file\n") << QByteArray();
    QTest::newRow("a bare marker") << QByteArray() << marker;
    QTest::newRow("a huge length")
        << QByteArray() << (marker + QByteArray("\x7f\xff\xff\xff", 4) + "1234abcd");
    QTest::newRow("a length of nothing") << QByteArray() << (marker + QByteArray(4, '\0') + "1234");
    QTest::newRow("markers only") << marker.repeated(100) << marker.repeated(100);
}

void TestHistoryFile::damage()
{
    QFETCH(const QByteArray, head);
    QFETCH(const QByteArray, tail);
    {
        HistoryFile file(path());
        QVERIFY(file.open());
        QVERIFY(file.append(makeEntries(1, 3)));
    }
    setBytes(head + bytes() + tail);
    qint64 damaged = 0;
    QCOMPARE(numbersInFile(&damaged), (QList<quint64>{1, 2, 3}));
    QCOMPARE(damaged, qint64(head.size() + tail.size()));
}

void TestHistoryFile::appendsAfterDamage()
{
    {
        HistoryFile file(path());
        QVERIFY(file.open());
        QVERIFY(file.append(makeEntries(1, 3)));
    }
    setBytes(bytes().chopped(5));
    {
        HistoryFile file(path());
        QVERIFY(file.open());
        QCOMPARE(file.load(10).entries.size(), 2);
        QVERIFY(file.append({makeEntry(4, "4", Outcome::Sum, 4)}));
    }
    QCOMPARE(numbersInFile(), (QList<quint64>{1, 2, 4}));
}

void TestHistoryFile::oneProgramAtATime()
{
    HistoryFile first(path());
    QVERIFY(first.open());
    HistoryFile second(path());
    QVERIFY(!second.open());
    QVERIFY(!second.errorString().isEmpty());
}

void TestHistoryFile::keeperFollowsTheModel()
{
    {
        HistoryModel model;
        HistoryKeeper keeper(model, path());
        QCOMPARE(keeper.start(), QString());
        model.append(makeEntries(1, 5));
        model.append({makeEntry(6, "6"), makeEntry(7, "7")}); // not answered yet
        model.update({makeEntry(6, "6", Outcome::Sum, 6)});
        const auto taken = model.take({2, 3});
        model.restore({taken.first()});
    }
    HistoryModel model;
    HistoryKeeper keeper(model, path());
    QCOMPARE(keeper.start(), QString());
    QList<quint64> numbers;
    for (int row = 0; row < model.rowCount(); ++row)
        numbers.append(model.at(row).number);
    QCOMPARE(numbers, (QList<quint64>{1, 2, 4, 5, 6}));
}

void TestHistoryFile::keeperWritesAnewAfterAReset()
{
    QList<quint64> odd;
    for (quint64 n = 1; n <= 1000; n += 2)
        odd.append(n);
    {
        HistoryModel model;
        HistoryKeeper keeper(model, path());
        QCOMPARE(keeper.start(), QString());
        model.append(makeEntries(1, 1000));
        model.take(odd); // too many runs: the model resets
    }
    QCOMPARE(numbersInFile().size(), 500);
}

void TestHistoryFile::keeperForgets()
{
    {
        HistoryModel model;
        HistoryKeeper keeper(model, path());
        QCOMPARE(keeper.start(), QString());
        model.append(makeEntries(1, 5));
        keeper.forget();
        model.append(makeEntries(6, 9));
    }
    QVERIFY(numbersInFile().isEmpty());
}

void TestHistoryFile::loadsAHundredThousandRowsQuickly()
{
    {
        HistoryFile file(path());
        QVERIFY(file.open());
        QVERIFY(file.append(makeEntries(1, 100'000)));
    }
    QElapsedTimer timer;
    timer.start();
    HistoryModel model;
    HistoryKeeper keeper(model, path());
    QCOMPARE(keeper.start(), QString());
    QCOMPARE(model.rowCount(), 100'000);
    qInfo("100,000 rows in %lld ms", timer.elapsed());
}

QTEST_GUILESS_MAIN(TestHistoryFile)
#include "tst_historyfile.moc"
