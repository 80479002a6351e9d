// SPDX-License-Identifier: MIT
#include "common/widgets/semanticcolor.h"
#include "common/widgets/theme.h"

#include <QTest>

#include <array>

using namespace DigitSum;

/// Text must be readable: contrast of at least 4.5 (WCAG 2.1, AA).
class TestSemanticColor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ratioMatchesWcag();
    void palettesAreReadable_data();
    void palettesAreReadable();
    void colorsAreReadable_data();
    void colorsAreReadable();
    void detectsDarkPalettes();
};

namespace {

constexpr double enough = 4.5;

QPalette grey(int window, int base, int text)
{
    QPalette palette;
    palette.setColor(QPalette::Window, QColor(window, window, window));
    palette.setColor(QPalette::Base, QColor(base, base, base));
    palette.setColor(QPalette::WindowText, QColor(text, text, text));
    return palette;
}

void addPalettes()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << lightPalette();
    QTest::newRow("dark") << darkPalette();
}

} // namespace

void TestSemanticColor::ratioMatchesWcag()
{
    QCOMPARE(contrastRatio(Qt::white, Qt::black), 21.0);
    QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrastRatio(Qt::red, Qt::red), 1.0);
    QVERIFY(qAbs(contrastRatio(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01);
}

void TestSemanticColor::palettesAreReadable_data()
{
    addPalettes();
}

void TestSemanticColor::palettesAreReadable()
{
    QFETCH(const QPalette, palette);
    using Role = QPalette::ColorRole;
    constexpr std::array<std::pair<Role, Role>, 8> pairs{{
        {QPalette::WindowText, QPalette::Window},
        {QPalette::Text, QPalette::Base},
        {QPalette::Text, QPalette::AlternateBase},
        {QPalette::ButtonText, QPalette::Button},
        {QPalette::ToolTipText, QPalette::ToolTipBase},
        {QPalette::HighlightedText, QPalette::Highlight},
        {QPalette::PlaceholderText, QPalette::Base},
        {QPalette::Link, QPalette::Base},
    }};
    for (const auto &[ink, ground] : pairs) {
        const double ratio = contrastRatio(palette.color(ink), palette.color(ground));
        QVERIFY2(
            ratio >= enough,
            qPrintable(QStringLiteral("%1 on %2: %3").arg(int(ink)).arg(int(ground)).arg(ratio)));
    }
}

void TestSemanticColor::colorsAreReadable_data()
{
    addPalettes();
    // A desktop palette may have less contrast than ours.
    QTest::newRow("grey light") << grey(0xc8, 0xd8, 0);
    QTest::newRow("grey dark") << grey(0x40, 0x35, 0xff);
}

void TestSemanticColor::colorsAreReadable()
{
    QFETCH(const QPalette, palette);
    for (const SemanticColor color :
         {SemanticColor::Neutral, SemanticColor::Busy, SemanticColor::Good, SemanticColor::Warning,
          SemanticColor::Bad}) {
        const QColor ink = foregroundColor(color, palette);
        for (const auto ground : {QPalette::Window, QPalette::Base}) {
            const double ratio = contrastRatio(ink, palette.color(ground));
            QVERIFY2(ratio >= enough, qPrintable(QString::number(ratio)));
        }
        const QColor tint = backgroundColor(color, palette);
        QVERIFY(contrastRatio(palette.color(QPalette::WindowText), tint) >= enough);
    }
}

void TestSemanticColor::detectsDarkPalettes()
{
    QVERIFY(isDark(darkPalette()));
    QVERIFY(!isDark(lightPalette()));
}

QTEST_MAIN(TestSemanticColor)
#include "tst_semanticcolor.moc"
