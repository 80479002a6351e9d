// SPDX-License-Identifier: MIT
#include "server/service/requestpace.h"

#include <QTest>

using namespace DigitSum;
using namespace std::chrono_literals;

namespace {

constexpr int minRate = 10;
constexpr auto grace = 5s;

/// What is seen of request number \a request after \a time.
RequestPace::Sample sight(std::chrono::milliseconds time, quint64 bytesIn, quint64 request = 1)
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
    void aQuickBeginningPaysForNothing();
    void everyRequestBeginsAnew();
    void pausesDoNotCount();
};

void TestRequestPace::steadyPace_data()
{
    QTest::addColumn<int>("bytesPerSecond");
    QTest::addColumn<int>("tooSlowAfter"); // seconds; 0: never
    QTest::newRow("nothing") << 0 << 5;
    QTest::newRow("a bit less") << 9 << 5;
    QTest::newRow("just enough") << 10 << 0;
    QTest::newRow("plenty") << 1000 << 0;
}

void TestRequestPace::steadyPace()
{
    QFETCH(int, bytesPerSecond);
    RequestPace pace;
    int tooSlowAfter = 0;
    for (int second = 0; second <= 60 && tooSlowAfter == 0; ++second) {
        const auto bytesIn = static_cast<quint64>(second) * static_cast<quint64>(bytesPerSecond);
        if (pace.isTooSlow(sight(std::chrono::seconds(second), bytesIn), minRate, grace))
            tooSlowAfter = second;
    }
    QTEST(tooSlowAfter, "tooSlowAfter");
}

void TestRequestPace::aQuickBeginningPaysForNothing()
{
    RequestPace pace;
    QVERIFY(!pace.isTooSlow(sight(0s, 0), minRate, grace));
    QVERIFY(!pace.isTooSlow(sight(5s, 1'000'000), minRate, grace));
    QVERIFY(!pace.isTooSlow(sight(9s, 1'000'001), minRate, grace));
    QVERIFY(pace.isTooSlow(sight(10s, 1'000'002), minRate, grace));
}

void TestRequestPace::everyRequestBeginsAnew()
{
    RequestPace pace;
    for (quint64 request = 0; request < 10; ++request) {
        const auto time = std::chrono::seconds(4 * request);
        QVERIFY(!pace.isTooSlow(sight(time, request, request), minRate, grace));
    }
    QVERIFY(!pace.isTooSlow(sight(40s, 10, 9), minRate, grace));
    QVERIFY(pace.isTooSlow(sight(41s, 10, 9), minRate, grace));
}

void TestRequestPace::pausesDoNotCount()
{
    RequestPace pace;
    QVERIFY(!pace.isTooSlow(sight(0s, 0), minRate, grace));
    pace.pause();
    QVERIFY(!pace.isTooSlow(sight(100s, 0), minRate, grace));
    QVERIFY(!pace.isTooSlow(sight(104s, 0), minRate, grace));
    QVERIFY(pace.isTooSlow(sight(105s, 0), minRate, grace));
}

QTEST_APPLESS_MAIN(TestRequestPace)
#include "tst_requestpace.moc"
