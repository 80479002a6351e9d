// SPDX-License-Identifier: MIT
#include "common/widgets/humantext.h"

#include <QLocale>

namespace DigitSum {

/// \a format is for today's times.
static QString formatTime(qint64 at, qint64 now, const QString &format)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(at);
    if (time.date() == QDateTime::fromMSecsSinceEpoch(now).date())
        return time.toString(format);
    return QLocale().toString(time.date(), QLocale::ShortFormat)
           + time.toString(QStringLiteral(" HH:mm"));
}

QString HumanText::roundTrip(std::chrono::nanoseconds time)
{
    const double ms = std::chrono::duration<double, std::milli>(time).count();
    const QLocale locale;
    if (ms >= 1000)
        return tr("%1 s", "seconds").arg(locale.toString(ms / 1000, 'f', ms < 10'000 ? 2 : 1));
    const int decimals = ms < 10 ? 2 : ms < 100 ? 1 : 0;
    return tr("%1 ms", "milliseconds").arg(locale.toString(ms, 'f', decimals));
}

QString HumanText::elapsed(std::chrono::seconds time)
{
    using namespace std::chrono;
    const auto d = duration_cast<days>(time);
    const auto h = duration_cast<hours>(time - d);
    const auto min = duration_cast<minutes>(time - d - h);
    const QLocale locale;
    const auto text = [&locale](auto amount) { return locale.toString(qint64(amount.count())); };
    if (d.count() > 0)
        return tr("%1 d %2 h", "days, hours").arg(text(d), text(h));
    if (h.count() > 0)
        return tr("%1 h %2 min", "hours, minutes").arg(text(h), text(min));
    if (min.count() > 0)
        return tr("%1 min", "minutes").arg(text(min));
    return tr("%1 s", "seconds").arg(text(time));
}

QString HumanText::time(qint64 at, qint64 now)
{
    return formatTime(at, now, QStringLiteral("HH:mm:ss.zzz"));
}

QString HumanText::timeInSeconds(qint64 at, qint64 now)
{
    return formatTime(at, now, QStringLiteral("HH:mm:ss"));
}

QString HumanText::bytes(qint64 count)
{
    if (count < 1024) // Qt says "1 bytes"
        return tr("%Ln byte(s)", nullptr, int(count));
    return QLocale().formattedDataSize(count, 1);
}

QString HumanText::count(qint64 count)
{
    return QLocale().toString(count);
}

QString HumanText::rate(double perSecond)
{
    const bool isSmall = perSecond > 0.05 && perSecond < 9.95;
    return QLocale().toString(perSecond, 'f', isSmall ? 1 : 0);
}

} // namespace DigitSum
