// SPDX-License-Identifier: MIT
#include "translations/translation.h"

#include <QLocale>
#include <QTest>

using namespace DigitSum;

namespace {

constexpr char sourceText[] = "The server stopped, or the network failed.";

} // namespace

class TranslationTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void speaksTheLocalesLanguage_data();
    void speaksTheLocalesLanguage();
    void countsInPlural_data();
    void countsInPlural();
};

void TranslationTest::cleanup()
{
    QLocale::setDefault(QLocale::c());
}

void TranslationTest::speaksTheLocalesLanguage_data()
{
    QTest::addColumn<QLocale>("locale");
    QTest::addColumn<QString>("text");

    const QString english = QString::fromLatin1(sourceText);
    const QString german =
        QStringLiteral("Der Server wurde beendet, oder das Netzwerk ist ausgefallen.");
    QTest::newRow("German") << QLocale(QLocale::German, QLocale::Germany) << german;
    QTest::newRow("Austrian German") << QLocale(QLocale::German, QLocale::Austria) << german;
    QTest::newRow("English") << QLocale(QLocale::English, QLocale::UnitedKingdom) << english;
    QTest::newRow("without catalogue") << QLocale(QLocale::Icelandic, QLocale::Iceland) << english;
}

void TranslationTest::speaksTheLocalesLanguage()
{
    QFETCH(const QLocale, locale);
    QFETCH(const QString, text);

    QLocale::setDefault(locale);
    const Translation translation;

    QCOMPARE(QCoreApplication::translate("DigitSum::SessionError", sourceText), text);
}

void TranslationTest::countsInPlural_data()
{
    QTest::addColumn<QLocale>("locale");
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("text");

    const QLocale english(QLocale::English, QLocale::UnitedStates);
    QTest::newRow("English, one") << english << 1 << QStringLiteral("1 attempt left.");
    QTest::newRow("English, many") << english << 2 << QStringLiteral("2 attempts left.");
    const QLocale german(QLocale::German, QLocale::Germany);
    QTest::newRow("German, one") << german << 1 << QStringLiteral("Noch 1 Versuch.");
    QTest::newRow("German, many") << german << 2 << QStringLiteral("Noch 2 Versuche.");
}

void TranslationTest::countsInPlural()
{
    QFETCH(const QLocale, locale);
    QFETCH(const int, count);
    QFETCH(const QString, text);

    QLocale::setDefault(locale);
    const Translation translation;

    QCOMPARE(QCoreApplication::translate("DigitSum::ServiceMonitor", "%n attempt(s) left.", nullptr,
                                         count),
             text);
}

QTEST_GUILESS_MAIN(TranslationTest)
#include "tst_translation.moc"
