#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Fails if an #include points to a layer that stands above its own, or beside it.

Usage: check_layers.py ROOT
"""

import re
import sys
from pathlib import Path

# Each layer, and those that it may include besides itself.
LAYERS = {
    "translations": (),
    "common/protocol": (),
    "common/session": ("common/protocol",),
    "common/widgets": ("common/session", "common/protocol", "translations"),
    "gui-client": ("common/widgets", "common/session", "common/protocol", "translations"),
    "terminal-client": ("common/session", "common/protocol", "translations"),
    "server/service": ("common/protocol",),
    "server/daemon": ("server/service", "common/protocol", "translations"),
    "server/console": ("common/widgets", "server/service", "common/protocol", "translations"),
}

# What a layer never holds, by the Qt headers that would bring it in.
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


def layer_of(path):
    return next((layer for layer in LAYERS if path.startswith(layer + "/")), None)


def allowed_for(path):
    """The folders that a file may include from, or None for any."""
    if path.startswith("tests/"):
        tested = layer_of(path.removeprefix("tests/"))
        if tested is None:
            return None  # end-to-end, bench, support
        return (tested, *LAYERS[tested], "tests/support", "tests/" + tested)
    layer = layer_of(path)
    return (layer, *LAYERS[layer])


def problems_in(path, text, exists):
    """Yields what is wrong with a file's includes; exists(path) tells of other files."""
    allowed = allowed_for(path)
    forbidden = FORBIDDEN_HEADERS.get(layer_of(path), ())
    for match in INCLUDE.finditer(text):
        ours, system = match.groups()
        line = text.count("\n", 0, match.start(1 if ours else 2)) + 1
        if system:
            if system.rsplit("/", 1)[-1] in forbidden:
                yield f"{path}:{line}: <{system}> has no place in this layer"
        elif ours.endswith(".moc"):
            continue
        elif not exists(ours):
            yield f'{path}:{line}: "{ours}" is not written from the root of the tree'
        elif allowed is not None and not ours.startswith(tuple(a + "/" for a in allowed)):
            yield f'{path}:{line}: "{ours}" is in a layer that this one must not include'


def main(root):
    files = [
        file
        for folder in (*LAYERS, "tests")
        for pattern in ("*.h", "*.cpp")
        for file in sorted((root / folder).rglob(pattern))
    ]
    problems = [
        problem
        for file in files
        for problem in problems_in(
            file.relative_to(root).as_posix(),
            file.read_text(encoding="utf-8"),
            lambda include: (root / include).is_file(),
        )
    ]
    print(*problems, f"{len(files)} files, {len(problems)} problems", sep="\n")
    return 1 if problems or not files else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
