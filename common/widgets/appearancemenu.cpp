// SPDX-License-Identifier: MIT
#include "common/widgets/appearancemenu.h"

#include "common/widgets/language.h"
#include "common/widgets/zoom.h"

#include <QActionGroup>
#include <QEvent>
#include <QSettings>

#include <algorithm>
#include <array>

namespace DigitSum {

namespace {

constexpr QLatin1StringView themeKey{"appearance/theme"};
constexpr QLatin1StringView languageKey{"appearance/language"};
constexpr QLatin1StringView zoomKey{"appearance/zoom"};
constexpr std::array themes{Theme::System, Theme::Light, Theme::Dark};

} // namespace

AppearanceMenu::AppearanceMenu(Zoom &zoom, Language &language, QWidget *parent)
    : QMenu(parent)
    , m_zoom(zoom)
    , m_language(language)
    , m_themes(new QActionGroup(this))
    , m_larger(new QAction(this))
    , m_smaller(new QAction(this))
    , m_usual(new QAction(this))
    , m_languageMenu(new QMenu(this))
    , m_languages(new QActionGroup(this))
{
    setObjectName(QStringLiteral("appearanceMenu"));
    addThemes();
    addSeparator();
    addZoom();
    addSeparator();
    addLanguages();
    restore();
    retranslate();
}

QString AppearanceMenu::rememberedLanguage()
{
    return QSettings().value(languageKey).toString();
}

void AppearanceMenu::addThemes()
{
    for (const Theme theme : themes) {
        QAction *action = addAction(QString());
        action->setObjectName(QStringLiteral("theme-") + themeName(theme));
        action->setCheckable(true);
        m_themes->addAction(action);
        connect(action, &QAction::triggered, this, [this, theme] { chooseTheme(theme); });
    }
}

void AppearanceMenu::addZoom()
{
    m_larger->setObjectName(QStringLiteral("zoomIn"));
    m_larger->setShortcuts({QKeySequence(QKeySequence::ZoomIn), Qt::CTRL | Qt::Key_Equal});
    m_smaller->setObjectName(QStringLiteral("zoomOut"));
    m_smaller->setShortcut(QKeySequence::ZoomOut);
    m_usual->setObjectName(QStringLiteral("zoomReset"));
    m_usual->setShortcut(Qt::CTRL | Qt::Key_0);
    addActions({m_larger, m_smaller, m_usual});
    connect(m_larger, &QAction::triggered, &m_zoom, &Zoom::in);
    connect(m_smaller, &QAction::triggered, &m_zoom, &Zoom::out);
    connect(m_usual, &QAction::triggered, &m_zoom, &Zoom::reset);
    connect(&m_zoom, &Zoom::changed, this,
            [](int percent) { QSettings().setValue(zoomKey, percent); });
}

void AppearanceMenu::addLanguages()
{
    m_languageMenu->setObjectName(QStringLiteral("languageMenu"));
    addMenu(m_languageMenu);
    QStringList codes = Language::available();
    codes.prepend(QString()); // the system's
    for (const QString &code : std::as_const(codes)) {
        QAction *action =
            m_languageMenu->addAction(code.isEmpty() ? QString() : Language::nameOf(code));
        action->setObjectName(QStringLiteral("language-") + code);
        action->setCheckable(true);
        action->setData(code);
        m_languages->addAction(action);
        connect(action, &QAction::triggered, this, [this, code] { chooseLanguage(code); });
    }
}

void AppearanceMenu::restore()
{
    const QSettings settings;
    const Theme theme = themeNamed(settings.value(themeKey).toString());
    if (theme != currentTheme())
        applyTheme(theme);
    const auto chosen = std::find(themes.begin(), themes.end(), theme) - themes.begin();
    m_themes->actions().at(chosen)->setChecked(true);
    m_language.setCode(rememberedLanguage());
    const auto languages = m_languages->actions();
    for (QAction *action : languages)
        action->setChecked(action->data().toString() == m_language.code());
    m_zoom.setPercent(settings.value(zoomKey, m_zoom.percent()).toInt());
}

void AppearanceMenu::chooseTheme(Theme theme)
{
    applyTheme(theme);
    QSettings().setValue(themeKey, themeName(theme));
}

void AppearanceMenu::chooseLanguage(const QString &code)
{
    m_language.setCode(code);
    QSettings().setValue(languageKey, code);
}

void AppearanceMenu::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QMenu::changeEvent(event);
}

void AppearanceMenu::retranslate()
{
    setTitle(tr("&Appearance"));
    const std::array names{tr("As the &desktop"), tr("&Light"), tr("Da&rk")};
    for (std::size_t i = 0; i < names.size(); ++i)
        m_themes->actions().at(qsizetype(i))->setText(names.at(i));
    m_languageMenu->setTitle(tr("Lan&guage"));
    m_languages->actions().constFirst()->setText(tr("The system's language"));
    m_larger->setText(tr("Larger &text"));
    m_smaller->setText(tr("&Smaller text"));
    m_usual->setText(tr("&Usual text size"));
}

} // namespace DigitSum
