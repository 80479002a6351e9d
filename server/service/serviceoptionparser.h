// SPDX-License-Identifier: MIT
#pragma once

#include "server/service/serviceoptions.h"

#include <variant>

QT_FORWARD_DECLARE_CLASS(QCommandLineParser)

namespace DigitSum {

class Service;

/// Adds the options of the table, which both servers have.
void addServiceOptions(QCommandLineParser &parser);

/// Returns the options that \a parser has parsed, or a one-line error that names the option and
/// the values it takes.
[[nodiscard]] std::variant<ServiceOptions, QString>
serviceOptionsFrom(const QCommandLineParser &parser);

/// Reads certificate and key again and has \a service use them for new connections. If they cannot
/// be used, it keeps the old ones. Logs which. Without TLS there is nothing to read.
void reloadTlsIdentity(Service &service, const QCommandLineParser &parser);

} // namespace DigitSum
