// SPDX-License-Identifier: MIT
#include "common/widgets/zoom.h"

#include <QApplication>

#include <algorithm>
#include <array>

namespace DigitSum {

namespace {

// The same steps as in web browsers.
constexpr std::array steps{50, 67, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300};

} // namespace

QFont scaledFont(QFont font, int percent)
{
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * percent / 100);
    else
        font.setPixelSize(std::max(1, font.pixelSize() * percent / 100));
    return font;
}

Zoom::Zoom(QObject *parent)
    : QObject(parent)
    , m_font(QApplication::font())
{
}

void Zoom::setPercent(int percent)
{
    percent = std::clamp(percent, least, most);
    if (percent == m_percent)
        return;
    m_percent = percent;
    QApplication::setFont(scaledFont(m_font, percent));
    Q_EMIT changed(percent);
}

void Zoom::in()
{
    const auto *const next = std::upper_bound(steps.begin(), steps.end(), m_percent);
    if (next != steps.end())
        setPercent(*next);
}

void Zoom::out()
{
    const auto *const next = std::lower_bound(steps.begin(), steps.end(), m_percent);
    if (next != steps.begin())
        setPercent(*(next - 1));
}

} // namespace DigitSum
