// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

namespace DigitSum::Gui {

/// What a server will think of a text, found out before it is sent.
struct DigitCheck
{
    struct Problem
    {
        qint64 place = 0;  ///< of the first character that is no digit, from 1
        QString character; ///< that character, safe to show
    };

    qint64 digits = 0; ///< characters that are decimal digits, of any script
    std::optional<Problem> problem;

    /// A string of digits: the server will answer with a sum.
    [[nodiscard]] bool isGood() const noexcept { return digits > 0 && !problem; }
};

[[nodiscard]] DigitCheck checkDigits(QStringView text);

/// Decimal digits in UTF-8 \a request; characters that are no digits don't count.
[[nodiscard]] qint64 countDigits(QByteArrayView request);

} // namespace DigitSum::Gui
