// SPDX-License-Identifier: MIT
#pragma once

#include "common/widgets/settingsstore.h"
#include "server/service/serviceoptions.h"

QT_FORWARD_DECLARE_CLASS(QCommandLineParser)

namespace DigitSum {

/// The keys of the server window's settings.
namespace ConsoleKeys {

inline constexpr QLatin1StringView geometry{"window/geometry"};
inline constexpr QLatin1StringView splitters{"window/divisions"};
inline constexpr QLatin1StringView columns{"clients/columns"};
inline constexpr QLatin1StringView hostNames{"clients/hostNames"};
inline constexpr QLatin1StringView addresses{"listen/addresses"};
inline constexpr QLatin1StringView port{"listen/port"};
inline constexpr QLatin1StringView framing{"options/framing"};
inline constexpr QLatin1StringView logFile{"options/logFile"};

} // namespace ConsoleKeys

/// Loads and stores the service options that the Options dialog edits.
namespace ConsoleOptions {

/// Overrides in \a settings the values set on the command line, including those that --public
/// implies. \a options is the result of parsing it with \a parser.
void overrideFrom(const QCommandLineParser &parser, const ServiceOptions &options,
                  SettingsStore &settings);

/// Returns \a options with the limits and the framing from \a settings. Ignores invalid values.
[[nodiscard]] ServiceOptions load(const SettingsStore &settings, ServiceOptions options);

/// Stores limits and framing; default values are removed from \a settings.
void store(const ServiceOptions &options, SettingsStore &settings);

} // namespace ConsoleOptions

} // namespace DigitSum
