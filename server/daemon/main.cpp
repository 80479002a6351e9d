// SPDX-License-Identifier: MIT
#include "common/protocol/escape.h"
#include "server/service/service.h"
#include "server/service/terminationsignals.h"

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

void announce(const Service &service)
{
    for (const Endpoint &endpoint : service.endpoints()) {
        printLine(stdout, QStringLiteral("Server is listening on IP: %1 and Port: %2")
                              .arg(endpoint.address.toString())
                              .arg(endpoint.port));
    }
}

void reportBindFailure(const BindError &error, int retriesLeft)
{
    printLine(stderr, error.explanation());
    if (retriesLeft > 0)
        printLine(stderr, QStringLiteral("Retrying ...."));
    else
        QCoreApplication::exit(exitCodeFor(error.kind)); // in place of Success: it is Stopped, too
}

/// The first signal asks for a polite end, the second doesn't wait for it.
void onSignal(Service &service)
{
    if (service.state() == Service::State::Stopping)
        service.stopNow();
    else
        service.stop();
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("digitsum-serverd"));
    QCoreApplication::setApplicationVersion(QStringLiteral(DIGITSUM_VERSION));
    qSetMessagePattern(
        QStringLiteral("%{time yyyy-MM-dd hh:mm:ss.zzz} %{type} %{category}: %{message}"));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Answers each string of digits with the sum of its digits, over TCP.\n"
                       "Ends politely on SIGTERM or SIGINT; a second signal ends it at once."));
    parser.addHelpOption();
    parser.addVersionOption();
    addServiceOptions(parser);
    parser.addOption(
        {QStringLiteral("quiet"), QStringLiteral("Log warnings only, not each connection.")});
    if (!parser.parse(app.arguments())) {
        printLine(stderr, escaped(parser.errorText().toUtf8()));
        return BadUsage;
    }
    if (parser.isSet(QStringLiteral("help")) || parser.isSet(QStringLiteral("version")))
        parser.process(app); // prints, and exits
    const auto options = serviceOptionsFrom(parser);
    if (const auto *error = std::get_if<QString>(&options)) {
        printLine(stderr, *error);
        return BadUsage;
    }
    if (!parser.positionalArguments().isEmpty()) {
        printLine(stderr, QStringLiteral("Unexpected argument '%1'; see --help.")
                              .arg(escaped(parser.positionalArguments().first().toUtf8())));
        return BadUsage;
    }
    if (parser.isSet(QStringLiteral("quiet")))
        QLoggingCategory::setFilterRules(QStringLiteral("digitsum.*.info=false"));

    Service service;
    const TerminationSignals signals_;
    QObject::connect(&signals_, &TerminationSignals::received, &service,
                     [&] { onSignal(service); });
    QObject::connect(&service, &Service::bindFailed, &service, &reportBindFailure);
    QObject::connect(&service, &Service::stateChanged, &service, [&](Service::State state) {
        if (state == Service::State::Listening)
            announce(service);
        else if (state == Service::State::Stopped)
            QCoreApplication::exit(Success);
    });
    service.start(std::get<ServiceOptions>(options));
    return QCoreApplication::exec();
}
