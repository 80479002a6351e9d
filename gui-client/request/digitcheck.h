// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

namespace DigitSum::Gui {

/// Predicts whether a server accepts a text as a request.
struct DigitCheck
{
    struct Problem
    {
        qint64 place = 0;  ///< of the first character that is not a digit, from 1
        QString character; ///< that character, safe to show
    };

    qint64 digits = 0; ///< characters that are decimal digits, of any script
    std::optional<Problem> problem;

    /// A string of digits: the server will answer with a sum.
    [[nodiscard]] bool isGood() const noexcept { return digits > 0 && !problem; }
};

[[nodiscard]] DigitCheck checkDigits(QStringView text);

/// Decimal digits in UTF-8 \a request; other characters are not counted.
[[nodiscard]] qint64 countDigits(QByteArrayView request);

} // namespace DigitSum::Gui
