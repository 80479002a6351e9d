// SPDX-License-Identifier: MIT
#include "common/widgets/sparkline.h"
#include "gui-client/history/timesstrip.h"
#include "tests/gui-client/history/historyentries.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace DigitSum;
using namespace DigitSum::Gui;
using namespace std::chrono_literals;
using Outcome = Exchange::Outcome;

/// The chart of round-trip times and their percentiles.
class TestTimesStrip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void percentiles_data();
    void percentiles();
    void orderDoesNotMatter();
    void onlyTheLastOnesCount();
    void countsWhatHasATime();
    void summaryFollows();
    void barsTellTheirValue();
};

using Milliseconds = QList<int>;
Q_DECLARE_METATYPE(Milliseconds)

void TestTimesStrip::percentiles_data()
{
    const auto upTo = [](int last) {
        Milliseconds times;
        for (int ms = 1; ms <= last; ++ms)
            times.append(ms);
        return times;
    };
    // Nearest rank: the ceil(n * percent / 100)-th of n sorted times.
    QTest::addColumn<Milliseconds>("times");
    QTest::addColumn<int>("half");
    QTest::addColumn<int>("most");
    QTest::newRow("none") << Milliseconds{} << 0 << 0;
    QTest::newRow("one") << Milliseconds{7} << 7 << 7;
    QTest::newRow("two") << Milliseconds{1, 9} << 1 << 9;
    QTest::newRow("odd") << upTo(5) << 3 << 5;
    QTest::newRow("even") << upTo(6) << 3 << 6;
    QTest::newRow("ninety-nine") << upTo(99) << 50 << 99;
    QTest::newRow("a hundred") << upTo(100) << 50 << 99;
    QTest::newRow("a hundred and one") << upTo(101) << 51 << 100;
    QTest::newRow("two hundred") << upTo(200) << 100 << 198;
    QTest::newRow("as many as are kept") << upTo(300) << 150 << 297;
    QTest::newRow("all alike") << Milliseconds{4, 4, 4, 4} << 4 << 4;
}

void TestTimesStrip::percentiles()
{
    QFETCH(const Milliseconds, times);
    RoundTripTimes kept;
    for (const int time : times)
        kept.add(std::chrono::milliseconds(time));
    QCOMPARE(kept.count(), times.size());
    QTEST(int(kept.percentile(50) / 1ms), "half");
    QTEST(int(kept.percentile(99) / 1ms), "most");
    if (!times.isEmpty()) {
        QCOMPARE(int(kept.percentile(0) / 1ms), *std::min_element(times.begin(), times.end()));
        QCOMPARE(int(kept.percentile(100) / 1ms), *std::max_element(times.begin(), times.end()));
    }
}

void TestTimesStrip::orderDoesNotMatter()
{
    Milliseconds times{1, 1, 2, 3, 5, 8, 13, 21, 34, 55};
    do {
        RoundTripTimes kept;
        for (const int time : std::as_const(times))
            kept.add(std::chrono::milliseconds(time));
        QCOMPARE(kept.percentile(50), 5ms);
        QCOMPARE(kept.percentile(90), 34ms);
        std::rotate(times.begin(), times.begin() + 3, times.end());
    } while (times.first() != 1 || times.at(1) != 1);
}

void TestTimesStrip::onlyTheLastOnesCount()
{
    RoundTripTimes kept;
    kept.add(1h);
    for (int i = 0; i < RoundTripTimes::maxKept - 1; ++i)
        kept.add(1ms);
    QCOMPARE(kept.percentile(100), 1h);
    kept.add(2ms); // drops the hour
    QCOMPARE(kept.count(), RoundTripTimes::maxKept);
    QCOMPARE(kept.percentile(100), 2ms);
    QCOMPARE(kept.percentile(50), 1ms);
}

void TestTimesStrip::countsWhatHasATime()
{
    TimesStrip strip;
    HistoryEntry lost = makeEntry(3, "3", Outcome::Lost);
    lost.exchange.roundTripTime = {};
    QSignalSpy changed(&strip, &TimesStrip::changed);
    strip.add({lost});
    QCOMPARE(changed.size(), 0);
    strip.add({makeEntry(1, "1", Outcome::Sum, 1), makeEntry(2, "x", Outcome::Refused), lost});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(strip.times().count(), qsizetype(2));
    strip.add(makeEntries(1, 100'000));
    QCOMPARE(strip.times().count(), RoundTripTimes::maxKept);
    QCOMPARE(strip.times().percentile(100), std::chrono::microseconds(100 * 100'000));
}

void TestTimesStrip::summaryFollows()
{
    TimesStrip strip;
    QCOMPARE(strip.summary(), QString());
    strip.add(makeEntries(1, 100)); // 0.1 ms to 10 ms
    QCOMPARE(strip.summary(), QStringLiteral("p50 5.00 ms, p99 9.90 ms"));
}

void TestTimesStrip::barsTellTheirValue()
{
    TimesStrip strip;
    strip.resize(640, 60);
    strip.add({makeEntry(1, "12345", Outcome::Sum, 15), makeEntry(2, "x", Outcome::Refused)});
    strip.show();
    const auto *line = strip.findChild<Sparkline *>(QStringLiteral("timesLine"));
    QVERIFY(line);
    const QPoint newest(line->width() - 3, line->height() / 2);
    QVERIFY2(line->textAt(newest).contains(QStringLiteral("request 2, not a digit string")),
             qPrintable(line->textAt(newest)));
    QVERIFY(line->textAt(newest).contains(QStringLiteral("0.20 ms")));
    QCOMPARE(line->textAt(QPoint(3, 3)), QString()); // no sample is that old
    QVERIFY(line->accessibleDescription().contains(QStringLiteral("highest 0.20 ms")));
}

QTEST_MAIN(TestTimesStrip)
#include "tst_timesstrip.moc"
