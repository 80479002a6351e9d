// SPDX-License-Identifier: MIT
#include "common/widgets/language.h"

#include <QGuiApplication>
#include <QLocale>
#include <QTest>

using namespace DigitSum;

/// In the environment of a user whose language there is no catalogue of.
class TestLanguage : public QObject
{
    Q_OBJECT

public:
    static void initMain()
    {
        for (const char *name : {"LANGUAGE", "LC_NUMERIC", "LC_TIME"})
            qunsetenv(name);
        qputenv("LC_ALL", "ar_EG.UTF-8");
    }

private Q_SLOTS:
    void everythingFollowsTheTextsLanguage();
    void chosenLanguageApplies();
};

void TestLanguage::everythingFollowsTheTextsLanguage()
{
    QCOMPARE(QLocale::system().language(), QLocale::Arabic);
    const Language language;
    QCOMPARE(QLocale().language(), QLocale::English);
    QCOMPARE(QLocale().toString(12'345), QStringLiteral("12,345"));
    QCOMPARE(QGuiApplication::layoutDirection(), Qt::LeftToRight);
}

void TestLanguage::chosenLanguageApplies()
{
    Language language;
    language.setCode(QStringLiteral("de"));
    QCOMPARE(QLocale().toString(12'345), QStringLiteral("12.345"));
    language.setCode({});
    QCOMPARE(QLocale().language(), QLocale::English);
}

QTEST_MAIN(TestLanguage)
#include "tst_language.moc"
