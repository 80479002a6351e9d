// SPDX-License-Identifier: MIT
#include "common/widgets/windowplacement.h"

#include <QCoreApplication>
#include <QEvent>
#include <QLayout>
#include <QScreen>
#include <QWidget>

#include <algorithm>

namespace DigitSum {

namespace {

constexpr int cascadeStep = 32;

// The frame is not known before the window manager has drawn it. These fit the usual ones.
constexpr QSize assumedFrame{4, 40};

constexpr const char *isLimitedProperty = "digitsumMinimumIsLimited";

/// False for menus, tooltips and the like, which Qt places.
bool isPlaced(const QWidget &widget)
{
    const Qt::WindowType type = widget.windowType();
    return widget.isWindow() && (type == Qt::Window || type == Qt::Dialog)
           && widget.minimumSize() != widget.maximumSize();
}

QSize frameOf(const QWidget &window)
{
    return (window.frameGeometry().size() - window.size()).expandedTo(assumedFrame);
}

QSize largestSize(const QWidget &window)
{
    return window.screen()->availableGeometry().size() - frameOf(window);
}

/// Overrides the minimum that the layout would set while it is larger than the screen.
void limitMinimum(QWidget &window)
{
    if (!window.layout())
        return;
    const QSize least = window.layout()->totalMinimumSize();
    const QSize limited = least.boundedTo(largestSize(window));
    const bool wasLimited = window.property(isLimitedProperty).toBool();
    if (limited != least)
        window.setMinimumSize(limited);
    else if (wasLimited)
        window.setMinimumSize(0, 0); // left to the layout
    window.setProperty(isLimitedProperty, limited != least);
}

void fitToScreen(QWidget &window)
{
    limitMinimum(window);
    window.resize(window.size().boundedTo(largestSize(window)));
    if (window.testAttribute(Qt::WA_Moved))
        window.move(keptWithin(window.pos(), window.size() + frameOf(window),
                               window.screen()->availableGeometry()));
}

} // namespace

WindowPlacement::WindowPlacement(QObject *parent)
    : QObject(parent)
{
    QCoreApplication::instance()->installEventFilter(this);
}

void WindowPlacement::cascade(QWidget &window, const QWidget &previous)
{
    window.setScreen(previous.screen());
    const QRect available = previous.screen()->availableGeometry();
    window.resize(window.size().boundedTo(largestSize(window)));
    // A maximized window has no position to continue from.
    const QPoint from = previous.isMaximized() || previous.isFullScreen()
                            ? previous.normalGeometry().topLeft()
                            : previous.pos();
    window.move(cascaded(from, window.size() + frameOf(window), available));
}

bool WindowPlacement::eventFilter(QObject *watched, QEvent *event)
{
    const bool isShown = event->type() == QEvent::Show && !event->spontaneous();
    if ((isShown || event->type() == QEvent::LayoutRequest) && watched->isWidgetType()) {
        auto &widget = static_cast<QWidget &>(*watched);
        if (isShown && isPlaced(widget) && !widget.isMaximized() && !widget.isFullScreen())
            fitToScreen(widget);
        else if (isPlaced(widget))
            limitMinimum(widget);
    }
    return QObject::eventFilter(watched, event);
}

QPoint keptWithin(QPoint position, QSize size, const QRect &available)
{
    const QPoint last(available.x() + available.width() - size.width(),
                      available.y() + available.height() - size.height());
    return {std::max(available.x(), std::min(position.x(), last.x())),
            std::max(available.y(), std::min(position.y(), last.y()))};
}

QPoint cascaded(QPoint previous, QSize size, const QRect &available)
{
    QPoint next = previous + QPoint(cascadeStep, cascadeStep);
    const QPoint kept = keptWithin(next, size, available);
    if (kept.x() != next.x())
        next.setX(available.x());
    if (kept.y() != next.y())
        next.setY(available.y());
    return next;
}

} // namespace DigitSum
