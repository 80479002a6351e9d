// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace DigitSum::Keys {

/// Returns how many characters the first key of \a typed sends: 1, or more for an escape sequence
/// (ECMA-48) or for a key after Esc, Ctrl+V or Ctrl+X. Returns 0 if the rest has not arrived yet.
[[nodiscard]] std::size_t firstKey(std::wstring_view typed);

/// Returns how many characters at the beginning of \a typed have no other meaning than themselves.
[[nodiscard]] std::size_t plainText(std::wstring_view typed);

} // namespace DigitSum::Keys
