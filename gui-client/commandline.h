// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/serveraddress.h"
#include "common/session/tlsoptions.h"

#include <QStringList>

#include <optional>
#include <variant>

class QCommandLineParser;

namespace DigitSum::Gui {

/// The parsed command line of `digitsum-client`. A value type.
struct CommandLine
{
    /// The command line is invalid; text is one line.
    struct Error
    {
        QString text;
    };

    std::optional<ServerAddress> address; ///< if --host or --port is given
    bool isConnecting = false;            ///< connect at startup
    TlsOptions tls;

    /// Adds the program's description and its options to \a parser.
    static void declare(QCommandLineParser &parser);
    /// Parses \a arguments, which begin with the program's name.
    [[nodiscard]] static std::variant<CommandLine, Error>
    fromArguments(const QStringList &arguments);
};

} // namespace DigitSum::Gui
