// SPDX-License-Identifier: MIT
#include "gui-client/history/historyfilter.h"
#include "gui-client/history/historymodel.h"
#include "tests/gui-client/history/historyentries.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace DigitSum;
using namespace DigitSum::Gui;
using Outcome = Exchange::Outcome;
using Show = HistoryQuery::Show;

/// After any change in the history, the filter shows the same rows as a new filter, and it reports
/// each step to its views.
class TestHistoryFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void follows_data();
    void follows();
    void whatIsChosenStaysChosen();
    void aChangedRowFindsItsPlace();
    void aBatchAllOverTheListIsQuick();

private:
    void verifySame(const HistoryFilter &filter, HistoryModel &model, Show show,
                    const QString &find, int column, Qt::SortOrder order);
};

namespace {

constexpr auto strict = QAbstractItemModelTester::FailureReportingMode::Fatal;

/// Entries with requests, times and outcomes in random order.
QList<HistoryEntry> jumbled(qint64 first, int count, QRandomGenerator &chance)
{
    QList<HistoryEntry> entries;
    for (qint64 number = first; number < first + qint64(count); ++number) {
        const quint32 any = chance.bounded(1'000U);
        HistoryEntry entry = makeEntry(number, QByteArray::number(any), Outcome(any % 4), any / 7);
        entry.exchange.roundTripTime = std::chrono::microseconds(any % 50);
        entry.isResent = any % 5 == 0;
        entries.append(entry);
    }
    return entries;
}

QList<qint64> numbersOf(const HistoryFilter &filter)
{
    QList<qint64> numbers;
    for (int row = 0; row < filter.rowCount(); ++row)
        numbers.append(filter.entryAt(filter.index(row, 0)).number);
    return numbers;
}

} // namespace

void TestHistoryFilter::follows_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<Qt::SortOrder>("order");
    QTest::addColumn<Show>("show");
    QTest::addColumn<QString>("find");
    for (int column = 0; column < HistoryModel::ColumnCount; ++column) {
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder})
            QTest::addRow("column %d, %s", column, order == Qt::AscendingOrder ? "up" : "down")
                << column << order << Show::All << QString();
    }
    QTest::newRow("answered ones")
        << int(HistoryModel::NumberColumn) << Qt::DescendingOrder << Show::Answered << QString();
    QTest::newRow("some digits") << int(HistoryModel::RequestColumn) << Qt::AscendingOrder
                                 << Show::All << QStringLiteral("7");
    QTest::newRow("a word, sent again") << int(HistoryModel::ReplyColumn) << Qt::DescendingOrder
                                        << Show::Resent << QStringLiteral("NOT A");
}

void TestHistoryFilter::verifySame(const HistoryFilter &filter, HistoryModel &model, Show show,
                                   const QString &find, int column, Qt::SortOrder order)
{
    HistoryFilter fresh(model);
    fresh.setShow(show);
    fresh.setFind(find);
    fresh.sort(column, order);
    QCOMPARE(numbersOf(filter), numbersOf(fresh));
}

void TestHistoryFilter::follows()
{
    QFETCH(const int, column);
    QFETCH(const Qt::SortOrder, order);
    QFETCH(const Show, show);
    QFETCH(const QString, find);
    QRandomGenerator chance(quint32(column + 1));
    HistoryModel model({.rows = 150, .requestBytes = 1'000'000});
    HistoryFilter filter(model);
    QAbstractItemModelTester tester(&filter, strict);
    filter.setShow(show);
    filter.setFind(find);
    filter.sort(column, order);
    for (int step = 0; step < 24; ++step) {
        const qint64 next = model.lastNumber() + 1;
        model.append(jumbled(next, int(chance.bounded(70)), chance)); // removes old rows
        if (step % 3 == 0)
            model.update(jumbled(model.at(0).number, model.rowCount() / 2, chance));
        if (step % 3 == 1)
            model.update({makeEntry(next, "7", Outcome::Sum, 7)});
        if (step % 4 == 0) {
            QList<qint64> some;
            for (int row = 0; row < model.rowCount(); row += 1 + int(chance.bounded(20)))
                some.append(model.at(row).number);
            model.restore(model.take(some).mid(some.size() / 2));
        }
        verifySame(filter, model, show, find, column, order);
    }
    filter.setFind({});
    filter.setShow(Show::All);
    QCOMPARE(filter.rowCount(), model.rowCount());
    verifySame(filter, model, Show::All, {}, column, order);
}

void TestHistoryFilter::whatIsChosenStaysChosen()
{
    QRandomGenerator chance(1);
    HistoryModel model({.rows = 500, .requestBytes = 1'000'000});
    HistoryFilter filter(model);
    filter.sort(HistoryModel::RoundTripColumn, Qt::DescendingOrder);
    model.append(jumbled(1, 500, chance));
    const QPersistentModelIndex stays = filter.mapFromSource(model.index(499, 2));
    const QPersistentModelIndex goes = filter.mapFromSource(model.index(0, 2));
    QVERIFY(stays.isValid() && goes.isValid());
    model.append(jumbled(501, 300, chance));
    QVERIFY(stays.isValid());
    QCOMPARE(filter.entryAt(stays).number, qint64(500));
    QCOMPARE(filter.mapToSource(stays), model.index(199, 2));
    QVERIFY(!goes.isValid());
    filter.sort(HistoryModel::NumberColumn, Qt::AscendingOrder);
    QCOMPARE(stays.row(), 199);
}

void TestHistoryFilter::aChangedRowFindsItsPlace()
{
    HistoryModel model;
    HistoryFilter filter(model);
    QAbstractItemModelTester tester(&filter, strict);
    filter.sort(HistoryModel::ReplyColumn, Qt::AscendingOrder);
    filter.setShow(Show::Answered);
    model.append({makeEntry(1, "5", Outcome::Sum, 5), makeEntry(2, "4"),
                  makeEntry(3, "8", Outcome::Sum, 8)});
    QCOMPARE(numbersOf(filter), (QList<qint64>{1, 3}));
    model.update({makeEntry(2, "4", Outcome::Sum, 4)}); // its answer arrives
    QCOMPARE(numbersOf(filter), (QList<qint64>{2, 1, 3}));
    model.update({makeEntry(2, "9", Outcome::Sum, 9)});
    QCOMPARE(numbersOf(filter), (QList<qint64>{1, 3, 2}));
    model.update({makeEntry(1, "5", Outcome::Lost)});
    QCOMPARE(numbersOf(filter), (QList<qint64>{3, 2}));
}

void TestHistoryFilter::aBatchAllOverTheListIsQuick()
{
    QRandomGenerator chance(1);
    HistoryModel model;
    HistoryFilter filter(model);
    filter.sort(HistoryModel::RequestColumn, Qt::AscendingOrder);
    model.append(jumbled(1, 100'000, chance));
    const QList<HistoryEntry> batch = jumbled(100'001, 2'000, chance);
    QElapsedTimer clock;
    clock.start();
    model.append(batch); // removes as many old rows
    const qint64 batchMs = clock.restart();
    filter.sort(HistoryModel::RoundTripColumn, Qt::AscendingOrder);
    const qint64 sortMs = clock.elapsed();
    qInfo("a batch: %lld ms; to sort all: %lld ms", batchMs, sortMs);
    QCOMPARE(filter.rowCount(), 100'000);
    // Row by row, it would take 4,000 passes over the rows; sorting takes about 17.
    QVERIFY2(batchMs <= sortMs + 20, qPrintable(QString::number(batchMs)));
}

QTEST_GUILESS_MAIN(TestHistoryFilter)
#include "tst_historyfilter.moc"
