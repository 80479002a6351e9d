# SPDX-License-Identifier: MIT
"""Clients that send a request a byte at a time ("tricklers"), beside honest but slow ones.

A public server (--public) must close tricklers, because each one occupies a connection. It must not
close clients that type a request or have a slow connection.
"""

import selectors
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from driver.rows import Row, Setting
from driver.server import running
from driver.words import GREETING, REQUEST_TOO_SLOW, answer_to

TRICKLERS = 1000
AT_EACH_ADDRESS = 10   # tricklers per address; --public allows 16
PAUSE = 2.0            # seconds between two bytes of a trickler
GRACE = 10.0           # seconds for which the server allows a request to be slow
ALL_GONE = 15.0        # seconds: the grace, the server's next check, and closing
KEY_PAUSE = 0.3        # seconds between two key presses
STEADY_PAUSE = 0.1     # seconds between two parts on a slow connection
STEADY_PART = b"77"    # 20 bytes per second; the minimum is 10
PATIENCE = 5.0         # seconds for any answer

Way = Callable[[socket.socket, threading.Event], bytes]  # sends a request, returns its answer


@dataclass
class Trickler:
    """A client that sends its request very slowly."""

    client: socket.socket
    begin: float
    due: float
    heard: bytes = b""
    stay: float = 0.0  # seconds until the server closed


@dataclass(frozen=True)
class Answers:
    """The results of an honest but slow client."""

    answered: int
    seconds: float
    problem: str = ""


def run(setting: Setting) -> list[Row]:
    """Runs all clients at the same time."""
    count = setting.share(TRICKLERS, 200)
    is_over = threading.Event()
    with running(setting.serverd, "--quiet", "--public") as server:
        descriptors = server.descriptors()
        with ThreadPoolExecutor() as pool:
            honest = [pool.submit(_be_honest, server.port, way, is_over)
                      for way in (_type, _send_steadily)]
            try:
                tricklers = _trickle(server.port, count)
            finally:
                is_over.set()
            typist, steady = (future.result() for future in honest)
        left = server.await_descriptors(descriptors) - descriptors
    return [_gone_row(tricklers, left), _honest_row(typist, steady)]


def _gone_row(tricklers: list[Trickler], left: int) -> Row:
    told = sum(one.heard == GREETING + REQUEST_TOO_SLOW for one in tricklers)
    stays = [one.stay for one in tricklers if one.stay > 0]
    measured = f"{len(stays):,} of {len(tricklers):,} closed"
    if stays:
        measured += f", after {min(stays):.1f} to {max(stays):.1f} s; {told:,} got a notice"
    return Row(f"--public, {len(tricklers):,} clients that send a byte of a request every "
               f"{PAUSE:.0f} s: they are closed with a notice", f"{ALL_GONE:.0f} s", measured,
               len(stays) == told == len(tricklers) and max(stays) <= ALL_GONE and left <= 0)


def _honest_row(typist: Answers, steady: Answers) -> Row:
    problems = " ".join(filter(None, (typist.problem, steady.problem)))
    return Row("... typing clients and slow but steady ones are served",
               f"for longer than the grace of {GRACE:.0f} s", problems or
               f"{typist.answered} typed requests; one of {steady.seconds:.0f} s",
               not problems and typist.answered > 2 and min(typist.seconds, steady.seconds) > GRACE)


def _trickle(port: int, count: int) -> list[Trickler]:
    """Runs the tricklers until all are closed or the deadline has passed."""
    with selectors.DefaultSelector() as selector:
        tricklers = [_begin(port, number, selector) for number in range(count)]
        deadline = time.monotonic() + ALL_GONE
        while selector.get_map() and time.monotonic() < deadline:
            for key, _events in selector.select(0.05):
                _hear(key.data, selector)
            for one in tricklers:
                _send_if_due(one)
    for one in tricklers:
        one.client.close()
    return tricklers


def _begin(port: int, number: int, selector: selectors.BaseSelector) -> Trickler:
    """Connects a trickler. Ten share an address; all of 127.0.0.0/8 belong to this computer."""
    source = f"127.0.1.{1 + number // AT_EACH_ADDRESS}"
    client = socket.create_connection(("127.0.0.1", port), PATIENCE, (source, 0))
    client.setblocking(False)
    client.send(b"\n1")  # the empty line selects line framing
    now = time.monotonic()
    one = Trickler(client, now, now + PAUSE)
    selector.register(client, selectors.EVENT_READ, one)
    return one


def _hear(one: Trickler, selector: selectors.BaseSelector) -> None:
    try:
        part = one.client.recv(4096)
    except BlockingIOError:
        return
    except ConnectionError:
        part = b""
    one.heard += part
    if not part:
        selector.unregister(one.client)
        one.stay = time.monotonic() - one.begin
        one.client.close()


def _send_if_due(one: Trickler) -> None:
    now = time.monotonic()
    if one.stay or now < one.due:
        return
    one.due = now + PAUSE
    try:
        one.client.send(b"1")
    except OSError:
        pass  # _hear() handles the end


def _be_honest(port: int, way: Way, is_over: threading.Event) -> Answers:
    """Sends requests in the given way on one connection until is_over is set."""
    begin = time.monotonic()
    answered, problem = 0, ""
    try:
        with socket.create_connection(("127.0.0.1", port), PATIENCE) as client:
            client.sendall(b"\n")
            lines = client.makefile("rb")
            if lines.readline() != GREETING:
                raise ConnectionError("no greeting")
            while not (answered and is_over.is_set()):
                expected = way(client, is_over)
                reply = lines.readline()
                if reply != expected:
                    raise ConnectionError(f"{reply!r} instead of {expected!r}")
                answered += 1
    except OSError as failure:
        problem = f"{way.__name__.strip('_')}: {failure}."
    return Answers(answered, time.monotonic() - begin, problem)


def _type(client: socket.socket, _is_over: threading.Event) -> bytes:
    """Sends a request byte by byte, like a typing user."""
    for key in b"12345\n":
        client.sendall(bytes((key,)))
        time.sleep(KEY_PAUSE)
    return b"15\r\n"


def _send_steadily(client: socket.socket, is_over: threading.Event) -> bytes:
    """Sends one long request until is_over is set."""
    parts = 0
    while not is_over.wait(STEADY_PAUSE):
        client.sendall(STEADY_PART)
        parts += 1
    client.sendall(b"\n")
    return answer_to(STEADY_PART * parts)
