// SPDX-License-Identifier: MIT
#include "translations/translation.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <memory>

namespace DigitSum {

namespace {

void install(QCoreApplication &application, const QString &catalogue, const QString &folder)
{
    auto translator = std::make_unique<QTranslator>(&application);
    if (!translator->load(QLocale(), catalogue, QStringLiteral("_"), folder))
        return; // none for this language: texts stay English
    if (QCoreApplication::installTranslator(translator.get()))
        translator.release(); // NOLINT(bugprone-unused-return-value): its parent has it
}

} // namespace

void installTranslations(QCoreApplication &application)
{
    install(application, QStringLiteral("qtbase"),
            QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(application, QStringLiteral("digitsum"), QStringLiteral(":/i18n"));
}

} // namespace DigitSum
