// SPDX-License-Identifier: MIT
#include "common/process/logtostandarderror.h"
#include "common/process/processsignals.h"
#include "common/process/standardstreams.h"
#include "common/protocol/escape.h"
#include "server/daemon/systemd.h"
#include "server/service/service.h"
#include "server/service/serviceoptionparser.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QLoggingCategory>
#include <QTextStream>

#include <cstdio>
#include <unistd.h>
#include <variant>

using namespace DigitSum;
using namespace std::chrono_literals;

namespace {

enum ExitCode : int {
    Success = 0,
    BadUsage = 2,
    PortInUse = 3,
    NotPermitted = 4,
    NotAvailable = 5,
    OtherFailure = 6,
    BadSocket = 7,
    NoThreads = 8,
};

ExitCode exitCodeFor(BindError::Kind kind)
{
    switch (kind) {
    case BindError::Kind::InUse:
        return PortInUse;
    case BindError::Kind::NotPermitted:
        return NotPermitted;
    case BindError::Kind::NotAvailable:
        return NotAvailable;
    case BindError::Kind::Other:
        break;
    }
    return OtherFailure;
}

/// The outputs of the running server; neither waits for its reader.
struct Outputs
{
    LogToStandardError log;
    LineWriter announcements{STDOUT_FILENO};

    Outputs() = default;
    ~Outputs() { announcements.flush(1s); }
    [[nodiscard]] bool areRunning() const { return log.isRunning() && announcements.isRunning(); }
};

/// Reports what goes on in \a service to people, scripts and the service manager.
class Reporter final : public QObject
{
public:
    Reporter(Service &service, Outputs &outputs, const Systemd &manager)
        : m_service(service)
        , m_outputs(outputs)
        , m_manager(manager)
    {
        connect(&service, &Service::stateChanged, this, &Reporter::onStateChanged);
        connect(&service, &Service::bindFailed, this, &Reporter::onBindFailed);
        connect(&service, &Service::startFailed, this, [this](const QString &explanation) {
            reportFailure(explanation);
            QCoreApplication::exit(NoThreads);
        });
    }

    /// Tells the service manager where clients can connect, if they can.
    void notifyReady() const
    {
        if (m_service.state() != Service::State::Listening)
            return;
        QStringList places;
        for (const Endpoint &endpoint : m_service.endpoints())
            places += endpoint.toString();
        m_manager.notifyReady(QStringLiteral("Listening on ") + places.join(QStringLiteral(", ")));
    }

private:
    void onStateChanged(Service::State state)
    {
        switch (state) {
        case Service::State::Binding:
            break;
        case Service::State::Listening:
            announce();
            break;
        case Service::State::Stopping:
            m_manager.notifyStopping(QStringLiteral("Answering what has been asked"));
            break;
        case Service::State::Stopped:
            QCoreApplication::exit(Success);
            break;
        }
    }

    void announce()
    {
        for (const Endpoint &endpoint : m_service.endpoints()) {
            const QString line = QStringLiteral("Server is listening on IP: %1 and Port: %2")
                                     .arg(endpoint.address.toString())
                                     .arg(endpoint.port);
            m_outputs.announcements.write(line.toUtf8());
        }
        notifyReady();
    }

    void onBindFailed(const BindError &error, int retriesLeft)
    {
        reportFailure(error.explanation());
        if (retriesLeft > 0)
            m_outputs.log.write(QStringLiteral("Retrying ...."));
        else
            QCoreApplication::exit(exitCodeFor(error.kind)); // in place of Success: it is Stopped
    }

    void reportFailure(const QString &explanation)
    {
        m_outputs.log.write(explanation);
        m_manager.notifyStatus(explanation);
    }

    Service &m_service;
    Outputs &m_outputs;
    const Systemd &m_manager;
};

/// The first signal asks for a polite end, the second doesn't wait for it.
void stop(Service &service)
{
    if (service.state() == Service::State::Stopping)
        service.stopNow();
    else if (service.state() == Service::State::Stopped)
        QCoreApplication::exit(Success); // asked before it has started
    else
        service.stop();
}

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        QStringLiteral("Answers each string of digits with the sum of its digits, over TCP.\n"
                       "Ends politely on SIGTERM or SIGINT; a second signal ends it at once."));
    parser.addOption({{QStringLiteral("h"), QStringLiteral("help")},
                      QStringLiteral("Displays help on commandline options.")});
    parser.addVersionOption();
    addServiceOptions(parser);
    parser.addOption(
        {QStringLiteral("quiet"), QStringLiteral("Log warnings only, not each connection.")});
}

ExitCode refuse(const QString &why, ExitCode code = BadUsage)
{
    QTextStream(stderr) << why << Qt::endl;
    return code;
}

/// The options, or the exit code after an error message.
std::variant<ServiceOptions, ExitCode> readOptions(QCommandLineParser &parser)
{
    if (!parser.parse(QCoreApplication::arguments()))
        return refuse(escaped(parser.errorText().toUtf8()));
    if (parser.isSet(QStringLiteral("help")))
        parser.showHelp();
    if (parser.isSet(QStringLiteral("version")))
        parser.showVersion();
    auto options = serviceOptionsFrom(parser);
    if (const auto *error = std::get_if<QString>(&options))
        return refuse(*error);
    if (!parser.positionalArguments().isEmpty()) {
        return refuse(QStringLiteral("Unexpected argument '%1'; see --help.")
                          .arg(escaped(parser.positionalArguments().first().toUtf8())));
    }
    return std::get<ServiceOptions>(std::move(options));
}

/// Puts the sockets that \a manager has passed on, if any, into \a options.
ExitCode takeSockets(Systemd &manager, const QCommandLineParser &parser, ServiceOptions &options)
{
    const auto sockets = manager.takeSockets();
    if (const auto *error = std::get_if<QString>(&sockets))
        return refuse(*error, BadSocket);
    options.sockets = std::get<QList<qintptr>>(sockets);
    const bool isPlaceGiven =
        parser.isSet(QStringLiteral("listen")) || parser.isSet(QStringLiteral("port"));
    if (isPlaceGiven && !options.sockets.isEmpty()) {
        return refuse(QStringLiteral("Options --listen and --port: the service manager listens "
                                     "already; say where in its .socket unit."));
    }
    return Success;
}

} // namespace

int main(int argc, char *argv[])
{
    openClosedStandardStreams();
    Systemd manager;
    const QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("digitsum-serverd"));
    QCoreApplication::setApplicationVersion(QStringLiteral(DIGITSUM_VERSION));
    qSetMessagePattern(
        QStringLiteral("%{time yyyy-MM-dd hh:mm:ss.zzz} %{type} %{category}: %{message}"));

    QCommandLineParser parser;
    addOptions(parser);
    auto options = readOptions(parser);
    if (const auto *code = std::get_if<ExitCode>(&options))
        return *code;
    if (const ExitCode code = takeSockets(manager, parser, std::get<ServiceOptions>(options)))
        return code;
    if (parser.isSet(QStringLiteral("quiet")))
        QLoggingCategory::setFilterRules(QStringLiteral("digitsum.*.info=false"));

    const ProcessSignals signals_;
    Outputs outputs;
    if (!outputs.areRunning())
        return refuse(QStringLiteral("Cannot start a thread: the limit of processes and threads "
                                     "(ulimit -u) is reached. Raise it, or end other programs."),
                      NoThreads);
    Service service;
    const Reporter reporter(service, outputs, manager);
    QObject::connect(&signals_, &ProcessSignals::stopRequested, &service,
                     [&service] { stop(service); });
    QObject::connect(&signals_, &ProcessSignals::reloadRequested, &service, [&] {
        if (service.state() == Service::State::Listening)
            manager.notifyReloading();
        reloadTlsIdentity(service, parser);
        reporter.notifyReady();
    });
    QMetaObject::invokeMethod( // from the event loop, which a failure to start ends
        &service, [&] { service.start(std::get<ServiceOptions>(options)); }, Qt::QueuedConnection);
    return QCoreApplication::exec();
}
