// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>
#include <variant>

class QCommandLineParser;

namespace DigitSum {

/// A host name or address and a port. A value type.
struct ServerAddress
{
    QString host;
    quint16 port = 0;

    /// Parses "host", "host:port", "address" or "[address]:port", ignoring surrounding blanks.
    /// Without a port, uses \a defaultPort. Returns one sentence that says why if \a text is
    /// invalid.
    [[nodiscard]] static std::variant<ServerAddress, QString> fromText(const QString &text,
                                                                       quint16 defaultPort);

    /// Reads the options --host, which may contain a port, and --port of a parsed command line. The
    /// defaults are 127.0.0.1 and 9990. Returns one sentence that says why if they are invalid.
    [[nodiscard]] static std::variant<ServerAddress, QString>
    fromOptions(const QCommandLineParser &parser);

    /// Returns "host:port", with brackets around an IPv6 address.
    [[nodiscard]] QString toText() const;

    friend bool operator==(const ServerAddress &, const ServerAddress &) = default;
};

/// Returns the port in \a text, 1 to 65535, or nothing.
[[nodiscard]] std::optional<quint16> portFromText(QStringView text);

} // namespace DigitSum
