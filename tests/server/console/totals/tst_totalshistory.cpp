// SPDX-License-Identifier: MIT
#include "server/console/totals/totalshistory.h"

#include <QTest>

using namespace DigitSum;
using namespace std::chrono_literals;

namespace {

constexpr TotalsHistory::Clock::time_point start{17h};

Totals totals(quint64 clients, quint64 requests)
{
    Totals result;
    result.clients = clients;
    result.requests = requests;
    return result;
}

} // namespace

class TestTotalsHistory final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ratesCoverTheLastSecond();
    void ratesCoverAtLeastASecond();
    void peaksAreKept();
    void reportsEachSecond();
    void restartResetsEverything();
};

void TestTotalsHistory::ratesCoverTheLastSecond()
{
    TotalsHistory history;
    history.restart(start);
    for (int i = 1; i <= 50; ++i) // 10 snapshots a second, 20 requests each
        history.add(totals(3, quint64(i) * 20), start + i * 100ms);
    QCOMPARE(history.current(TotalsHistory::Requests), 200.0);
    QCOMPARE(history.current(TotalsHistory::Clients), 3.0);
    for (int i = 51; i <= 60; ++i)
        history.add(totals(3, 1000), start + i * 100ms);
    QCOMPARE(history.current(TotalsHistory::Requests), 0.0);
}

void TestTotalsHistory::ratesCoverAtLeastASecond()
{
    TotalsHistory history;
    history.restart(start);
    history.add(totals(1, 5), start + 1ms);
    QCOMPARE(history.current(TotalsHistory::Requests), 5.0);
}

void TestTotalsHistory::peaksAreKept()
{
    TotalsHistory history;
    history.restart(start);
    history.add(totals(9, 100), start + 1000ms);
    history.add(totals(2, 100), start + 5000ms);
    QCOMPARE(history.current(TotalsHistory::Clients), 2.0);
    QCOMPARE(history.peak(TotalsHistory::Clients), 9.0);
    QCOMPARE(history.peak(TotalsHistory::Requests), 100.0);
}

void TestTotalsHistory::reportsEachSecond()
{
    TotalsHistory history;
    history.restart(start);
    int points = 0;
    for (int i = 1; i <= 100; ++i)
        points += history.add(totals(1, 1), start + i * 100ms) ? 1 : 0;
    QCOMPARE(points, 10);
}

void TestTotalsHistory::restartResetsEverything()
{
    TotalsHistory history;
    history.restart(start);
    history.add(totals(9, 100), start + 1000ms);
    history.restart(start + 2000ms);
    QCOMPARE(history.peak(TotalsHistory::Clients), 0.0);
    QCOMPARE(history.totals().requests, quint64(0));
    QVERIFY(history.since() == start + 2000ms);
}

QTEST_APPLESS_MAIN(TestTotalsHistory)
#include "tst_totalshistory.moc"
