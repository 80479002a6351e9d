// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QRect>

QT_FORWARD_DECLARE_CLASS(QWidget)

namespace DigitSum {

/// Keeps every window and dialog of the application within the available area of its screen, which
/// excludes panels and docks: limits the size that a window opens with, moves it if it has a
/// position, and lets it shrink below the minimum of its layout if that is larger than the screen.
/// One per application.
class WindowPlacement final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WindowPlacement)

public:
    explicit WindowPlacement(QObject *parent = nullptr);

    /// Moves \a window, which is not shown yet, to the right of and below \a previous. What would
    /// leave the screen starts at its left or top edge again.
    static void cascade(QWidget &window, const QWidget &previous);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

/// Returns \a position moved so that a window of \a size, with its frame, is within \a available.
/// A window that is larger than that starts at the left and top edges.
[[nodiscard]] QPoint keptWithin(QPoint position, QSize size, const QRect &available);

/// Returns the position of a window of \a size, with its frame, that follows one at \a previous.
[[nodiscard]] QPoint cascaded(QPoint previous, QSize size, const QRect &available);

} // namespace DigitSum
