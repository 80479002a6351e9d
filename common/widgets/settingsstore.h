// SPDX-License-Identifier: MIT
#pragma once

#include <QLatin1StringView>
#include <QMap>
#include <QVariant>

QT_FORWARD_DECLARE_CLASS(QWidget)

namespace DigitSum {

/// The application's QSettings with overrides from the command line, which apply to this run only.
/// An override hides the stored value without changing it, until store() replaces both.
class SettingsStore final
{
public:
    void setOverride(QLatin1StringView key, const QVariant &value) { m_overrides[key] = value; }
    [[nodiscard]] bool isOverridden(QLatin1StringView key) const
    {
        return m_overrides.contains(key);
    }

    [[nodiscard]] QVariant value(QLatin1StringView key, const QVariant &fallback = {}) const;
    /// Stores \a value, or removes the entry if it equals \a byDefault: defaults may differ in the
    /// next version or on another computer. Does nothing if \a value equals the override.
    void store(QLatin1StringView key, const QVariant &value, const QVariant &byDefault = {});

private:
    QMap<QLatin1StringView, QVariant> m_overrides;
};

/// Returns why the application's settings cannot be saved, empty if they can.
[[nodiscard]] QString settingsError();

/// Resizes \a window to hold \a columns by \a rows characters of its font.
void resizeToText(QWidget &window, int columns, int rows);

/// Restores what QWidget::saveGeometry() returned; if \a state is empty or invalid, resizes to
/// \a columns by \a rows characters. Qt moves a window that would be off all screens.
void restoreGeometry(QWidget &window, const QByteArray &state, int columns, int rows);

} // namespace DigitSum
