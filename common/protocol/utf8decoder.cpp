// SPDX-License-Identifier: MIT
#include "common/protocol/utf8decoder.h"

#include <QChar>

namespace DigitSum {

Utf8Decoder::Step Utf8Decoder::feed(unsigned char byte) noexcept
{
    if (m_missing == 0)
        return begin(byte);

    if (byte < m_lowest || byte > m_highest) {
        *this = {};
        return Step::Malformed;
    }
    m_lowest = 0x80;
    m_highest = 0xbf;
    m_character = (m_character << 6) | (byte & 0x3fu);
    return --m_missing == 0 ? Step::Character : Step::More;
}

Utf8Decoder::Step Utf8Decoder::begin(unsigned char byte) noexcept
{
    if (byte < 0x80) {
        m_character = byte;
        return Step::Character;
    }
    if (byte >= 0xc2 && byte <= 0xdf) {
        m_character = byte & 0x1fu;
        m_missing = 1;
    } else if ((byte & 0xf0u) == 0xe0) {
        m_character = byte & 0x0fu;
        m_missing = 2;
        m_lowest = byte == 0xe0 ? 0xa0 : 0x80;  // no overlong form
        m_highest = byte == 0xed ? 0x9f : 0xbf; // no surrogate
    } else if (byte >= 0xf0 && byte <= 0xf4) {
        m_character = byte & 0x07u;
        m_missing = 3;
        m_lowest = byte == 0xf0 ? 0x90 : 0x80;  // no overlong form
        m_highest = byte == 0xf4 ? 0x8f : 0xbf; // nothing above U+10FFFF
    } else {
        return Step::Malformed;
    }
    return Step::More;
}

qsizetype utf8CutBefore(QByteArrayView bytes, qsizetype at) noexcept
{
    for (qsizetype cut = at; cut >= 0 && cut > at - 4; --cut) {
        if (cut >= bytes.size() || !isUtf8Continuation(bytes[cut]))
            return cut;
    }
    return at;
}

QByteArrayView withoutIncompleteUtf8(QByteArrayView bytes) noexcept
{
    if (bytes.isEmpty())
        return bytes;
    const qsizetype begin = utf8CutBefore(bytes, bytes.size() - 1);
    Utf8Decoder utf8;
    auto step = Utf8Decoder::Step::More;
    for (qsizetype i = begin; i < bytes.size() && step == Utf8Decoder::Step::More; ++i)
        step = utf8.feed(static_cast<unsigned char>(bytes[i]));
    return step == Utf8Decoder::Step::More ? bytes.first(begin) : bytes;
}

int decimalDigitValue(char32_t character) noexcept
{
    // QChar::digitValue() also accepts superscripts and circled digits.
    return QChar::category(character) == QChar::Number_DecimalDigit ? QChar::digitValue(character)
                                                                    : -1;
}

} // namespace DigitSum
