// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace DigitSum {

/// Decodes UTF-8 one byte at a time and remembers only the character under way, so that a
/// character may arrive in any number of pieces. Strict, as Unicode 15 table 3-7 has it: no
/// overlong forms, no surrogates, nothing above U+10FFFF.
class Utf8Decoder final
{
public:
    enum class Step : quint8 {
        More,      ///< the character goes on
        Character, ///< character() is complete
        Malformed, ///< the bytes since the last character are no UTF-8
    };

    /// After Malformed the decoder is as new.
    [[nodiscard]] Step feed(unsigned char byte) noexcept;

    [[nodiscard]] char32_t character() const noexcept { return m_character; }
    [[nodiscard]] bool isMidCharacter() const noexcept { return m_missing > 0; }

private:
    Step begin(unsigned char byte) noexcept;

    char32_t m_character = 0;
    quint8 m_missing = 0;   // bytes still to come
    quint8 m_lowest = 0x80; // bounds of the next byte
    quint8 m_highest = 0xbf;
};

/// The value of a decimal digit of any script (Unicode category Nd), or -1.
[[nodiscard]] int decimalDigitValue(char32_t character) noexcept;

} // namespace DigitSum
