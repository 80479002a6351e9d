// SPDX-License-Identifier: MIT
#include "common/protocol/escape.h"

#include <QTest>

#include <array>

using namespace DigitSum;

class TestEscape : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void escaped_data();
    void escaped();
    void isCutAtTheLimit();
    void noByteGetsThroughRaw();
};

void TestEscape::escaped_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QByteArray &bytes, const char *text) {
        QTest::newRow(name) << bytes << QString::fromUtf8(text);
    };
    row("digits stay", "12345", "12345");
    row("other scripts stay", "১২৩", "১২৩");
    row("a blank stays", "1 2", "1 2");
    row("line end", "1\r\n", "1\\r\\n");
    row("tab", "\t", "\\t");
    row("backslash doubles", "\\n", "\\\\n");
    row("NUL", QByteArray(1, '\0'), "\\u{0}");
    row("terminal escape", "\x1b[31m", "\\u{1b}[31m");
    row("delete", "\x7f", "\\u{7f}");
    row("C1 control", "\xc2\x9b", "\\u{9b}");
    row("right-to-left override", "\xe2\x80\xae", "\\u{202e}");
    row("line separator", "\xe2\x80\xa8", "\\u{2028}");
    row("zero-width joiner", "\xe2\x80\x8d", "\\u{200d}");
    row("high byte", "\xff", "\\xff");
    row("cut character, then a digit",
        "\xe0\xa7"
        "1",
        "\\xe0\\xa71");
    row("cut character, then a whole one", "\xe0\xa7\xa7\xe0\xe0\xa7\xa7", "১\\xe0১");
    row("cut character at the end", "1\xe0\xa7", "1\\xe0\\xa7");
}

void TestEscape::escaped()
{
    QFETCH(QByteArray, bytes);
    QTEST(DigitSum::escaped(bytes), "text");
}

void TestEscape::isCutAtTheLimit()
{
    QCOMPARE(DigitSum::escaped(QByteArray(1000, '1'), 5), QStringLiteral("11111…"));
    QCOMPARE(DigitSum::escaped(QByteArray(5, '1'), 5), QStringLiteral("11111"));
}

void TestEscape::noByteGetsThroughRaw()
{
    for (int first = 0; first < 256; ++first) {
        for (int second = 0; second < 256; ++second) {
            const std::array bytes{static_cast<char>(first), static_cast<char>(second)};
            const QString text = DigitSum::escaped(QByteArrayView(bytes.data(), 2));
            for (const QChar c : text)
                QVERIFY(c.isPrint() && (c == QLatin1Char(' ') || !c.isSpace()));
        }
    }
}

QTEST_APPLESS_MAIN(TestEscape)
#include "tst_escape.moc"
