# SPDX-License-Identifier: MIT
"""The reader of the server's log stalls or ends. The server must serve its clients and stop."""

import fcntl
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from driver.rows import Row, Setting
from driver.server import Stop, running
from driver.words import is_answered

CLIENTS = 20
MORE_CLIENTS = 10_000   # their log lines exceed what the server keeps for a slow reader
MORE_DEADLINE = 30.0    # seconds for all of these
MOST_GROWTH = 4096      # KiB of memory, for the lines that the server keeps
PATIENCE = 5.0          # seconds for each client
STOP_LIMIT = 10.0       # seconds from SIGTERM to the server's end
PIPE_SIZE = 4096        # bytes, the smallest possible size
LOSS = b"Lines missing here: "


def run(setting: Setting) -> list[Row]:
    """Starts a server for each kind of reader."""
    return [*_with_stalled_reader(setting), *_with_slow_reader(setting),
            *_without_reader(setting)]


def _with_stalled_reader(setting: Setting) -> list[Row]:
    """The pipe is full before the server starts, and nobody reads it."""
    reader, writer = _small_pipe()
    try:
        _fill(writer)
        with running(setting.serverd, errors=writer) as server:
            served = _count_served(server.port)
            stop = server.stop(STOP_LIMIT)
    finally:
        os.close(reader)
        os.close(writer)
    return _rows("the log's reader stalls: clients are served", served, stop)


def _with_slow_reader(setting: Setting) -> list[Row]:
    """The reader resumes after more lines than the server keeps."""
    reader, writer = _small_pipe()
    log = bytearray()
    reading = threading.Thread(target=_read_all, args=(reader, log))
    try:
        with running(setting.serverd, errors=writer) as server:
            os.close(writer)
            memory = server.resident_kib()
            served = _serve_in_turn(server.port)
            growth = server.resident_kib() - memory
            reading.start()
            last_is_served = is_answered(server.port, PATIENCE)
            server.stop(STOP_LIMIT)
    finally:
        if reading.is_alive():
            reading.join(PATIENCE)
        os.close(reader)
    lines = log.count(b" Connection ")
    lost = sum(int(part.split(b" ")[0]) for part in log.split(LOSS)[1:])
    complete = lines + lost == 2 * (MORE_CLIENTS + 1)
    return [Row("... the server keeps a limited part of the log, and counts the other lines",
                f"{MOST_GROWTH // 1024} MiB, every line",
                f"{growth / 1024:.1f} MiB; {lines:,} lines logged and {lost:,} counted, of "
                f"{2 * (MORE_CLIENTS + 1):,}",
                served == MORE_CLIENTS and last_is_served and lost > 0 and complete
                and growth <= MOST_GROWTH)]


def _without_reader(setting: Setting) -> list[Row]:
    """The reader ends while the server runs, which is when writing to the pipe raises SIGPIPE."""
    reader, writer = _small_pipe()
    with running(setting.serverd, errors=writer) as server:
        os.close(writer)
        is_answered(server.port)
        os.close(reader)
        served = _count_served(server.port)
        stop = server.stop(STOP_LIMIT)
    return _rows("the log's reader ends: clients are served", served, stop)


def _rows(promise: str, served: int, stop: Stop) -> list[Row]:
    return [Row(promise, f"{CLIENTS} of {CLIENTS}", f"{served} of {CLIENTS}", served == CLIENTS),
            Row("... the server ends on SIGTERM", f"exit code 0 within {STOP_LIMIT:.0f} s",
                str(stop), stop.code == 0)]


def _count_served(port: int) -> int:
    """Connects all clients at once and returns how many were served."""
    with ThreadPoolExecutor(CLIENTS) as pool:
        return sum(pool.map(lambda _number: is_answered(port, PATIENCE), range(CLIENTS)))


def _serve_in_turn(port: int) -> int:
    """Connects one client after the other until one is not served. Returns how many were."""
    deadline = time.monotonic() + MORE_DEADLINE
    for number in range(MORE_CLIENTS):
        if time.monotonic() > deadline or not is_answered(port, PATIENCE):
            return number
    return MORE_CLIENTS


def _small_pipe() -> tuple[int, int]:
    """Returns the descriptors of its reading end and its writing end."""
    reader, writer = os.pipe()
    fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, PIPE_SIZE)
    return reader, writer


def _fill(writer: int) -> None:
    """Writes until the pipe is full. Afterwards writing to it waits again."""
    os.set_blocking(writer, False)
    try:
        while True:
            os.write(writer, b"\n" * PIPE_SIZE)
    except BlockingIOError:
        os.set_blocking(writer, True)


def _read_all(reader: int, log: bytearray) -> None:
    while part := os.read(reader, 1 << 16):
        log += part
