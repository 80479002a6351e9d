# SPDX-License-Identifier: MIT
"""What the kernel keeps for a client that reads fast at first, and then nothing more."""

import selectors
import socket
import time
from pathlib import Path

from driver.rows import Row, Setting
from driver.server import running

CLIENTS = 4
READING = 2.0           # seconds in which the kernel enlarges its buffers
SENDING_ON = 2.0        # seconds in which they fill
MOST_KIB = 512          # of replies, which the client's kernel has not taken
REQUESTS = b"7\n" * 32768


def run(setting: Setting) -> list[Row]:
    """Measures the server's side of each connection."""
    with running(setting.serverd, "--quiet") as server:
        clients = [socket.create_connection(("127.0.0.1", server.port))
                   for _number in range(CLIENTS)]
        _converse(clients, selectors.EVENT_READ | selectors.EVENT_WRITE, READING)
        _converse(clients, selectors.EVENT_WRITE, SENDING_ON)
        kept = max(_unacknowledged(server.port, client) for client in clients) >> 10
        for client in clients:
            client.close()
    return [Row("a client that has read fast reads nothing more: the kernel keeps a limited amount "
                "of replies", f"{MOST_KIB} KiB each", f"{kept} KiB at most", 0 < kept <= MOST_KIB)]


def _converse(clients: list[socket.socket], directions: int, seconds: float) -> None:
    """Sends, reads or both as fast as possible."""
    with selectors.DefaultSelector() as selector:
        for client in clients:
            client.setblocking(False)
            selector.register(client, directions, client)
        deadline = time.monotonic() + seconds
        while (rest := deadline - time.monotonic()) > 0:
            for key, events in selector.select(rest):
                if events & selectors.EVENT_READ:
                    key.data.recv(1 << 18)
                if events & selectors.EVENT_WRITE:
                    key.data.send(REQUESTS)


def _unacknowledged(port: int, client: socket.socket) -> int:
    """The bytes in the server's send queue of this connection, from /proc/net/tcp."""
    ends = f":{port:04X}", f":{client.getsockname()[1]:04X}"
    for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]:
        _number, local, remote, _state, queues = line.split()[:5]
        if local.endswith(ends[0]) and remote.endswith(ends[1]):
            return int(queues.split(":")[0], 16)
    return 0
