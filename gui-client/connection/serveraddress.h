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

    /// Takes what people paste: "host", "host:port", "address", "[address]:port", with blanks
    /// around it. Without a port it is \a defaultPort. Nothing if there is no host in it.
    [[nodiscard]] static std::optional<ServerAddress> fromText(const QString &text,
                                                               quint16 defaultPort);

    /// "host:port", with brackets around an IPv6 address.
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

/// A TCP port in decimal, 1 to 65535; or nothing.
[[nodiscard]] std::optional<quint16> portFromText(QStringView text);

} // namespace DigitSum::Gui
