// SPDX-License-Identifier: MIT
#include "terminal-client/keys.h"

#include <algorithm>

namespace DigitSum::Keys {

namespace {

constexpr wchar_t escape = 0x1b;
constexpr wchar_t quoteNext = 0x16; // Ctrl+V
constexpr wchar_t extended = 0x18;  // Ctrl+X

bool isPlain(wchar_t character)
{
    return character >= L' ' && character != 0x7f;
}

/// Returns the size of a control sequence, which starts with Esc and `[`.
std::size_t controlSequence(std::wstring_view typed)
{
    const auto *const last = std::find_if(typed.begin() + 2, typed.end(),
                                          [](wchar_t c) { return c < 0x20 || c > 0x3f; });
    return last == typed.end() ? 0 : static_cast<std::size_t>(last - typed.begin()) + 1;
}

} // namespace

std::size_t firstKey(std::wstring_view typed)
{
    if (typed.empty())
        return 0;
    const wchar_t first = typed.front();
    if (first == quoteNext || first == extended)
        return typed.size() < 2 ? 0 : 2;
    if (first != escape)
        return 1;
    if (typed.size() < 2)
        return 0;
    if (typed[1] == L'[')
        return controlSequence(typed);
    if (typed[1] == L'O')
        return typed.size() < 3 ? 0 : 3;
    const std::size_t next = firstKey(typed.substr(1));
    return next == 0 ? 0 : next + 1;
}

std::size_t plainText(std::wstring_view typed)
{
    return static_cast<std::size_t>(std::find_if_not(typed.begin(), typed.end(), isPlain)
                                    - typed.begin());
}

} // namespace DigitSum::Keys
