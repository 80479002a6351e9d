// SPDX-License-Identifier: MIT
#include "terminal-client/editingterminal.h"

#include <utility>

namespace DigitSum {

EditingTerminal::EditingTerminal(const EditLibrary &library, StandardInput &input,
                                 StandardOutput &output, PromptHistory *history, QObject *parent)
    : PromptTerminal(parent)
    , m_input(input)
    , m_output(output)
    , m_history(history)
    , m_settings(input.descriptor())
    , m_editor(library, input.descriptor(), [&output](QByteArrayView text) { output.write(text); })
{
    connect(&input, &StandardInput::received, &m_editor, &LineEditor::type);
    connect(&input, &StandardInput::ended, this, &EditingTerminal::onEnded);
    connect(&input, &StandardInput::failed, this, &EditingTerminal::failed);
    connect(&output, &StandardOutput::drained, this, &EditingTerminal::drained);
    connect(&m_settings, &TerminalSettings::changed, this, &EditingTerminal::redraw);
    connect(&m_editor, &LineEditor::entered, this, &EditingTerminal::onEntered);
    connect(&m_editor, &LineEditor::left, this, &EditingTerminal::onEnded);
    if (history) {
        const QByteArrayList lines = history->load();
        for (const QByteArray &line : lines)
            m_editor.remember(line);
    }
}

EditingTerminal::~EditingTerminal() = default;

void EditingTerminal::resume()
{
    if (m_hasEnded)
        return;
    m_input.resume();
    if (!std::exchange(m_isReading, true))
        m_editor.show(m_prompt);
}

void EditingTerminal::pause()
{
    m_input.pause();
    m_isReading = false;
    m_editor.hide();
}

void EditingTerminal::write(QByteArrayView text)
{
    m_editor.hide();
    m_prompt.append(text);
    const qsizetype end = m_prompt.lastIndexOf('\n') + 1;
    m_output.write(QByteArrayView(m_prompt).first(end));
    m_prompt.remove(0, end);
    if (m_isReading)
        m_editor.show(m_prompt);
}

void EditingTerminal::onEntered(const QByteArray &line)
{
    m_prompt.clear();
    if (!line.isEmpty()) {
        m_editor.remember(line);
        if (m_history)
            m_history->append(line);
    }
    Q_EMIT received(line + '\n');
}

void EditingTerminal::onEnded()
{
    pause();
    if (!std::exchange(m_hasEnded, true))
        Q_EMIT ended();
}

void EditingTerminal::redraw()
{
    m_editor.hide();
    m_editor.resize();
    if (m_isReading)
        m_editor.show(m_prompt);
}

} // namespace DigitSum
