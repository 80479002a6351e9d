# SPDX-License-Identifier: MIT
"""Opens ten thousand connections to a server that is limited to 64 descriptors."""

import selectors
import socket
import time
from dataclasses import dataclass, field

from driver.rows import Row, Setting
from driver.server import Server, running
from driver.words import FULL, GREETING, is_answered

LIMIT = 64
CONNECTIONS = 10_000
MOST_CYCLES = 20
AT_ONCE = 2000          # connections opened at a time
PATIENCE = 20.0         # seconds for all of these
MOST_IDLE_CPU = 5.0     # percent of a core
MOST_RESUME = 1.0       # seconds


@dataclass
class Tally:
    """The results of all cycles."""

    served: int = 0
    told: int = 0      # refused with the notice that the server is full
    not_told: int = 0  # closed or reset without notice, or left waiting
    idle_cpu: list[float] = field(default_factory=list)  # percent, while full
    resume: list[float] = field(default_factory=list)    # seconds
    cpu_per_thousand: list[float] = field(default_factory=list)  # ms per 1,000 connections
    open_after: int = 0


def run(setting: Setting) -> list[Row]:
    """Repeatedly fills the server, floods it with connections, and frees it again."""
    cycles = setting.share(MOST_CYCLES, 2)
    tally = Tally()
    with running(setting.serverd, "--quiet", descriptors=LIMIT) as server:
        is_answered(server.port)
        before = server.await_descriptors(0, 0.2)
        for _cycle in range(cycles):
            _cycle_of(server, tally, before)
            if not server.is_alive or tally.not_told or tally.resume[-1] > MOST_RESUME:
                break  # already failed; further cycles would only take time
        tally.open_after = server.await_descriptors(before) - before
    return _rows(tally, cycles)


def _rows(tally: Tally, cycles: int) -> list[Row]:
    asked = tally.served + tally.told + tally.not_told
    resumed = len(tally.resume) == cycles and max(tally.resume) <= MOST_RESUME
    return [Row(f"descriptor limit {LIMIT}, {CONNECTIONS:,} connections: refused ones get a notice",
                "all refused", f"{tally.told:,} of {asked - tally.served:,}, in "
                f"{len(tally.resume)} cycles; {tally.served} served",
                tally.not_told == 0 and tally.told > 0),
            Row("... CPU time is bounded while it is full", f"{MOST_IDLE_CPU:.0f}% of a core",
                f"{max(tally.idle_cpu):.1f}%; {max(tally.cpu_per_thousand):.0f} ms for 1,000 "
                "refused", max(tally.idle_cpu) <= MOST_IDLE_CPU),
            Row("... it accepts again without delay", f"{MOST_RESUME:.0f} s",
                f"at most {1000 * max(tally.resume):.0f} ms", resumed),
            Row("... no descriptor is leaked", "0", str(tally.open_after),
                tally.open_after <= 0)]


def _cycle_of(server: Server, tally: Tally, descriptors: int) -> None:
    served: list[socket.socket] = []
    cpu = server.cpu_seconds()
    for _batch in range(CONNECTIONS // AT_ONCE):
        if not tally.not_told:
            served += connect_many(server.port, AT_ONCE, tally)
    tally.cpu_per_thousand.append((server.cpu_seconds() - cpu) * 1000 / (CONNECTIONS / 1000))
    tally.served += len(served)
    tally.idle_cpu.append(server.idle_cpu_percent(0.2))
    for client in served:
        client.close()
    start = time.monotonic()
    while not is_answered(server.port) and time.monotonic() - start < 3 * MOST_RESUME:
        pass
    tally.resume.append(time.monotonic() - start)
    server.await_descriptors(descriptors)


def connect_many(port: int, count: int, tally: Tally) -> list[socket.socket]:
    """Connects many clients at once and awaits each one's first line. Returns those served."""
    served: list[socket.socket] = []
    heard: dict[socket.socket, bytes] = {}
    with selectors.DefaultSelector() as selector:
        for _number in range(count):
            client = socket.socket()
            client.setblocking(False)
            client.connect_ex(("127.0.0.1", port))
            heard[client] = b""
            selector.register(client, selectors.EVENT_READ)
        deadline = time.monotonic() + PATIENCE
        while selector.get_map() and time.monotonic() < deadline:
            for key, _events in selector.select(0.5):
                client = key.fileobj
                assert isinstance(client, socket.socket)
                ended = _hear(client, heard)
                if ended or heard[client] == GREETING:
                    selector.unregister(client)
                if heard[client] == GREETING:
                    served.append(client)
    for client, words in heard.items():
        if words == GREETING:
            continue
        tally.told += words == FULL
        tally.not_told += words != FULL
        client.close()
    return served


def _hear(client: socket.socket, heard: dict[socket.socket, bytes]) -> bool:
    """Reads once. Returns whether the connection has ended."""
    try:
        part = client.recv(4096)
    except BlockingIOError:
        return False
    except OSError:
        return True
    heard[client] += part
    return not part
