# SPDX-License-Identifier: MIT
"""A client that sends a FIN after its requests gets every reply, however slowly it reads."""

import selectors
import socket
import time

from driver.rows import Row, Setting
from driver.server import running
from driver.words import GREETING

REQUESTS = 1_000_000
CHUNK = 16 * 1024   # bytes per read
PAUSE = 0.004       # seconds between reads
DEADLINE = 120.0    # seconds


def run(setting: Setting) -> list[Row]:
    """One client sends a million requests."""
    requests = b"".join(b"%d\n" % number for number in range(1, REQUESTS + 1))
    expected = GREETING + b"".join(b"%d\r\n" % sum(map(int, str(number)))
                                   for number in range(1, REQUESTS + 1))
    with running(setting.serverd) as server:
        _converse(server.port, requests[:500_000])  # excludes what the server allocates only once
        before = server.peak_resident_kib()
        received, late = _converse(server.port, requests)
        grown = server.peak_resident_kib() - before
    replies = received.count(b"\n") - 1
    return [Row("half-close with a slow reader: every reply arrives",
                f"{REQUESTS:,} replies to {REQUESTS:,} requests",
                f"{replies:,}, of which {late:,} bytes came after the FIN"
                if received == expected else f"{replies:,}, missing or wrong",
                received == expected),
            Row("... the server's memory stays bounded", "256 KiB", f"{grown} KiB at its peak",
                grown <= 256)]


def _converse(port: int, requests: bytes) -> tuple[bytes, int]:
    """Sends fast, reads slowly. Returns the replies, and how many bytes came after the FIN."""
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, CHUNK)
    client.connect(("127.0.0.1", port))
    client.setblocking(False)
    received = bytearray()
    pending = memoryview(requests)
    size_at_fin = 0
    deadline = time.monotonic() + DEADLINE
    with client, selectors.DefaultSelector() as selector:
        selector.register(client, selectors.EVENT_READ | selectors.EVENT_WRITE)
        while time.monotonic() < deadline:
            for _key, events in selector.select(1):
                if events & selectors.EVENT_WRITE and pending:
                    pending = pending[client.send(pending[:1 << 20]):]
                    if not pending:
                        client.shutdown(socket.SHUT_WR)
                        size_at_fin = len(received)
                        selector.modify(client, selectors.EVENT_READ)
                if events & selectors.EVENT_READ:
                    part = client.recv(CHUNK)
                    if not part:
                        return bytes(received), len(received) - size_at_fin
                    received += part
                    time.sleep(PAUSE)
    return bytes(received), len(received) - size_at_fin
