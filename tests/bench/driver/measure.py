# SPDX-License-Identifier: MIT
"""Measures one entry of a workload, once."""

import itertools
import json
import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from driver.cores import Cores, cpu_seconds_of, cpu_seconds_of_machine, pin_to
from driver.peers import Peer, PeerFailure, RunningServer, running
from driver.workloads import Entry, Workload

Figures = dict[str, float]
LOAD_DEADLINE = 300.0  # seconds; the load generator gives up long before


@dataclass(frozen=True)
class Bench:
    """What every measurement needs to know."""

    build: Path
    cores: Cores
    peers: dict[str, Peer]
    seconds: float

    def program(self, name: str) -> str:
        """One of the bench's own programs."""
        return str(self.build / "bench" / name)


def measure(bench: Bench, workload: Workload, entry: Entry) -> Figures:
    """Starts what the entry needs, measures, stops it. Raises PeerFailure."""
    if workload.kind == "kernel":
        return _measure_kernel(bench)[entry.label]
    peer = bench.peers[entry.peer]
    if workload.kind == "pipe":
        with running(peer, frozenset()) as server:
            return _measure_pipe(bench, server, int(entry.arguments[0]))
    with running(peer, bench.cores.server) as server:
        return _measure_load(bench, server, entry)


def _measure_load(bench: Bench, server: RunningServer, entry: Entry) -> Figures:
    """Runs the load generator, and notices whether other programs were busy meanwhile."""
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
    """Processor time of the server, this program, and what it has run to the end."""
    times = os.times()
    own = times.user + times.system + times.children_user + times.children_system
    return own + cpu_seconds_of(server.pid)


def _idle_clients(entry: Entry) -> int:
    """How many idle clients the entry has, where no others disturb the memory's measurement."""
    options = dict(itertools.pairwise(entry.arguments))
    return int(options.get("--idle", 0)) if options.get("--clients") == "0" else 0


def _measure_pipe(bench: Bench, server: RunningServer, count: int) -> Figures:
    """Sends the numbers from 1 to count through the terminal client; checks every sum."""
    client = bench.build / "bin" / "digitsum"
    if not client.is_file():
        raise PeerFailure(f"{client} is not there")
    expected = _sums_of_numbers(count)
    with tempfile.TemporaryFile() as replies:
        start = time.monotonic()
        with subprocess.Popen(["seq", "1", str(count)], stdout=subprocess.PIPE) as numbers:
            result = subprocess.run([client, "--host", "127.0.0.1", "--port", str(server.port)],
                                    stdin=numbers.stdout, stdout=replies, check=False,
                                    timeout=LOAD_DEADLINE)
        seconds = time.monotonic() - start
        replies.seek(0)
        if result.returncode != 0 or replies.read() != expected:
            raise PeerFailure(f"wrong sums, or exit code {result.returncode}, through the pipe")
    return {"per_second": count / seconds, "seconds": seconds}


def _sums_of_numbers(count: int) -> bytes:
    """The digit sums of 1 to count, a line each."""
    small = [sum(map(int, str(number))) for number in range(1000)]
    lines = []
    for thousands in range(count // 1000 + 1):
        high = sum(map(int, str(thousands)))
        lines += [high + low for low in small]
    return ("\n".join(map(str, lines[1:count + 1])) + "\n").encode()


_kernel_figures: dict[str, Figures] = {}


def _measure_kernel(bench: Bench) -> dict[str, Figures]:
    """Runs the kernel's benchmark; once, since it measures all places and takes its own rounds."""
    if not _kernel_figures:
        result = subprocess.run([bench.program("digitsum_kernel")], capture_output=True, text=True,
                                check=False, preexec_fn=pin_to(bench.cores.load))
        if result.returncode != 0:
            raise PeerFailure(result.stderr.strip() or "the kernel's benchmark failed")
        places = {name: figures for name, figures in json.loads(result.stdout).items()
                  if isinstance(figures, dict)}
        for figures in places.values():
            figures["per_second"] = figures["kernel_gb"] * 1e9
        _kernel_figures.update(places)
    return _kernel_figures
