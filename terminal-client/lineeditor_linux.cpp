// SPDX-License-Identifier: MIT
#include "terminal-client/lineeditor.h"

#include "terminal-client/keys.h"

#include <algorithm>
#include <array>
#include <utility>

namespace DigitSum {

namespace {

constexpr std::wstring_view changeKey = L"\x1c"; // Ctrl+\: a signal on terminals, never typed
constexpr char endOfInput = 0x04;                // Ctrl+D
constexpr int recalledLines = 1000;

struct Binding
{
    std::wstring_view key;
    const char *keyName;
    const char *function;
};

/// Keys of xterm and its relatives that libedit does not know.
constexpr std::array bindings{
    Binding{L"\x1b[A", "\\e[A", "ed-prev-history"},
    Binding{L"\x1bOA", "\\eOA", "ed-prev-history"},
    Binding{L"\x1b[B", "\\e[B", "ed-next-history"},
    Binding{L"\x1bOB", "\\eOB", "ed-next-history"},
    Binding{L"\x1b[C", "\\e[C", "ed-next-char"},
    Binding{L"\x1bOC", "\\eOC", "ed-next-char"},
    Binding{L"\x1b[D", "\\e[D", "ed-prev-char"},
    Binding{L"\x1bOD", "\\eOD", "ed-prev-char"},
    Binding{L"\x1b[H", "\\e[H", "ed-move-to-beg"},
    Binding{L"\x1bOH", "\\eOH", "ed-move-to-beg"},
    Binding{L"\x1b[1~", "\\e[1~", "ed-move-to-beg"},
    Binding{L"\x1b[F", "\\e[F", "ed-move-to-end"},
    Binding{L"\x1bOF", "\\eOF", "ed-move-to-end"},
    Binding{L"\x1b[4~", "\\e[4~", "ed-move-to-end"},
    Binding{L"\x1b[3~", "\\e[3~", "ed-delete-next-char"},
    Binding{L"\x1b[5~", "\\e[5~", "ed-search-prev-history"},
    Binding{L"\x1b[6~", "\\e[6~", "ed-search-next-history"},
    Binding{L"\x1b[1;5C", "\\e[1;5C", "em-next-word"},
    Binding{L"\x1b[1;5D", "\\e[1;5D", "ed-prev-word"},
};

bool isFunctionKey(std::wstring_view key)
{
    return key.size() > 2 && key[0] == 0x1b && (key[1] == L'[' || key[1] == L'O');
}

bool isBound(std::wstring_view key)
{
    return std::any_of(bindings.begin(), bindings.end(),
                       [key](const Binding &binding) { return binding.key == key; });
}

int characters(const char *begin, const char *end)
{
    return static_cast<int>(
        std::count_if(begin, end, [](char byte) { return (byte & 0xc0) != 0x80; })); // UTF-8
}

ssize_t writeTo(void *write, const char *bytes, size_t size)
{
    (*static_cast<const LineEditor::Write *>(write))({bytes, static_cast<qsizetype>(size)});
    return static_cast<ssize_t>(size);
}

} // namespace

LineEditor::LineEditor(const EditLibrary &library, int terminal, Write write, QObject *parent)
    : QObject(parent)
    , m_library(library)
    , m_write(std::move(write))
    , m_stream(
          ::fopencookie(const_cast<Write *>(&m_write), "w", {nullptr, writeTo, nullptr, nullptr}))
    , m_line(library.init("digitsum", stdin, m_stream, m_stream, terminal, terminal, terminal))
    , m_history(library.historyInit())
{
    EditLibrary::HistEvent event{};
    m_library.recall(m_history, &event, EditLibrary::SetSize, recalledLines);
    m_library.recall(m_history, &event, EditLibrary::SetUnique, 1);
    m_library.set(m_line, EditLibrary::ClientData, this);
    m_library.set(m_line, EditLibrary::HandleSignals, 0);
    m_library.set(m_line, EditLibrary::SetEditor, "emacs");
    m_library.set(m_line, EditLibrary::SetPrompt, &LineEditor::promptText);
    m_library.set(m_line, EditLibrary::SetReadCharacter, &LineEditor::readCharacter);
    m_library.set(m_line, EditLibrary::SetHistory, m_library.recall, m_history);
    bindKeys();
}

LineEditor::~LineEditor()
{
    m_library.end(m_line); // restores the terminal's settings
    m_library.historyEnd(m_history);
    std::fclose(m_stream);
}

void LineEditor::bindKeys()
{
    const auto bind = [this](const char *key, const char *function) {
        m_library.set(m_line, EditLibrary::Bind, key, function, nullptr);
    };
    for (const Binding &binding : bindings)
        bind(binding.keyName, binding.function);
    // em-inc-search-prev would wait for its keys.
    bind("^R", "ed-search-prev-history");
    // set() would leak copies of both texts.
    m_library.setWide(m_line, EditLibrary::AddFunction, L"digitsum-change", L"Changes the line",
                      &LineEditor::makeChange);
    bind("\\034", "digitsum-change");
}

void LineEditor::remember(const QByteArray &line)
{
    EditLibrary::HistEvent event{};
    m_library.recall(m_history, &event, EditLibrary::Enter, line.constData());
}

void LineEditor::show(const QByteArray &prompt)
{
    m_prompt = prompt;
    begin();
    if (!m_hiddenText.isEmpty())
        insert(std::exchange(m_hiddenText, {}), m_hiddenAfterCursor);
    m_isShown = true;
    handleKeys();
}

void LineEditor::hide()
{
    if (!m_isShown)
        return;
    m_isShown = false;
    perform([this] {
        const EditLibrary::LineInfo *line = m_library.line(m_line);
        m_hiddenText = QByteArray(line->buffer, line->lastchar - line->buffer);
        m_hiddenAfterCursor = characters(line->cursor, line->lastchar);
        m_library.moveCursor(m_line, m_hiddenAfterCursor);
        m_library.deleteText(m_line, characters(line->buffer, line->lastchar));
        m_prompt.clear();
    });
}

void LineEditor::resize()
{
    m_library.resize(m_line);
}

void LineEditor::type(QByteArrayView bytes)
{
    m_typed += QString(m_decoder(bytes)).toStdWString();
    handleKeys();
}

/// Begins a line at the cursor with the prompt, in the terminal mode for single keys.
void LineEditor::begin()
{
    m_library.set(m_line, EditLibrary::Unbuffered, 0);
    m_library.set(m_line, EditLibrary::Unbuffered, 1);
}

void LineEditor::handleKeys()
{
    while (m_isShown) {
        if (const std::size_t size = Keys::plainText(m_typed); size > 1) {
            const auto text = QString::fromStdWString(m_typed.substr(0, size));
            m_typed.erase(0, size);
            insert(text.toUtf8()); // key by key, a long paste would take minutes
        } else if (const std::size_t key = Keys::firstKey(m_typed); key > 0) {
            const std::wstring first = m_typed.substr(0, key);
            m_typed.erase(0, key);
            handleKey(first);
        } else {
            return;
        }
    }
}

void LineEditor::handleKey(const std::wstring &key)
{
    if (isFunctionKey(key) && !isBound(key))
        return;
    QByteArray line = press(key);
    if (line.endsWith('\n')) {
        line.chop(1);
        m_prompt.clear();
        begin();
        Q_EMIT entered(line);
    } else if (line.size() == 1 && line.front() == endOfInput) {
        hide();
        m_hiddenText.clear();
        Q_EMIT left();
    }
}

void LineEditor::insert(const QByteArray &text, int charactersAfterCursor)
{
    perform([&] {
        m_library.insertText(m_line, text.constData());
        m_library.moveCursor(m_line, -charactersAfterCursor);
    });
}

/// Lets the library make \a change, so that it then draws what differs.
void LineEditor::perform(const std::function<void()> &change)
{
    m_change = change;
    press(changeKey);
    m_change = nullptr;
}

/// Lets the library handle \a keys and returns the text of the line, with a line feed at the end if
/// it was entered.
QByteArray LineEditor::press(std::wstring_view keys)
{
    m_pressed = keys;
    int count = 0;
    const char *text = m_library.gets(m_line, &count);
    return text && count > 0 ? QByteArray(text, count) : QByteArray();
}

// ---- called by the library ----

LineEditor &LineEditor::owner(editline *line)
{
    void *editor = nullptr;
    EditLibrary::instance()->get(line, EditLibrary::ClientData, &editor);
    return *static_cast<LineEditor *>(editor);
}

int LineEditor::readCharacter(editline *line, wchar_t *character)
{
    std::wstring_view &pressed = owner(line).m_pressed;
    if (pressed.empty())
        return 0; // ends gets()
    *character = pressed.front();
    pressed.remove_prefix(1);
    return 1;
}

char *LineEditor::promptText(editline *line)
{
    return owner(line).m_prompt.data();
}

unsigned char LineEditor::makeChange(editline *line, wint_t)
{
    if (const auto &change = owner(line).m_change)
        change();
    return EditLibrary::Refresh;
}

} // namespace DigitSum
