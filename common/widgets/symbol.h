// SPDX-License-Identifier: MIT
#pragma once

#include <QIcon>
#include <QRectF>

QT_FORWARD_DECLARE_CLASS(QColor)
QT_FORWARD_DECLARE_CLASS(QPainter)

namespace DigitSum {

/// Small icons that differ by shape, not only by colour. They are drawn with the palette's colours
/// and are sharp at any size.
enum class Symbol : quint8 {
    Ring,    ///< nothing here yet
    Dots,    ///< in progress
    Check,   ///< good
    Warning, ///< a triangle with an exclamation mark
    Cross,   ///< broken
    Leaving, ///< an arrow out of a door
    Again,   ///< a turning arrow
    Info,    ///< a circle with an i
    Close,   ///< a bare cross, for buttons
    Lock,    ///< encrypted, identity verified
};

/// Draws \a symbol into the largest square in the middle of \a rect.
void paintSymbol(QPainter &painter, Symbol symbol, const QRectF &rect, const QColor &ink);

/// Returns an icon that draws \a symbol at any size and scale.
[[nodiscard]] QIcon symbolIcon(Symbol symbol, const QColor &ink);

} // namespace DigitSum
