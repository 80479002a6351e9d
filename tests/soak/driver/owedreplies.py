# SPDX-License-Identifier: MIT
"""SIGTERM while one thread owes a client many replies and the other has no established client.

Each of the two threads serves one connection: a TLS client that does not read yet, and a connection
that never begins its handshake.
"""

import array
import fcntl
import socket
import ssl
import termios
import time
from dataclasses import dataclass
from pathlib import Path

from driver import certificates
from driver.certificates import Certificates
from driver.rows import Row, Setting
from driver.server import Stop, running
from driver.words import GREETING, SHUTTING_DOWN, receive_all

ROUNDS = 5
REQUEST, REPLY = b"7\n", b"7\r\n"
RECORD = 8000           # requests per TLS record
MOST_RECORDS = 200
ARRIVAL = 0.3           # seconds after which a record that has not arrived will not
LEAST_OWED = 100_000    # requests that must have arrived, or the round shows nothing
READS_AFTER = 0.5       # seconds after SIGTERM
PATIENCE = 10.0


@dataclass(frozen=True)
class Round:
    """The requests that had arrived before SIGTERM, the replies, and the server's end."""

    requests: int
    replies: int
    has_notice: bool
    stop: Stop


def run(setting: Setting) -> list[Row]:
    """Runs rounds with a new server each."""
    with certificates.made() as files:
        rounds = [_one_round(setting, files) for _round in range(setting.share(ROUNDS, 3))]
    asked = sum(one.requests for one in rounds)
    unanswered = sum(max(0, one.requests - one.replies) for one in rounds)
    noticed = sum(one.has_notice for one in rounds)
    bad = next((one.stop for one in rounds if one.stop.code != 0), None)
    return [Row("SIGTERM while one thread's TLS client is owed replies and the other thread waits "
                "for a handshake: every request that has arrived is answered", "0 unanswered",
                f"{unanswered:,} of {asked:,}, in {len(rounds)} rounds",
                unanswered == 0 and min(one.requests for one in rounds) >= LEAST_OWED),
            Row("... the client gets the notice", f"{len(rounds)} times", f"{noticed} times",
                noticed == len(rounds)),
            Row("... the server exits with code 0", f"{PATIENCE:.0f} s",
                str(bad or f"at most {max(one.stop.seconds for one in rounds):.1f} s"), not bad)]


def _one_round(setting: Setting, files: Certificates) -> Round:
    with running(setting.serverd, "--quiet", "--threads", "2", *files.options) as server:
        with (_encrypted(server.port, files.authority) as owed,
              socket.create_connection(("127.0.0.1", server.port), PATIENCE)):
            requests = _fill(owed)
            begin = time.monotonic()
            server.terminate()
            time.sleep(READS_AFTER)
            heard = receive_all(owed)
            stop = server.await_end(begin, PATIENCE)
    replies = heard.count(REPLY)
    return Round(requests, replies, heard == GREETING + REPLY * replies + SHUTTING_DOWN, stop)


def _encrypted(port: int, authority: Path) -> ssl.SSLSocket:
    return certificates.trusting(authority).wrap_socket(
        socket.create_connection(("127.0.0.1", port), PATIENCE), server_hostname="localhost")


def _fill(client: ssl.SSLSocket) -> int:
    """Sends until the server's kernel takes no more. Returns how many requests it has."""
    for record in range(MOST_RECORDS):
        client.sendall(REQUEST * RECORD)
        if not _has_arrived(client):
            return record * RECORD
    return MOST_RECORDS * RECORD


def _has_arrived(client: socket.socket) -> bool:
    """Whether the peer's kernel acknowledges everything in time."""
    left = array.array("i", [1])
    deadline = time.monotonic() + ARRIVAL
    while left[0] and time.monotonic() < deadline:
        fcntl.ioctl(client, termios.TIOCOUTQ, left)
        time.sleep(0.001)
    return not left[0]
