# SPDX-License-Identifier: MIT
"""TLS clients that send broken records after the handshake, and nothing that could be decrypted."""

import socket
import ssl
import time
from pathlib import Path

from driver import certificates
from driver.rows import Row, Setting
from driver.server import Server, running
from driver.words import GREETING, receive_all

CLIENTS = 50
SOONEST_CLOSE = 1.0     # seconds
ZEROS = 400 << 20       # bytes
PIECE = bytes(1 << 20)
MOST_GROWTH = 2048      # KiB of memory
STOP_LIMIT = 2.0        # seconds from SIGTERM to the server's end
PATIENCE = 5.0
RECORD = bytes.fromhex("1703030040") + b"x" * 64  # application data that nobody has encrypted


def run(setting: Setting) -> list[Row]:
    """One client after the other sends a single broken record, the last one endless zeros."""
    with (certificates.made() as files,
          running(setting.serverd, "--public", *files.options) as server):
        memory = 0
        times: list[float] = []
        for _number in range(CLIENTS):
            times.append(_time_to_close(server.port, files.authority))
            memory = memory or server.resident_kib()  # the first connection loads the library
            if times[-1] > SOONEST_CLOSE:
                break
        accepted, growth = _send_zeros(server, files.authority)
        stop = server.stop(STOP_LIMIT)
    return [Row("TLS clients that send a broken record are disconnected",
                f"{SOONEST_CLOSE:.0f} s, each time",
                f"{len(times)} times, within {1000 * max(times):.0f} ms",
                len(times) == CLIENTS and max(times) <= SOONEST_CLOSE),
            Row(f"... also one that sends {ZEROS >> 20} MiB of zeros: memory is bounded",
                f"{MOST_GROWTH >> 10} MiB",
                f"{accepted / (1 << 20):.1f} MiB accepted; {growth / 1024:.1f} MiB of memory",
                accepted < ZEROS and growth <= MOST_GROWTH),
            Row("... the server ends on SIGTERM", f"exit code 0 within {STOP_LIMIT:.0f} s",
                str(stop), stop.code == 0)]


def _encrypted(port: int, authority: Path) -> socket.socket:
    """Connects and reads the greeting. Returns the socket below the encryption."""
    plain = socket.create_connection(("127.0.0.1", port), PATIENCE)
    client = certificates.trusting(authority).wrap_socket(plain, server_hostname="localhost")
    if client.recv(4096) != GREETING:
        raise ssl.SSLError("no greeting")
    below = socket.socket(fileno=client.detach())
    below.settimeout(PATIENCE)
    return below


def _time_to_close(port: int, authority: Path) -> float:
    """Returns the seconds from the record to the connection's end, PATIENCE at most."""
    with _encrypted(port, authority) as client:
        begin = time.monotonic()
        client.sendall(RECORD)
        receive_all(client)
        return time.monotonic() - begin


def _send_zeros(server: Server, authority: Path) -> tuple[int, int]:
    """Returns the number of bytes accepted, and the server's growth in KiB."""
    memory, accepted = server.resident_kib(), 0
    with _encrypted(server.port, authority) as client:
        try:
            while accepted < ZEROS:
                accepted += client.send(PIECE)
        except OSError:
            pass  # closed, as it should be
        return accepted, server.resident_kib() - memory
