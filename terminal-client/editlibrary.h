// SPDX-License-Identifier: MIT
#pragma once

#include <cstdio>
#include <cwchar>

struct editline; // types of libedit
struct history;

namespace DigitSum {

/// The functions of libedit (editline(3), BSD-licensed) that LineEditor uses. The library is loaded
/// when a terminal needs it: pipes do not pay for it, and without it lines are not edited.
struct EditLibrary
{
    /// Loads the library when first called. Returns null if it is not installed.
    [[nodiscard]] static const EditLibrary *instance();

    struct LineInfo
    {
        const char *buffer;
        const char *cursor;
        const char *lastchar;
    };
    struct HistEvent
    {
        int number;
        const char *text;
    };

    using Prompt = char *(*)(editline *);
    using ReadCharacter = int (*)(editline *, wchar_t *);
    using Function = unsigned char (*)(editline *, wint_t);

    /// Operations of set() and get(), with the types of their arguments.
    enum Operation {
        SetPrompt = 0,         ///< Prompt
        SetEditor = 2,         ///< const char *: "emacs" or "vi"
        HandleSignals = 3,     ///< int: 0 for no
        Bind = 4,              ///< const char *key, const char *function, nullptr
        AddFunction = 9,       ///< setWide() only: const wchar_t *name, *help, Function
        SetHistory = 10,       ///< the address of recall, history *
        SetReadCharacter = 13, ///< ReadCharacter
        ClientData = 14,       ///< void *; in get(), void **
        Unbuffered = 15,       ///< int: 1 if gets() returns after each key
    };
    enum HistoryOperation {
        SetSize = 1,    ///< int
        Enter = 10,     ///< const char *
        SetUnique = 20, ///< int: 1 if a line that equals the last one is not added
    };
    enum Result : unsigned char { Refresh = 4 }; ///< of a Function

    editline *(*init)(const char *program, std::FILE *in, std::FILE *out, std::FILE *errors,
                      int inDescriptor, int outDescriptor, int errorDescriptor);
    void (*end)(editline *);
    int (*set)(editline *, int operation, ...);
    int (*setWide)(editline *, int operation, ...);
    int (*get)(editline *, int operation, ...);
    const char *(*gets)(editline *, int *count);
    const LineInfo *(*line)(editline *);
    int (*insertText)(editline *, const char *);
    void (*deleteText)(editline *, int count); ///< before the cursor
    int (*moveCursor)(editline *, int count);
    void (*resize)(editline *);
    history *(*historyInit)();
    void (*historyEnd)(history *);
    int (*recall)(history *, HistEvent *, int operation, ...);
};

} // namespace DigitSum
