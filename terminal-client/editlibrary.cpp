// SPDX-License-Identifier: MIT
#include "terminal-client/editlibrary.h"

#include <QLibrary>

#include <optional>

namespace DigitSum {

namespace {

std::optional<EditLibrary> load()
{
    QLibrary file(QStringLiteral("edit"), 2); // the version of its binary interface
    bool isComplete = true;
    const auto resolve = [&](auto &function, const char *name) {
        function =
            reinterpret_cast<std::remove_reference_t<decltype(function)>>(file.resolve(name));
        isComplete = isComplete && function;
    };
    EditLibrary library{};
    resolve(library.init, "el_init_fd");
    resolve(library.end, "el_end");
    resolve(library.set, "el_set");
    resolve(library.setWide, "el_wset");
    resolve(library.get, "el_get");
    resolve(library.gets, "el_gets");
    resolve(library.line, "el_line");
    resolve(library.insertText, "el_insertstr");
    resolve(library.deleteText, "el_deletestr");
    resolve(library.moveCursor, "el_cursor");
    resolve(library.resize, "el_resize");
    resolve(library.historyInit, "history_init");
    resolve(library.historyEnd, "history_end");
    resolve(library.recall, "history");
    return isComplete ? std::optional(library) : std::nullopt;
}

} // namespace

const EditLibrary *EditLibrary::instance()
{
    static const std::optional<EditLibrary> library = load();
    return library ? &*library : nullptr;
}

} // namespace DigitSum
