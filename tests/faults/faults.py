#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs digitsum-serverd while one system call at a time fails, and reports what it cannot handle.

Usage: faults.py [--known] DIGITSUM-SERVERD SHIM [CALL...]

For each call, error and N, the Nth such call on a TCP socket fails. The server must keep running
and answer new clients. It must answer the affected client or close its connection, but never leave
it waiting. After each combination of call and error, no descriptor may be leaked, and the idle
server must not use processor time. Known problems are tested only with --known.
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
LAST_SHUTDOWN = 3     # fewer: each costs a second, because the client never gets the FIN
MOST_DRIVES = 10      # rounds of all clients until the Nth call has occurred
PATIENCE = 3.0        # seconds for any answer
IDLE = 0.08           # seconds in which an idle server's processor time is measured
MOST_IDLE_CPU = 0.02  # seconds of processor time during IDLE

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
# Clients must not notice these: the call can be repeated, or has transferred only a part.
UNNOTICED = {SHORT, "EINTR", "EAGAIN"}
UNNOTICED_CALLS = {"accept", "poll", "ppoll", "epoll_wait", "setsockopt", "getpeername"}

Faults = set[tuple[str, str]]  # calls and errors

# Faults that the server cannot handle yet, all of them very rare. Remove a line when the problem is
# fixed.
KNOWN: Faults = set()

GREETING = b"Welcome to the server\r\n"
FAREWELL = b"Thank You .. See You soon !! \r\n"


class Problem(Exception):
    """What the server did wrong."""


@dataclass(frozen=True)
class Server:
    """A server that runs with the shim."""

    process: subprocess.Popen[str]
    port: int

    def descriptors(self) -> int:
        """The number of open file descriptors."""
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def cpu_seconds(self) -> float:
        """The processor time that its threads have used so far."""
        tasks = Path(f"/proc/{self.process.pid}/task")
        times = (int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir())
        return sum(times) / 1e9


@contextmanager
def running(program: str, library: str, shim: Shim, log: Path) -> Iterator[Server]:
    """Runs a new server for the duration of a with statement."""
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
    """Returns everything until the end, and False if that was a reset. Raises TimeoutError."""
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
    """Sends all requests and a FIN, and checks the replies. Raises Problem."""
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
    """Sends one request after the other, waiting for each reply, then quit. Raises Problem."""
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
    """Compares the replies. They may be truncated unless must_be_whole. Raises Problem."""
    if received == expected or (not must_be_whole and expected.startswith(received)):
        return
    raise Problem(f"{len(received)} of {len(expected)} bytes: ...{received[-40:]!r}")


def vanish(port: int) -> None:
    """Connects, and resets the connection in the middle of a request."""
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as client:
        client.sendall(b"12\n34")
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def drive(port: int, must_be_whole: bool) -> None:
    """Runs one client of each kind."""
    converse_in_turns(port, 6, must_be_whole)
    converse(port, b"7\n" * 2000, GREETING + b"7\r\n" * 2000, must_be_whole)
    converse(port, b"12", GREETING + b"3", must_be_whole)
    converse(port, b"12\n34", GREETING + b"3\r\n7\r\n", must_be_whole)
    vanish(port)


def strike(server: Server, shim: Shim, call: str, error: str, nth: int) -> bool:
    """Makes the nth call fail. Returns whether that call occurred. Raises Problem."""
    must_be_whole = error in UNNOTICED or call in UNNOTICED_CALLS
    shim.arm(call, error, nth)
    try:
        for _drive in range(MOST_DRIVES):
            drive(server.port, must_be_whole)
            if shim.has_struck():
                break
        struck = shim.has_struck()
    except OSError as problem:
        raise Problem(f"does not accept clients: {problem}") from None
    finally:
        shim.disarm()
        if server.process.poll() is not None:
            raise Problem(f"ended with exit code {server.process.returncode}")
    return struck


def check_at_rest(server: Server, descriptors: int) -> None:
    """Checks that the server works, leaks no descriptors and does not spin. Raises Problem."""
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
        raise Problem(f"uses {100 * used / IDLE:.0f}% of a core while idle")


def try_fault(server: Server, shim: Shim, call: str, error: str) -> int:
    """Tries every N. Returns the number of faults that occurred. Raises Problem, which names N."""
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
    """Makes the first accept() of a new server fail. Raises Problem."""
    try:
        strike(server, shim, "accept", error, 1)
        check_at_rest(server, server.descriptors())
    except (Problem, OSError) as problem:
        raise Problem(f"accept {error}, first call: {problem}") from None


def warm_up(server: Server) -> None:
    """Lets the server open the descriptors that it opens once and keeps."""
    drive(server.port, True)
    time.sleep(0.02)


class Run:
    """Tests all faults, with a new server after each problem."""

    def __init__(self, program: str, library: str, folder: Path, skipped: Faults) -> None:
        self._program, self._library, self._log = program, library, folder / "log"
        self._skipped = skipped
        self._shim = Shim(folder)
        self.struck: dict[str, int] = {}
        self.problems: list[str] = []

    def all_of(self, calls: list[str]) -> None:
        """Tests every N for every error of the calls."""
        pending = [(call, error) for call in calls for error in FAULTS[call]
                   if (call, error) not in self._skipped]
        while pending:
            with self._server() as server:
                warm_up(server)
                while pending and self._is_borne(server, *pending[0]):
                    call, _error = pending.pop(0)
                    if not self.struck[call]:  # the server does not use this call
                        pending = [other for other in pending if other[0] != call]
                del pending[:1]  # the fault that caused a problem, if any

    def first_accepts(self) -> None:
        """Tests the first accept() with each error, on a new server each."""
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
    """Returns 1 if there are problems or nothing was tested, otherwise 0."""
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
    print(f"{len(run.problems)} problems; {len(skipped)} known ones not tested")
    return 1 if run.problems or not any(run.struck.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
