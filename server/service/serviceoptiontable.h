// SPDX-License-Identifier: MIT
#pragma once

#include "server/service/serviceoptions.h"

#include <QLatin1StringView>

#include <span>

namespace DigitSum {

namespace OptionNames {

inline constexpr QLatin1StringView listen{"listen"};
inline constexpr QLatin1StringView port{"port"};
inline constexpr QLatin1StringView framing{"framing"};
inline constexpr QLatin1StringView maxClients{"max-clients"};
inline constexpr QLatin1StringView maxClientsPerAddress{"max-clients-per-address"};
inline constexpr QLatin1StringView idleTimeout{"idle-timeout"};
inline constexpr QLatin1StringView outputTimeout{"output-timeout"};
inline constexpr QLatin1StringView minRate{"min-rate"};
inline constexpr QLatin1StringView maxDigits{"max-digits"};
inline constexpr QLatin1StringView tlsCertificate{"tls-cert"};
inline constexpr QLatin1StringView tlsKey{"tls-key"};
inline constexpr QLatin1StringView proxyProtocol{"proxy-protocol"};
inline constexpr QLatin1StringView proxyFrom{"proxy-from"};
inline constexpr QLatin1StringView strict{"public"};

} // namespace OptionNames

/// The value of an option that is a whole number. Times are in seconds.
struct OptionNumber
{
    int (*get)(const ServiceOptions &) = nullptr; ///< null: the option is no number
    void (*set)(ServiceOptions &, int) = nullptr;
    int least = 0;
    int most = 0;
    std::optional<int> strict;     ///< the value in the --public preset, if it has one
    QLatin1StringView settingsKey; ///< empty: the server window does not offer this option
};

/// An option of the servers. One table of these feeds the command line, the --public preset, and
/// the settings and the options dialog of the server window.
struct ServiceOption
{
    QLatin1StringView name;
    const char *valueName; ///< null for a flag; translated in the context DigitSum::ServiceOptions
    const char *help;      ///< likewise; %1 is the default, and for --public the preset
    OptionNumber number;
};

[[nodiscard]] std::span<const ServiceOption> serviceOptionTable();

/// Returns the entry for \a name, which must be in the table.
[[nodiscard]] const ServiceOption &serviceOption(QLatin1StringView name);

/// Returns \a time in seconds, rounded up: only 0 stays 0, which means no limit.
[[nodiscard]] int secondsOf(std::chrono::milliseconds time);

} // namespace DigitSum
