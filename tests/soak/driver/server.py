# SPDX-License-Identifier: MIT
"""Starts the server, and looks at it from outside."""

import os
import re
import resource
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

START_DEADLINE = 20.0  # seconds
STOP_DEADLINE = 15.0
ANNOUNCEMENT = re.compile(r"Server is listening on IP: \S+ and Port: (\d+)")


class ServerFailure(Exception):
    """The server did not start, or ended by itself. The text says what it said."""


@dataclass(frozen=True)
class Server:
    """A running server."""

    process: subprocess.Popen[bytes]
    port: int
    log: IO[bytes]

    @property
    def is_alive(self) -> bool:
        """It hasn't ended."""
        return self.process.poll() is None

    def descriptors(self) -> int:
        """How many it has open."""
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def resident_kib(self) -> int:
        """Memory that is really there."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * resource.getpagesize() // 1024

    def peak_resident_kib(self) -> int:
        """The most memory it ever had."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        peak = re.search(r"VmHWM:\s+(\d+) kB", status)
        return int(peak[1]) if peak else 0

    def cpu_seconds(self) -> float:
        """Processor time of its threads so far."""
        tasks = Path(f"/proc/{self.process.pid}/task")
        times = (int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir())
        return sum(times) / 1e9

    def idle_cpu_percent(self, seconds: float) -> float:
        """Of one core, within the next seconds."""
        before = self.cpu_seconds()
        time.sleep(seconds)
        return 100 * (self.cpu_seconds() - before) / seconds

    def await_descriptors(self, most: int, patience: float = 5.0) -> int:
        """Waits until no more than so many are open. Returns how many are."""
        deadline = time.monotonic() + patience
        while self.descriptors() > most and time.monotonic() < deadline:
            time.sleep(0.01)
        return self.descriptors()

    def logged(self) -> bytes:
        """Its standard output and error so far."""
        return Path(self.log.name).read_bytes()

    def terminate(self) -> None:
        """Asks for a polite end."""
        self.process.send_signal(signal.SIGTERM)


@contextmanager
def running(serverd: Path, *options: str, descriptors: int = 0, listen: str = "127.0.0.1",
            wrapper: Sequence[str] = ()) -> Iterator[Server]:
    """A new server for the time of a with statement; descriptors: its limit, if not the usual."""
    command = [*wrapper, str(serverd), "--listen", listen, "--port", "0", *options]

    def limit() -> None:
        if descriptors:
            resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))

    with tempfile.NamedTemporaryFile(prefix="digitsum-soak-") as log:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log,
                                   stderr=subprocess.STDOUT, preexec_fn=limit)
        try:
            yield Server(process, _announced_port(process, Path(log.name)), log)
        finally:
            _stop(process)


def _announced_port(process: subprocess.Popen[bytes], log: Path) -> int:
    deadline = time.monotonic() + START_DEADLINE
    while time.monotonic() < deadline:
        if announced := ANNOUNCEMENT.search(log.read_text(encoding="utf-8", errors="replace")):
            return int(announced[1])
        if process.poll() is not None:
            break
        time.sleep(0.01)
    raise ServerFailure(f"the server did not start: {log.read_text(errors='replace')[-300:]}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_DEADLINE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def raise_descriptor_limit() -> int:
    """Lets this process have as many connections as the system allows."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard
