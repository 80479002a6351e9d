// SPDX-License-Identifier: MIT
#include "terminal-client/plainterminal.h"

namespace DigitSum {

PlainTerminal::PlainTerminal(StandardInput &input, StandardOutput &output,
                             std::optional<qsizetype> lineLimit, QObject *parent)
    : PromptTerminal(parent)
    , m_input(input)
    , m_output(output)
    , m_lineLimit(lineLimit)
{
    connect(&input, &StandardInput::received, this, &PlainTerminal::received);
    connect(&input, &StandardInput::ended, this, &PlainTerminal::ended);
    connect(&input, &StandardInput::failed, this, &PlainTerminal::failed);
    connect(&output, &StandardOutput::drained, this, &PlainTerminal::drained);
}

} // namespace DigitSum
