// SPDX-License-Identifier: MIT
#pragma once

#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

namespace DigitSum::Bench {

/// Builds a JSON object of numbers, leaving out unknown ones.
class JsonObject final
{
public:
    void add(std::string_view name, std::optional<double> value)
    {
        if (!value)
            return;
        char text[40];
        std::snprintf(text, sizeof text, "%.10g", *value);
        m_members += m_members.empty() ? "" : ", ";
        m_members += '"' + std::string(name) + "\": " + text;
    }

    [[nodiscard]] std::string text() const { return '{' + m_members + '}'; }

private:
    std::string m_members;
};

/// A number that may be unknown, as a fraction.
template <typename Number>
[[nodiscard]] std::optional<double> quotient(std::optional<Number> part, double whole)
{
    return part && whole > 0 ? std::optional(static_cast<double>(*part) / whole) : std::nullopt;
}

} // namespace DigitSum::Bench
