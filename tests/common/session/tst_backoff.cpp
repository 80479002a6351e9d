// SPDX-License-Identifier: MIT
#include "common/session/backoff.h"

#include <QTest>

using namespace DigitSum;
using namespace std::chrono_literals;

class TestBackoff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doublesUpToItsLimit();
    void beginsAgain();
    void chanceIsBetweenHalfAndAll();
    void neverLongerThanItsLimit();
};

void TestBackoff::doublesUpToItsLimit()
{
    Backoff backoff(100ms, 5s);
    for (const auto pause : {100ms, 200ms, 400ms, 800ms, 1600ms, 3200ms, 5000ms, 5000ms})
        QCOMPARE(backoff.next(1), pause);
    for (int i = 0; i < 1000; ++i) // after any number of failures
        QCOMPARE(backoff.next(1), 5s);
}

void TestBackoff::beginsAgain()
{
    Backoff backoff(100ms, 5s);
    QCOMPARE(backoff.next(1), 100ms);
    QCOMPARE(backoff.next(1), 200ms);
    backoff.reset();
    QCOMPARE(backoff.next(1), 100ms);
}

void TestBackoff::chanceIsBetweenHalfAndAll()
{
    QCOMPARE(Backoff(100ms, 5s).next(0), 50ms);
    QCOMPARE(Backoff(100ms, 5s).next(0.5), 75ms);
    QCOMPARE(Backoff(100ms, 5s).next(1), 100ms);
}

void TestBackoff::neverLongerThanItsLimit()
{
    Backoff backoff(1s, 300ms);
    QCOMPARE(backoff.next(1), 300ms);
    QCOMPARE(backoff.next(1), 300ms);
}

QTEST_APPLESS_MAIN(TestBackoff)
#include "tst_backoff.moc"
