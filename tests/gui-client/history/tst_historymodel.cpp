// SPDX-License-Identifier: MIT
#include "gui-client/history/historyfilter.h"
#include "gui-client/history/historymodel.h"
#include "tests/gui-client/history/historyentries.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace DigitSum;
using namespace DigitSum::Gui;
using Outcome = Exchange::Outcome;

class TestHistoryModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatItHolds();
    void boundedByRows();
    void boundedByBytes();
    void updatesByNumber();
    void takesAndRestores_data();
    void takesAndRestores();
    void findsAndFilters_data();
    void findsAndFilters();
    void sortsByValueNotByText();
    void longRequestsAreCutInTheMiddle();
    void peersBytesAreEscaped();
};

namespace {

QString text(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

QList<qint64> numbers(const HistoryModel &model)
{
    QList<qint64> list;
    for (int row = 0; row < model.rowCount(); ++row)
        list.append(model.at(row).number);
    return list;
}

constexpr auto strict = QAbstractItemModelTester::FailureReportingMode::Fatal;

} // namespace

void TestHistoryModel::showsWhatItHolds()
{
    HistoryModel model;
    QAbstractItemModelTester tester(&model, strict);
    HistoryEntry first = makeEntry(1, "12345", Outcome::Sum, 15);
    first.exchange.askedAt = QDateTime::currentMSecsSinceEpoch();
    model.append({first, makeEntry(2, "12a45", Outcome::Refused), makeEntry(3, "7"),
                  makeEntry(4, "8", Outcome::Lost)});
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(text(model, 0, HistoryModel::NumberColumn), QStringLiteral("1"));
    QCOMPARE(text(model, 0, HistoryModel::RequestColumn), QStringLiteral("12345"));
    QCOMPARE(text(model, 0, HistoryModel::DigitsColumn), QStringLiteral("5"));
    QCOMPARE(text(model, 0, HistoryModel::ReplyColumn), QStringLiteral("15"));
    QCOMPARE(text(model, 0, HistoryModel::RoundTripColumn), QStringLiteral("0.10 ms"));
    QCOMPARE(text(model, 0, HistoryModel::StateColumn), QStringLiteral("Answered"));
    QCOMPARE(text(model, 1, HistoryModel::ReplyColumn), QStringLiteral("not a digit string"));
    QCOMPARE(text(model, 2, HistoryModel::StateColumn), QStringLiteral("Waiting"));
    QCOMPARE(text(model, 3, HistoryModel::StateColumn), QStringLiteral("Lost"));
    const QRegularExpression time(QStringLiteral("^\\d\\d:\\d\\d:\\d\\d\\.\\d{3}$"));
    QVERIFY(time.match(text(model, 0, HistoryModel::TimeColumn)).hasMatch());
}

void TestHistoryModel::boundedByRows()
{
    HistoryModel model({.rows = 10, .requestBytes = 1000});
    QAbstractItemModelTester tester(&model, strict);
    model.append(makeEntries(1, 8));
    model.append(makeEntries(9, 12));
    QCOMPARE(model.rowCount(), 10);
    QCOMPARE(model.at(0).number, qint64(3));
    model.append(makeEntries(13, 100)); // more rows than fit
    QCOMPARE(model.rowCount(), 10);
    QCOMPARE(model.at(9).number, qint64(100));
    QCOMPARE(model.lastNumber(), qint64(100));
}

void TestHistoryModel::boundedByBytes()
{
    HistoryModel model({.rows = 10, .requestBytes = 100});
    QAbstractItemModelTester tester(&model, strict);
    for (qint64 n = 1; n <= 5; ++n)
        model.append({makeEntry(n, QByteArray(40, '1'))});
    QCOMPARE(numbers(model), (QList<qint64>{4, 5}));
    model.append({makeEntry(6, QByteArray(500, '1'))}); // larger than the limit, but the newest row
    QCOMPARE(numbers(model), (QList<qint64>{6}));
    model.append({makeEntry(7, "1")});
    QCOMPARE(numbers(model), (QList<qint64>{7}));
}

void TestHistoryModel::updatesByNumber()
{
    HistoryModel model;
    QAbstractItemModelTester tester(&model, strict);
    QSignalSpy changed(&model, &HistoryModel::dataChanged);
    model.append({makeEntry(1, "1"), makeEntry(2, "2"), makeEntry(3, "3"), makeEntry(5, "5")});
    model.update({makeEntry(1, "1", Outcome::Sum, 1), makeEntry(2, "2", Outcome::Sum, 2),
                  makeEntry(4, "4", Outcome::Sum, 4), makeEntry(5, "5", Outcome::Sum, 5)});
    QCOMPARE(changed.count(), 2); // rows 1 and 2 together; number 4 does not exist
    QCOMPARE(changed.at(0).at(1).toModelIndex().row(), 1);
    QCOMPARE(text(model, 1, HistoryModel::ReplyColumn), QStringLiteral("2"));
    QCOMPARE(text(model, 2, HistoryModel::StateColumn), QStringLiteral("Waiting"));
    QCOMPARE(text(model, 3, HistoryModel::ReplyColumn), QStringLiteral("5"));
}

void TestHistoryModel::takesAndRestores_data()
{
    QTest::addColumn<QList<qint64>>("taken");
    QTest::newRow("one") << QList<qint64>{500};
    QTest::newRow("a run") << QList<qint64>{10, 11, 12};
    QTest::newRow("the ends") << QList<qint64>{1, 1000};
    QTest::newRow("none that is here") << QList<qint64>{5000};
    QList<qint64> odd;
    QList<qint64> all;
    for (qint64 n = 1; n <= 1000; ++n) {
        all.append(n);
        if (n % 2 == 1)
            odd.append(n);
    }
    QTest::newRow("every second") << odd;
    QTest::newRow("all") << all;
}

void TestHistoryModel::takesAndRestores()
{
    QFETCH(const QList<qint64>, taken);
    HistoryModel model;
    QAbstractItemModelTester tester(&model, strict);
    model.append(makeEntries(1, 1000));
    const QList<qint64> before = numbers(model);

    const QList<HistoryEntry> gone = model.take(taken);
    QCOMPARE(model.rowCount(), 1000 - int(gone.size()));
    for (const qint64 number : taken)
        QCOMPARE(model.rowOf(number), -1);
    model.restore(gone);
    QCOMPARE(numbers(model), before);
}

void TestHistoryModel::findsAndFilters_data()
{
    using Show = HistoryQuery::Show;
    QTest::addColumn<HistoryQuery::Show>("show");
    QTest::addColumn<QString>("find");
    QTest::addColumn<QStringList>("requests");
    const QStringList all{QStringLiteral("12345"), QStringLiteral("12a45"), QStringLiteral("7"),
                          QStringLiteral("8"), QStringLiteral("9")};
    QTest::newRow("all") << Show::All << QString() << all;
    QTest::newRow("answered") << Show::Answered << QString() << QStringList{all[0], all[4]};
    QTest::newRow("refused") << Show::Refused << QString() << QStringList{all[1]};
    QTest::newRow("waiting") << Show::Waiting << QString() << QStringList{all[2]};
    QTest::newRow("lost") << Show::Lost << QString() << QStringList{all[3]};
    QTest::newRow("sent again") << Show::Resent << QString() << QStringList{all[4]};
    QTest::newRow("by request") << Show::All << QStringLiteral("45") << QStringList{all[0], all[1]};
    QTest::newRow("any case") << Show::All << QStringLiteral("12A") << QStringList{all[1]};
    QTest::newRow("by reply") << Show::All << QStringLiteral("15") << QStringList{all[0]};
    QTest::newRow("by reply's words")
        << Show::All << QStringLiteral("not a") << QStringList{all[1]};
    QTest::newRow("both") << Show::Answered << QStringLiteral("45") << QStringList{all[0]};
    QTest::newRow("nothing") << Show::All << QStringLiteral("nowhere") << QStringList{};
}

void TestHistoryModel::findsAndFilters()
{
    QFETCH(const HistoryQuery::Show, show);
    QFETCH(const QString, find);
    HistoryModel model;
    HistoryFilter filter(model);
    QAbstractItemModelTester tester(&filter, strict);
    HistoryEntry again = makeEntry(5, "9", Outcome::Sum, 9);
    again.isResent = true;
    model.append({makeEntry(1, "12345", Outcome::Sum, 15), makeEntry(2, "12a45", Outcome::Refused),
                  makeEntry(3, "7"), makeEntry(4, "8", Outcome::Lost), again});
    filter.setShow(show);
    filter.setFind(find);
    QStringList shown;
    for (int row = 0; row < filter.rowCount(); ++row)
        shown.append(text(filter, row, HistoryModel::RequestColumn));
    QTEST(shown, "requests");
}

void TestHistoryModel::sortsByValueNotByText()
{
    HistoryModel model;
    HistoryFilter filter(model);
    QAbstractItemModelTester tester(&filter, strict);
    model.append({makeEntry(1, "9", Outcome::Sum, 9), makeEntry(2, "55", Outcome::Sum, 10),
                  makeEntry(3, "x", Outcome::Refused), makeEntry(10, "1", Outcome::Sum, 1)});
    filter.sort(HistoryModel::ReplyColumn, Qt::DescendingOrder);
    QStringList replies;
    for (int row = 0; row < filter.rowCount(); ++row)
        replies.append(text(filter, row, HistoryModel::ReplyColumn));
    QCOMPARE(replies, (QStringList{QStringLiteral("10"), QStringLiteral("9"), QStringLiteral("1"),
                                   QStringLiteral("not a digit string")}));
    filter.sort(HistoryModel::NumberColumn, Qt::DescendingOrder);
    QCOMPARE(text(filter, 0, HistoryModel::NumberColumn), QStringLiteral("10"));
    model.append({makeEntry(11, "5")});
    QCOMPARE(text(filter, 0, HistoryModel::NumberColumn), QStringLiteral("11"));
}

void TestHistoryModel::longRequestsAreCutInTheMiddle()
{
    HistoryEntry e = makeEntry(1, QByteArray(5000, '1') + "99");
    QVERIFY(HistoryModel::shortRequest(e).size() < 300);
    QVERIFY(HistoryModel::shortRequest(e).endsWith(QStringLiteral("199")));
    QVERIFY(HistoryModel::shortRequest(e).contains(u'…'));
    e.exchange.requestBytes = 1'000'000; // the end was not kept
    QVERIFY(HistoryModel::shortRequest(e).endsWith(u'…'));
    // Three bytes per character: none is split.
    e = makeEntry(2, QStringLiteral("১").repeated(400).toUtf8());
    QVERIFY(!HistoryModel::shortRequest(e).contains(QStringLiteral("\\x")));
    QCOMPARE(HistoryModel::shortRequest(makeEntry(3, "")), QStringLiteral("(empty)"));
}

void TestHistoryModel::peersBytesAreEscaped()
{
    QCOMPARE(HistoryModel::shortRequest(makeEntry(1, "1\t2\x80")), QStringLiteral("1\\t2\\x80"));
}

QTEST_GUILESS_MAIN(TestHistoryModel)
#include "tst_historymodel.moc"
