// SPDX-License-Identifier: MIT
#include "server/service/requestpace.h"

#include <QTest>

using namespace DigitSum;
using namespace std::chrono_literals;

namespace {

constexpr int minRate = 10;
constexpr auto grace = 5s;

/// A sample after \a time: \a bytesIn received so far, with request number \a request under way.
RequestPace::Sample sample(std::chrono::milliseconds time, quint64 bytesIn, quint64 request = 1)
{
    return {RequestPace::Clock::time_point() + time, request, bytesIn};
}

} // namespace

class TestRequestPace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void steadyPace_data();
    void steadyPace();
    void fastStartDoesNotOffsetATrickle();
    void everyRequestIsTimedSeparately();
    void pausesDoNotCount();
};

void TestRequestPace::steadyPace_data()
{
    QTest::addColumn<int>("bytesPerSecond");
    QTest::addColumn<int>("tooSlowAfter"); // seconds; 0: never
    QTest::newRow("nothing") << 0 << 5;
    QTest::newRow("slightly too slow") << 9 << 5;
    QTest::newRow("just enough") << 10 << 0;
    QTest::newRow("fast") << 1000 << 0;
}

void TestRequestPace::steadyPace()
{
    QFETCH(int, bytesPerSecond);
    RequestPace pace;
    int tooSlowAfter = 0;
    for (int second = 0; second <= 60 && tooSlowAfter == 0; ++second) {
        const auto bytesIn = static_cast<quint64>(second) * static_cast<quint64>(bytesPerSecond);
        if (pace.isTooSlow(sample(std::chrono::seconds(second), bytesIn), minRate, grace))
            tooSlowAfter = second;
    }
    QTEST(tooSlowAfter, "tooSlowAfter");
}

void TestRequestPace::fastStartDoesNotOffsetATrickle()
{
    RequestPace pace;
    QVERIFY(!pace.isTooSlow(sample(0s, 0), minRate, grace));
    QVERIFY(!pace.isTooSlow(sample(5s, 1'000'000), minRate, grace));
    QVERIFY(!pace.isTooSlow(sample(9s, 1'000'001), minRate, grace));
    QVERIFY(pace.isTooSlow(sample(10s, 1'000'002), minRate, grace));
}

void TestRequestPace::everyRequestIsTimedSeparately()
{
    RequestPace pace;
    for (quint64 request = 0; request < 10; ++request) {
        const auto time = std::chrono::seconds(4 * request);
        QVERIFY(!pace.isTooSlow(sample(time, request, request), minRate, grace));
    }
    QVERIFY(!pace.isTooSlow(sample(40s, 10, 9), minRate, grace));
    QVERIFY(pace.isTooSlow(sample(41s, 10, 9), minRate, grace));
}

void TestRequestPace::pausesDoNotCount()
{
    RequestPace pace;
    QVERIFY(!pace.isTooSlow(sample(0s, 0), minRate, grace));
    pace.pause();
    QVERIFY(!pace.isTooSlow(sample(100s, 0), minRate, grace));
    QVERIFY(!pace.isTooSlow(sample(104s, 0), minRate, grace));
    QVERIFY(pace.isTooSlow(sample(105s, 0), minRate, grace));
}

QTEST_APPLESS_MAIN(TestRequestPace)
#include "tst_requestpace.moc"
