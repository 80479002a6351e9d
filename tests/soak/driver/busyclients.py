# SPDX-License-Identifier: MIT
"""Clients that send lines and read the replies as fast as they can, in processes of their own."""

import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROCESSES = 2
PIECE = 64 * 1024  # bytes per call
PATIENCE = 60.0    # seconds for connecting
LONGEST = 300.0    # seconds after which they end by themselves


@contextmanager
def busy_clients(port: int, count: int, line: bytes) -> Iterator[None]:
    """Runs the clients for the duration of a with statement. All are connected when it begins."""
    here = Path(__file__).resolve()
    command = [sys.executable, str(here), str(port), str(count // PROCESSES), line.decode()]
    environment = {"PYTHONPATH": str(here.parent.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    programs = [subprocess.Popen(command, stdout=subprocess.PIPE, env=environment)
                for _number in range(PROCESSES)]
    try:
        for program in programs:
            assert program.stdout is not None
            if program.stdout.readline() != b"connected\n":
                raise ConnectionError("the busy clients could not connect")
        yield
    finally:
        for program in programs:
            program.kill()
            program.communicate()


def _run(port: int, count: int, line: bytes) -> None:
    """Connects all clients, then keeps them busy."""
    piece = line * (PIECE // len(line))
    with selectors.DefaultSelector() as selector:
        for _number in range(count):
            client = socket.create_connection(("127.0.0.1", port), PATIENCE)
            client.setblocking(False)
            selector.register(client, selectors.EVENT_READ | selectors.EVENT_WRITE)
        print("connected", flush=True)
        deadline = time.monotonic() + LONGEST
        while time.monotonic() < deadline:
            for key, events in selector.select(1):
                assert isinstance(key.fileobj, socket.socket)
                if events & selectors.EVENT_READ:
                    key.fileobj.recv(4 * PIECE)
                if events & selectors.EVENT_WRITE:
                    key.fileobj.send(piece)


if __name__ == "__main__":
    _run(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3].encode() + b"\n")
