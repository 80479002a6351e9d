// SPDX-License-Identifier: MIT
#include "server/console/listen/consolesettings.h"

#include <QSettings>

namespace DigitSum {

QVariant ConsoleSettings::value(QLatin1StringView key, const QVariant &otherwise) const
{
    const auto given = m_given.constFind(key);
    return given != m_given.cend() ? *given : QSettings().value(key, otherwise);
}

void ConsoleSettings::remember(QLatin1StringView key, const QVariant &value, const QVariant &usual)
{
    if (const auto given = m_given.constFind(key); given != m_given.cend()) {
        if (*given == value)
            return;
        m_given.erase(given);
    }
    if (value == usual)
        QSettings().remove(key);
    else
        QSettings().setValue(key, value);
}

} // namespace DigitSum
