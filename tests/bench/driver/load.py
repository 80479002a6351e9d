# SPDX-License-Identifier: MIT
"""Runs the load generator against a server."""

import itertools
import json
import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from driver.cores import Cores, cpu_seconds_of, cpu_seconds_of_machine, pin_to
from driver.peers import Peer, PeerFailure, RunningServer
from driver.workloads import Entry

Figures = dict[str, float]
LOAD_DEADLINE = 300.0  # seconds; the load generator's own timeouts are much shorter


@dataclass(frozen=True)
class Bench:
    """The parameters of all measurements."""

    build: Path
    cores: Cores
    peers: dict[str, Peer]
    seconds: float

    def program(self, name: str) -> str:
        """The path of one of the bench's own programs."""
        return str(self.build / "bench" / name)


def measure_load(bench: Bench, server: RunningServer, entry: Entry) -> Figures:
    """Runs the load generator, and measures how busy other programs are meanwhile."""
    command = [bench.program("digitsum_load"), "--port", str(server.port), "--pid",
               str(server.pid), "--protocol", server.peer.protocol, "--seconds",
               str(bench.seconds), *entry.arguments]
    cores = bench.cores.load if server.peer.pinned else frozenset()
    start = time.monotonic()
    machine, own = cpu_seconds_of_machine(), _own_cpu_seconds(server)
    result = subprocess.run(command, capture_output=True, text=True, check=False,
                            timeout=LOAD_DEADLINE, preexec_fn=pin_to(cores))
    if result.returncode != 0:
        raise PeerFailure(result.stderr.strip())
    figures: Figures = json.loads(result.stdout)
    others = cpu_seconds_of_machine() - machine - (_own_cpu_seconds(server) - own)
    figures["others_cpu_share"] = max(0.0, others / (time.monotonic() - start))
    if idle := _idle_clients(entry):
        grown = figures["rss_kib_open"] - figures["rss_kib_before"]
        figures["kib_per_client"] = grown / idle
    return figures


def _own_cpu_seconds(server: RunningServer) -> float:
    """The processor time of the server, this program and its finished child processes."""
    times = os.times()
    own = times.user + times.system + times.children_user + times.children_system
    return own + cpu_seconds_of(server.pid)


def _idle_clients(entry: Entry) -> int:
    """The number of idle clients if there are no active ones, which would affect the memory."""
    options = dict(itertools.pairwise(entry.arguments))
    return int(options.get("--idle", 0)) if options.get("--clients") == "0" else 0
