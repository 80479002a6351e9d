// SPDX-License-Identifier: MIT
#pragma once

#include <QPalette>
#include <QString>

namespace DigitSum {

/// What colours the windows wear.
enum class Theme : quint8 {
    System, ///< the desktop's own style and palette
    Light,
    Dark,
};

/// Dresses every window of the application, at once and for those to come.
void applyTheme(Theme theme);
/// The theme applied last; System before the first call.
[[nodiscard]] Theme currentTheme();

/// The palettes that Light and Dark use, with the Fusion style.
[[nodiscard]] QPalette lightPalette();
[[nodiscard]] QPalette darkPalette();

/// "system", "light", "dark", as settings keep it; anything unknown is System.
[[nodiscard]] QString themeName(Theme theme);
[[nodiscard]] Theme themeNamed(const QString &name);

} // namespace DigitSum
