// SPDX-License-Identifier: MIT
// Runs the service as digitsum-server does, with or without its window, to measure how much the
// window slows the service down and how responsive it stays. On SIGTERM, writes the report and
// ends.
#include "common/process/processsignals.h"
#include "server/console/consolewindow.h"
#include "server/console/listen/consoleoptions.h"
#include "server/console/listen/listenchoices.h"
#include "server/service/service.h"
#include "tests/support/loopmeter.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTextStream>

#include <sched.h>

#include <cstdio>
#include <ctime>
#include <memory>

using namespace DigitSum;

namespace {

/// Measures the window's thread since start().
class WindowMeter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WindowMeter)

public:
    WindowMeter() = default;

    void start()
    {
        m_loop.start();
        m_clock.start();
        m_cpuBefore = cpuSeconds();
    }

    /// Also records the largest row count of \a clients.
    void watch(const QAbstractItemModel &clients)
    {
        connect(&clients, &QAbstractItemModel::rowsInserted, this,
                [this, &clients] { m_mostRows = qMax(m_mostRows, clients.rowCount()); });
    }

    [[nodiscard]] QJsonObject report() const
    {
        const double seconds = double(m_clock.elapsed()) / 1000;
        return {{QStringLiteral("longest_gap_ms"), m_loop.longest()},
                {QStringLiteral("longest_own_gap_ms"), m_loop.longestOfItsOwn()},
                {QStringLiteral("most_rows"), m_mostRows},
                {QStringLiteral("window_cpu_share"), (cpuSeconds() - m_cpuBefore) / seconds}};
    }

private:
    static double cpuSeconds()
    {
        timespec time{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
    }

    Testing::LoopMeter m_loop;
    QElapsedTimer m_clock;
    double m_cpuBefore = 0;
    int m_mostRows = 0;
};

/// Lets this thread, the window's, run on any core. The service's threads stay on the core that the
/// bench chose for this process.
void leaveTheCore()
{
    cpu_set_t all;
    CPU_ZERO(&all);
    for (std::size_t core = 0; core < CPU_SETSIZE; ++core)
        CPU_SET(core, &all);
    ::sched_setaffinity(0, sizeof all, &all);
}

void announce(const Service &service)
{
    const Endpoint where = service.endpoints().constFirst();
    QTextStream(stdout) << "Server is listening on IP: " << where.address.toString()
                        << " and Port: " << where.port << Qt::endl;
}

void begin(const Service &service, WindowMeter &meter)
{
    leaveTheCore();
    meter.start();
    announce(service);
}

bool write(const QJsonObject &report, const QCommandLineParser &parser)
{
    if (!parser.isSet(QStringLiteral("report")))
        return true;
    QFile file(parser.value(QStringLiteral("report")));
    return file.open(QIODevice::WriteOnly)
           && file.write(QJsonDocument(report).toJson(QJsonDocument::Compact)) > 0;
}

ServiceOptions observedOptions()
{
    ServiceOptions options;
    options.addresses = {QHostAddress(QHostAddress::LocalHost)};
    options.port = 0;
    options.threads = 1;
    return options;
}

std::unique_ptr<ConsoleWindow> openWindow(Service &service, Language &language)
{
    const ServiceOptions options = observedOptions();
    SettingsStore settings;
    settings.setOverride(ConsoleKeys::addresses, listenKey(options.addresses));
    auto window = std::make_unique<ConsoleWindow>(service, language, options, settings);
    window->show();
    // The request counts change all the time, so the table has to be sorted all the time.
    window->findChild<QTableView *>(QStringLiteral("clients"))
        ->sortByColumn(ClientModel::RequestsColumn, Qt::DescendingOrder);
    return window;
}

} // namespace

int main(int argc, char *argv[])
{
    const QApplication app(argc, argv);
    const QTemporaryDir settings; // keeps the user's settings out
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    QLoggingCategory::setFilterRules(QStringLiteral("digitsum.*.info=false"));

    QCommandLineParser parser;
    parser.addOptions({{QStringLiteral("window"), QStringLiteral("Open the server's window.")},
                       {QStringLiteral("report"), QStringLiteral("Write the report to this file."),
                        QStringLiteral("file")}});
    parser.process(app);

    Service service;
    WindowMeter meter;
    QObject::connect(&service, &Service::stateChanged, &meter, [&](Service::State state) {
        if (state == Service::State::Listening)
            begin(service, meter);
    });
    const ProcessSignals signalled;
    QObject::connect(&signalled, &ProcessSignals::stopRequested, &meter,
                     [&] { QApplication::exit(write(meter.report(), parser) ? 0 : 1); });

    Language language;
    std::unique_ptr<ConsoleWindow> window;
    if (parser.isSet(QStringLiteral("window"))) {
        window = openWindow(service, language);
        meter.watch(window->monitor().clients());
        window->start();
    } else {
        service.start(observedOptions());
    }
    return QApplication::exec();
}

#include "observed.moc"
