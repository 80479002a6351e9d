# SPDX-License-Identifier: MIT
"""Measures one entry of a workload in one round."""

import json
import subprocess
import tempfile
import time

from driver.console import measure_console
from driver.cores import pin_to
from driver.load import LOAD_DEADLINE, Bench, Figures, measure_load
from driver.peers import PeerFailure, RunningServer, running
from driver.workloads import Entry, Workload


def measure(bench: Bench, workload: Workload, entry: Entry) -> Figures:
    """Starts the entry's server, measures, and stops it. Raises PeerFailure."""
    if workload.kind == "kernel":
        return _measure_kernel(bench)[entry.label]
    peer = bench.peers[entry.peer]
    if workload.kind == "console":
        return measure_console(bench, peer, entry)
    if workload.kind == "pipe":
        with running(peer, frozenset()) as server:
            return _measure_pipe(bench, server, int(entry.arguments[0]))
    with running(peer, bench.cores.server) as server:
        return measure_load(bench, server, entry)


def _measure_pipe(bench: Bench, server: RunningServer, count: int) -> Figures:
    """Pipes the numbers from 1 to count through the terminal client, and checks every sum."""
    client = bench.build / "bin" / "digitsum"
    if not client.is_file():
        raise PeerFailure(f"{client} does not exist")
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
            raise PeerFailure(f"wrong sums, or exit code {result.returncode}, from the client")
    return {"per_second": count / seconds, "seconds": seconds}


def _sums_of_numbers(count: int) -> bytes:
    """The digit sums of 1 to count, one per line."""
    small = [sum(map(int, str(number))) for number in range(1000)]
    lines = []
    for thousands in range(count // 1000 + 1):
        high = sum(map(int, str(thousands)))
        lines += [high + low for low in small]
    return ("\n".join(map(str, lines[1:count + 1])) + "\n").encode()


_kernel_figures: dict[str, Figures] = {}


def _measure_kernel(bench: Bench) -> dict[str, Figures]:
    """Runs the kernel benchmark only once: it measures all entries, in rounds of its own."""
    if not _kernel_figures:
        result = subprocess.run([bench.program("digitsum_kernel")], capture_output=True, text=True,
                                check=False, preexec_fn=pin_to(bench.cores.load))
        if result.returncode != 0:
            raise PeerFailure(result.stderr.strip() or "the kernel benchmark failed")
        places = {name: figures for name, figures in json.loads(result.stdout).items()
                  if isinstance(figures, dict)}
        for figures in places.values():
            figures["per_second"] = figures["kernel_gb"] * 1e9
        _kernel_figures.update(places)
    return _kernel_figures
