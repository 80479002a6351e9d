// SPDX-License-Identifier: MIT
#include "server/service/connectionlimits.h"

#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace DigitSum;

namespace {

QHostAddress address(const char *text)
{
    return QHostAddress(QString::fromLatin1(text));
}

} // namespace

class TestConnectionLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void soManyAltogether();
    void soManyForAnAddress();
    void refusalCostsNoPlace();
    void whoCountsAsOne_data();
    void whoCountsAsOne();
    void threadsNeverTakeTooMany();
};

void TestConnectionLimits::soManyAltogether()
{
    ConnectionLimits places(2, 0);
    QVERIFY(!places.areLimitedByAddress());
    QVERIFY(places.take({}));
    QVERIFY(places.take({}));
    QVERIFY(!places.take({}));
    QVERIFY(!places.take({}));
    places.giveBack({});
    QVERIFY(places.take({}));
    QVERIFY(!places.take({}));
}

void TestConnectionLimits::soManyForAnAddress()
{
    ConnectionLimits places(100, 2);
    const QHostAddress one = address("192.0.2.1");
    const QHostAddress other = address("192.0.2.2");
    QVERIFY(places.areLimitedByAddress());
    QVERIFY(places.take(one));
    QVERIFY(places.take(one));
    QVERIFY(!places.take(one));
    QVERIFY(places.take(other));
    places.giveBack(other); // doesn't help the one
    QVERIFY(!places.take(one));
    places.giveBack(one);
    QVERIFY(places.take(one));
    QVERIFY(!places.take(one));
}

void TestConnectionLimits::refusalCostsNoPlace()
{
    ConnectionLimits places(3, 1);
    QVERIFY(places.take(address("192.0.2.1")));
    for (int i = 0; i < 10; ++i)
        QVERIFY(!places.take(address("192.0.2.1")));
    QVERIFY(places.take(address("192.0.2.2")));
    QVERIFY(places.take(address("192.0.2.3")));
    QVERIFY(!places.take(address("192.0.2.4"))); // nor a place of its address
    places.giveBack(address("192.0.2.1"));
    QVERIFY(places.take(address("192.0.2.4")));
}

void TestConnectionLimits::whoCountsAsOne_data()
{
    QTest::addColumn<QHostAddress>("first");
    QTest::addColumn<QHostAddress>("second");
    QTest::addColumn<bool>("isOne");
    const auto row = [](const char *name, const char *first, const char *second, bool isOne) {
        QTest::newRow(name) << address(first) << address(second) << isOne;
    };
    row("IPv4", "192.0.2.1", "192.0.2.1", true);
    row("IPv4 neighbours", "192.0.2.1", "192.0.2.2", false);
    row("IPv4 in IPv6", "192.0.2.1", "::ffff:192.0.2.1", true);
    row("IPv4 in IPv6, neighbours", "::ffff:192.0.2.1", "::ffff:192.0.2.2", false);
    row("IPv6, the same /64", "2001:db8:0:1::1", "2001:db8:0:1:ffff:ffff:ffff:ffff", true);
    row("IPv6, next /64", "2001:db8:0:1::1", "2001:db8:0:2::1", false);
    row("IPv6, another interface", "fe80::1%lo", "fe80::2", true);
    row("loopback of both kinds", "127.0.0.1", "::1", false);
}

void TestConnectionLimits::whoCountsAsOne()
{
    QFETCH(QHostAddress, first);
    QFETCH(QHostAddress, second);
    QFETCH(bool, isOne);
    ConnectionLimits places(100, 1);
    QVERIFY(places.take(first));
    QCOMPARE(places.take(second), !isOne);
    places.giveBack(isOne ? second : first); // given back under either name
    QVERIFY(places.take(first));
}

void TestConnectionLimits::threadsNeverTakeTooMany()
{
    constexpr int most = 3;
    ConnectionLimits places(most, 0);
    std::atomic<int> present{0};
    std::atomic<int> tooMany{0};
    std::vector<std::thread> threads;
    threads.reserve(4);
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int round = 0; round < 5000; ++round) {
                if (!places.take({}))
                    continue;
                tooMany += ++present > most;
                --present;
                places.giveBack({});
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(tooMany.load(), 0);
    for (int i = 0; i < most; ++i)
        QVERIFY(places.take({})); // all were given back
    QVERIFY(!places.take({}));
}

QTEST_APPLESS_MAIN(TestConnectionLimits)
#include "tst_connectionlimits.moc"
