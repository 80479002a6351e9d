#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs digitsum-serverd while its system calls fail, one at a time, and tells what it can't bear.

Usage: faults.py [--known] DIGITSUM-SERVERD SHIM [CALL...]

For each call, error and N: the Nth such call on a TCP socket fails. Then the server must live and
answer a fresh client, and whoever was hit must be answered or closed: nobody is left waiting. After
each call and error no descriptor may be missing, and no processor time be used. What is known not to
be borne yet is tried only with --known.
"""

import os
import re
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from shim import SHORT, Shim

LAST_CALL = 50        # N goes from 1 to this
LAST_SHUTDOWN = 3     # each costs the second that the server waits for a client that isn't told
MOST_DRIVES = 10      # of all clients, to come to the Nth call
PATIENCE = 3.0        # seconds for any answer
IDLE = 0.08           # seconds in which an idle server's processor time is measured
MOST_IDLE_CPU = 0.02  # seconds within these

TRANSFER = (SHORT, "EINTR", "EAGAIN", "ECONNRESET", "ENOBUFS", "ENOMEM", "EPIPE", "ETIMEDOUT")
QUERY = ("ENOBUFS", "ENOMEM", "EINVAL")
FAULTS: dict[str, tuple[str, ...]] = {
    "accept": ("EINTR", "EAGAIN", "ECONNABORTED", "EMFILE", "ENFILE", "ENOBUFS", "ENOMEM", "EPROTO"),
    "read": TRANSFER, "recv": TRANSFER, "recvfrom": TRANSFER, "recvmsg": TRANSFER,
    "write": TRANSFER, "send": TRANSFER, "sendto": TRANSFER, "sendmsg": TRANSFER,
    "writev": TRANSFER,
    "ioctl": QUERY, "fcntl": QUERY, "getsockopt": QUERY, "setsockopt": QUERY,
    "getsockname": QUERY, "getpeername": (*QUERY, "ENOTCONN"), "shutdown": ("ENOTCONN", "ENOBUFS"),
    "epoll_ctl": ("ENOMEM", "ENOSPC"),
    "poll": ("EINTR", "ENOMEM"), "ppoll": ("EINTR", "ENOMEM"), "epoll_wait": ("EINTR",),
}
# After these a client must not even notice: the system says "again", or does less than asked.
UNNOTICED = {SHORT, "EINTR", "EAGAIN"}
UNNOTICED_CALLS = {"accept", "poll", "ppoll", "epoll_wait", "setsockopt", "getpeername"}

Faults = set[tuple[str, str]]  # calls and errors

# Faults that the server does not bear yet, each of which the system hardly ever makes. Take a line
# out when it is mended.
KNOWN: Faults = set()

GREETING = b"Welcome to the server\r\n"
FAREWELL = b"Thank You .. See You soon !! \r\n"


class Problem(Exception):
    """What the server did wrong."""


@dataclass(frozen=True)
class Server:
    """A server under the shim."""

    process: subprocess.Popen[str]
    port: int

    def descriptors(self) -> int:
        """How many it has open."""
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def cpu_seconds(self) -> float:
        """Processor time of its threads so far."""
        tasks = Path(f"/proc/{self.process.pid}/task")
        times = (int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir())
        return sum(times) / 1e9


@contextmanager
def running(program: str, library: str, shim: Shim, log: Path) -> Iterator[Server]:
    """A new server, for the time of a with statement."""
    shim.disarm()
    command = [program, "--listen", "127.0.0.1", "--port", "0", "--threads", "2"]
    with open(log, "w", encoding="utf-8") as errors:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True,
                                   env=shim.environment(library))
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        announced = re.search(r"Port: (\d+)", line)
        if not announced:
            raise Problem(f"did not start: {log.read_text(encoding='utf-8')[-500:]}")
        yield Server(process, int(announced[1]))
    finally:
        process.kill()
        process.wait()


def receive_all(client: socket.socket) -> tuple[bytes, bool]:
    """Everything until the end, and whether that was orderly. Raises TimeoutError."""
    parts = []
    while True:
        try:
            part = client.recv(65536)
        except ConnectionError:
            return b"".join(parts), False
        if not part:
            return b"".join(parts), True
        parts.append(part)


def converse(port: int, requests: bytes, expected: bytes, must_be_whole: bool) -> None:
    """Sends everything, ends, and checks what comes. Raises Problem."""
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as client:
        try:
            client.sendall(requests)
            client.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # closed already
        try:
            received, _orderly = receive_all(client)
        except TimeoutError:
            raise Problem(f"left a client waiting that had sent {requests[:20]!r}") from None
    check(received, expected, must_be_whole)


def converse_in_turns(port: int, turns: int, must_be_whole: bool) -> None:
    """Asks, waits for the answer, asks again, and leaves politely."""
    expected = GREETING + b"15\r\n" * turns + FAREWELL
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as client:
        received = b""
        try:
            for turn in range(turns):
                client.sendall(b"12345\n")
                while len(received) < len(GREETING) + 4 * (turn + 1):
                    part = client.recv(4096)
                    if not part:
                        raise ConnectionError
                    received += part
            client.sendall(b"quit\n")
            received += receive_all(client)[0]
        except TimeoutError:
            raise Problem(f"left a client waiting after {received[-30:]!r}") from None
        except ConnectionError:
            pass
    check(received, expected, must_be_whole)


def check(received: bytes, expected: bytes, must_be_whole: bool) -> None:
    """Whoever was hit has the beginning at least. Raises Problem."""
    if received == expected or (not must_be_whole and expected.startswith(received)):
        return
    raise Problem(f"{len(received)} of {len(expected)} bytes: ...{received[-40:]!r}")


def vanish(port: int) -> None:
    """A client that resets in the middle of a request."""
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as client:
        client.sendall(b"12\n34")
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def drive(port: int, must_be_whole: bool) -> None:
    """One client of each kind."""
    converse_in_turns(port, 6, must_be_whole)
    converse(port, b"7\n" * 2000, GREETING + b"7\r\n" * 2000, must_be_whole)
    converse(port, b"12", GREETING + b"3", must_be_whole)
    converse(port, b"12\n34", GREETING + b"3\r\n7\r\n", must_be_whole)
    vanish(port)


def strike(server: Server, shim: Shim, call: str, error: str, nth: int) -> bool:
    """Lets the nth call fail. Whether it came to that. Raises Problem."""
    must_be_whole = error in UNNOTICED or call in UNNOTICED_CALLS
    shim.arm(call, error, nth)
    try:
        for _drive in range(MOST_DRIVES):
            drive(server.port, must_be_whole)
            if shim.has_struck():
                break
        struck = shim.has_struck()
    except OSError as problem:
        raise Problem(f"takes no clients: {problem}") from None
    finally:
        shim.disarm()
        if server.process.poll() is not None:
            raise Problem(f"ended with exit code {server.process.returncode}")
    return struck


def check_at_rest(server: Server, descriptors: int) -> None:
    """A fresh client is answered, nothing is left open, and nothing spins. Raises Problem."""
    drive(server.port, True)
    deadline = time.monotonic() + PATIENCE
    while server.descriptors() > descriptors:
        if time.monotonic() > deadline:
            raise Problem(f"{server.descriptors()} descriptors open, {descriptors} at first")
        time.sleep(0.005)
    before = server.cpu_seconds()
    time.sleep(IDLE)
    used = server.cpu_seconds() - before
    if used > MOST_IDLE_CPU:
        raise Problem(f"uses {100 * used / IDLE:.0f}% of a core with nothing to do")


def try_fault(server: Server, shim: Shim, call: str, error: str) -> int:
    """Every N. Returns how many struck. Raises Problem, which names N."""
    descriptors = server.descriptors()
    nth = struck = 0
    try:
        for nth in range(1, (LAST_SHUTDOWN if call == "shutdown" else LAST_CALL) + 1):
            if not strike(server, shim, call, error, nth):
                break
            struck += 1
        check_at_rest(server, descriptors)
    except (Problem, OSError) as problem:
        raise Problem(f"{call} {error}, call {nth}: {problem}") from None
    return struck


def try_first_accept(server: Server, shim: Shim, error: str) -> None:
    """The very first, before anything else went well or wrong. Raises Problem."""
    try:
        strike(server, shim, "accept", error, 1)
        check_at_rest(server, server.descriptors())
    except (Problem, OSError) as problem:
        raise Problem(f"accept {error}, the first of all: {problem}") from None


def warm_up(server: Server) -> None:
    """What is opened once and kept isn't a leak."""
    drive(server.port, True)
    time.sleep(0.02)


class Run:
    """Goes through all faults, with a new server after each problem."""

    def __init__(self, program: str, library: str, folder: Path, skipped: Faults) -> None:
        self._program, self._library, self._log = program, library, folder / "log"
        self._skipped = skipped
        self._shim = Shim(folder)
        self.struck: dict[str, int] = {}
        self.problems: list[str] = []

    def all_of(self, calls: list[str]) -> None:
        """Each N of each error of each call."""
        pending = [(call, error) for call in calls for error in FAULTS[call]
                   if (call, error) not in self._skipped]
        while pending:
            with self._server() as server:
                warm_up(server)
                while pending and self._is_borne(server, *pending[0]):
                    call, _error = pending.pop(0)
                    if not self.struck[call]:  # the server doesn't use it at all
                        pending = [other for other in pending if other[0] != call]
                del pending[:1]  # not borne, if any is left

    def first_accepts(self) -> None:
        """A server for each error."""
        for error in FAULTS["accept"]:
            if ("first accept", error) in self._skipped:
                continue
            with self._server() as server:
                try:
                    try_first_accept(server, self._shim, error)
                except Problem as problem:
                    self._report(problem)

    def _server(self) -> AbstractContextManager[Server]:
        return running(self._program, self._library, self._shim, self._log)

    def _is_borne(self, server: Server, call: str, error: str) -> bool:
        self.struck.setdefault(call, 0)
        try:
            self.struck[call] += try_fault(server, self._shim, call, error)
        except Problem as problem:
            self.struck[call] += 1
            self._report(problem)
            return False
        return True

    def _report(self, problem: Problem) -> None:
        self.problems.append(str(problem))
        print(problem, flush=True)


def main() -> int:
    """Exit code 0: it bears everything."""
    words = [word for word in sys.argv[1:] if word != "--known"]
    skipped = set() if "--known" in sys.argv else KNOWN
    program, library, *only = words
    calls = [call for call in FAULTS if not only or call in only]
    with tempfile.TemporaryDirectory() as folder:
        run = Run(program, library, Path(folder), skipped)
        run.all_of(calls)
        if "accept" in calls:
            run.first_accepts()
    for call, count in run.struck.items():
        print(f"{call}: {count} faults" if count else f"{call}: not used")
    print(f"{len(run.problems)} problems; {len(skipped)} known ones not tried")
    return 1 if run.problems or not any(run.struck.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
