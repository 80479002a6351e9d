// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>

QT_FORWARD_DECLARE_CLASS(QPalette)

namespace DigitSum {

/// The meaning of a colour. A Symbol and a word always appear beside it.
enum class SemanticColor : quint8 {
    Neutral,
    Busy,
    Good,
    Warning,
    Bad,
};

/// Returns the colour of \a color for text and icons on \a palette's Window and Base; its contrast
/// with both is at least 4.5, in light palettes and in dark ones.
[[nodiscard]] QColor foregroundColor(SemanticColor color, const QPalette &palette);

/// Returns a background tint of \a color for text in WindowText.
[[nodiscard]] QColor backgroundColor(SemanticColor color, const QPalette &palette);

/// Returns whether \a palette has light text on a dark background.
[[nodiscard]] bool isDark(const QPalette &palette);

/// Returns the contrast ratio that WCAG 2.1 defines, from 1 (none) to 21 (black on white).
[[nodiscard]] double contrastRatio(const QColor &one, const QColor &other);

} // namespace DigitSum
