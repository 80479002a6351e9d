// SPDX-License-Identifier: MIT
#pragma once

#include "server/console/listen/consolesettings.h"
#include "server/service/serviceoptions.h"

/// Those of the service's options that the window offers and remembers.
namespace DigitSum::ConsoleOptions {

inline constexpr int mostSeconds = 30 * 24 * 60 * 60; ///< as on the command line
/// Whole ones, rounded up: 0 stays what it means, no limit.
[[nodiscard]] int secondsOf(std::chrono::milliseconds time);

/// Gives \a settings what the command line says; --public says five of them. \a parser has parsed
/// it, and \a options are what came of it.
void giveFrom(const QCommandLineParser &parser, const ServiceOptions &options,
              ConsoleSettings &settings);

/// \a options with the limits and the framing that \a settings have. What can't be right is left as
/// it is.
[[nodiscard]] ServiceOptions restored(const ConsoleSettings &settings, ServiceOptions options);

void remember(const ServiceOptions &options, ConsoleSettings &settings);

} // namespace DigitSum::ConsoleOptions
