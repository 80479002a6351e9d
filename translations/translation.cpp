// SPDX-License-Identifier: MIT
#include "translations/translation.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>

namespace DigitSum {

namespace {

QString ourFolder()
{
    return QStringLiteral(":/i18n");
}

void reload(QTranslator &translator, const QString &catalogue, const QString &folder)
{
    QCoreApplication::removeTranslator(&translator);
    // In a language without a catalogue texts are English, whose own has the plural forms.
    const auto separator = QStringLiteral("_");
    if (translator.load(QLocale(), catalogue, separator, folder)
        || translator.load(QLocale(QLocale::English), catalogue, separator, folder))
        QCoreApplication::installTranslator(&translator);
}

} // namespace

void Translation::load()
{
    reload(m_qtTexts, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    reload(m_texts, QStringLiteral("digitsum"), ourFolder());
}

QStringList Translation::languages()
{
    const auto prefix = QStringLiteral("digitsum_");
    const auto suffix = QStringLiteral(".qm");
    QStringList codes = QDir(ourFolder()).entryList({QString(prefix + u'*' + suffix)}, QDir::Files);
    for (QString &code : codes)
        code = code.sliced(prefix.size()).chopped(suffix.size());
    codes.sort();
    return codes;
}

} // namespace DigitSum
