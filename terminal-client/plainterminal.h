// SPDX-License-Identifier: MIT
#pragma once

#include "terminal-client/promptterminal.h"
#include "terminal-client/standardinput.h"
#include "terminal-client/standardoutput.h"

namespace DigitSum {

/// Lines as they arrive: edited by the system's terminal driver, or from a pipe.
class PlainTerminal final : public PromptTerminal
{
    Q_OBJECT

public:
    /// Both must outlive this object. Lines of \a lineLimit bytes may have been cut off.
    PlainTerminal(StandardInput &input, StandardOutput &output,
                  std::optional<qsizetype> lineLimit = {}, QObject *parent = nullptr);

    void resume() override { m_input.resume(); }
    void pause() override { m_input.pause(); }
    void write(QByteArrayView text) override { m_output.write(text); }
    [[nodiscard]] bool isDrained() const override { return m_output.isDrained(); }
    [[nodiscard]] bool ownsTheScreen() const override { return false; }
    [[nodiscard]] std::optional<qsizetype> lineLimit() const override { return m_lineLimit; }

private:
    StandardInput &m_input;
    StandardOutput &m_output;
    const std::optional<qsizetype> m_lineLimit;
};

} // namespace DigitSum
