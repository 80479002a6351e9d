// SPDX-License-Identifier: MIT
#pragma once

#include <QLatin1StringView>
#include <QMap>
#include <QVariant>

namespace DigitSum {

/// Under which names the server window keeps its settings.
namespace ConsoleKeys {

inline constexpr QLatin1StringView geometry{"window/geometry"};
inline constexpr QLatin1StringView divisions{"window/divisions"};
inline constexpr QLatin1StringView columns{"clients/columns"};
inline constexpr QLatin1StringView hostNames{"clients/hostNames"};
inline constexpr QLatin1StringView addresses{"listen/addresses"};
inline constexpr QLatin1StringView port{"listen/port"};
inline constexpr QLatin1StringView framing{"options/framing"};
inline constexpr QLatin1StringView logFile{"options/logFile"};

} // namespace ConsoleKeys

/// What the server window remembers, and what it was given for this run alone. A plain value over
/// the application's QSettings.
///
/// What was given, say on the command line, wins over what is remembered and leaves it alone;
/// until somebody chooses something else in the window, which is remembered as always.
class ConsoleSettings final
{
public:
    void give(QLatin1StringView key, const QVariant &value) { m_given.insert(key, value); }
    [[nodiscard]] bool isGiven(QLatin1StringView key) const { return m_given.contains(key); }

    [[nodiscard]] QVariant value(QLatin1StringView key, const QVariant &otherwise = {}) const;
    /// \a value is what the window has now. What is \a usual isn't kept: it may be another the next
    /// time, on another computer.
    void remember(QLatin1StringView key, const QVariant &value, const QVariant &usual = {});

private:
    QMap<QLatin1StringView, QVariant> m_given;
};

} // namespace DigitSum
