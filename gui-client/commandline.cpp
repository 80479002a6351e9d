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

const auto hostOption = QStringLiteral("host");
const auto portOption = QStringLiteral("port");
const auto connectOption = QStringLiteral("connect");
const auto tlsOption = QStringLiteral("tls");
const auto authoritiesOption = QStringLiteral("ca");

} // namespace

void CommandLine::declare(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        Text::tr("Sends strings of digits to a digit-sum server and shows their digit sums."));
    parser.addOptions({
        {hostOption,
         Text::tr("Server name or address, with or without a port. Default: 127.0.0.1."),
         Text::tr("host")},
        {portOption, Text::tr("Server port, 1 to 65535. Default: 9990."), Text::tr("port")},
        {connectOption, Text::tr("Connect at startup.")},
        {tlsOption, Text::tr("Encrypt the connection and verify the server's certificate.")},
        {authoritiesOption,
         Text::tr("Trust the certificate authorities in <file> (PEM) instead of the system's. "
                  "Implies --tls."),
         Text::tr("file")},
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
        return Error{Text::tr("Unexpected argument '%1'; see --help.")
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
