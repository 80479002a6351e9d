# SPDX-License-Identifier: MIT
"""SIGTERM while many clients are busy.

What is promised: whatever a client had sent, completely, before the signal was sent, is answered.
What it sends later may be answered or not; it hears the notice either way. On loopback, bytes whose
send() has returned are with the server's kernel already, so the clients' own counts are exact; of a
TLS record that is there in part, nothing counts. Most clients send a burst right before the signal,
on a machine that other programs keep busy, so that there is much that the server hasn't read by
then.
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
DEPTHS = (1, 1, 4, 16)  # requests under way, of each client in turn
BURSTS = {4: 300, 16: 20_000}  # requests sent right before the signal, by depth
BUSY = 0.3              # seconds until the signal
DEADLINE = 20.0         # seconds after it
REQUEST, REPLY = b"12345\n", b"15\r\n"
RECORD = 2700 * len(REQUEST)  # bytes that TLS sends as one: all of them or none count as sent


class Client:
    """Keeps a number of requests under way until the server says that it shuts down."""

    def __init__(self, port: int, depth: int, trust: ssl.SSLContext | None) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), 10)
        if trust:
            self.socket = trust.wrap_socket(self.socket, server_hostname="localhost")
        self.socket.setblocking(False)
        self._depth = depth
        self.sent = 0            # requests
        self.sent_before = 0     # of these: before the signal
        self._sent_in_part = 0   # more of them, at most
        self.heard = bytearray()
        self._lines = 0
        self.is_reset = False
        self.is_over = False

    @property
    def replies(self) -> int:
        """How many came."""
        return max(0, self._lines - 1 - self.has_notice)

    @property
    def has_notice(self) -> bool:
        """The server said that it shuts down."""
        return self.heard.endswith(SHUTTING_DOWN)

    @property
    def is_sound(self) -> bool:
        """Everything it heard is what a server says, in order, and no more than it asked for."""
        asked = self.sent + self._sent_in_part
        return (bytes(self.heard) == GREETING + REPLY * self.replies + SHUTTING_DOWN
                and self.replies <= asked)

    def burst(self) -> None:
        """Sends more than the server will have read by the time of the signal."""
        if self._depth == 1:
            count = 1 - (self.sent - self.replies)
        else:
            count = BURSTS[self._depth]
            self._depth = 0  # the last of them may be cut
        rest = REQUEST * count
        try:
            while rest:
                rest = rest[self.socket.send(rest[:RECORD]):]
        except (BlockingIOError, ssl.SSLWantWriteError):
            self._sent_in_part = len(rest[:RECORD]) // len(REQUEST)
        self.sent += (len(REQUEST) * max(0, count) - len(rest)) // len(REQUEST)

    def go_on(self) -> None:
        """Reads what there is, and sends as many as were answered."""
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
    """Of all rounds."""

    rounds: int = 0
    asked_before: int = 0  # requests sent before the signal
    unanswered: int = 0    # of these
    unsound: int = 0       # clients that heard no notice, or something wrong
    resets: int = 0
    slowest: float = 0.0   # seconds from the signal to the server's end
    bad_ends: int = 0      # exit codes other than 0


def run(setting: Setting) -> list[Row]:
    """A new server each time; without and with TLS."""
    with _busy_machine(), certificates.made() as files:
        plain = _rounds(setting, setting.share(MOST_ROUNDS, 3), CLIENTS)
        tls = _rounds(setting, setting.share(MOST_TLS_ROUNDS, 2), TLS_CLIENTS, files)
    return _rows(f"{CLIENTS} busy clients", CLIENTS, plain) + _rows(
        f"{TLS_CLIENTS} that use TLS", TLS_CLIENTS, tls)


def _rounds(setting: Setting, rounds: int, clients: int,
            files: certificates.Certificates | None = None) -> Tally:
    tally = Tally()
    trust = certificates.trusting(files.authority) if files else None
    for _round in range(rounds):
        with running(setting.serverd, "--quiet", *(files.options if files else ())) as server:
            _one_round(server, tally, clients, trust)
    return tally


def _rows(who: str, clients: int, tally: Tally) -> list[Row]:
    return [Row(f"SIGTERM under {who}: every request sent before it is answered",
                "0 unanswered", f"{tally.unanswered} of {tally.asked_before:,}, in {tally.rounds} "
                "rounds", tally.unanswered == 0),
            Row("... each client hears the notice, in order, and no reset", "0 others",
                f"{tally.unsound} of {tally.rounds * clients:,}; {tally.resets} resets",
                tally.unsound == 0 and tally.resets == 0),
            Row("... the server ends, exit code 0", "10 s", f"{tally.slowest:.1f} s at most; "
                f"{tally.bad_ends} ended otherwise", tally.slowest <= 10 and tally.bad_ends == 0)]


@contextmanager
def _busy_machine() -> Iterator[None]:
    """Two programs for each core that do nothing but run; they end by themselves, too."""
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
    """Until then, or until all are over."""
    while selector.get_map() and time.monotonic() < deadline:
        for key, _events in selector.select(0.1):
            client: Client = key.data
            client.go_on()
            if client.is_over:
                selector.unregister(client.socket)
