// SPDX-License-Identifier: MIT
#include "common/widgets/language.h"

#include <QGuiApplication>
#include <QLocale>

namespace DigitSum {

/// Returns the locale of the texts that the system's user can be shown: numbers, dates and the
/// direction of layouts must not follow a language that there is no catalogue of.
static QLocale systemLocale()
{
    const QLocale system = QLocale::system();
    const QStringList names = system.uiLanguages();
    for (const QString &name : names) {
        const QLocale wanted(name);
        if (!Language::available().contains(QLocale::languageToCode(wanted.language())))
            continue;
        return wanted.language() == system.language() ? system : wanted;
    }
    return QLocale(QLocale::English);
}

Language::Language(QObject *parent)
    : QObject(parent)
{
    setCode({});
}

QString Language::nameOf(const QString &code)
{
    const QLocale locale(code);
    // CLDR calls English "American English".
    const QString name = locale.language() == QLocale::English ? QStringLiteral("English")
                                                               : locale.nativeLanguageName();
    return name.isEmpty() ? code : name;
}

void Language::setCode(const QString &code)
{
    m_code = available().contains(code) ? code : QString();
    QLocale::setDefault(m_code.isEmpty() ? systemLocale() : QLocale(m_code));
    m_translation.load();
    QGuiApplication::setLayoutDirection(QLocale().textDirection());
}

} // namespace DigitSum
