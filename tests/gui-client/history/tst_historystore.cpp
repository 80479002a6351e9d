// SPDX-License-Identifier: MIT
#include "gui-client/history/historymodel.h"
#include "gui-client/history/historystore.h"
#include "tests/gui-client/history/historyentries.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace DigitSum;
using namespace DigitSum::Gui;
using Outcome = Exchange::Outcome;

/// Windows' histories and the store that keeps them between runs.
class TestHistoryStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void followsTheModel();
    void continuesTheNumbers();
    void requestsBeforeLoadingStayTheNewest();
    void rowsDeletedByTheModelItselfStaySaved();
    void manyScatteredRowsAreDeleted();
    void windowsShareIt();
    void storesShareIt();
    void clearsRowsOfAllWindows();
    void clearEndsLoading();
    void turningOffEmptiesAndOnSavesAgain();
    void isTurnedOffByAnotherProgram();
    void nothingIsCreatedWhileOff();
    void errorsAreReportedOnce();
    void loadsWithinTheLimits();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("h.sqlite")); }
    static QList<qint64> shown(const HistoryModel &model)
    {
        QList<qint64> numbers;
        for (int row = 0; row < model.rowCount(); ++row)
            numbers.append(model.shownNumber(model.at(row).number));
        return numbers;
    }
    static QList<QByteArray> requests(const HistoryModel &model)
    {
        QList<QByteArray> list;
        for (int row = 0; row < model.rowCount(); ++row)
            list.append(model.at(row).exchange.request);
        return list;
    }
    /// Loads the saved rows in a new run.
    QList<QByteArray> saved()
    {
        HistoryModel model;
        HistoryDatabase database(path(), {});
        if (!database.open())
            return {"not opened"};
        const auto page = database.pageBefore(1'000'000);
        model.prepend(page ? page->entries : QList<HistoryEntry>());
        return requests(model);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestHistoryStore::followsTheModel()
{
    {
        HistoryStore store(path(), true);
        HistoryModel model;
        store.add(model);
        model.append(makeEntries(1, 5));
        model.append({makeEntry(6, "6"), makeEntry(7, "7")}); // not answered yet
        model.update({makeEntry(6, "6", Outcome::Sum, 6)});
        const auto taken = model.take({2, 3});
        model.restore({taken.first()});
    }
    QCOMPARE(saved(), (QList<QByteArray>{"1", "2", "4", "5", "6"}));
}

void TestHistoryStore::continuesTheNumbers()
{
    for (int run = 0; run < 3; ++run) {
        HistoryStore store(path(), true);
        HistoryModel model;
        store.add(model);
        QTRY_COMPARE(model.rowCount(), run * 2);
        model.append(makeEntries(1, 2));
        QList<qint64> expected;
        for (qint64 n = 1; n <= 2 * run + 2; ++n)
            expected.append(n);
        QCOMPARE(shown(model), expected);
    }
    HistoryStore store(path(), true);
    HistoryModel model;
    store.add(model);
    QTRY_COMPARE(model.rowCount(), 6);
    model.restore(model.take({model.at(2).number})); // of an earlier run
    model.take({model.at(0).number});
    QCOMPARE(shown(model), (QList<qint64>{2, 3, 4, 5, 6}));
}

void TestHistoryStore::requestsBeforeLoadingStayTheNewest()
{
    {
        HistoryStore store(path(), true);
        HistoryModel model;
        store.add(model);
        model.append(makeEntries(1, 3));
    }
    HistoryStore store(path(), true);
    HistoryModel model;
    store.add(model);
    model.append({makeEntry(1, "new", Outcome::Refused)});
    QTRY_COMPARE(requests(model), (QList<QByteArray>{"1", "2", "3", "new"}));
    QCOMPARE(shown(model), (QList<qint64>{1, 2, 3, 4}));
}

void TestHistoryStore::rowsDeletedByTheModelItselfStaySaved()
{
    {
        HistoryStore store(path(), true);
        HistoryModel model({.rows = 2, .requestBytes = 1000});
        store.add(model);
        for (qint64 n = 1; n <= 4; ++n)
            model.append(makeEntries(n, n));
        QCOMPARE(model.rowCount(), 2);
    }
    QCOMPARE(saved().size(), 4);
}

void TestHistoryStore::manyScatteredRowsAreDeleted()
{
    QList<qint64> odd;
    for (qint64 n = 1; n <= 1000; n += 2)
        odd.append(n);
    {
        HistoryStore store(path(), true);
        HistoryModel model;
        store.add(model);
        model.append(makeEntries(1, 1000));
        model.take(odd); // the model resets
    }
    QCOMPARE(saved().size(), 500);
}

void TestHistoryStore::windowsShareIt()
{
    HistoryStore store(path(), true);
    HistoryModel one;
    store.add(one);
    {
        HistoryModel two;
        store.add(two);
        one.append({makeEntry(1, "one", Outcome::Refused)});
        two.append({makeEntry(1, "two", Outcome::Refused)});
    }
    HistoryModel three;
    store.add(three);
    // The load may precede the writing of what was just added: ask again until it follows.
    QTRY_VERIFY(three.rowCount() > 0);
    QVERIFY(!requests(one).contains("two"));
    QTRY_COMPARE(saved(), (QList<QByteArray>{"one", "two"}));
}

void TestHistoryStore::storesShareIt()
{
    {
        HistoryStore here(path(), true);
        HistoryStore there(path(), true);
        HistoryModel one;
        HistoryModel two;
        here.add(one);
        there.add(two);
        for (qint64 n = 1; n <= 50; ++n) {
            one.append(makeEntries(n, n));
            two.append(makeEntries(n, n));
        }
        two.take({7});
    }
    QCOMPARE(saved().size(), 99);
    QCOMPARE(saved().count("7"), 1);
}

void TestHistoryStore::clearsRowsOfAllWindows()
{
    {
        HistoryStore store(path(), true);
        HistoryModel one;
        HistoryModel two;
        store.add(one);
        store.add(two);
        one.append({makeEntry(1, "one", Outcome::Refused)});
        two.append({makeEntry(1, "two", Outcome::Refused)});
        const auto taken = one.take({1});
        store.clear();
        one.restore(taken); // undo
    }
    QCOMPARE(saved(), (QList<QByteArray>{"one"}));
}

void TestHistoryStore::clearEndsLoading()
{
    {
        HistoryStore store(path(), true);
        HistoryModel model;
        store.add(model);
        model.append(makeEntries(1, 5000));
    }
    {
        HistoryStore store(path(), true);
        HistoryModel model;
        store.add(model);
        store.clear(); // before the first page has arrived
        QTRY_COMPARE(saved().size(), 0);
        QCoreApplication::processEvents();
        QCOMPARE(model.rowCount(), 0);
    }
}

void TestHistoryStore::turningOffEmptiesAndOnSavesAgain()
{
    HistoryStore store(path(), true);
    QSignalSpy changed(&store, &HistoryStore::keepingChanged);
    HistoryModel model;
    store.add(model);
    model.append(makeEntries(1, 3));
    QTRY_COMPARE(saved().size(), 3);
    store.setKeeping(false);
    QCOMPARE(changed.size(), 1);
    model.append(makeEntries(4, 4));
    QTRY_COMPARE(saved().size(), 0);
    QCOMPARE(model.rowCount(), 4);
    store.setKeeping(true);
    QTRY_COMPARE(saved(), (QList<QByteArray>{"1", "2", "3", "4"}));
}

void TestHistoryStore::isTurnedOffByAnotherProgram()
{
    HistoryStore here(path(), true);
    HistoryModel model;
    here.add(model);
    model.append(makeEntries(1, 3));
    QTRY_COMPARE(saved().size(), 3);
    QSignalSpy changed(&here, &HistoryStore::keepingChanged);
    {
        HistoryStore there(path(), true);
        there.setKeeping(false);
    }
    model.append(makeEntries(4, 4));
    QTRY_COMPARE(changed.size(), 1);
    QVERIFY(!here.isKeeping());
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(saved().size(), 0);
}

void TestHistoryStore::nothingIsCreatedWhileOff()
{
    {
        HistoryStore store(path(), false);
        HistoryModel model;
        store.add(model);
        model.append(makeEntries(1, 3));
        model.take({1});
        store.clear();
    }
    QVERIFY(!QFile::exists(path()));
}

void TestHistoryStore::errorsAreReportedOnce()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray("somebody's file\n").repeated(1000));
    file.close();
    HistoryStore store(path(), true);
    QSignalSpy loading(&store, &HistoryStore::loadFailed);
    QSignalSpy saving(&store, &HistoryStore::saveFailed);
    HistoryModel model;
    store.add(model);
    QTRY_COMPARE(loading.size(), 1);
    model.append(makeEntries(1, 1));
    QTRY_COMPARE(saving.size(), 1);
    QVERIFY(!saving.first().first().toString().isEmpty());

    // Once the file can be used, everything is saved.
    QVERIFY(file.remove());
    model.append(makeEntries(2, 2));
    QTRY_COMPARE(saved(), (QList<QByteArray>{"1", "2"}));
    QCOMPARE(saving.size(), 1);
}

void TestHistoryStore::loadsWithinTheLimits()
{
    {
        HistoryStore store(path(), true);
        HistoryModel model;
        store.add(model);
        model.append(makeEntries(1, 5000));
    }
    HistoryStore store(path(), true);
    HistoryModel model({.rows = 1500, .requestBytes = 1'000'000});
    store.add(model);
    QTRY_COMPARE(model.rowCount(), 1500);
    QCOMPARE(shown(model).first(), qint64(3501));
    QCOMPARE(shown(model).last(), qint64(5000));
}

QTEST_GUILESS_MAIN(TestHistoryStore)
#include "tst_historystore.moc"
