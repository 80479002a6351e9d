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
    void totalLimit();
    void limitPerAddress();
    void refusalsDoNotCount();
    void addressesCountedTogether_data();
    void addressesCountedTogether();
    void threadsNeverExceedTheLimit();
};

void TestConnectionLimits::totalLimit()
{
    ConnectionLimits limits(2, 0);
    QVERIFY(!limits.isLimitedByAddress());
    QVERIFY(limits.acquire({}));
    QVERIFY(limits.acquire({}));
    QVERIFY(!limits.acquire({}));
    QVERIFY(!limits.acquire({}));
    limits.release({});
    QVERIFY(limits.acquire({}));
    QVERIFY(!limits.acquire({}));
}

void TestConnectionLimits::limitPerAddress()
{
    ConnectionLimits limits(100, 2);
    const QHostAddress one = address("192.0.2.1");
    const QHostAddress other = address("192.0.2.2");
    QVERIFY(limits.isLimitedByAddress());
    QVERIFY(limits.acquire(one));
    QVERIFY(limits.acquire(one));
    QVERIFY(!limits.acquire(one));
    QVERIFY(limits.acquire(other));
    limits.release(other); // does not free a place for the first address
    QVERIFY(!limits.acquire(one));
    limits.release(one);
    QVERIFY(limits.acquire(one));
    QVERIFY(!limits.acquire(one));
}

void TestConnectionLimits::refusalsDoNotCount()
{
    ConnectionLimits limits(3, 1);
    QVERIFY(limits.acquire(address("192.0.2.1")));
    for (int i = 0; i < 10; ++i)
        QVERIFY(!limits.acquire(address("192.0.2.1")));
    QVERIFY(limits.acquire(address("192.0.2.2")));
    QVERIFY(limits.acquire(address("192.0.2.3")));
    QVERIFY(!limits.acquire(address("192.0.2.4"))); // the refusals did not count
    limits.release(address("192.0.2.1"));
    QVERIFY(limits.acquire(address("192.0.2.4")));
}

void TestConnectionLimits::addressesCountedTogether_data()
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
    row("link-local", "fe80::1%eth0", "fe80::1%eth0", true);
    row("link-local neighbours", "fe80::1%eth0", "fe80::2%eth0", false);
    row("link-local, another interface", "fe80::1%eth0", "fe80::1%eth1", false);
    row("loopback of both kinds", "127.0.0.1", "::1", false);
}

void TestConnectionLimits::addressesCountedTogether()
{
    QFETCH(QHostAddress, first);
    QFETCH(QHostAddress, second);
    QFETCH(bool, isOne);
    ConnectionLimits limits(100, 1);
    QVERIFY(limits.acquire(first));
    QCOMPARE(limits.acquire(second), !isOne);
    limits.release(isOne ? second : first); // releasing either address frees the place
    QVERIFY(limits.acquire(first));
}

void TestConnectionLimits::threadsNeverExceedTheLimit()
{
    constexpr int most = 3;
    ConnectionLimits limits(most, 0);
    std::atomic<int> present{0};
    std::atomic<int> tooMany{0};
    std::vector<std::thread> threads;
    threads.reserve(4);
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int round = 0; round < 5000; ++round) {
                if (!limits.acquire({}))
                    continue;
                tooMany += ++present > most;
                --present;
                limits.release({});
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(tooMany.load(), 0);
    for (int i = 0; i < most; ++i)
        QVERIFY(limits.acquire({})); // every place was released
    QVERIFY(!limits.acquire({}));
}

QTEST_APPLESS_MAIN(TestConnectionLimits)
#include "tst_connectionlimits.moc"
