# SPDX-License-Identifier: MIT
"""Sends SIGTERM while many clients are busy.

The guarantee: every request that was sent completely before the signal is answered. Later requests
may or may not be answered; the client gets the notice in both cases. On loopback, bytes are
in the receiving socket's buffer once send() has returned, so the clients' own counts are exact. A
TLS record that was sent only in part counts as not sent. Most clients send a burst right before the
signal, while other programs keep the processors busy, so that the server has much unread input.
"""

import os
import selectors
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from driver import certificates
from driver.rows import Row, Setting
from driver.server import Server, running
from driver.words import GREETING, SHUTTING_DOWN

CLIENTS = 500
MOST_ROUNDS = 50
TLS_CLIENTS = 100
MOST_TLS_ROUNDS = 10
DEPTHS = (1, 1, 4, 16)  # requests in flight; the clients take turns with these
BURSTS = {4: 300, 16: 20_000}  # requests sent right before the signal, by depth
BUSY = 0.3              # seconds before the signal
DEADLINE = 20.0         # seconds after the signal
REQUEST, REPLY = b"12345\n", b"15\r\n"
RECORD = 2700 * len(REQUEST)  # bytes per TLS record; they count as sent only together


class Client:
    """Keeps a number of requests in flight until the server sends its shutdown notice."""

    def __init__(self, port: int, depth: int, trust: ssl.SSLContext | None) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), 10)
        if trust:
            self.socket = trust.wrap_socket(self.socket, server_hostname="localhost")
        self.socket.setblocking(False)
        self._depth = depth
        self.sent = 0            # requests
        self.sent_before = 0     # of these, sent before the signal
        self._sent_in_part = 0   # requests that may also have been sent
        self.heard = bytearray()
        self._lines = 0
        self.is_reset = False
        self.is_over = False

    @property
    def replies(self) -> int:
        """The number of replies received."""
        return max(0, self._lines - 1 - self.has_notice)

    @property
    def has_notice(self) -> bool:
        """Whether the server sent its shutdown notice."""
        return self.heard.endswith(SHUTTING_DOWN)

    @property
    def is_sound(self) -> bool:
        """Whether greeting, replies (no more than requests) and notice arrived in order."""
        asked = self.sent + self._sent_in_part
        return (bytes(self.heard) == GREETING + REPLY * self.replies + SHUTTING_DOWN
                and self.replies <= asked)

    def burst(self) -> None:
        """Sends more requests than the server can read before the signal."""
        if self._depth == 1:
            count = 1 - (self.sent - self.replies)
        else:
            count = BURSTS[self._depth]
            self._depth = 0  # send nothing afterwards: the last request may be incomplete
        rest = REQUEST * count
        try:
            while rest:
                rest = rest[self.socket.send(rest[:RECORD]):]
        except (BlockingIOError, ssl.SSLWantWriteError):
            self._sent_in_part = len(rest[:RECORD]) // len(REQUEST)
        self.sent += (len(REQUEST) * max(0, count) - len(rest)) // len(REQUEST)

    def go_on(self) -> None:
        """Reads the available replies and sends as many new requests."""
        try:
            part = self.socket.recv(65536)
            while isinstance(self.socket, ssl.SSLSocket) and self.socket.pending():
                part += self.socket.recv(65536)
            self.heard += part
            self._lines += part.count(b"\n")
            self.is_over = not part
            if part and not self.has_notice and GREETING in self.heard[:len(GREETING)]:
                count = self._depth - (self.sent - self.replies)
                taken = self.socket.send(REQUEST * count) if count > 0 else 0
                assert taken == len(REQUEST) * max(0, count)
                self.sent += count if count > 0 else 0
        except (BlockingIOError, ssl.SSLWantReadError):
            pass
        except OSError:
            self.is_reset = self.is_over = True


@dataclass
class Tally:
    """The results of all rounds."""

    rounds: int = 0
    asked_before: int = 0  # requests sent before the signal
    unanswered: int = 0    # of these requests
    unsound: int = 0       # clients that got no notice or a wrong reply
    resets: int = 0
    slowest: float = 0.0   # seconds from the signal to the server's end
    bad_ends: int = 0      # exit codes other than 0


def run(setting: Setting) -> list[Row]:
    """Runs rounds with a new server each, without and with TLS."""
    with _busy_machine(), certificates.made() as files:
        plain = _rounds(setting, setting.share(MOST_ROUNDS, 3), CLIENTS)
        tls = _rounds(setting, setting.share(MOST_TLS_ROUNDS, 2), TLS_CLIENTS, files)
    return _rows(f"{CLIENTS} busy clients", CLIENTS, plain) + _rows(
        f"{TLS_CLIENTS} busy TLS clients", TLS_CLIENTS, tls)


def _rounds(setting: Setting, rounds: int, clients: int,
            files: certificates.Certificates | None = None) -> Tally:
    tally = Tally()
    trust = certificates.trusting(files.authority) if files else None
    for _round in range(rounds):
        with running(setting.serverd, "--quiet", *(files.options if files else ())) as server:
            _one_round(server, tally, clients, trust)
    return tally


def _rows(load: str, clients: int, tally: Tally) -> list[Row]:
    return [Row(f"SIGTERM with {load}: every request sent before it is answered",
                "0 unanswered", f"{tally.unanswered} of {tally.asked_before:,}, in {tally.rounds} "
                "rounds", tally.unanswered == 0),
            Row("... each client gets the notice, in order, and no reset", "0 exceptions",
                f"{tally.unsound} of {tally.rounds * clients:,}; {tally.resets} resets",
                tally.unsound == 0 and tally.resets == 0),
            Row("... the server exits with code 0", "10 s", f"at most {tally.slowest:.1f} s; "
                f"{tally.bad_ends} other exits", tally.slowest <= 10 and tally.bad_ends == 0)]


@contextmanager
def _busy_machine() -> Iterator[None]:
    """Runs two busy loops per core. They end after ten minutes even if they aren't killed."""
    spin = "import time\nend = time.monotonic() + 600\nwhile time.monotonic() < end: pass"
    programs = [subprocess.Popen([sys.executable, "-c", spin])
                for _number in range(2 * (os.cpu_count() or 1))]
    try:
        yield
    finally:
        for program in programs:
            program.kill()
            program.wait()


def _one_round(server: Server, tally: Tally, count: int, trust: ssl.SSLContext | None) -> None:
    clients = [Client(server.port, DEPTHS[number % len(DEPTHS)], trust)
               for number in range(count)]
    with selectors.DefaultSelector() as selector:
        for client in clients:
            selector.register(client.socket, selectors.EVENT_READ, client)
        _keep_busy(selector, time.monotonic() + BUSY)
        for client in clients:
            client.burst()
            client.sent_before = client.sent
        signalled = time.monotonic()
        server.terminate()
        _keep_busy(selector, signalled + DEADLINE)
    for client in clients:
        client.socket.close()
        tally.asked_before += client.sent_before
        tally.unanswered += max(0, client.sent_before - client.replies)
        tally.unsound += not client.is_sound
        tally.resets += client.is_reset
    tally.bad_ends += server.process.wait(DEADLINE) != 0
    tally.slowest = max(tally.slowest, time.monotonic() - signalled)
    tally.rounds += 1


def _keep_busy(selector: selectors.BaseSelector, deadline: float) -> None:
    """Serves the clients until the deadline or until all connections are closed."""
    while selector.get_map() and time.monotonic() < deadline:
        for key, _events in selector.select(0.1):
            client: Client = key.data
            client.go_on()
            if client.is_over:
                selector.unregister(client.socket)
