// SPDX-License-Identifier: MIT
#pragma once

#include "terminal-client/editlibrary.h"

#include <QByteArray>
#include <QObject>
#include <QStringDecoder>

#include <functional>
#include <string>
#include <string_view>

namespace DigitSum {

/// Edits the last line of a terminal with libedit, which gets each key when it has arrived: it
/// never waits for one, and what it writes can be written later. Text above the line is written
/// while the line is hidden.
class LineEditor final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LineEditor)

public:
    using Write = std::function<void(QByteArrayView text)>;

    /// Switches \a terminal, a descriptor, to reading single keys until the object is destroyed.
    LineEditor(const EditLibrary &library, int terminal, Write write, QObject *parent = nullptr);
    ~LineEditor() override;

    /// Adds a line to those that the Up key recalls.
    void remember(const QByteArray &line);

    /// Handles keys, in UTF-8, as the terminal sends them. Keeps them while the line is hidden.
    void type(QByteArrayView bytes);

    /// Shows \a prompt and after it the text being edited.
    void show(const QByteArray &prompt);
    /// Removes both from the terminal and puts the cursor where they began.
    void hide();

    /// Adapts to a new size of the terminal.
    void resize();

Q_SIGNALS:
    /// A line was entered; it stays on the terminal, and the next one begins without a prompt.
    void entered(const QByteArray &line);
    /// Ctrl+D was pressed in an empty line, which is now hidden.
    void left();

private:
    void bindKeys();
    void begin();
    void handleKeys();
    void handleKey(const std::wstring &key);
    void insert(const QByteArray &text, int charactersAfterCursor = 0);
    void perform(const std::function<void()> &change);
    QByteArray press(std::wstring_view keys);

    static int readCharacter(editline *line, wchar_t *character);
    static char *promptText(editline *line);
    static unsigned char makeChange(editline *line, wint_t key);
    [[nodiscard]] static LineEditor &owner(editline *line);

    const EditLibrary m_library;
    const Write m_write;
    std::FILE *m_stream;
    editline *m_line;
    history *m_history;
    QStringDecoder m_decoder{QStringDecoder::Utf8};
    std::wstring m_typed;           // not handled yet
    std::wstring_view m_pressed;    // read by the library, key by key
    std::function<void()> m_change; // to be made by the library
    QByteArray m_prompt;
    QByteArray m_hiddenText;
    int m_hiddenAfterCursor = 0; // characters
    bool m_isShown = false;
};

} // namespace DigitSum
