# SPDX-License-Identifier: MIT
"""Measures how much the server's window slows the service down, and how responsive it stays."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

from driver.load import Bench, Figures, measure_load
from driver.peers import Peer, PeerFailure, running
from driver.workloads import Entry


def measure_console(bench: Bench, peer: Peer, entry: Entry) -> Figures:
    """Measures one entry. The processor time is that of the service's thread only."""
    display = _x_server() if "xcb" in peer.command else nullcontext()
    with tempfile.TemporaryDirectory() as folder, display:
        report = Path(folder) / "report.json"
        reporting = replace(peer, command=(*peer.command, "--report", str(report)))
        with running(reporting, bench.cores.server) as server:
            thread = str(_service_thread(server.pid))
            figures = measure_load(bench, server,
                                   replace(entry, arguments=(*entry.arguments, "--thread", thread)))
        figures |= json.loads(report.read_text(encoding="utf-8"))
    clients = int(entry.arguments[entry.arguments.index("--clients") + 1])
    if "--window" in peer.command and figures["most_rows"] < clients:
        raise PeerFailure(f"the window showed {figures['most_rows']} of {clients} clients")
    return figures


def _service_thread(process: int) -> int:
    """The thread that serves the clients."""
    for task in Path(f"/proc/{process}/task").iterdir():
        if (task / "comm").read_text(encoding="utf-8").strip() == "service":
            return int(task.name)
    raise PeerFailure("found no service thread")


@contextmanager
def _x_server() -> Iterator[None]:
    """Runs an X server for the duration of a with statement."""
    if not shutil.which("Xvfb"):
        raise PeerFailure("Xvfb is not installed")
    readable, writable = os.pipe()
    before = os.environ.get("DISPLAY")
    with subprocess.Popen(["Xvfb", "-displayfd", str(writable), "-screen", "0", "1920x1080x24",
                           "-nolisten", "tcp"], pass_fds=[writable],
                          stderr=subprocess.DEVNULL) as server:
        os.close(writable)
        with os.fdopen(readable) as display:
            os.environ["DISPLAY"] = ":" + display.readline().strip()
        try:
            yield
        finally:
            server.terminate()
            if before is None:
                del os.environ["DISPLAY"]
            else:
                os.environ["DISPLAY"] = before
