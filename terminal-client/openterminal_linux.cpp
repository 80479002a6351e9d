// SPDX-License-Identifier: MIT
#include "terminal-client/openterminal.h"

#include "terminal-client/editingterminal.h"
#include "terminal-client/plainterminal.h"

namespace DigitSum {

std::unique_ptr<PromptTerminal> openTerminal(StandardInput &input, StandardOutput &output,
                                             PromptHistory *history)
{
    if (StandardInput::isTerminal(input.descriptor())
        && TerminalSettings::canMoveCursor(output.descriptor())) {
        if (const EditLibrary *library = EditLibrary::instance())
            return std::make_unique<EditingTerminal>(*library, input, output, history);
    }
    return std::make_unique<PlainTerminal>(input, output,
                                           StandardInput::lineLimit(input.descriptor()));
}

} // namespace DigitSum
