#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Fails if a program without a window is linked to Qt Gui or Widgets.

Usage: check_needed.py READELF PROGRAM...
"""

import re
import subprocess
import sys


def needed_by(readelf, program):
    output = subprocess.run(
        [readelf, "-d", program], check=True, capture_output=True, text=True, env={"LC_ALL": "C"}
    ).stdout
    return re.findall(r"\(NEEDED\)\s+Shared library: \[(.+)\]", output)


def main(readelf, programs):
    failures = 0
    for program in programs:
        libraries = needed_by(readelf, program)
        qt = [library for library in libraries if library.startswith("libQt")]
        print(program, "needs", *qt)
        if not any("Qt6Core" in library for library in qt):
            print("FAIL: not linked to Qt Core. Is this the right program?")
            failures += 1
        for library in qt:
            if "Qt6Gui" in library or "Qt6Widgets" in library:
                print("FAIL:", library, "must not be needed by a program without a window")
                failures += 1
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
