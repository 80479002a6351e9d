// SPDX-License-Identifier: MIT
#include "gui-client/commandline.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace DigitSum::Gui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DigitSum::Gui::CommandLine)
};

} // namespace

std::variant<CommandLine, CommandLine::Leave, CommandLine::Error>
CommandLine::fromArguments(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        Text::tr("Sends strings of digits to a digit-sum server and shows their digit sums."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption hostOption(QStringLiteral("host"),
                                        Text::tr("Server name or address. Default: 127.0.0.1."),
                                        Text::tr("host"));
    const QCommandLineOption portOption(QStringLiteral("port"),
                                        Text::tr("Server port, 1 to 65535. Default: 9990."),
                                        Text::tr("port"));
    const QCommandLineOption connectOption(QStringLiteral("connect"),
                                           Text::tr("Connect at startup."));
    const QCommandLineOption tlsOption(
        QStringLiteral("tls"),
        Text::tr("Encrypt the connection and verify the server's certificate."));
    const QCommandLineOption authoritiesOption(
        QStringLiteral("ca"),
        Text::tr("Trust the certificate authorities in <file> (PEM) instead of the system's. "
                 "Implies --tls."),
        Text::tr("file"));
    parser.addOptions({hostOption, portOption, connectOption, tlsOption, authoritiesOption});

    if (!parser.parse(arguments))
        return Error{parser.errorText()};
    if (parser.isSet(help))
        return Leave{parser.helpText()};
    if (parser.isSet(version))
        return Leave{QString(QCoreApplication::applicationName() + u' '
                             + QCoreApplication::applicationVersion() + u'\n')};
    if (!parser.positionalArguments().isEmpty())
        return Error{Text::tr("Unexpected argument '%1'; see --help.")
                         .arg(parser.positionalArguments().constFirst())};

    CommandLine options;
    options.isConnecting = parser.isSet(connectOption);
    if (parser.isSet(tlsOption) || parser.isSet(authoritiesOption))
        options.tls = {TlsOptions::Mode::Verified, parser.value(authoritiesOption)};
    if (parser.isSet(hostOption)) {
        options.host = parser.value(hostOption).trimmed();
        if (options.host.isEmpty())
            return Error{Text::tr("--host requires a name or an address.")};
    }
    if (parser.isSet(portOption)) {
        const auto port = portFromText(parser.value(portOption));
        if (!port)
            return Error{Text::tr("--port requires a number from 1 to 65535, not '%1'.")
                             .arg(parser.value(portOption))};
        options.port = *port;
    }
    return options;
}

} // namespace DigitSum::Gui
