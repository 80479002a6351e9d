# SPDX-License-Identifier: MIT
"""Aborts ten thousand TLS handshakes while a well-behaved client uses the server."""

import json
import random
import select
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from driver import certificates
from driver.rows import Row, Setting
from driver.server import Server, running
from driver.words import GREETING, receive_all

HANDSHAKES = 10_000
AT_ONCE = 100
LINGERING = 100         # further clients that stop in mid-handshake and stay connected
SLOWEST = 1.0           # seconds to connect and get an answer
WARM_UP = (2000,) * 3   # handshakes after which the server's memory no longer grows
MOST_KIB_EACH = 1       # of memory; a leaked connection would cost fifty times that
PATIENCE = 20.0         # seconds after which the good client gives up
PAUSE = 0.05            # seconds between the good client's conversations


@dataclass(frozen=True)
class Served:
    """The good client's results."""

    conversations: int
    failures: int
    slowest: float
    problem: str = ""


def run(setting: Setting) -> list[Row]:
    """Repeats the same round; only the last one is measured, the others warm the server up."""
    count = setting.share(HANDSHAKES, 1000)
    with (certificates.made() as files,
          running(setting.serverd, "--quiet", *files.options) as server):
        descriptors = server.descriptors()
        for some in WARM_UP:
            _one_round(server, files.authority, some)
        before = server.resident_kib()
        served = _one_round(server, files.authority, count)
        left = server.await_descriptors(descriptors) - descriptors
        growth = server.resident_kib() - before
    return _rows(count, served, left, growth)


def _one_round(server: Server, authority: Path, count: int) -> Served:
    with _good_client(server.port, authority) as good:
        time.sleep(10 * PAUSE)
        with _lingering(server.port):
            _abort_many(server, count)
    return _found(good)


def _rows(count: int, served: Served, left: int, growth: int) -> list[Row]:
    found = f"{served.conversations:,} times, within {1000 * served.slowest:.0f} ms"
    if served.failures:
        found += f"; {served.failures} failed: {served.problem}"
    return [Row(f"{count:,} aborted TLS handshakes, {AT_ONCE} at a time, and {LINGERING} pending "
                "ones: a good client connects and is answered",
                f"{SLOWEST:.0f} s, each time", found,
                served.conversations > 2 and not served.failures and served.slowest <= SLOWEST),
            Row("... nothing is leaked", f"0 descriptors, {MOST_KIB_EACH} KiB each",
                f"{max(0, left)} descriptors, {max(0, growth)} KiB in all",
                left <= 0 and growth <= MOST_KIB_EACH * count)]


def _hello() -> bytes:
    """Returns a ClientHello."""
    outgoing = ssl.MemoryBIO()
    client = ssl.create_default_context().wrap_bio(ssl.MemoryBIO(), outgoing,
                                                   server_hostname="localhost")
    try:
        client.do_handshake()
    except ssl.SSLWantReadError:
        pass
    return outgoing.read()


def _abort_many(server: Server, count: int) -> None:
    """Aborts handshakes in batches: each client sends a beginning and closes."""
    source = random.Random(count)
    hello = _hello()
    beginnings = (hello, hello[:len(hello) // 2], b"", source.randbytes(300))
    for _batch in range(count // AT_ONCE):
        clients = [socket.create_connection(("127.0.0.1", server.port), PATIENCE)
                   for _number in range(AT_ONCE)]
        for number, client in enumerate(clients):
            try:
                client.sendall(beginnings[number % len(beginnings)])
            except ConnectionError:
                pass  # closed already
        for client in clients:
            client.close()
        _await_turn(server.port)


def _await_turn(port: int) -> None:
    """Waits until the server has handled all earlier connections: it accepts them in order."""
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as last:
        last.shutdown(socket.SHUT_WR)
        receive_all(last)


@contextmanager
def _lingering(port: int) -> Iterator[None]:
    hello = _hello()
    clients = [socket.create_connection(("127.0.0.1", port), PATIENCE)
               for _number in range(LINGERING)]
    for client in clients:
        client.sendall(hello[:len(hello) // 2])
    try:
        yield
    finally:
        for client in clients:
            client.close()


@contextmanager
def _good_client(port: int, authority: Path) -> Iterator[subprocess.Popen[str]]:
    """Runs the good client as a process, so that this process's load does not slow it down."""
    here = Path(__file__).resolve()
    environment = {"PYTHONPATH": str(here.parent.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    good = subprocess.Popen([sys.executable, str(here), str(port), str(authority)],
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                            env=environment)
    try:
        yield good
    finally:
        assert good.stdin is not None
        good.stdin.close()  # tells it to stop
        good.wait(2 * PATIENCE)


def _found(good: subprocess.Popen[str]) -> Served:
    assert good.stdout is not None
    output = good.stdout.read()
    return Served(**json.loads(output)) if output else Served(0, 1, 0.0, "the client crashed")


def _behave(port: int, authority: Path) -> Served:
    """Has one conversation after the other until standard input ends."""
    conversations = failures = 0
    slowest, problem = 0.0, ""
    trust = certificates.trusting(authority)
    while not select.select([sys.stdin], [], [], PAUSE)[0]:
        begin = time.monotonic()
        try:
            _converse(port, trust)
        except OSError as failure:
            failures += 1
            problem = problem or str(failure)
        conversations += 1
        slowest = max(slowest, time.monotonic() - begin)
    return Served(conversations, failures, slowest, problem)


def _converse(port: int, trust: ssl.SSLContext) -> None:
    """Connects and sends one request. Raises OSError."""
    with (socket.create_connection(("127.0.0.1", port), PATIENCE) as plain,
          trust.wrap_socket(plain, server_hostname="localhost") as client):
        client.sendall(b"12345\n")
        heard = b""
        while len(heard) < len(GREETING) + 4:
            part = client.recv(4096)
            if not part:
                break
            heard += part
        if heard != GREETING + b"15\r\n":
            raise ConnectionError(f"received {heard!r}")


if __name__ == "__main__":
    print(json.dumps(asdict(_behave(int(sys.argv[1]), Path(sys.argv[2])))))
