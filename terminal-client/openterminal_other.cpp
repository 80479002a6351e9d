// SPDX-License-Identifier: MIT
#include "terminal-client/openterminal.h"

#include "terminal-client/plainterminal.h"

namespace DigitSum {

std::unique_ptr<PromptTerminal> openTerminal(StandardInput &input, StandardOutput &output,
                                             PromptHistory *)
{
    return std::make_unique<PlainTerminal>(input, output,
                                           StandardInput::lineLimit(input.descriptor()));
}

} // namespace DigitSum
