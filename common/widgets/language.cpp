// SPDX-License-Identifier: MIT
#include "common/widgets/language.h"

#include <QGuiApplication>
#include <QLocale>

namespace DigitSum {

Language::Language(QObject *parent)
    : QObject(parent)
{
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
    QLocale::setDefault(m_code.isEmpty() ? QLocale::system() : QLocale(m_code));
    m_translation.load();
    QGuiApplication::setLayoutDirection(QLocale().textDirection());
}

} // namespace DigitSum
