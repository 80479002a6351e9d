// SPDX-License-Identifier: MIT
#pragma once

#include "common/widgets/theme.h"

#include <QMenu>

QT_BEGIN_NAMESPACE
class QActionGroup;
QT_END_NAMESPACE

namespace DigitSum {

class Language;
class Zoom;

/// The part of a View menu that is the same in every window: light or dark, and how large the text
/// is, and in which language. Remembers them in the application's settings and applies them when it
/// is made.
class AppearanceMenu final : public QMenu
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AppearanceMenu)

public:
    /// \a zoom and \a language outlive the menu.
    /// The language that was chosen last, for what is said before there is a menu.
    [[nodiscard]] static QString rememberedLanguage();

    AppearanceMenu(Zoom &zoom, Language &language, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void addThemes();
    void addZoom();
    void addLanguages();
    void restore();
    void chooseTheme(Theme theme);
    void chooseLanguage(const QString &code);
    void retranslate();

    Zoom &m_zoom;
    Language &m_language;
    QActionGroup *m_themes;
    QAction *m_larger;
    QAction *m_smaller;
    QAction *m_usual;
    QMenu *m_languageMenu;
    QActionGroup *m_languages;
};

} // namespace DigitSum
