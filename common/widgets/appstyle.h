// SPDX-License-Identifier: MIT
#pragma once

#include <QProxyStyle>

namespace DigitSum {

/// A widget style with more room between the columns of tables: numbers on the right of one and
/// texts on the left of the next would run together.
class AppStyle : public QProxyStyle
{
    Q_OBJECT

public:
    using QProxyStyle::QProxyStyle;

    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption *option,
                                  const QWidget *widget) const override;
};

/// Fusion with outlines of fields and check boxes that can be seen: its own are a shade darker than
/// the window, which vanishes in a dark theme.
class OutlinedStyle final : public AppStyle
{
    Q_OBJECT

public:
    OutlinedStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                            QPainter *painter, const QWidget *widget) const override;
};

} // namespace DigitSum
