#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Fails if a translation is unfinished, out of date or has other placeholders than its source, and
if lupdate prints a warning, for example because it cannot determine the class of a text.

Usage: check_catalogues.py LUPDATE ROOT
"""

import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml
from pathlib import Path

SOURCES = ("common", "gui-client", "server", "terminal-client")
PLACEHOLDER = re.compile(r"%L?(?:\d{1,2}|n)")
MNEMONIC = re.compile(r"&[^&\s]")


class Message:
    def __init__(self, context, element):
        self.key = (context, element.findtext("source"), element.findtext("comment") or "")
        self.is_plural = element.get("numerus") == "yes"
        translation = element.find("translation")
        self.is_finished = translation.get("type") is None
        forms = [form.text or "" for form in translation.iter("numerusform")]
        self.translations = forms if self.is_plural else [translation.text or ""]

    def problems(self):
        source = self.key[1]
        if not self.is_finished or not all(self.translations):
            yield "is unfinished"
            return
        for text in self.translations:
            wanted, found = (set(PLACEHOLDER.findall(t)) for t in (source, text))
            if self.is_plural:  # a form may spell the number out, as in "one client"
                wanted, found = (t - {"%n", "%Ln"} for t in (wanted, found))
            if wanted != found:
                yield f"has other placeholders: {text}"
            if bool(MNEMONIC.search(source)) != bool(MNEMONIC.search(text)):
                yield f"has a mnemonic in one language only: {text}"


def messages(catalogue):
    return [
        Message(context.findtext("name"), message)
        for context in xml.parse(catalogue).getroot().iter("context")
        for message in context.iter("message")
    ]


def updated(lupdate, root, catalogue, folder):
    """The messages of an updated copy of the catalogue, and lupdate's warnings."""
    copy = shutil.copy(catalogue, folder)
    only = ["-pluralonly"] if catalogue.stem.endswith("_en") else []
    output = subprocess.run(
        [lupdate, "-silent", "-no-obsolete", "-locations", "none", *only, "-I", root,
         *(root / source for source in SOURCES), "-ts", copy],
        check=True, capture_output=True, text=True)
    return messages(copy), output.stderr.splitlines()


def problems_in(catalogue, lupdate, root):
    ours = messages(catalogue)
    for message in ours:
        for problem in message.problems():
            yield f"{message.key} {problem}"
    with tempfile.TemporaryDirectory() as folder:
        current, warnings = updated(lupdate, root, catalogue, folder)
    yield from warnings
    due = {message.key for message in current}
    have = {message.key for message in ours}
    yield from (f"{key} is missing" for key in sorted(due - have))
    yield from (f"{key} is no longer in the sources" for key in sorted(have - due))


def main(lupdate, root):
    catalogues = sorted((root / "translations").glob("*.ts"))
    failures = 0 if catalogues else 1
    for catalogue in catalogues:
        problems = list(problems_in(catalogue, lupdate, root))
        print(f"{catalogue.name}: {len(messages(catalogue))} texts, {len(problems)} problems")
        print(*(f"  {problem}" for problem in problems), sep="\n")
        failures += len(problems)
    if failures:
        print("To update the catalogues: cmake --build --preset dev -t update_translations")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
