# SPDX-License-Identifier: MIT
"""Stops the server with SIGSTOP, as when its computer sleeps. No limit may count this time."""

import signal
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from driver.rows import Row, Setting
from driver.server import Server, running
from driver.words import GREETING, IDLE, receive_all

LIMIT = 4               # seconds, both of --idle-timeout and of --output-timeout
STOPPED = 6.0           # seconds
BUSY_CLIENTS = 100
SENDING_PAUSE = 0.5     # seconds between two requests
SLOW_CLIENTS = 8
NOT_READING = 2.0       # seconds before the stop
AFTERWARDS = 1.5        # seconds for which the clients stay after the stop
IDLE_LIMIT = LIMIT + STOPPED + 1.5  # seconds until the notice for an idle client
PATIENCE = 10.0
REQUESTS = b"7\n" * 8192


def run(setting: Setting) -> list[Row]:
    """Runs both servers at the same time."""
    with ThreadPoolExecutor() as pool:
        parts = [pool.submit(part, setting) for part in (_idle_rows, _output_rows)]
        return [row for part in parts for row in part.result()]


def _suspend(server: Server) -> None:
    server.process.send_signal(signal.SIGSTOP)
    time.sleep(STOPPED)
    server.process.send_signal(signal.SIGCONT)


def _idle_rows(setting: Setting) -> list[Row]:
    """Clients send while the server is stopped. Another one is idle all the time."""
    is_over = threading.Event()
    with (running(setting.serverd, "--quiet", "--idle-timeout", str(LIMIT)) as server,
          ThreadPoolExecutor(BUSY_CLIENTS + 1) as pool):
        busy = [pool.submit(_send_regularly, server.port, is_over)
                for _number in range(BUSY_CLIENTS)]
        idle = pool.submit(_stay_idle, server.port)
        time.sleep(NOT_READING)
        _suspend(server)
        time.sleep(AFTERWARDS)
        is_over.set()
        served = sum(client.result() for client in busy)
        closed_after = idle.result()
    return [Row(f"the server is stopped for {STOPPED:.0f} s (SIGSTOP) with --idle-timeout {LIMIT}: "
                "clients that send meanwhile are served", f"{BUSY_CLIENTS} of {BUSY_CLIENTS}",
                f"{served} of {BUSY_CLIENTS}", served == BUSY_CLIENTS),
            Row("... an idle client is still closed with a notice", f"{IDLE_LIMIT:.1f} s",
                f"after {closed_after:.1f} s" if closed_after else "no notice",
                LIMIT <= closed_after <= IDLE_LIMIT)]


def _send_regularly(port: int, is_over: threading.Event) -> bool:
    """Returns whether each request was answered, and nothing else was received."""
    sent = 0
    try:
        with socket.create_connection(("127.0.0.1", port), PATIENCE) as client:
            while not is_over.wait(SENDING_PAUSE):
                client.sendall(b"12345\n")
                sent += 1
            client.shutdown(socket.SHUT_WR)
            return receive_all(client) == GREETING + b"15\r\n" * sent
    except OSError:
        return False


def _stay_idle(port: int) -> float:
    """Returns the seconds until the notice; 0 if there is none."""
    begin = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), 2 * PATIENCE) as client:
        heard = receive_all(client)
    return time.monotonic() - begin if heard == GREETING + IDLE else 0.0


def _output_rows(setting: Setting) -> list[Row]:
    """Clients read nothing at first, and everything while the server is stopped."""
    with running(setting.serverd, "--quiet", "--output-timeout", str(LIMIT)) as server:
        clients = [socket.create_connection(("127.0.0.1", server.port), PATIENCE)
                   for _number in range(SLOW_CLIENTS)]
        sent = _for_each(_fill, clients)
        time.sleep(NOT_READING)
        server.process.send_signal(signal.SIGSTOP)
        resumed = time.monotonic() + STOPPED
        drained = _for_each(_drain, clients)
        time.sleep(max(0.0, resumed - time.monotonic()))
        server.process.send_signal(signal.SIGCONT)
        rest = _for_each(_finish, clients)
    expected = [len(GREETING) + len(b"7\r\n") * ((count + 1) // 2) for count in sent]
    served = sum(first + second == size for first, second, size in zip(drained, rest, expected))
    return [Row(f"... with --output-timeout {LIMIT}: clients that read meanwhile get all replies",
                f"{SLOW_CLIENTS} of {SLOW_CLIENTS}",
                f"{served} of {SLOW_CLIENTS}, which read {sum(drained) // SLOW_CLIENTS >> 10} KiB "
                "each", served == SLOW_CLIENTS)]


def _for_each(act: Callable[[socket.socket], int], clients: list[socket.socket]) -> list[int]:
    with ThreadPoolExecutor(SLOW_CLIENTS) as pool:
        return list(pool.map(act, clients))


def _fill(client: socket.socket) -> int:
    """Sends requests until no buffer takes more. Returns the number of bytes."""
    sent = 0
    client.settimeout(0.5)
    try:
        while True:
            sent += client.send(REQUESTS[sent % 2:])
    except TimeoutError:
        return sent


def _drain(client: socket.socket) -> int:
    """Reads until nothing more arrives. Returns the number of bytes."""
    client.settimeout(0.5)
    return len(receive_all(client))


def _finish(client: socket.socket) -> int:
    """Sends a FIN and reads the rest. Returns the number of bytes."""
    client.settimeout(PATIENCE)
    try:
        client.shutdown(socket.SHUT_WR)
    except OSError:
        pass  # closed already
    with client:
        return len(receive_all(client))
