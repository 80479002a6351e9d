#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Fails if a file includes a header of a layer that it must not use, and on include cycles.

Usage: check_layers.py ROOT
"""

import re
import sys
from pathlib import Path

# Each layer with the other layers that it may include. Subfolders of a layer are layers too; the
# longest matching name applies.
COMMON = ("common/protocol", "translations")
GUI = ("common/widgets", "common/session", "common/process", *COMMON)
CONSOLE = ("common/widgets", "common/process", "server/service", "server/transport", *COMMON)
LAYERS = {
    "translations": (),
    "common/protocol": (),
    "common/process": (),
    "common/session": ("common/protocol",),
    "common/widgets": COMMON,
    "gui-client/history": GUI,
    "gui-client/connection": GUI,
    "gui-client/request": ("gui-client/history", *GUI),
    "gui-client/bulk": ("gui-client/request", "gui-client/history", *GUI),
    "gui-client": (
        "gui-client/history",
        "gui-client/connection",
        "gui-client/request",
        "gui-client/bulk",
        *GUI,
    ),
    "terminal-client": ("common/session", "common/process", *COMMON),
    "server/eventloop": (),
    "server/transport": ("server/eventloop", "common/protocol"),
    "server/service": ("server/transport", "server/eventloop", "common/protocol"),
    "server/daemon": ("server/service", "server/transport", "common/process", *COMMON),
    "server/console/clients": CONSOLE,
    "server/console/log": CONSOLE,
    "server/console/listen": CONSOLE,
    "server/console/totals": CONSOLE,
    "server/console": (
        "server/console/clients",
        "server/console/log",
        "server/console/listen",
        "server/console/totals",
        *CONSOLE,
    ),
}

# Qt headers that a layer must not include.
SOCKETS = ("QAbstractSocket", "QTcpSocket", "QTcpServer", "QSslSocket", "QUdpSocket")
CLOCKS = ("QTimer", "QBasicTimer", "QElapsedTimer", "QDateTime", "QTime", "QDeadlineTimer")
THREADS = ("QThread", "QMutex", "QThreadPool", "QtConcurrent")
FORBIDDEN_HEADERS = {
    "common/protocol": SOCKETS + CLOCKS + THREADS,
    "common/widgets": SOCKETS,
    "gui-client": SOCKETS,
    "server/console": SOCKETS,
}

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)


def longest_prefix(path, names):
    return max((name for name in names if path.startswith(name + "/")), key=len, default=None)


def layer_of(path):
    return longest_prefix(path, LAYERS)


def allowed_for(path):
    """The layers that a file may include from, or None for any."""
    if path.startswith("tests/"):
        tested = layer_of(path.removeprefix("tests/"))
        if tested is None:
            return None  # end-to-end, bench, support
        return (tested, *LAYERS[tested])
    layer = layer_of(path)
    return (layer, *LAYERS[layer])


def may_include(path, included):
    allowed = allowed_for(path)
    if allowed is None or layer_of(included) in allowed:
        return True
    if not path.startswith("tests/"):
        return False
    folder = longest_prefix(path.removeprefix("tests/"), LAYERS)
    top = "/".join(folder.split("/")[:2])
    return included.startswith(("tests/support/", f"tests/{top}/", f"tests/{folder.split('/')[0]}/"))


def problems_in(path, text, exists):
    """Yields the problems with a file's includes. exists(path) checks for other files."""
    forbidden = FORBIDDEN_HEADERS.get(longest_prefix(path, FORBIDDEN_HEADERS), ())
    for match in INCLUDE.finditer(text):
        ours, system = match.groups()
        line = text.count("\n", 0, match.start(1 if ours else 2)) + 1
        if system:
            if system.rsplit("/", 1)[-1] in forbidden:
                yield f"{path}:{line}: <{system}> must not be included in this layer"
        elif ours.endswith(".moc"):
            continue
        elif not exists(ours):
            yield f'{path}:{line}: "{ours}" is not a path from the root of the source tree'
        elif not may_include(path, ours):
            yield f'{path}:{line}: "{ours}" is in a layer that this one must not include'


def unit_of(path):
    """A header and its source files form one unit: nativesocket.h and nativesocket_linux.cpp."""
    return re.sub(r"(_[a-z0-9]+)?\.(h|cpp)$", "", path)


def cycles(includes):
    """Yields the include cycles between units."""
    done = set()

    def visit(unit, trail):
        if unit in trail:
            yield trail[trail.index(unit) :] + [unit]
            return
        if unit in done:
            return
        for other in sorted(includes.get(unit, ())):
            yield from visit(other, trail + [unit])
        done.add(unit)

    for unit in sorted(includes):
        yield from visit(unit, [])


def cycle_problems(texts):
    """texts maps the paths of the product's files to their contents."""
    includes = {}
    for path, text in texts.items():
        unit = unit_of(path)
        for ours, _ in INCLUDE.findall(text):
            if ours and unit_of(ours) != unit and not ours.endswith(".moc"):
                includes.setdefault(unit, set()).add(unit_of(ours))
    return ["include cycle: " + " -> ".join(cycle) for cycle in cycles(includes)]


def main(root):
    files = sorted(
        {
            file
            for folder in (*LAYERS, "tests")
            for pattern in ("*.h", "*.cpp")
            for file in (root / folder).rglob(pattern)
        }
    )
    texts = {file.relative_to(root).as_posix(): file.read_text(encoding="utf-8") for file in files}
    problems = [
        problem
        for path, text in texts.items()
        for problem in problems_in(path, text, lambda include: (root / include).is_file())
    ]
    product = {path: text for path, text in texts.items() if not path.startswith("tests/")}
    problems += cycle_problems(product)
    print(*problems, f"{len(files)} files, {len(problems)} problems", sep="\n")
    return 1 if problems or not files else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
