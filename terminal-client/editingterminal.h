// SPDX-License-Identifier: MIT
#pragma once

#include "terminal-client/lineeditor.h"
#include "terminal-client/prompthistory.h"
#include "terminal-client/promptterminal.h"
#include "terminal-client/standardinput.h"
#include "terminal-client/standardoutput.h"
#include "terminal-client/terminalsettings.h"

namespace DigitSum {

/// Lines that can be edited and recalled. They may be of any length, and what arrives while one is
/// being typed is written above it.
class EditingTerminal final : public PromptTerminal
{
    Q_OBJECT

public:
    /// All must outlive this object; \a history may be null.
    EditingTerminal(const EditLibrary &library, StandardInput &input, StandardOutput &output,
                    PromptHistory *history, QObject *parent = nullptr);
    ~EditingTerminal() override;

    void resume() override;
    void pause() override;
    void write(QByteArrayView text) override;
    [[nodiscard]] bool isDrained() const override { return m_output.isDrained(); }
    [[nodiscard]] bool ownsTheScreen() const override { return true; }
    [[nodiscard]] std::optional<qsizetype> lineLimit() const override { return {}; }

private:
    void onEntered(const QByteArray &line);
    void onEnded();
    void redraw();

    StandardInput &m_input;
    StandardOutput &m_output;
    PromptHistory *const m_history;
    TerminalSettings m_settings;
    LineEditor m_editor;
    QByteArray m_prompt;
    bool m_isReading = false;
    bool m_hasEnded = false;
};

} // namespace DigitSum
