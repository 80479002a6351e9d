// SPDX-License-Identifier: MIT
#include "common/protocol/utf8decoder.h"

#include <QStringDecoder>
#include <QTest>

using namespace DigitSum;

namespace {

/// Returns the character that \a bytes encode, if they are well-formed and only one.
std::optional<char32_t> decode(QByteArrayView bytes)
{
    Utf8Decoder decoder;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const auto step = decoder.feed(static_cast<unsigned char>(bytes[i]));
        if (step == Utf8Decoder::Step::Malformed)
            return std::nullopt;
        if (step == Utf8Decoder::Step::Character) {
            if (i + 1 == bytes.size())
                return decoder.character();
            return std::nullopt;
        }
    }
    return std::nullopt;
}

} // namespace

class TestUtf8Decoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCharacter();
    void everyPairAndTriple();
    void malformed_data();
    void malformed();
    void cutsBetweenCharacters_data();
    void cutsBetweenCharacters();
    void dropsAnIncompleteCharacter_data();
    void dropsAnIncompleteCharacter();
    void digitsOfAllScripts_data();
    void digitsOfAllScripts();
};

void TestUtf8Decoder::everyCharacter()
{
    for (char32_t c = 0; c <= 0x10ffff; ++c) {
        if (c >= 0xd800 && c <= 0xdfff)
            continue;
        const QByteArray bytes = QStringView(QChar::fromUcs4(c)).toUtf8();
        QVERIFY2(decode(bytes) == c, QByteArray::number(c, 16).constData());
    }
}

void TestUtf8Decoder::everyPairAndTriple()
{
    // Compare with Qt's decoder, which is strict.
    for (int first = 0x80; first < 0x100; ++first) {
        for (int second = 0; second < 0x100; ++second) {
            for (const int third : {-1, 0x00, 0x7f, 0x80, 0xbf, 0xc0, 0xff}) {
                QByteArray bytes(1, static_cast<char>(first));
                bytes += static_cast<char>(second);
                if (third >= 0)
                    bytes += static_cast<char>(third);
                QStringDecoder decoder(QStringDecoder::Utf8,
                                       QStringDecoder::Flag::ConvertInitialBom);
                const QString text = decoder(bytes);
                const bool isOneCharacter = !decoder.hasError() && text.size() == 1;
                QCOMPARE(decode(bytes).has_value(), isOneCharacter);
            }
        }
    }
}

void TestUtf8Decoder::malformed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("continuation alone") << QByteArray("\x80");
    QTest::newRow("overlong slash") << QByteArray("\xc0\xaf");
    QTest::newRow("overlong in three") << QByteArray("\xe0\x80\xaf");
    QTest::newRow("overlong in four") << QByteArray("\xf0\x80\x80\xaf");
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80");
    QTest::newRow("above U+10FFFF") << QByteArray("\xf4\x90\x80\x80");
    QTest::newRow("five bytes") << QByteArray("\xf8\x88\x80\x80\x80");
    QTest::newRow("FE") << QByteArray("\xfe");
    QTest::newRow("cut by a digit") << QByteArray("\xe0\xa7"
                                                  "1");
}

void TestUtf8Decoder::malformed()
{
    QFETCH(QByteArray, bytes);
    QCOMPARE(decode(bytes), std::nullopt);
}

void TestUtf8Decoder::cutsBetweenCharacters_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<qsizetype>("at");
    QTest::addColumn<qsizetype>("cut");
    QTest::newRow("empty") << QByteArray() << qsizetype(0) << qsizetype(0);
    QTest::newRow("ASCII") << QByteArray("1234") << qsizetype(2) << qsizetype(2);
    QTest::newRow("at the end") << QByteArray("\u0663") << qsizetype(2) << qsizetype(2);
    QTest::newRow("within two bytes") << QByteArray("1\u0663") << qsizetype(2) << qsizetype(1);
    QTest::newRow("within three bytes") << QByteArray("1\u09e9") << qsizetype(3) << qsizetype(1);
    QTest::newRow("within four bytes") << QByteArray("1\U0001d7ce") << qsizetype(4) << qsizetype(1);
    QTest::newRow("not UTF-8") << QByteArray(9, '\x80') << qsizetype(5) << qsizetype(5);
    QTest::newRow("not UTF-8, near the beginning")
        << QByteArray(9, '\x80') << qsizetype(2) << qsizetype(2);
}

void TestUtf8Decoder::cutsBetweenCharacters()
{
    QFETCH(QByteArray, bytes);
    QFETCH(qsizetype, at);
    QTEST(utf8CutBefore(bytes, at), "cut");
}

void TestUtf8Decoder::dropsAnIncompleteCharacter_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("kept");
    QTest::newRow("empty") << QByteArray() << QByteArray();
    QTest::newRow("ASCII") << QByteArray("12") << QByteArray("12");
    QTest::newRow("complete") << QByteArray("1\u09e9") << QByteArray("1\u09e9");
    QTest::newRow("one byte of two") << QByteArray("1\xd9") << QByteArray("1");
    QTest::newRow("two bytes of three") << QByteArray("1\xe0\xa7") << QByteArray("1");
    QTest::newRow("three bytes of four") << QByteArray("1\xf0\x9d\x9f") << QByteArray("1");
    QTest::newRow("nothing else") << QByteArray("\xe0\xa7") << QByteArray();
    QTest::newRow("not UTF-8") << QByteArray("1\x80") << QByteArray("1\x80");
}

void TestUtf8Decoder::dropsAnIncompleteCharacter()
{
    QFETCH(QByteArray, bytes);
    QTEST(withoutIncompleteUtf8(bytes).toByteArray(), "kept");
}

void TestUtf8Decoder::digitsOfAllScripts_data()
{
    QTest::addColumn<char32_t>("character");
    QTest::addColumn<int>("value");
    QTest::newRow("ASCII") << U'7' << 7;
    QTest::newRow("Bengali") << U'৩' << 3;
    QTest::newRow("Arabic") << U'٤' << 4;
    QTest::newRow("Devanagari") << U'९' << 9;
    QTest::newRow("fullwidth") << U'5' << 5;
    QTest::newRow("mathematical bold, four bytes") << char32_t(0x1d7ce) << 0;
    QTest::newRow("superscript two is no decimal digit") << U'²' << -1;
    QTest::newRow("one half") << U'½' << -1;
    QTest::newRow("circled one") << U'①' << -1;
    QTest::newRow("Roman numeral") << U'Ⅷ' << -1;
    QTest::newRow("Chinese three") << U'三' << -1;
    QTest::newRow("letter") << U'a' << -1;
}

void TestUtf8Decoder::digitsOfAllScripts()
{
    QFETCH(char32_t, character);
    QTEST(decimalDigitValue(character), "value");
}

QTEST_APPLESS_MAIN(TestUtf8Decoder)
#include "tst_utf8decoder.moc"
