// SPDX-License-Identifier: MIT
#pragma once

#include "terminal-client/promptterminal.h"

#include <memory>

namespace DigitSum {

class PromptHistory;
class StandardInput;
class StandardOutput;

/// Returns a terminal whose lines can be edited if input and output are one and the system has what
/// this needs, otherwise a plain one. All must outlive it; \a history may be null.
[[nodiscard]] std::unique_ptr<PromptTerminal>
openTerminal(StandardInput &input, StandardOutput &output, PromptHistory *history);

} // namespace DigitSum
