// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/connection/serveraddress.h"

#include <QStringList>

#include <variant>

namespace DigitSum::Gui {

/// The parsed command line of `digitsum-client`. A value type.
struct CommandLine
{
    /// Print text, for --help or --version, and exit.
    struct Leave
    {
        QString text;
    };
    /// The command line is invalid; text is one line.
    struct Error
    {
        QString text;
    };

    QString host;              ///< empty if not given
    quint16 port = 0;          ///< 0 if not given
    bool isConnecting = false; ///< connect at startup
    TlsOptions tls;

    /// Parses \a arguments, which begin with the program's name.
    [[nodiscard]] static std::variant<CommandLine, Leave, Error>
    fromArguments(const QStringList &arguments);
};

} // namespace DigitSum::Gui
