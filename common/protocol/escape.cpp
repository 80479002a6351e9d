// SPDX-License-Identifier: MIT
#include "common/protocol/escape.h"

#include "common/protocol/utf8decoder.h"

#include <QChar>

namespace DigitSum {

namespace {

QString escapedCharacter(char32_t character)
{
    switch (character) {
    case U'\n':
        return QStringLiteral("\\n");
    case U'\r':
        return QStringLiteral("\\r");
    case U'\t':
        return QStringLiteral("\\t");
    case U'\\':
        return QStringLiteral("\\\\");
    default:
        break;
    }
    const bool isBlank = character == U' ';
    if (isBlank || (QChar::isPrint(character) && !QChar::isSpace(character)))
        return QString::fromUcs4(&character, 1);
    return QStringLiteral("\\u{%1}").arg(static_cast<uint>(character), 0, 16);
}

QString escapedBytes(QByteArrayView bytes)
{
    QString text;
    for (const char byte : bytes)
        text +=
            QStringLiteral("\\x%1").arg(static_cast<unsigned char>(byte), 2, 16, QLatin1Char('0'));
    return text;
}

} // namespace

QString escaped(QByteArrayView bytes, qsizetype limit)
{
    QString text;
    Utf8Decoder utf8;
    qsizetype begin = 0; // of the current character
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        if (text.size() >= limit)
            return text + QChar(0x2026);
        const bool wasMidCharacter = utf8.isMidCharacter();
        switch (utf8.feed(static_cast<unsigned char>(bytes[i]))) {
        case Utf8Decoder::Step::More:
            break;
        case Utf8Decoder::Step::Character:
            text += escapedCharacter(utf8.character());
            begin = i + 1;
            break;
        case Utf8Decoder::Step::Malformed:
            if (wasMidCharacter)
                --i; // this byte may begin a character itself
            text += escapedBytes(bytes.sliced(begin, i + 1 - begin));
            begin = i + 1;
            break;
        }
    }
    return text + escapedBytes(bytes.sliced(begin));
}

} // namespace DigitSum
