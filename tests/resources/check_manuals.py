# SPDX-License-Identifier: MIT
"""Compares what a program's --help says with its man page and with the README.

Usage: check_manuals.py README MAN PROGRAM

- The man page documents exactly the options of --help.
- Every number in a default, and in the --public preset, is the same in the man page.
- The README's tables name only options that the program has, and no other program's.
"""
import os
import re
import subprocess
import sys
from pathlib import Path

OWN_OF_QT = {"help", "help-all", "version"}  # man pages need not repeat them


def options_in_help(program):
    """Returns the help text of each option, by name."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LANGUAGE": "C", "LC_ALL": "C"}
    text = subprocess.run([program, "--help"], env=environment, check=True, timeout=30,
                          capture_output=True, text=True).stdout
    options = {}
    name = None
    for line in text.splitlines():
        start = re.match(r"  (?:-\w, )?--([a-z-]+)(?: <\w+>)?(.*)", line)
        if start:
            name, line = start[1], start[2]
            options[name] = ""
        elif not line.startswith("   "):
            name = None
        if name:
            options[name] += " " + line.strip()
    return options


def options_in_man(page):
    """Returns the text of each option's entry, by name, without roff requests."""
    options = {}
    name = None
    before = ""
    for line in page.read_text(encoding="utf-8").replace(r"\-", "-").splitlines():
        start = re.match(r"\.(?:B|BI|BR) (?:-\w , )?--([a-z-]+)", line)
        if start and before == ".TP":
            name = start[1]
            options[name] = ""
        elif line.startswith((".SH", ".SS")):
            name = None
        elif name:
            options[name] += " " + re.sub(r"^\.[A-Z]+ ", "", line)
        before = line
    return options


def options_in_readme(readme, program):
    """Returns the options that the README's tables mark for the program, by name."""
    options = {}
    columns = []
    for line in readme.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if cells[:1] == ["option"]:
            columns = cells
        marked = f"`{program}`" in columns and cells and cells[0].startswith("`--")
        if marked and cells[columns.index(f"`{program}`")] == "✓":
            options[re.match(r"`--([a-z-]+)", cells[0])[1]] = cells[-1]
    return options


def numbers(text):
    return set(re.findall(r"\d+(?:\.\d+)*", re.sub(r"(?<=\d),(?=\d{3})", "", text)))


def default_of(text):
    found = re.search(r"[Dd]efault(?::| here:| is)? ([^;]*)", text)
    return found[1] if found else ""


def problems(readme, page, program):
    helped, documented = options_in_help(program), options_in_man(page)
    for name in sorted(set(helped) - set(documented) - OWN_OF_QT):
        yield f"{page.name} does not document --{name}"
    for name in sorted(set(documented) - set(helped) - OWN_OF_QT):
        yield f"{page.name} documents --{name}, which --help does not"
    for name in sorted(set(helped) & set(documented)):
        # "Default here" depends on the computer.
        promised = helped[name] if name == "public" else default_of(helped[name])
        if "efault here" not in helped[name] and not numbers(promised) <= numbers(documented[name]):
            yield f"--{name}: --help says '{promised.strip()}', {page.name} does not"
    for name, text in options_in_readme(readme, Path(program).name).items():
        if name not in helped:
            yield f"README.md lists --{name}, which {program} does not have"
        elif not numbers(default_of(text)) <= numbers(helped[name]):
            yield f"--{name}: README.md says default {default_of(text)}, --help does not"
        elif name == "public" and not numbers(helped[name]) <= numbers(text):
            yield f"--{name}: README.md and --help list different limits"


def main(readme, page, program):
    found = list(problems(Path(readme), Path(page), program))
    for problem in found:
        print(problem)
    print(f"{len(options_in_help(program))} options, {len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
