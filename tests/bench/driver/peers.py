# SPDX-License-Identifier: MIT
"""The servers to compare, and how to start and stop them."""

import re
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from driver.cores import pin_to

HERE = Path(__file__).resolve().parent.parent
START_DEADLINE = 10.0  # seconds
STOP_DEADLINE = 15.0
ANNOUNCEMENT = re.compile(r"Server is listening on IP: \S+ and Port: (\d+)")


class PeerFailure(Exception):
    """A server did not start or failed. The text describes the problem."""


@dataclass(frozen=True)
class Peer:
    """A server and its command. {port} stands for the port, if it cannot choose one itself."""

    name: str
    command: tuple[str, ...]
    protocol: str = "digitsum"
    version_option: str = ""
    pinned: bool = True

    @property
    def chooses_port(self) -> bool:
        """Whether the server chooses a free port and announces it."""
        return not any("{port}" in word for word in self.command)

    def missing(self) -> str:
        """Why the server cannot run here; empty if it can."""
        program = self.command[1] if self.command[0] == sys.executable else self.command[0]
        found = shutil.which(program) or Path(program).is_file()
        return "" if found else f"{program} not found"

    def version(self) -> str:
        """The server's version, as it prints it."""
        if not self.version_option or self.missing():
            return ""
        command = [self.command[0], self.version_option]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        return result.stdout.strip().splitlines()[0] if result.stdout.strip() else ""


@dataclass(frozen=True)
class RunningServer:
    """A running server that accepts clients."""

    peer: Peer
    port: int
    pid: int


def all_peers(build: Path) -> dict[str, Peer]:
    """All servers by name. Our own programs are in the build folder."""
    serverd = str(build / "bin" / "digitsum-serverd")
    observed = str(build / "bench" / "digitsum_observed")
    quiet = ("--quiet", "--listen", "127.0.0.1", "--port", "0")
    clients = str(resource.getrlimit(resource.RLIMIT_NOFILE)[1] - 200)
    redis = ("redis-server", "--bind", "127.0.0.1", "--port", "{port}", "--save", "",
             "--appendonly", "no", "--maxclients", clients)
    memcached = ("memcached", "-l", "127.0.0.1", "-p", "{port}", "-U", "0", "-t", "1",
                 "-c", clients, "-u", "nobody")
    peers = (
        Peer("digitsum", (serverd, *quiet, "--threads", "1"), version_option="--version"),
        Peer("digitsum, default threads", (serverd, *quiet), pinned=False),
        Peer("redis", redis, protocol="redis", version_option="--version"),
        Peer("memcached", memcached, protocol="memcached", version_option="--version"),
        Peer("bare epoll", (str(build / "bench" / "peer_bareepoll"),)),
        Peer("textbook Qt", (str(build / "bench" / "peer_textbookserver"),)),
        Peer("thread per client", (sys.executable, str(HERE / "peers" / "threadperclient.py")),
             version_option="--version"),
        Peer("not observed", (observed, "-platform", "offscreen")),
        Peer("observed", (observed, "-platform", "offscreen", "--window")),
        Peer("observed, X", (observed, "-platform", "xcb", "--window")),
        Peer("discard", (str(build / "bench" / "peer_discard"),), protocol="discard"),
    )
    return {peer.name: peer for peer in peers}


def raise_descriptor_limit() -> int:
    """Raises the descriptor limit of this process and its children as far as allowed."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


@contextmanager
def running(peer: Peer, cores: frozenset[int]) -> Iterator[RunningServer]:
    """Runs a new server for the duration of a with statement."""
    with tempfile.TemporaryDirectory() as folder, open(f"{folder}/log", "w+b") as log:
        process, port = _start(peer, cores if peer.pinned else frozenset(), folder, log)
        try:
            yield RunningServer(peer, port, process.pid)
            if process.poll() is not None:
                raise PeerFailure(f"{peer.name} ended unexpectedly: {_tail(log)}")
        finally:
            _stop(process)


def _start(peer: Peer, cores: frozenset[int], folder: str,
           log: IO[bytes]) -> tuple[subprocess.Popen[bytes], int]:
    """Starts a server. Retries with another port, as the free port may be taken meanwhile."""
    for _attempt in range(5):
        port = 0 if peer.chooses_port else _free_port()
        command = [word.replace("{port}", str(port)) for word in peer.command]
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log,
                                   stderr=subprocess.STDOUT, preexec_fn=pin_to(cores))
        try:
            return process, _wait_until_ready(peer, process, port, log)
        except PeerFailure:
            _stop(process)
            if peer.chooses_port:
                raise
    raise PeerFailure(f"{peer.name} did not start: {_tail(log)}")


def _wait_until_ready(peer: Peer, process: subprocess.Popen[bytes], port: int,
                      log: IO[bytes]) -> int:
    """Waits until the server accepts clients, and returns its port."""
    deadline = time.monotonic() + START_DEADLINE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise PeerFailure(f"{peer.name} did not start: {_tail(log)}")
        if peer.chooses_port:
            if announced := ANNOUNCEMENT.search(_text(log)):
                return int(announced[1])
        elif _answers(port):
            return port
        time.sleep(0.01)
    raise PeerFailure(f"{peer.name} was not ready within {START_DEADLINE:.0f} s")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Stops a server: with SIGTERM, and with SIGKILL if it does not end in time."""
    process.terminate()
    try:
        process.wait(STOP_DEADLINE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _text(log: IO[bytes]) -> str:
    return Path(log.name).read_text(encoding="utf-8", errors="replace")


def _tail(log: IO[bytes]) -> str:
    lines = _text(log).strip().splitlines()
    return lines[-1] if lines else "no output"
