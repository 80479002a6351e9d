# SPDX-License-Identifier: MIT
"""Starts the server and reads its state from /proc."""

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
    """The server did not start. The text contains its output."""


@dataclass(frozen=True)
class Stop:
    """How a server ended after SIGTERM. code is None if it did not end in time."""

    code: int | None
    seconds: float

    def __str__(self) -> str:
        if self.code is None:
            return f"still running after {self.seconds:.1f} s"
        return f"exit code {self.code} after {self.seconds:.1f} s"


@dataclass(frozen=True)
class Server:
    """A running server."""

    process: subprocess.Popen[bytes]
    port: int
    log: IO[bytes]

    @property
    def is_alive(self) -> bool:
        """Whether the process is still running."""
        return self.process.poll() is None

    def descriptors(self) -> int:
        """The number of open file descriptors."""
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def resident_kib(self) -> int:
        """The resident memory."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * resource.getpagesize() // 1024

    def peak_resident_kib(self) -> int:
        """The largest resident memory so far."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        peak = re.search(r"VmHWM:\s+(\d+) kB", status)
        return int(peak[1]) if peak else 0

    def cpu_seconds(self) -> float:
        """The processor time that its threads have used so far."""
        tasks = Path(f"/proc/{self.process.pid}/task")
        times = (int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir())
        return sum(times) / 1e9

    def idle_cpu_percent(self, seconds: float) -> float:
        """The processor time used in the next seconds, as a percentage of one core."""
        before = self.cpu_seconds()
        time.sleep(seconds)
        return 100 * (self.cpu_seconds() - before) / seconds

    def await_descriptors(self, most: int, patience: float = 5.0) -> int:
        """Waits until at most that many descriptors are open. Returns how many are."""
        deadline = time.monotonic() + patience
        while self.descriptors() > most and time.monotonic() < deadline:
            time.sleep(0.01)
        return self.descriptors()

    def logged(self) -> bytes:
        """The standard output and error so far."""
        return Path(self.log.name).read_bytes()

    def terminate(self) -> None:
        """Sends SIGTERM."""
        self.process.send_signal(signal.SIGTERM)

    def stop(self, patience: float) -> Stop:
        """Sends SIGTERM and waits for the server's end."""
        begin = time.monotonic()
        self.terminate()
        return self.await_end(begin, patience)

    def await_end(self, begin: float, patience: float) -> Stop:
        """Waits for the end of a server that was told at begin to stop."""
        try:
            code = self.process.wait(max(0.0, begin + patience - time.monotonic()))
        except subprocess.TimeoutExpired:
            code = None
        return Stop(code, time.monotonic() - begin)


@contextmanager
def running(serverd: Path, *options: str, descriptors: int = 0, listen: str = "127.0.0.1",
            wrapper: Sequence[str] = (), errors: int = subprocess.STDOUT) -> Iterator[Server]:
    """Runs a server for a with statement.

    descriptors limits its open descriptors, if not 0. errors is a descriptor for the server's
    standard error, which otherwise goes to the same file as its standard output.
    """
    command = [*wrapper, str(serverd), "--listen", listen, "--port", "0", *options]

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))

    with tempfile.NamedTemporaryFile(prefix="digitsum-soak-") as log:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log,
                                   stderr=errors, preexec_fn=limit if descriptors else None)
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
    """Raises this process's descriptor limit as far as the system allows."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard
