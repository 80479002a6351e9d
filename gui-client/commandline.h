// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/connection/serveraddress.h"

#include <QStringList>

#include <variant>

namespace DigitSum::Gui {

/// What the command line of `digitsum-client` asks for. A plain value.
struct CommandLine
{
    /// Help or the version is wanted: print text and leave.
    struct Leave
    {
        QString text;
    };
    /// The command line is wrong; one line that says how.
    struct Error
    {
        QString text;
    };

    QString host;              ///< empty: as remembered
    quint16 port = 0;          ///< 0: as remembered
    bool isConnecting = false; ///< at start
    TlsOptions tls;            ///< of the host and port given

    /// \a arguments with the program's name first, as QCoreApplication::arguments() has them.
    [[nodiscard]] static std::variant<CommandLine, Leave, Error>
    fromArguments(const QStringList &arguments);
};

} // namespace DigitSum::Gui
