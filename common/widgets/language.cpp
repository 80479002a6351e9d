// SPDX-License-Identifier: MIT
#include "common/widgets/language.h"

#include <QDir>
#include <QGuiApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace DigitSum {

namespace {

const QString folderOfTexts = QStringLiteral(":/i18n");

} // namespace

Language::Language(QObject *parent)
    : QObject(parent)
{
}

Language::~Language()
{
    QCoreApplication::removeTranslator(&m_texts);
    QCoreApplication::removeTranslator(&m_qtTexts);
}

QStringList Language::available()
{
    const QString prefix = QStringLiteral("digitsum_");
    QStringList codes{QStringLiteral("en")};
    const QStringList files = QDir(folderOfTexts).entryList({prefix + QStringLiteral("*.qm")});
    for (const QString &file : files) {
        const QString code = file.sliced(prefix.size()).chopped(3);
        if (!codes.contains(code))
            codes.append(code);
    }
    codes.sort();
    return codes;
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
    load(m_qtTexts, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    load(m_texts, QStringLiteral("digitsum"), folderOfTexts);
    QGuiApplication::setLayoutDirection(QLocale().textDirection());
}

void Language::load(QTranslator &translator, const QString &catalogue, const QString &folder)
{
    QCoreApplication::removeTranslator(&translator);
    // Without a catalogue texts are English, whose own holds the plural forms.
    const QString separator = QStringLiteral("_");
    if (translator.load(QLocale(), catalogue, separator, folder)
        || translator.load(QLocale(QLocale::English), catalogue, separator, folder))
        QCoreApplication::installTranslator(&translator);
}

} // namespace DigitSum
