// SPDX-License-Identifier: MIT
#pragma once

#include "common/widgets/theme.h"

#include <QMenu>

QT_FORWARD_DECLARE_CLASS(QActionGroup)

namespace DigitSum {

class Language;
class Zoom;

/// The menu for theme, zoom and language, the same in every window. Applies the remembered choices
/// when it is created and stores new ones in the application's QSettings.
class AppearanceMenu final : public QMenu
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AppearanceMenu)

public:
    /// Returns the code of the language chosen last, for texts shown before any menu exists.
    [[nodiscard]] static QString rememberedLanguage();

    /// \a zoom and \a language must outlive the menu.
    AppearanceMenu(Zoom &zoom, Language &language, QWidget *parent = nullptr);

private:
    void addThemes();
    void addZoom();
    void addLanguages();
    void restore();
    void checkCurrent();
    void chooseTheme(Theme theme);
    void chooseLanguage(const QString &code);
    void retranslate();

    Zoom &m_zoom;
    Language &m_language;
    QActionGroup *m_themes;
    QAction *m_larger;
    QAction *m_smaller;
    QAction *m_normalSize;
    QMenu *m_languageMenu;
    QActionGroup *m_languages;
};

} // namespace DigitSum
