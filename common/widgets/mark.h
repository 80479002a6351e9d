// SPDX-License-Identifier: MIT
#pragma once

#include <QIcon>
#include <QRectF>

QT_BEGIN_NAMESPACE
class QColor;
class QPainter;
QT_END_NAMESPACE

namespace DigitSum {

/// Small signs that differ by shape, so that nobody needs their colour. They are drawn rather
/// than loaded: they take the palette's ink and are sharp at any size.
enum class Mark : quint8 {
    Ring,    ///< nothing here yet
    Dots,    ///< under way
    Check,   ///< good
    Warning, ///< a triangle with an exclamation mark
    Cross,   ///< broken
    Leaving, ///< an arrow out of a door
    Again,   ///< a turning arrow
    Info,    ///< a circle with an i
    Pause,   ///< two bars
    Close,   ///< a bare cross, for buttons
    Lock,    ///< encrypted, with whom it should be
};

/// Draws \a mark into the largest square in the middle of \a rect.
void paintMark(QPainter &painter, Mark mark, const QRectF &rect, const QColor &ink);

/// \a mark as an icon that is drawn at whatever size and scale it is asked for.
[[nodiscard]] QIcon markIcon(Mark mark, const QColor &ink);

} // namespace DigitSum
