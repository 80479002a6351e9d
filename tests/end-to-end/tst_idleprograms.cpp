// SPDX-License-Identifier: MIT
#include "tests/end-to-end/serverprocess.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <limits>
#include <memory>

using namespace DigitSum::Testing;

/// Programs with nothing to do must let the processor sleep.
class TestIdlePrograms final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void listeningWindow();
    void connectedWindow();
    void listeningDaemon();

private:
    [[nodiscard]] std::unique_ptr<Program> startWindow(const char *name,
                                                       const QStringList &arguments) const;

    std::unique_ptr<QTemporaryDir> m_home;
};

namespace {

constexpr qint64 wakeupsPerSecond = 2;
constexpr qint64 window = 4; // seconds

/// Returns how often the threads of \a process went to sleep until now.
qint64 contextSwitches(const QProcess &process)
{
    const QDir tasks(QStringLiteral("/proc/%1/task").arg(process.processId()));
    const auto names = tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    qint64 sum = 0;
    for (const QString &name : names) {
        QFile status(tasks.filePath(name + QStringLiteral("/status")));
        if (!status.open(QIODevice::ReadOnly))
            continue;
        static const QRegularExpression line(
            QStringLiteral("\nvoluntary_ctxt_switches:\\s+(\\d+)"));
        sum += line.match(QString::fromLatin1(status.readAll())).captured(1).toLongLong();
    }
    return sum;
}

/// Measures until a window is quiet enough, for at most about half a minute. Returns the wakeups in
/// the quietest window.
qint64 fewestWakeups(const QProcess &process)
{
    qint64 fewest = std::numeric_limits<qint64>::max();
    for (int i = 0; i < 7 && fewest > wakeupsPerSecond * window; ++i) {
        const qint64 before = contextSwitches(process);
        QElapsedTimer clock;
        clock.start();
        (void)QTest::qWaitFor([&clock] { return clock.hasExpired(window * 1000); },
                              int(window + 1) * 1000);
        fewest = std::min(fewest, contextSwitches(process) - before);
    }
    return fewest;
}

} // namespace

void TestIdlePrograms::init()
{
    if (!QFile::exists(QStringLiteral("/proc/self/task")))
        QSKIP("needs the proc file system of Linux");
    m_home = std::make_unique<QTemporaryDir>();
}

std::unique_ptr<Program> TestIdlePrograms::startWindow(const char *name,
                                                       const QStringList &arguments) const
{
    auto program = std::make_unique<Program>(built(name), arguments);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *folder : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"})
        environment.insert(QString::fromLatin1(folder), m_home->path());
    program->setProcessEnvironment(environment);
    program->start();
    return program;
}

void TestIdlePrograms::listeningWindow()
{
    const QString log = m_home->filePath(QStringLiteral("events.log"));
    const auto server =
        startWindow("digitsum-server", {QStringLiteral("--start"), QStringLiteral("--port"),
                                        QStringLiteral("0"), QStringLiteral("--log-file"), log});
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(log), 20'000);
    const qint64 wakeups = fewestWakeups(*server);
    QVERIFY(!server->hasEnded());
    QVERIFY2(wakeups <= wakeupsPerSecond * window, qPrintable(QString::number(wakeups)));
}

void TestIdlePrograms::connectedWindow()
{
    ServerProcess server;
    const auto client =
        startWindow("digitsum-client", {QStringLiteral("--connect"), QStringLiteral("--port"),
                                        QString::number(server.port())});
    QTRY_VERIFY_WITH_TIMEOUT(server.log().contains("onnect"), 20'000);
    const qint64 wakeups = fewestWakeups(*client);
    QVERIFY(!client->hasEnded());
    QVERIFY2(wakeups <= wakeupsPerSecond * window, qPrintable(QString::number(wakeups)));
}

void TestIdlePrograms::listeningDaemon()
{
    ServerProcess server;
    QVERIFY(server.port() > 0);
    const qint64 wakeups = fewestWakeups(server.program());
    QVERIFY2(wakeups <= wakeupsPerSecond * window, qPrintable(QString::number(wakeups)));
}

QTEST_GUILESS_MAIN(TestIdlePrograms)
#include "tst_idleprograms.moc"
