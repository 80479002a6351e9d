// SPDX-License-Identifier: MIT
#include "server/console/servicemonitor.h"
#include "tests/server/console/testclient.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace DigitSum;
using namespace std::chrono_literals;

/// How often the monitor asks a real service.
class TestServiceMonitor final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anIdleServiceIsLeftAlone();

private:
    static bool hasNoSnapshotFor(QSignalSpy &snapshots, std::chrono::milliseconds time)
    {
        snapshots.clear();
        QElapsedTimer clock;
        clock.start();
        return QTest::qWaitFor(
                   [&] { return !snapshots.isEmpty() || clock.hasExpired(time.count()); },
                   int(time.count() * 2))
               && snapshots.isEmpty();
    }
};

void TestServiceMonitor::anIdleServiceIsLeftAlone()
{
    Service service;
    ServiceMonitor monitor(service);
    ServiceOptions options;
    options.threads = 2;
    options.port = 0;
    service.start(options);
    QTRY_COMPARE(service.state(), Service::State::Listening);
    QSignalSpy snapshots(&service, &Service::snapshotTaken);
    QTRY_VERIFY_WITH_TIMEOUT(hasNoSnapshotFor(snapshots, 5 * ServiceMonitor::interval), 10'000);

    QSignalSpy seconds(&monitor, &ServiceMonitor::secondPassed);
    QTRY_VERIFY(seconds.size() >= 2); // the charts continue
    QVERIFY(snapshots.isEmpty());

    for (int round = 0; round < 2; ++round) { // also after it was idle for the second time
        {
            const TestClient client(service.endpoints().constFirst().port);
            QTRY_COMPARE_WITH_TIMEOUT(monitor.clients().rowCount(), 1, 1500);
        }
        QTRY_COMPARE(monitor.clients().rowCount(), 0);
        QTRY_VERIFY_WITH_TIMEOUT(hasNoSnapshotFor(snapshots, 5 * ServiceMonitor::interval), 10'000);
    }

    service.stop();
    QTRY_COMPARE(service.state(), Service::State::Stopped);
}

QTEST_MAIN(TestServiceMonitor)
#include "tst_servicemonitor.moc"
