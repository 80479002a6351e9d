// SPDX-License-Identifier: MIT
#include "common/widgets/semanticcolor.h"

#include <QPalette>

#include <algorithm>
#include <cmath>

namespace DigitSum {

namespace {

// See "relative luminance" in WCAG 2.1.
double linear(float channel)
{
    const double c = double(channel);
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
           + 0.0722 * linear(color.blueF());
}

QColor mixed(const QColor &ground, const QColor &ink, float share)
{
    const auto mix = [share](float a, float b) { return a + (b - a) * share; };
    return QColor::fromRgbF(mix(ground.redF(), ink.redF()), mix(ground.greenF(), ink.greenF()),
                            mix(ground.blueF(), ink.blueF()));
}

QColor preferredColor(SemanticColor color, bool dark)
{
    switch (color) {
    case SemanticColor::Neutral:
        break;
    case SemanticColor::Busy:
        return dark ? QColor(0x8a, 0xb4, 0xff) : QColor(0x0b, 0x57, 0xa8);
    case SemanticColor::Good:
        return dark ? QColor(0x7b, 0xd8, 0x8f) : QColor(0x1b, 0x6a, 0x2e);
    case SemanticColor::Warning:
        return dark ? QColor(0xff, 0xca, 0x5f) : QColor(0x80, 0x50, 0x00);
    case SemanticColor::Bad:
        return dark ? QColor(0xff, 0x95, 0x8c) : QColor(0xb0, 0x21, 0x1a);
    }
    return dark ? QColor(0xb8, 0xb8, 0xb8) : QColor(0x55, 0x55, 0x55);
}

} // namespace

double contrastRatio(const QColor &one, const QColor &other)
{
    const auto [darker, lighter] = std::minmax({luminance(one), luminance(other)});
    return (lighter + 0.05) / (darker + 0.05);
}

bool isDark(const QPalette &palette)
{
    return luminance(palette.color(QPalette::WindowText))
           > luminance(palette.color(QPalette::Window));
}

QColor foregroundColor(SemanticColor color, const QPalette &palette)
{
    constexpr double enough = 4.5;
    const QColor window = palette.color(QPalette::Window);
    const QColor base = palette.color(QPalette::Base);
    const QColor extreme = isDark(palette) ? QColor(Qt::white) : QColor(Qt::black);

    // A desktop palette may have less contrast than ours: move towards black or white as needed.
    const QColor wanted = preferredColor(color, isDark(palette));
    QColor ink = wanted;
    for (int tenths = 1; tenths <= 10; ++tenths) {
        if (std::min(contrastRatio(ink, window), contrastRatio(ink, base)) >= enough)
            break;
        ink = mixed(wanted, extreme, float(tenths) / 10);
    }
    return ink;
}

QColor backgroundColor(SemanticColor color, const QPalette &palette)
{
    return mixed(palette.color(QPalette::Window), foregroundColor(color, palette), 0.12F);
}

} // namespace DigitSum
