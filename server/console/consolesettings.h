// SPDX-License-Identifier: MIT
#pragma once

#include <QLatin1StringView>

/// Under which names the server window keeps its settings.
namespace DigitSum::ConsoleKeys {

inline constexpr QLatin1StringView geometry{"window/geometry"};
inline constexpr QLatin1StringView divisions{"window/divisions"};
inline constexpr QLatin1StringView columns{"clients/columns"};
inline constexpr QLatin1StringView hostNames{"clients/hostNames"};
inline constexpr QLatin1StringView addresses{"listen/addresses"};
inline constexpr QLatin1StringView port{"listen/port"};
inline constexpr QLatin1StringView framing{"options/framing"};
inline constexpr QLatin1StringView maxClients{"options/maxClients"};
inline constexpr QLatin1StringView logFile{"options/logFile"};

} // namespace DigitSum::ConsoleKeys
