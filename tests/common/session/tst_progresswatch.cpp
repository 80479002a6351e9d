// SPDX-License-Identifier: MIT
#include "common/session/progresswatch.h"

#include <QList>
#include <QTest>

using namespace DigitSum;
using Outgoing = ProgressWatch::Outgoing;

namespace {

constexpr int limit = ProgressWatch::checksPerLimit;

/// Returns the number of checks, with \a outgoing, until the watch reports a stall.
int checksUntilStalled(ProgressWatch &watch, const Outgoing &outgoing)
{
    int checks = 1;
    while (!watch.isStalled(outgoing) && checks < 10 * limit)
        ++checks;
    return checks;
}

} // namespace

class TestProgressWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stallsAfterTheLimit();
    void countsFromTheLastArrival();
    void countsFromTheLastAcknowledgement();
    void shortRequestsAreNoProgress();
};

void TestProgressWatch::stallsAfterTheLimit()
{
    ProgressWatch watch;
    QCOMPARE(checksUntilStalled(watch, {}), limit);
}

void TestProgressWatch::countsFromTheLastArrival()
{
    ProgressWatch watch;
    for (int i = 1; i < limit; ++i)
        QVERIFY(!watch.isStalled({}));
    watch.onProgress();
    QCOMPARE(checksUntilStalled(watch, {}), limit);
}

void TestProgressWatch::countsFromTheLastAcknowledgement()
{
    ProgressWatch watch;
    Outgoing outgoing{.acknowledged = 0, .pending = 300'000};
    for (int i = 0; i < 3 * limit; ++i) { // one byte for each check is enough
        ++outgoing.acknowledged;
        --outgoing.pending;
        QVERIFY(!watch.isStalled(outgoing));
    }
    QCOMPARE(checksUntilStalled(watch, outgoing), limit);
}

/// The server's system acknowledges requests that the server never reads.
void TestProgressWatch::shortRequestsAreNoProgress()
{
    ProgressWatch watch;
    Outgoing outgoing;
    for (int i = 1; i < limit; ++i) {
        outgoing.acknowledged += 3;
        QVERIFY(!watch.isStalled(outgoing));
    }
    QVERIFY(watch.isStalled(outgoing));
}

QTEST_APPLESS_MAIN(TestProgressWatch)
#include "tst_progresswatch.moc"
