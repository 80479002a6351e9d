// SPDX-License-Identifier: MIT
#include "common/protocol/escape.h"
#include "server/daemon/systemd.h"
#include "server/daemon/terminationsignals.h"
#include "server/service/service.h"
#include "server/service/serviceoptionparser.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QLoggingCategory>
#include <QTextStream>

#include <cstdio>

using namespace DigitSum;

namespace {

enum ExitCode : int {
    Success = 0,
    BadUsage = 2,
    PortInUse = 3,
    NotPermitted = 4,
    NotAvailable = 5,
    OtherFailure = 6,
    BadSocket = 7,
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

void printLine(FILE *stream, const QString &line)
{
    QTextStream(stream) << line << Qt::endl; // flushed: scripts wait for it
}

void announce(const Service &service, const Systemd &manager)
{
    QStringList places;
    for (const Endpoint &endpoint : service.endpoints()) {
        printLine(stdout, QStringLiteral("Server is listening on IP: %1 and Port: %2")
                              .arg(endpoint.address.toString())
                              .arg(endpoint.port));
        places += endpoint.toString();
    }
    manager.notifyReady(QStringLiteral("Listening on ") + places.join(QStringLiteral(", ")));
}

void reportBindFailure(const BindError &error, int retriesLeft, const Systemd &manager)
{
    printLine(stderr, error.explanation());
    manager.notifyStatus(error.explanation());
    if (retriesLeft > 0)
        printLine(stderr, QStringLiteral("Retrying ...."));
    else
        QCoreApplication::exit(exitCodeFor(error.kind)); // in place of Success: it is Stopped, too
}

void onStateChanged(const Service &service, const Systemd &manager)
{
    switch (service.state()) {
    case Service::State::Binding:
        break;
    case Service::State::Listening:
        announce(service, manager);
        break;
    case Service::State::Stopping:
        manager.notifyStopping(QStringLiteral("Answering what has been asked"));
        break;
    case Service::State::Stopped:
        QCoreApplication::exit(Success);
        break;
    }
}

/// The first signal asks for a polite end, the second doesn't wait for it.
void onSignal(Service &service)
{
    if (service.state() == Service::State::Stopping)
        service.stopNow();
    else
        service.stop();
}

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        QStringLiteral("Answers each string of digits with the sum of its digits, over TCP.\n"
                       "Ends politely on SIGTERM or SIGINT; a second signal ends it at once."));
    parser.addHelpOption();
    parser.addVersionOption();
    addServiceOptions(parser);
    parser.addOption(
        {QStringLiteral("quiet"), QStringLiteral("Log warnings only, not each connection.")});
}

ExitCode refuse(const QString &why, ExitCode code = BadUsage)
{
    printLine(stderr, why);
    return code;
}

/// The options, or the exit code after an error message.
std::variant<ServiceOptions, ExitCode> readOptions(QCommandLineParser &parser,
                                                   const QCoreApplication &app)
{
    if (!parser.parse(QCoreApplication::arguments()))
        return refuse(escaped(parser.errorText().toUtf8()));
    if (parser.isSet(QStringLiteral("help")) || parser.isSet(QStringLiteral("version")))
        parser.process(app); // prints, and exits
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
    Systemd manager;
    const QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("digitsum-serverd"));
    QCoreApplication::setApplicationVersion(QStringLiteral(DIGITSUM_VERSION));
    qSetMessagePattern(
        QStringLiteral("%{time yyyy-MM-dd hh:mm:ss.zzz} %{type} %{category}: %{message}"));

    QCommandLineParser parser;
    addOptions(parser);
    auto options = readOptions(parser, app);
    if (const auto *code = std::get_if<ExitCode>(&options))
        return *code;
    if (const ExitCode code = takeSockets(manager, parser, std::get<ServiceOptions>(options)))
        return code;
    if (parser.isSet(QStringLiteral("quiet")))
        QLoggingCategory::setFilterRules(QStringLiteral("digitsum.*.info=false"));

    Service service;
    const TerminationSignals signals_;
    QObject::connect(&signals_, &TerminationSignals::received, &service,
                     [&] { onSignal(service); });
    QObject::connect(&service, &Service::bindFailed, &service,
                     [&](const BindError &error, int retriesLeft) {
                         reportBindFailure(error, retriesLeft, manager);
                     });
    QObject::connect(&service, &Service::stateChanged, &service,
                     [&] { onStateChanged(service, manager); });
    service.start(std::get<ServiceOptions>(options));
    return QCoreApplication::exec();
}
