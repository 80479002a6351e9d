// SPDX-License-Identifier: MIT
#include "common/process/processsignals.h"

#include <QSignalSpy>
#include <QTest>

#include <csignal>
#include <unistd.h>

using namespace DigitSum;

/// What signals do within the process; tst_serversignals sends them to the server.
class TestProcessSignals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void repeatedRequestsWithinHalfASecondAreOne();
    void laterRequestsAreNew();
    void blockedAtTheStart();
    void harmlessSignals_data();
    void harmlessSignals();
    void ignoredAtTheStart_data();
    void ignoredAtTheStart();
};

void TestProcessSignals::repeatedRequestsWithinHalfASecondAreOne()
{
    const ProcessSignals signals_;
    QSignalSpy stops(&signals_, &ProcessSignals::stopRequested);
    std::raise(SIGTERM); // timeout(1): first the child,
    std::raise(SIGTERM); // then its process group
    std::raise(SIGINT);
    QTRY_COMPARE(stops.size(), 1);
    std::raise(SIGTERM);
    QCoreApplication::processEvents();
    QCOMPARE(stops.size(), 1);
}

void TestProcessSignals::laterRequestsAreNew()
{
    const ProcessSignals signals_;
    QSignalSpy stops(&signals_, &ProcessSignals::stopRequested);
    std::raise(SIGTERM);
    QTRY_COMPARE(stops.size(), 1);
    QTRY_VERIFY((std::raise(SIGTERM), stops.size() == 2)); // again until it counts
}

void TestProcessSignals::blockedAtTheStart()
{
    sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, nullptr);
    const ProcessSignals signals_;
    QSignalSpy stops(&signals_, &ProcessSignals::stopRequested);
    std::raise(SIGTERM);
    QTRY_COMPARE(stops.size(), 1);
}

void TestProcessSignals::harmlessSignals_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGPIPE") << SIGPIPE;
    QTest::newRow("SIGXFSZ") << SIGXFSZ;
    QTest::newRow("SIGUSR1") << SIGUSR1;
    QTest::newRow("SIGUSR2") << SIGUSR2;
}

void TestProcessSignals::harmlessSignals()
{
    QFETCH(int, number);
    const ProcessSignals signals_;
    QSignalSpy stops(&signals_, &ProcessSignals::stopRequested);
    std::raise(number); // would end this process
    std::raise(SIGTERM);
    QTRY_COMPARE(stops.size(), 1);
}

void TestProcessSignals::ignoredAtTheStart_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<int>("stopsExpected");
    QTest::newRow("SIGINT") << SIGINT << 0; // a background job of a shell script
    QTest::newRow("SIGHUP") << SIGHUP << 0; // nohup
    QTest::newRow("SIGTERM") << SIGTERM << 1;
}

void TestProcessSignals::ignoredAtTheStart()
{
    QFETCH(int, number);
    QFETCH(int, stopsExpected);
    std::signal(number, SIG_IGN);
    const ProcessSignals signals_;
    QSignalSpy stops(&signals_, &ProcessSignals::stopRequested);
    QSignalSpy reloads(&signals_, &ProcessSignals::reloadRequested);
    std::raise(number);
    QCoreApplication::processEvents();
    QTRY_COMPARE(stops.size(), stopsExpected);
    QCOMPARE(reloads.size(), 0);
    std::signal(number, SIG_DFL);
}

QTEST_GUILESS_MAIN(TestProcessSignals)
#include "tst_processsignals.moc"
