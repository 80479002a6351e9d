// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>

QT_BEGIN_NAMESPACE
class QPalette;
QT_END_NAMESPACE

namespace DigitSum {

/// What a colour says. It never says it alone: a Mark and a word stand beside it.
enum class Tone : quint8 {
    Neutral,
    Busy,
    Good,
    Warning,
    Bad,
};

/// The ink of \a tone for text and marks on \a palette's Window and Base; its contrast with both
/// is at least 4.5, in light palettes and in dark ones.
[[nodiscard]] QColor toneColor(Tone tone, const QPalette &palette);

/// A tint of \a tone to put text in WindowText on.
[[nodiscard]] QColor toneBackground(Tone tone, const QPalette &palette);

/// Whether \a palette is light text on a dark ground.
[[nodiscard]] bool isDark(const QPalette &palette);

/// From 1 (none) to 21 (black on white), as WCAG 2.1 defines it.
[[nodiscard]] double contrastRatio(const QColor &one, const QColor &other);

} // namespace DigitSum
