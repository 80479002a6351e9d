// SPDX-License-Identifier: MIT
#include "common/widgets/theme.h"

#include "common/widgets/appstyle.h"

#include <QApplication>
#include <QStyle>

#include <optional>

namespace DigitSum {

namespace {

struct Colors
{
    QRgb window, base, alternate, text, button, mid, highlight, highlightedText, link, disabled,
        disabledButtonText; // differs because buttons have another background
};

QPalette paletteOf(const Colors &c)
{
    QPalette palette{QColor(c.button), QColor(c.window)};
    palette.setColor(QPalette::Window, c.window);
    palette.setColor(QPalette::Base, c.base);
    palette.setColor(QPalette::AlternateBase, c.alternate);
    palette.setColor(QPalette::ToolTipBase, c.alternate);
    palette.setColor(QPalette::Button, c.button);
    palette.setColor(QPalette::Mid, c.mid);
    palette.setColor(QPalette::Highlight, c.highlight);
    palette.setColor(QPalette::HighlightedText, c.highlightedText);
    palette.setColor(QPalette::Link, c.link);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                            QPalette::ToolTipText, QPalette::BrightText}) {
        palette.setColor(role, c.text);
        palette.setColor(QPalette::Disabled, role, c.disabled);
    }
    palette.setColor(QPalette::Disabled, QPalette::ButtonText, c.disabledButtonText);
    palette.setColor(QPalette::PlaceholderText, c.disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, c.mid);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, c.disabled);
    return palette;
}

std::optional<Theme> &appliedTheme()
{
    static std::optional<Theme> theme;
    return theme;
}

} // namespace

QPalette lightPalette()
{
    return paletteOf({.window = 0xfff4f5f7,
                      .base = 0xffffffff,
                      .alternate = 0xfff7f8fa,
                      .text = 0xff1b1d21,
                      .button = 0xffebedf0,
                      .mid = 0xffb4b9c1,
                      .highlight = 0xff1a5fb4,
                      .highlightedText = 0xffffffff,
                      .link = 0xff0b57a8,
                      .disabled = 0xff666b73,
                      .disabledButtonText = 0xff666b73});
}

QPalette darkPalette()
{
    return paletteOf({.window = 0xff23262b,
                      .base = 0xff1a1c20,
                      .alternate = 0xff1f2227,
                      .text = 0xffe9ebee,
                      .button = 0xff31353c,
                      .mid = 0xff565c66,
                      .highlight = 0xff2d6fc4,
                      .highlightedText = 0xffffffff,
                      .link = 0xff8ab4ff,
                      .disabled = 0xff9aa0a9,
                      .disabledButtonText = 0xffbcc1c9});
}

void applyTheme(Theme theme)
{
    static const QString systemStyle = QApplication::style()->objectName();

    if (appliedTheme() == theme)
        return;
    appliedTheme() = theme;
    if (theme == Theme::System) {
        QApplication::setStyle(new AppStyle(systemStyle));
        QApplication::setPalette(QPalette());
        return;
    }
    QApplication::setStyle(new OutlinedStyle);
    QApplication::setPalette(theme == Theme::Dark ? darkPalette() : lightPalette());
}

Theme currentTheme()
{
    return appliedTheme().value_or(Theme::System);
}

QString themeName(Theme theme)
{
    switch (theme) {
    case Theme::System:
        break;
    case Theme::Light:
        return QStringLiteral("light");
    case Theme::Dark:
        return QStringLiteral("dark");
    }
    return QStringLiteral("system");
}

Theme themeNamed(const QString &name)
{
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
        if (name == themeName(theme))
            return theme;
    }
    return Theme::System;
}

} // namespace DigitSum
