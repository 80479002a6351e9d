#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that digitsum-serverd keeps its guarantees under load and attack, for about MINUTES.

Uses only this computer: the loopback interface and temporary network namespaces. Prints a table.
The exit code is 1 if a guarantee is broken. Runs shorter than 5 minutes use fewer repetitions.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

from driver import (badinputs, brokenrecords, descriptors, greetings, halfclose, handshakes,
                    kernelbuffers, log, manythreads, outputtimeout, owedreplies, rawmessages,
                    renewal, shutdown, slowreaders, steadyreaders, suspension, tricklers, vanishing)
from driver.rows import Row, Setting, table
from driver.server import raise_descriptor_limit

RUNS: dict[str, Callable[[Setting], list[Row]]] = {
    "bad-inputs": badinputs.run,
    "half-close": halfclose.run,
    "slow-readers": slowreaders.run,
    "tricklers": tricklers.run,
    "descriptors": descriptors.run,
    "handshakes": handshakes.run,
    "log": log.run,
    "greetings": greetings.run,
    "raw-messages": rawmessages.run,
    "renewal": renewal.run,
    "many-threads": manythreads.run,
    "broken-records": brokenrecords.run,
    "owed-replies": owedreplies.run,
    "kernel-buffers": kernelbuffers.run,
    "shutdown": shutdown.run,
}
# These spend their time waiting, so they run in parallel.
BESIDE: dict[str, Callable[[Setting], list[Row]]] = {
    "output-timeout": outputtimeout.run,
    "steady-readers": steadyreaders.run,
    "suspension": suspension.run,
    "vanishing": vanishing.run,
}


def parse_arguments() -> argparse.Namespace:
    """Parses the command line."""
    root = Path(__file__).resolve().parent.parent.parent
    names = [*RUNS, *BESIDE]
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("minutes", nargs="?", type=float, default=5.0, help="default: 5")
    parser.add_argument("--only", action="append", choices=names, default=[], metavar="RUN",
                        help="one of " + ", ".join(names) + "; may be given more than once")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the rows as JSON")
    parser.add_argument("--serverd", type=Path, metavar="PROGRAM",
                        default=root / "build" / "release" / "bin" / "digitsum-serverd",
                        help="the server (default: build/release/bin/digitsum-serverd)")
    return parser.parse_args()


def timed(name: str, run: Callable[[Setting], list[Row]], setting: Setting) -> list[Row]:
    """Runs one check. An exception counts as a broken guarantee."""
    start = time.monotonic()
    try:
        rows = run(setting)
    except Exception as problem:  # pylint: disable=broad-exception-caught
        rows = [Row(name, "runs to its end", f"{type(problem).__name__}: {problem}", False)]
    print(f"{name}: {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
    return rows


def main() -> int:
    """Returns 1 if a guarantee is broken, otherwise 0."""
    options = parse_arguments()
    raise_descriptor_limit()
    setting = Setting(options.serverd.resolve(), options.minutes)
    wanted = options.only or [*RUNS, *BESIDE]
    with ThreadPoolExecutor(len(BESIDE)) as pool:
        beside = [pool.submit(timed, name, run, setting) for name, run in BESIDE.items()
                  if name in wanted]
        rows = [row for name, run in RUNS.items() if name in wanted
                for row in timed(name, run, setting)]
        rows += [row for future in beside for row in future.result()]
    print(table(rows))
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in rows], indent=2) + "\n",
                                encoding="utf-8")
    return 1 if any(row.kept is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
