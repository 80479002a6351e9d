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
        qint64 place = 0; ///< of the first character that is not a digit, counted from 1
        char32_t character = 0;
    };

    qint64 digits = 0; ///< number of decimal digits of any script
    std::optional<Problem> problem;

    /// Returns whether the server will answer with a sum.
    [[nodiscard]] bool isGood() const noexcept { return digits > 0 && !problem; }
};

[[nodiscard]] DigitCheck checkDigits(QStringView text);

/// Returns the number of decimal digits of any script in \a request, which is UTF-8.
[[nodiscard]] qint64 countDigits(QByteArrayView request);

} // namespace DigitSum::Gui
