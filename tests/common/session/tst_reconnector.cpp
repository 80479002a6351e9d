// SPDX-License-Identifier: MIT
#include "common/session/reconnector.h"

#include <QTest>

using namespace DigitSum;
using namespace std::chrono_literals;
using Kind = SessionError::Kind;

namespace {

const Reconnector::Clock::time_point noon{12h}; // any time

Reconnector reconnector(Reconnect mode, Reconnector::Limits limits = {})
{
    Reconnector result(limits);
    result.setMode(mode);
    result.onOpened();
    return result;
}

bool triesAgain(Reconnector &reconnector, Kind kind)
{
    return reconnector.pauseAfter({.kind = kind}, noon, 1).has_value();
}

} // namespace

class TestReconnector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void modes_data();
    void modes();
    void errors_data();
    void errors();
    void pausesGrowUntilAnAnswer();
    void fruitlessConnectionsEnd();
    void pausesDoubleUpToTheirLimit();
    void pausesAreBetweenHalfAndAll_data();
    void pausesAreBetweenHalfAndAll();
    void noPauseIsLongerThanTheLimit();
    void givesUp();
    void anotherServerBeginsAnew();
};

void TestReconnector::modes_data()
{
    QTest::addColumn<Reconnect>("mode");
    QTest::addColumn<bool>("atFirst");
    QTest::addColumn<bool>("afterLoss");
    QTest::newRow("never") << Reconnect::Never << false << false;
    QTest::newRow("after a loss") << Reconnect::AfterLoss << false << true;
    QTest::newRow("always") << Reconnect::Always << true << true;
}

void TestReconnector::modes()
{
    QFETCH(Reconnect, mode);
    Reconnector it = reconnector(mode);
    QTEST(triesAgain(it, Kind::Refused), "atFirst");
    it.onConnected(noon);
    QTEST(triesAgain(it, Kind::Refused), "afterLoss");
}

void TestReconnector::errors_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<bool>("atFirst");
    QTest::addColumn<bool>("afterLoss");
    QTest::newRow("refused") << Kind::Refused << true << true;
    QTest::newRow("shutting down") << Kind::ShuttingDown << true << true;
    QTest::newRow("full") << Kind::Full << true << true;
    QTest::newRow("idle") << Kind::Idle << true << true;
    QTest::newRow("name not found") << Kind::NameNotFound << false << true;
    QTest::newRow("no greeting") << Kind::NoGreeting << false << true;
    QTest::newRow("another program") << Kind::Foreign << false << false;
    QTest::newRow("too long") << Kind::TooLong << false << false;
    QTest::newRow("unknown authority") << Kind::UnknownAuthority << false << false;
    QTest::newRow("no TLS there") << Kind::NoTlsThere << false << false;
}

void TestReconnector::errors()
{
    QFETCH(Kind, kind);
    Reconnector it = reconnector(Reconnect::Always);
    QTEST(triesAgain(it, kind), "atFirst");
    it.onConnected(noon);
    QTEST(triesAgain(it, kind), "afterLoss");
}

void TestReconnector::pausesGrowUntilAnAnswer()
{
    const SessionError lost{.kind = Kind::Lost};
    Reconnector it = reconnector(Reconnect::AfterLoss);
    it.onConnected(noon);
    QCOMPARE(it.pauseAfter(lost, noon, 1), 100ms);
    QCOMPARE(it.pauseAfter(lost, noon, 1), 200ms);
    it.onConnected(noon); // a greeting alone does not count as an answer
    QCOMPARE(it.pauseAfter(lost, noon, 1), 400ms);
    it.onAnswered();
    QCOMPARE(it.pauseAfter(lost, noon, 1), 100ms);
}

/// Such as a server that closes after each greeting, or crashes at the first request.
void TestReconnector::fruitlessConnectionsEnd()
{
    const SessionError lost{.kind = Kind::Lost};
    Reconnector it = reconnector(Reconnect::Always);
    auto now = noon;
    for (int i = 1; i < Reconnector::maxFruitless; ++i) {
        it.onConnected(now);
        QVERIFY(it.pauseAfter(lost, now += 1s, 1));
    }
    Reconnector answered = it;
    it.onConnected(now);
    QCOMPARE(it.pauseAfter(lost, now + Reconnector::brief - 1ms, 1), std::nullopt);

    Reconnector lasting = answered;
    lasting.onConnected(now);
    QVERIFY(lasting.pauseAfter(lost, now + Reconnector::brief, 1));

    answered.onConnected(now);
    answered.onAnswered();
    QVERIFY(answered.pauseAfter(lost, now, 1));

    Reconnector unreachable = reconnector(Reconnect::Always);
    for (int i = 0; i < 2 * Reconnector::maxFruitless; ++i)
        QVERIFY(unreachable.pauseAfter({.kind = Kind::Refused}, noon, 1));
}

void TestReconnector::pausesDoubleUpToTheirLimit()
{
    const SessionError lost{.kind = Kind::Lost};
    Reconnector it = reconnector(Reconnect::Always, {.first = 100ms, .longest = 5s});
    for (const auto pause : {100ms, 200ms, 400ms, 800ms, 1600ms, 3200ms, 5000ms, 5000ms})
        QCOMPARE(it.pauseAfter(lost, noon, 1), pause);
    for (int i = 0; i < 1000; ++i) // after any number of failures
        QCOMPARE(it.pauseAfter(lost, noon, 1), 5s);
}

void TestReconnector::pausesAreBetweenHalfAndAll_data()
{
    QTest::addColumn<double>("chance");
    QTest::addColumn<std::chrono::milliseconds>("pause");
    QTest::newRow("least") << 0.0 << 50ms;
    QTest::newRow("middle") << 0.5 << 75ms;
    QTest::newRow("most") << 1.0 << 100ms;
}

void TestReconnector::pausesAreBetweenHalfAndAll()
{
    QFETCH(double, chance);
    QFETCH(std::chrono::milliseconds, pause);
    Reconnector it = reconnector(Reconnect::Always, {.first = 100ms, .longest = 5s});
    QCOMPARE(it.pauseAfter({.kind = Kind::Lost}, noon, chance), pause);
}

void TestReconnector::noPauseIsLongerThanTheLimit()
{
    Reconnector it = reconnector(Reconnect::Always, {.first = 1s, .longest = 300ms});
    QCOMPARE(it.pauseAfter({.kind = Kind::Lost}, noon, 1), 300ms);
    QCOMPARE(it.pauseAfter({.kind = Kind::Lost}, noon, 1), 300ms);
}

void TestReconnector::givesUp()
{
    const SessionError lost{.kind = Kind::Lost};
    Reconnector it = reconnector(Reconnect::AfterLoss, {.giveUp = 60s});
    it.onConnected(noon);
    QVERIFY(it.pauseAfter(lost, noon, 1));
    QVERIFY(it.pauseAfter(lost, noon + 59s, 1));
    QVERIFY(!it.pauseAfter(lost, noon + 60s, 1));
    it.onAnswered();
    QVERIFY(it.pauseAfter(lost, noon + 100s, 1));
    QVERIFY(it.pauseAfter(lost, noon + 159s, 1));
}

void TestReconnector::anotherServerBeginsAnew()
{
    Reconnector it = reconnector(Reconnect::AfterLoss);
    it.onConnected(noon);
    QVERIFY(triesAgain(it, Kind::Refused));
    it.onOpened();
    QVERIFY(!triesAgain(it, Kind::Refused));
}

QTEST_APPLESS_MAIN(TestReconnector)
#include "tst_reconnector.moc"
