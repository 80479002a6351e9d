# SPDX-License-Identifier: MIT
"""Clients that send requests endlessly and never read, beside well-behaved ones."""

import json
import selectors
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from driver.rows import Row, Setting
from driver.server import Server, running
from driver.words import GREETING, is_answered

SLOW_READERS = 1000
MOST_KIB_EACH = 256
STALL_LIMIT = 30.0     # seconds without progress until the server closes a connection
ALL_GONE = 90.0        # seconds; longer, because accepted window probes count as progress
REQUESTS = b"x\n" * 16384  # the longest replies to the shortest requests


@dataclass(frozen=True)
class Latency:
    """Round-trip times of the well-behaved clients."""

    requests: int
    p50_ms: float
    p99_ms: float


def run(setting: Setting) -> list[Row]:
    """Measures the latency before and during the flood."""
    window = min(8.0, max(2.0, setting.minutes * 2))
    with running(setting.serverd, "--quiet") as server:
        memory, descriptors = server.resident_kib(), server.descriptors()
        before = measure_latency(server.port, window)
        started = time.monotonic()
        flood = Flood(server.port)
        try:
            sent = flood.push(3.0)
            probe = _start_probe(server.port, window)
            sent += flood.push(window)
            during = _result_of(probe)
            each = (server.resident_kib() - memory) / SLOW_READERS
            rows = _rows(before, during, each, sent)
            if setting.minutes >= 2:
                rows.append(_gone_row(server, flood, descriptors, started))
        finally:
            flood.close()
        is_well = is_answered(server.port, 10)
        rows.append(Row("... the server works afterwards", "answers a new client",
                        "yes" if is_well else "no", is_well))
    return rows


def _rows(before: Latency, during: Latency, each: float, sent: int) -> list[Row]:
    limit = 2 * before.p99_ms + 1
    return [Row(f"{SLOW_READERS:,} clients that send and never read: memory is bounded",
                f"{MOST_KIB_EACH} KiB each", f"{each:.0f} KiB each, after {sent >> 20} MiB of "
                "requests", each <= MOST_KIB_EACH),
            Row("... others are not slowed down", "p99 at most twice that before plus 1 ms",
                f"{during.p99_ms:.2f} ms; before {before.p99_ms:.2f} ms",
                during.requests > 0 and during.p99_ms <= limit)]


def _gone_row(server: Server, flood: "Flood", descriptors: int, started: float) -> Row:
    """Waits until the server has closed the clients, which make no progress."""
    deadline = started + ALL_GONE
    while server.descriptors() > descriptors and time.monotonic() < deadline:
        flood.push(0.2)
    left = server.descriptors() - descriptors
    return Row("... stalled clients are closed",
               f"{STALL_LIMIT:.0f} s without progress, all within {ALL_GONE:.0f} s",
               f"all closed {time.monotonic() - started:.0f} s after the first connection"
               if left <= 0 else f"{left} still open after {time.monotonic() - started:.0f} s",
               left <= 0)


class Flood:
    """The clients that never read."""

    def __init__(self, port: int) -> None:
        self._selector = selectors.DefaultSelector()
        self._clients: list[socket.socket] = []
        for _number in range(SLOW_READERS):
            client = socket.socket()
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.connect(("127.0.0.1", port))
            client.setblocking(False)
            self._clients.append(client)
            self._selector.register(client, selectors.EVENT_WRITE)

    def push(self, seconds: float) -> int:
        """Sends as much as possible for some seconds. Returns the number of bytes."""
        sent = 0
        deadline = time.monotonic() + seconds
        while (rest := deadline - time.monotonic()) > 0:
            if not self._selector.get_map():
                time.sleep(rest)
                break
            for key, _events in self._selector.select(rest):
                client = key.fileobj
                assert isinstance(client, socket.socket)
                try:
                    sent += client.send(REQUESTS)
                except BlockingIOError:
                    pass
                except OSError:
                    self._selector.unregister(client)
        return sent

    def close(self) -> None:
        """Closes the connections."""
        self._selector.close()
        for client in self._clients:
            client.close()


def measure_latency(port: int, seconds: float) -> Latency:
    """Measures in another process, so that this process's load does not count."""
    return _result_of(_start_probe(port, seconds))


def _start_probe(port: int, seconds: float) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, str(Path(__file__).resolve()), str(port),
                             str(seconds)], stdout=subprocess.PIPE, text=True,
                            env={"PYTHONPATH": str(Path(__file__).resolve().parent.parent),
                                 "PYTHONDONTWRITEBYTECODE": "1"})


def _result_of(probe: subprocess.Popen[str]) -> Latency:
    output, _errors = probe.communicate(timeout=120)
    return Latency(**json.loads(output)) if output else Latency(0, 0.0, 0.0)


def _probe(port: int, seconds: float) -> Latency:
    """Measures the round trips of four clients with one request at a time."""
    clients = [socket.create_connection(("127.0.0.1", port), 10) for _number in range(4)]
    for client in clients:
        assert client.recv(4096) == GREETING
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    times = []
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        for client in clients:
            start = time.perf_counter()
            client.sendall(b"12345\n")
            assert client.recv(4096) == b"15\r\n"
            times.append(time.perf_counter() - start)
            time.sleep(0.0005)
    times.sort()
    return Latency(len(times), 1000 * times[len(times) // 2], 1000 * times[len(times) * 99 // 100])


if __name__ == "__main__":
    print(json.dumps(_probe(int(sys.argv[1]), float(sys.argv[2])).__dict__))
