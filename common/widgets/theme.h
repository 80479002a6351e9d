// SPDX-License-Identifier: MIT
#pragma once

#include <QPalette>
#include <QString>

namespace DigitSum {

/// The colour scheme of all windows.
enum class Theme : quint8 {
    System, ///< the desktop's own style and palette
    Light,
    Dark,
};

/// Applies \a theme to all current and future windows of the application, unless it is applied.
void applyTheme(Theme theme);
/// Returns the theme applied last, System before the first call.
[[nodiscard]] Theme currentTheme();

/// The palettes that Light and Dark use, with the Fusion style.
[[nodiscard]] QPalette lightPalette();
[[nodiscard]] QPalette darkPalette();

/// Converts to and from "system", "light" and "dark"; an unknown name yields System.
[[nodiscard]] QString themeName(Theme theme);
[[nodiscard]] Theme themeNamed(const QString &name);

} // namespace DigitSum
