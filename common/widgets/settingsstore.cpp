// SPDX-License-Identifier: MIT
#include "common/widgets/settingsstore.h"

#include <QSettings>
#include <QWidget>

namespace DigitSum {

QVariant SettingsStore::value(QLatin1StringView key, const QVariant &fallback) const
{
    const auto found = m_overrides.constFind(key);
    return found != m_overrides.cend() ? *found : QSettings().value(key, fallback);
}

void SettingsStore::store(QLatin1StringView key, const QVariant &value, const QVariant &byDefault)
{
    if (const auto found = m_overrides.constFind(key); found != m_overrides.cend()) {
        if (*found == value)
            return;
        m_overrides.erase(found);
    }
    if (value == byDefault)
        QSettings().remove(key);
    else
        QSettings().setValue(key, value);
}

void resizeToText(QWidget &window, int columns, int rows)
{
    const QFontMetrics metrics = window.fontMetrics();
    window.resize(metrics.averageCharWidth() * columns, metrics.height() * rows);
}

void restoreGeometry(QWidget &window, const QByteArray &state, int columns, int rows)
{
    if (!window.restoreGeometry(state))
        resizeToText(window, columns, rows);
}

} // namespace DigitSum
