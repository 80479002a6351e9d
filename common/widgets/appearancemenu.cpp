// SPDX-License-Identifier: MIT
#include "common/widgets/appearancemenu.h"

#include "common/widgets/eventcallback.h"
#include "common/widgets/language.h"
#include "common/widgets/zoom.h"

#include <QActionGroup>
#include <QSettings>

#include <algorithm>
#include <array>

namespace DigitSum {

namespace {

const QString themeKey = QStringLiteral("theme");
const QString languageKey = QStringLiteral("language");
const QString zoomKey = QStringLiteral("zoom");
constexpr std::array themes{Theme::System, Theme::Light, Theme::Dark};

QVariant stored(const QString &key)
{
    const QSettings settings;
    // Earlier versions of the client used the group "view".
    return settings.value(QStringLiteral("appearance/") + key,
                          settings.value(QStringLiteral("view/") + key));
}

void store(const QString &key, const QVariant &value)
{
    QSettings().setValue(QStringLiteral("appearance/") + key, value);
}

} // namespace

AppearanceMenu::AppearanceMenu(Zoom &zoom, Language &language, QWidget *parent)
    : QMenu(parent)
    , m_zoom(zoom)
    , m_language(language)
    , m_themes(new QActionGroup(this))
    , m_larger(new QAction(this))
    , m_smaller(new QAction(this))
    , m_normalSize(new QAction(this))
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
    onEvent(this, QEvent::LanguageChange, [this] { retranslate(); });
    retranslate();
    connect(this, &QMenu::aboutToShow, this, &AppearanceMenu::checkCurrent);
}

QString AppearanceMenu::rememberedLanguage()
{
    return stored(languageKey).toString();
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
    m_normalSize->setObjectName(QStringLiteral("zoomReset"));
    m_normalSize->setShortcut(Qt::CTRL | Qt::Key_0);
    addActions({m_larger, m_smaller, m_normalSize});
    connect(m_larger, &QAction::triggered, &m_zoom, &Zoom::in);
    connect(m_smaller, &QAction::triggered, &m_zoom, &Zoom::out);
    connect(m_normalSize, &QAction::triggered, &m_zoom, &Zoom::reset);
    connect(&m_zoom, &Zoom::changed, this, [](int percent) { store(zoomKey, percent); });
}

void AppearanceMenu::addLanguages()
{
    m_languageMenu->setObjectName(QStringLiteral("languageMenu"));
    addMenu(m_languageMenu);
    QStringList codes = Language::available();
    codes.prepend(QString()); // the system default
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
    applyTheme(themeNamed(stored(themeKey).toString()));
    if (const QString code = rememberedLanguage(); code != m_language.code())
        m_language.setCode(code);
    bool isNumber = false;
    const int percent = stored(zoomKey).toInt(&isNumber);
    m_zoom.setPercent(isNumber ? percent : m_zoom.percent());
}

void AppearanceMenu::checkCurrent()
{
    const auto chosen = std::find(themes.begin(), themes.end(), currentTheme()) - themes.begin();
    m_themes->actions().at(chosen)->setChecked(true);
    const auto languages = m_languages->actions();
    for (QAction *action : languages)
        action->setChecked(action->data().toString() == m_language.code());
}

void AppearanceMenu::chooseTheme(Theme theme)
{
    applyTheme(theme);
    store(themeKey, themeName(theme));
}

void AppearanceMenu::chooseLanguage(const QString &code)
{
    m_language.setCode(code);
    store(languageKey, code);
}

void AppearanceMenu::retranslate()
{
    setTitle(tr("&Appearance"));
    const std::array names{tr("&System default"), tr("&Light"), tr("&Dark")};
    for (std::size_t i = 0; i < names.size(); ++i)
        m_themes->actions().at(qsizetype(i))->setText(names.at(i));
    m_languageMenu->setTitle(tr("Lan&guage"));
    m_languages->actions().constFirst()->setText(tr("&System default"));
    m_larger->setText(tr("Zoom &in"));
    m_smaller->setText(tr("Zoom &out"));
    m_normalSize->setText(tr("&Normal size"));
    checkCurrent();
}

} // namespace DigitSum
