# SPDX-License-Identifier: MIT
"""Clients that read their replies slowly, but steadily, are served however long it takes."""

import selectors
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from driver.rows import Row, Setting
from driver.server import running
from driver.words import GREETING

CLIENTS = 4             # of each kind
TICK = 0.1              # seconds between two reads
REQUEST, REPLY = b"7\n", b"7\r\n"
REQUESTS = REQUEST * 8192
SETTLING = 1.0          # seconds after which no buffer takes more
DEADLINE = 30.0         # seconds for reading the rest quickly


@dataclass(frozen=True)
class Kind:
    """A server's limit, and clients that come close to it."""

    promise: str
    options: tuple[str, ...]
    rate: int       # bytes per second
    seconds: float  # for which the clients read slowly
    sends_on: bool  # whether the clients go on sending requests, or send a FIN before they read


KINDS = (
    Kind("clients that read 17 KB/s and send as much as they can are served",
         (), 17_000, 50, True),
    Kind("... also after their FIN", (), 17_000, 50, False),
    Kind("--public, clients that read 40 KB/s and send as much as they can are served",
         ("--public",), 40_000, 30, True),
    Kind("... also after their FIN", ("--public",), 40_000, 30, False),
)
SHORT_KIND = Kind("--output-timeout 2, clients that read 100 KB/s are served",
                  ("--output-timeout", "2"), 100_000, 6, True)


class Reader:
    """A client that reads a little at a time."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setblocking(False)
        self._sent = 0      # bytes
        self._received = 0  # bytes
        self._is_right = True
        self.is_over = False

    def send(self) -> None:
        """Sends as much as possible."""
        try:
            while True:
                self._sent += self.socket.send(REQUESTS[self._sent % len(REQUEST):])
        except OSError:
            pass  # the buffers are full, or read() will find the end

    def finish(self) -> None:
        """Sends a FIN, which also ends the last request."""
        try:
            self.socket.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # read() will find the end

    def read(self, most: int) -> None:
        """Reads at most that many bytes, and compares them with the expected ones."""
        try:
            part = self.socket.recv(most)
        except BlockingIOError:
            return
        except OSError:
            part = b""
        self._is_right &= part == _expected(self._received, len(part))
        self._received += len(part)
        self.is_over |= not part

    @property
    def has_all(self) -> bool:
        """Whether all replies have arrived, and nothing else."""
        requests = (self._sent + 1) // len(REQUEST)
        return (self._is_right
                and self._received == len(GREETING) + requests * len(REPLY))


def run(setting: Setting) -> list[Row]:
    """Tests all kinds at the same time."""
    kinds = KINDS if setting.minutes >= 2 else (SHORT_KIND,)
    with ThreadPoolExecutor() as pool:
        return list(pool.map(lambda kind: _test(setting, kind), kinds))


def _test(setting: Setting, kind: Kind) -> Row:
    with running(setting.serverd, "--quiet", *kind.options) as server:
        readers = [Reader(server.port) for _number in range(CLIENTS)]
        begin = time.monotonic()
        lost_after = _read_slowly(readers, kind)
        for reader in readers:
            reader.finish()
        _read_rest(readers)
    served = sum(reader.has_all for reader in readers)
    measured = f"{served} of {CLIENTS}"
    if lost_after:
        measured += f"; the first was lost after {lost_after - begin:.0f} s"
    return Row(kind.promise, f"for {kind.seconds:.0f} s; every reply", measured, served == CLIENTS)


def _read_slowly(readers: list[Reader], kind: Kind) -> float:
    """Returns when the first connection was lost; 0 if none was."""
    begin = time.monotonic()
    lost = 0.0
    has_finished = False
    while (now := time.monotonic()) < begin + kind.seconds:
        for reader in readers:
            if kind.sends_on or now < begin + SETTLING:
                reader.send()
            elif not has_finished:
                reader.finish()
            if not reader.is_over:
                reader.read(round(kind.rate * TICK))
            lost = lost or (reader.is_over and now)
        has_finished = not kind.sends_on and now >= begin + SETTLING
        time.sleep(TICK)
    return lost


def _read_rest(readers: list[Reader]) -> None:
    deadline = time.monotonic() + DEADLINE
    with selectors.DefaultSelector() as selector:
        for reader in readers:
            if not reader.is_over:
                selector.register(reader.socket, selectors.EVENT_READ, reader)
        while selector.get_map() and time.monotonic() < deadline:
            for key, _events in selector.select(0.5):
                key.data.read(1 << 18)
                if key.data.is_over:
                    selector.unregister(key.fileobj)
    for reader in readers:
        reader.socket.close()


def _expected(begin: int, size: int) -> bytes:
    """A part of what the server sends: the greeting, then equal replies."""
    head = GREETING[begin:begin + size]
    offset = max(0, begin - len(GREETING)) % len(REPLY)
    replies = REPLY * (size // len(REPLY) + 2)
    return head + replies[offset:offset + size - len(head)]
