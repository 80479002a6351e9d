# SPDX-License-Identifier: MIT
"""Many threads, which need descriptors of their own, under a low limit of descriptors."""

import subprocess
import time

from driver.descriptors import Tally, connect_many
from driver.rows import Row, Setting
from driver.server import ServerFailure, running
from driver.words import is_answered

LIMIT = 1024
THREADS = (20, 256)
CONNECTIONS = 1044
MOST_RESUME = 1.0       # seconds
TINY_LIMIT, TINY_THREADS = 64, 64
NO_THREADS = 8          # exit code: the system has too few threads or open files for the server
START_DEADLINE = 5.0    # seconds


def run(setting: Setting) -> list[Row]:
    """Fills a server with each number of threads; another one cannot start."""
    return [*(_full_row(setting, threads) for threads in THREADS), _refusal_row(setting)]


def _full_row(setting: Setting, threads: int) -> Row:
    """Connects more clients than the server has descriptors."""
    promise = (f"descriptor limit {LIMIT:,}, --threads {threads}, {CONNECTIONS:,} connections: "
               "each is served or gets the notice")
    limit = f"all; served again after {MOST_RESUME:.0f} s"
    tally = Tally()
    try:
        with running(setting.serverd, "--quiet", "--threads", str(threads),
                     descriptors=LIMIT) as server:
            served = connect_many(server.port, CONNECTIONS, tally)
            for client in served:
                client.close()
            resumes = _resumes(server.port)
    except ServerFailure as failure:
        return Row(promise, limit, str(failure).strip(), False)
    return Row(promise, limit, f"{len(served)} served, {tally.told} got the notice, "
               f"{tally.not_told} neither{'' if resumes else '; not served again'}",
               bool(served) and tally.not_told == 0 and resumes)


def _resumes(port: int) -> bool:
    """Whether the server soon serves clients again."""
    deadline = time.monotonic() + MOST_RESUME
    while not (is_served := is_answered(port)) and time.monotonic() < deadline:
        pass
    return is_served


def _refusal_row(setting: Setting) -> Row:
    command = ["prlimit", f"--nofile={TINY_LIMIT}", str(setting.serverd), "--port", "0",
               "--threads", str(TINY_THREADS)]
    try:
        ended = subprocess.run(command, capture_output=True, timeout=START_DEADLINE, check=False)
        measured = f"exit code {ended.returncode}"
        is_right = ended.returncode == NO_THREADS and b"--threads" in ended.stderr
    except subprocess.TimeoutExpired:
        measured, is_right = "it started", False
    return Row(f"descriptor limit {TINY_LIMIT}, --threads {TINY_THREADS}: the server refuses to "
               "start, with the reason", f"exit code {NO_THREADS}", measured, is_right)
