// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>
#include <QDateTime>
#include <QString>

#include <chrono>

namespace DigitSum {

/// Formats quantities for display, with a unit and by the current locale.
class HumanText final
{
    Q_DECLARE_TR_FUNCTIONS(DigitSum::HumanText)

public:
    HumanText() = delete;

    /// "0.08 ms", "12 ms", "1.5 s": about three digits, whatever the magnitude.
    [[nodiscard]] static QString roundTrip(std::chrono::nanoseconds time);
    /// "12 s", "3 min", "2 h 5 min", "4 d 2 h": how long something has lasted.
    [[nodiscard]] static QString elapsed(std::chrono::seconds time);
    /// "10:21:07.311", or without milliseconds; "11/25/26 10:21" if \a at and \a now are not on the
    /// same day. Both in ms since the epoch, UTC; shown in local time.
    [[nodiscard]] static QString time(qint64 at, qint64 now = QDateTime::currentMSecsSinceEpoch());
    [[nodiscard]] static QString timeInSeconds(qint64 at,
                                               qint64 now = QDateTime::currentMSecsSinceEpoch());
    /// "1.2 MiB"
    [[nodiscard]] static QString bytes(qint64 count);
    /// "1,234,567"
    [[nodiscard]] static QString count(qint64 count);
    /// A count per second, without a unit: one decimal below 10, whole numbers above.
    [[nodiscard]] static QString rate(double perSecond);
};

} // namespace DigitSum
