// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

namespace DigitSum {

/// Decodes UTF-8 one byte at a time, so a character may arrive in any number of pieces. Strict
/// (Unicode 15, table 3-7): no overlong forms, no surrogates, nothing above U+10FFFF.
class Utf8Decoder final
{
public:
    enum class Step : quint8 {
        More,      ///< the character is incomplete
        Character, ///< character() is complete
        Malformed, ///< the bytes since the last character are not UTF-8
    };

    /// Malformed resets the decoder.
    [[nodiscard]] Step feed(unsigned char byte) noexcept;

    [[nodiscard]] char32_t character() const noexcept { return m_character; }
    [[nodiscard]] bool isMidCharacter() const noexcept { return m_missing > 0; }

private:
    Step begin(unsigned char byte) noexcept;

    char32_t m_character = 0;
    quint8 m_missing = 0;   // bytes left in the character
    quint8 m_lowest = 0x80; // bounds of the next byte
    quint8 m_highest = 0xbf;
};

/// Returns whether \a byte is not the first byte of a UTF-8 character.
[[nodiscard]] constexpr bool isUtf8Continuation(char byte) noexcept
{
    return (static_cast<unsigned char>(byte) & 0xc0u) == 0x80;
}

/// Returns the largest offset up to \a at where \a bytes can be cut between two characters. Moves
/// back by at most three bytes; returns \a at if \a bytes are not UTF-8 there.
[[nodiscard]] qsizetype utf8CutBefore(QByteArrayView bytes, qsizetype at) noexcept;

/// Returns \a bytes without an incomplete UTF-8 character at the end.
[[nodiscard]] QByteArrayView withoutIncompleteUtf8(QByteArrayView bytes) noexcept;

/// Returns the value of a decimal digit of any script (Unicode category Nd), or -1.
[[nodiscard]] int decimalDigitValue(char32_t character) noexcept;

} // namespace DigitSum
