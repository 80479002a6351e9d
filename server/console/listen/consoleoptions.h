// SPDX-License-Identifier: MIT
#pragma once

#include "server/console/listen/consolesettings.h"
#include "server/service/serviceoptions.h"

QT_BEGIN_NAMESPACE
class QCommandLineParser;
QT_END_NAMESPACE

/// The service options that the window offers and remembers.
namespace DigitSum::ConsoleOptions {

/// Gives \a settings the values that the command line sets, --public included. \a options is the
/// result of parsing it with \a parser.
void giveFrom(const QCommandLineParser &parser, const ServiceOptions &options,
              ConsoleSettings &settings);

/// Returns \a options with the limits and the framing from \a settings. Ignores invalid values.
[[nodiscard]] ServiceOptions restored(const ConsoleSettings &settings, ServiceOptions options);

void remember(const ServiceOptions &options, ConsoleSettings &settings);

} // namespace DigitSum::ConsoleOptions
