#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Fails if a document names a file or folder of this tree that does not exist.

Usage: check_paths.py ROOT
"""

import re
import sys
from pathlib import Path

FOLDERS = ("common", "server", "gui-client", "terminal-client", "tests", "resources", "docs", "cmake")
NAMED = re.compile(r"`((?:" + "|".join(FOLDERS) + r")/[\w./-]+)`")


def main(root):
    documents = [*root.glob("*.md"), *(root / "docs").glob("*.md")]
    named = [
        (document.relative_to(root), path)
        for document in documents
        for path in NAMED.findall(document.read_text(encoding="utf-8"))
    ]
    problems = [f"{document}: {path} does not exist" for document, path in named if not (root / path).exists()]
    print(*problems, f"{len(named)} paths in {len(documents)} documents", sep="\n")
    return 1 if problems or not named else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
