// SPDX-License-Identifier: MIT
#include "common/widgets/appstyle.h"

#include <QPainter>
#include <QPalette>
#include <QStyleOption>

namespace DigitSum {

namespace {

constexpr int columnMargin = 5; // pixels on each side of a cell's text
constexpr qreal cornerRadius = 2;

/// Mixes the text's colour into the window's: 3:1 to it, as WCAG 2.1 asks of a control's outline,
/// and less if the control is disabled.
QColor outlineColor(const QStyleOption &option)
{
    const QPalette &palette = option.palette;
    const QColor window = palette.color(QPalette::Active, QPalette::Window);
    const QColor text = palette.color(QPalette::Active, QPalette::WindowText);
    const float share = option.state.testFlag(QStyle::State_Enabled) ? 0.52F : 0.38F;
    const auto mix = [share](float from, float to) { return from + (to - from) * share; };
    return QColor::fromRgbF(mix(window.redF(), text.redF()), mix(window.greenF(), text.greenF()),
                            mix(window.blueF(), text.blueF()));
}

void drawOutline(const QStyleOption &option, QPainter &painter)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(outlineColor(option));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), cornerRadius,
                            cornerRadius);
    painter.restore();
}

} // namespace

int AppStyle::pixelMetric(PixelMetric metric, const QStyleOption *option,
                          const QWidget *widget) const
{
    switch (metric) {
    case PM_HeaderMargin:
        return columnMargin;
    case PM_FocusFrameHMargin: // views of items add one pixel
        return columnMargin - 1;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

OutlinedStyle::OutlinedStyle()
    : AppStyle(QStringLiteral("fusion"))
{
}

void OutlinedStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
                                  QPainter *painter, const QWidget *widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    const bool hasOutline = element == PE_FrameLineEdit || element == PE_IndicatorCheckBox;
    if (hasOutline && !option->state.testFlag(State_HasFocus)) // focus has an outline of its own
        drawOutline(*option, *painter);
}

void OutlinedStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                       QPainter *painter, const QWidget *widget) const
{
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option);
    const bool hasOutline =
        (control == CC_ComboBox && box && box->editable) || control == CC_SpinBox;
    if (hasOutline && !option->state.testFlag(State_HasFocus))
        drawOutline(*option, *painter);
}

} // namespace DigitSum
