# SPDX-License-Identifier: MIT
"""A peer that disappears without closing its connections, as when its network cable is pulled.

Uses two temporary network namespaces with a virtual cable between them. Needs root and iproute2.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from driver.rows import Row, Setting
from driver.server import Server, running

UNACKNOWLEDGED_LIMIT = 35.0  # seconds until a connection with unacknowledged data is closed
SILENT_LIMIT = 120.0         # seconds until an idle connection is closed
TOLERANCE = 8.0
CLIENTS = 20                 # of each kind
ADDRESSES = ("10.213.77.1", "10.213.77.2")

# Connects all clients, prints a line and stays. The requests have no line end, so the server waits
# for a pause before it replies. By then the cable is pulled, and the reply is never acknowledged.
PEER = """
import socket, sys, time
clients = [socket.create_connection((sys.argv[1], int(sys.argv[2]))) for _ in range({count} * 2)]
for client in clients: client.recv(100)
for client in clients[:{count}]: client.send(b"12")
print("sent", flush=True)
time.sleep(600)
"""


@dataclass(frozen=True)
class Cable:
    """A virtual cable, by the namespaces at its ends."""

    server_side: str
    peer_side: str

    def pull(self) -> None:
        """Takes the link down."""
        _ip("-n", self.peer_side, "link", "set", "peer", "down")


def run(setting: Setting) -> list[Row]:
    """Half of the connections have unacknowledged data, the other half are idle."""
    promise = "a peer whose cable is pulled is detected: with unacknowledged data"
    limits = f"{UNACKNOWLEDGED_LIMIT:.0f} s", f"{SILENT_LIMIT:.0f} s"
    if os.geteuid() != 0 or not shutil.which("ip") or setting.minutes < 1:
        why = "needs root, iproute2 and at least one minute"
        return [Row(promise, limits[0], why, None)]
    waits_for_silent = setting.minutes >= 4
    with _cable() as cable:
        owed, silent = _measure(setting, cable, waits_for_silent)
    rows = [Row(promise, limits[0], f"{owed:.0f} s", owed <= UNACKNOWLEDGED_LIMIT + TOLERANCE)]
    if waits_for_silent:
        rows.append(Row("... without any data", limits[1], f"{silent:.0f} s",
                        silent <= SILENT_LIMIT + TOLERANCE))
    return rows


def _measure(setting: Setting, cable: Cable, waits_for_silent: bool) -> tuple[float, float]:
    """The seconds until the server has closed all connections of each kind."""
    inside = ("ip", "netns", "exec", cable.server_side)
    with running(setting.serverd, listen=ADDRESSES[0], wrapper=inside) as server:
        descriptors = server.descriptors()
        command = ["ip", "netns", "exec", cable.peer_side, sys.executable, "-c",
                   PEER.format(count=CLIENTS), ADDRESSES[0], str(server.port)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as peer:
            assert peer.stdout is not None
            peer.stdout.readline()
            cable.pull()
            pulled = time.monotonic()
            owed = _until(server, descriptors + CLIENTS, pulled, UNACKNOWLEDGED_LIMIT)
            silent = 0.0
            if waits_for_silent:
                silent = _until(server, descriptors, pulled, SILENT_LIMIT)
            peer.kill()
    return owed, silent


def _until(server: Server, descriptors: int, begin: float, limit: float) -> float:
    """Waits until at most that many are open. Returns the seconds since the beginning."""
    patience = begin + limit + 2 * TOLERANCE - time.monotonic()
    server.await_descriptors(descriptors, patience)
    return time.monotonic() - begin


@contextmanager
def _cable() -> Iterator[Cable]:
    cable = Cable(f"digitsum-server-{os.getpid()}", f"digitsum-peer-{os.getpid()}")
    made = []
    try:
        for namespace in (cable.server_side, cable.peer_side):
            _ip("netns", "add", namespace)
            made.append(namespace)
        _ip("-n", cable.server_side, "link", "add", "server", "type", "veth", "peer", "name",
            "peer", "netns", cable.peer_side)
        for namespace, end, address in ((cable.server_side, "server", ADDRESSES[0]),
                                        (cable.peer_side, "peer", ADDRESSES[1])):
            _ip("-n", namespace, "address", "add", f"{address}/24", "dev", end)
            _ip("-n", namespace, "link", "set", end, "up")
        yield cable
    finally:
        for namespace in made:
            _ip("netns", "delete", namespace)


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True)
