// SPDX-License-Identifier: MIT
#include "common/widgets/humantext.h"
#include "translations/translation.h"

#include <QLocale>
#include <QTest>

using namespace DigitSum;
using namespace std::chrono_literals;

class TestHumanText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void roundTrip_data();
    void roundTrip();
    void elapsed_data();
    void elapsed();
    void timesOfOtherDaysHaveADate();
    void bytesHaveASingular();
    void followsTheLocale();
};

void TestHumanText::roundTrip_data()
{
    QTest::addColumn<qint64>("nanoseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("tens of microseconds") << qint64(80'000) << QStringLiteral("0.08 ms");
    QTest::newRow("milliseconds") << qint64(1'234'000) << QStringLiteral("1.23 ms");
    QTest::newRow("tens of milliseconds") << qint64(12'340'000) << QStringLiteral("12.3 ms");
    QTest::newRow("hundreds of them") << qint64(123'400'000) << QStringLiteral("123 ms");
    QTest::newRow("seconds") << qint64(1'500'000'000) << QStringLiteral("1.50 s");
    QTest::newRow("a long time") << qint64(61'000'000'000) << QStringLiteral("61.0 s");
}

void TestHumanText::roundTrip()
{
    QFETCH(const qint64, nanoseconds);
    QTEST(HumanText::roundTrip(std::chrono::nanoseconds(nanoseconds)), "text");
}

void TestHumanText::elapsed_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("at once") << qint64(0) << QStringLiteral("0 s");
    QTest::newRow("seconds") << qint64(59) << QStringLiteral("59 s");
    QTest::newRow("minutes") << qint64(60) << QStringLiteral("1 min");
    QTest::newRow("hours") << qint64(2 * 3600 + 5 * 60 + 9) << QStringLiteral("2 h 5 min");
    QTest::newRow("days") << qint64(86'400 * 4 + 7200) << QStringLiteral("4 d 2 h");
}

void TestHumanText::elapsed()
{
    QFETCH(const qint64, seconds);
    QTEST(HumanText::elapsed(std::chrono::seconds(seconds)), "text");
}

void TestHumanText::timesOfOtherDaysHaveADate()
{
    const auto at = [](int day, QTime time) {
        return QDateTime(QDate(2026, 11, day), time).toMSecsSinceEpoch();
    };
    const qint64 morning = at(25, QTime(10, 21, 7, 311));
    QCOMPARE(HumanText::time(morning, at(25, QTime(23, 59, 59, 999))),
             QStringLiteral("10:21:07.311"));
    QCOMPARE(HumanText::timeInSeconds(morning, at(25, QTime(0, 0))), QStringLiteral("10:21:07"));
    QCOMPARE(HumanText::time(morning, at(26, QTime(0, 0))), QStringLiteral("11/25/26 10:21"));
    QCOMPARE(HumanText::timeInSeconds(morning, at(24, QTime(23, 0))), // the clock was set back
             QStringLiteral("11/25/26 10:21"));
}

void TestHumanText::bytesHaveASingular()
{
    const Translation translation; // has the plural forms
    QCOMPARE(HumanText::bytes(0), QStringLiteral("0 bytes"));
    QCOMPARE(HumanText::bytes(1), QStringLiteral("1 byte"));
    QCOMPARE(HumanText::bytes(1023), QStringLiteral("1,023 bytes"));
    QCOMPARE(HumanText::bytes(1024), QStringLiteral("1.0 KiB"));
}

void TestHumanText::followsTheLocale()
{
    QLocale::setDefault(QLocale(QLocale::German));
    QCOMPARE(HumanText::roundTrip(80us), QStringLiteral("0,08 ms"));
    QCOMPARE(HumanText::count(1'234'567), QStringLiteral("1.234.567"));
}

QTEST_MAIN(TestHumanText)
#include "tst_humantext.moc"
