// SPDX-License-Identifier: MIT
#include "gui-client/commandline.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace DigitSum::Gui {

namespace {

struct CommandLineText
{
    Q_DECLARE_TR_FUNCTIONS(DigitSum::Gui::CommandLine)
};

const auto hostOption = QStringLiteral("host");
const auto portOption = QStringLiteral("port");
const auto connectOption = QStringLiteral("connect");
const auto tlsOption = QStringLiteral("tls");
const auto authoritiesOption = QStringLiteral("ca");

} // namespace

void CommandLine::declare(QCommandLineParser &parser)
{
    parser.setApplicationDescription(CommandLineText::tr(
        "Sends strings of digits to a digit-sum server and shows their digit sums."));
    parser.addOptions({
        {hostOption,
         CommandLineText::tr("Server name or address, with or without a port. Default: 127.0.0.1."),
         CommandLineText::tr("host")},
        {portOption, CommandLineText::tr("Server port, 1 to 65535. Default: 9990."),
         CommandLineText::tr("port")},
        {connectOption, CommandLineText::tr("Connect at startup.")},
        {tlsOption,
         CommandLineText::tr("Encrypt the connection and verify the server's certificate.")},
        {authoritiesOption,
         CommandLineText::tr(
             "Trust the certificate authorities in <file> (PEM) instead of the system's. "
             "Implies --tls."),
         CommandLineText::tr("file")},
    });
}

std::variant<CommandLine, CommandLine::Error>
CommandLine::fromArguments(const QStringList &arguments)
{
    QCommandLineParser parser;
    declare(parser);
    if (!parser.parse(arguments))
        return Error{parser.errorText()};
    if (!parser.positionalArguments().isEmpty())
        return Error{CommandLineText::tr("Unexpected argument '%1'; see --help.")
                         .arg(parser.positionalArguments().constFirst())};

    CommandLine options;
    options.isConnecting = parser.isSet(connectOption);
    if (parser.isSet(tlsOption) || parser.isSet(authoritiesOption))
        options.tls = {TlsOptions::Mode::Verified, parser.value(authoritiesOption)};
    if (parser.isSet(hostOption) || parser.isSet(portOption)) {
        const auto address = ServerAddress::fromOptions(parser);
        if (const auto *why = std::get_if<QString>(&address))
            return Error{*why};
        options.address = std::get<ServerAddress>(address);
    }
    return options;
}

} // namespace DigitSum::Gui
