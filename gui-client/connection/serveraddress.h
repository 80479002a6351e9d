// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/tlsoptions.h"

#include <QString>

#include <optional>

namespace DigitSum::Gui {

/// A host name or address and a port. A value type.
struct ServerAddress
{
    QString host;
    quint16 port = 0;

    /// Parses "host", "host:port", "address" or "[address]:port", ignoring surrounding spaces.
    /// Without a port, uses \a defaultPort. Returns nothing if \a text is invalid.
    [[nodiscard]] static std::optional<ServerAddress> fromText(const QString &text,
                                                               quint16 defaultPort);

    /// Returns "host:port", with brackets around an IPv6 address.
    [[nodiscard]] QString toText() const;

    friend bool operator==(const ServerAddress &, const ServerAddress &) = default;
};

/// A server's address and TLS options. A value type.
struct Server
{
    ServerAddress address;
    TlsOptions tls;

    friend bool operator==(const Server &, const Server &) = default;
};

/// Returns the port in \a text, 1 to 65535, or nothing.
[[nodiscard]] std::optional<quint16> portFromText(QStringView text);

} // namespace DigitSum::Gui
