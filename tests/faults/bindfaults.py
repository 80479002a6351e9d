#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes digitsum-serverd's bind() fail, and checks its error messages and exit codes.

Usage: bindfaults.py DIGITSUM-SERVERD SHIM

Which ports and addresses bind() refuses depends on the system and the user. Here the shim makes it
fail, so that each error can be tested everywhere.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shim import Shim

PATIENCE = 20.0  # seconds
ADDRESS = "127.0.0.1"
PORT = 9990      # any port: bind() fails before it is used
ANNOUNCEMENT = f"Server is listening on IP: {ADDRESS} and Port: "


@dataclass(frozen=True)
class Refusal:
    """An error of bind(), and the expected exit code and message."""

    error: str
    exit_code: int
    explanation: str


REFUSALS = (
    Refusal("EADDRINUSE", 3, "another program uses this port"),
    Refusal("EACCES", 4, "the system does not permit it"),
    Refusal("EADDRNOTAVAIL", 5, "this computer does not have that address"),
    Refusal("EINVAL", 6, ""),
)


class Run:
    """One start of the server, whose first bind() fails."""

    def __init__(self, program: str, library: str, shim: Shim) -> None:
        self._program, self._library, self._shim = program, library, shim

    def refused(self, refusal: Refusal) -> Iterator[str]:
        """Checks a start without retries. Yields the problems."""
        with self._start(refusal.error, PORT, retries=0) as process:
            try:
                out, err = process.communicate(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                yield "the server does not end"
                return
        if not self._shim.has_struck():
            yield "bind() was not called"
        if process.returncode != refusal.exit_code:
            yield f"exit code {process.returncode}, not {refusal.exit_code}"
        if out:
            yield f"standard output is {out!r}"
        if err.count("\n") != 1 or f"Cannot listen on {ADDRESS}:{PORT}: " not in err:
            yield f"expected one line that names the endpoint: {err!r}"
        if refusal.explanation not in err:
            yield f"no explanation: {err!r}"

    def refused_once(self, refusal: Refusal) -> Iterator[str]:
        """Checks a start whose first retry succeeds. Yields the problems."""
        with self._start(refusal.error, 0, retries=1) as process:
            assert process.stdout is not None and process.stderr is not None
            announcement = process.stdout.readline()
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                yield "the server does not end"
            err = process.stderr.read()
        if not self._shim.has_struck():
            yield "bind() was not called"
        if not announcement.startswith(ANNOUNCEMENT):
            yield f"it does not listen after the retry: {err!r}"
        # With port 0, EADDRINUSE is not reported: the system simply chooses another port.
        is_reported = refusal.error != "EADDRINUSE"
        if is_reported != ("Retrying ....\n" in err):
            yield f"standard error is {err!r}"

    def _start(self, error: str, port: int, retries: int) -> subprocess.Popen[str]:
        self._shim.arm("bind", error, 1)
        command = [self._program, "--quiet", "--listen", ADDRESS, "--port", str(port),
                   "--bind-retries", str(retries)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                env=self._shim.environment(self._library))


def main() -> int:
    """Returns 1 if there are problems, otherwise 0."""
    program, library = sys.argv[1:]
    problems = 0
    with tempfile.TemporaryDirectory() as folder:
        run = Run(program, library, Shim(Path(folder)))
        for refusal in REFUSALS:
            for problem in (*run.refused(refusal), *run.refused_once(refusal)):
                print(f"{refusal.error}: {problem}")
                problems += 1
    print(f"{len(REFUSALS)} refusals, {problems} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
