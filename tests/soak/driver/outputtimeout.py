# SPDX-License-Identifier: MIT
"""A client that takes none of its replies for --output-timeout gets the notice, not a reset.

The kernel closes connections without progress, too (TCP_USER_TIMEOUT). It must not do so before the
server. The notice can be read for a second: each client resumes reading in the middle of it.
"""

import array
import fcntl
import socket
import termios
import time
from concurrent.futures import ThreadPoolExecutor

from driver.rows import Row, Setting
from driver.server import running
from driver.words import READING_TOO_SLOWLY, receive_all

LIMITS = (30, 40)       # seconds of --output-timeout; 30 is the default
SHORT_LIMIT = 5         # of short runs
CLIENTS = 8             # for each limit
NOTICE_AFTER = 0.6      # seconds: by then the server has noticed that the limit is exceeded
LAST_RESUMES = 0.9      # seconds after the limit
REQUESTS = b"7\n" * 8192
TICK = 0.02             # seconds
PATIENCE = 5.0          # seconds for reading the rest


def run(setting: Setting) -> list[Row]:
    """Tests all limits at the same time."""
    limits = LIMITS if setting.minutes >= 2 else (SHORT_LIMIT,)
    with ThreadPoolExecutor() as pool:
        told = list(pool.map(lambda limit: _count_told(setting, limit), limits))
    return [Row(f"--output-timeout {limit}: clients that take nothing for that long get the notice",
                f"{CLIENTS} of {CLIENTS}", f"{count} of {CLIENTS}", count == CLIENTS)
            for limit, count in zip(limits, told)]


def _count_told(setting: Setting, limit: int) -> int:
    """Returns how many clients received the notice after their replies."""
    delays = [NOTICE_AFTER + (LAST_RESUMES - NOTICE_AFTER) * number / (CLIENTS - 1)
              for number in range(CLIENTS)]
    with (running(setting.serverd, "--quiet", "--output-timeout", str(limit)) as server,
          ThreadPoolExecutor(CLIENTS) as pool):
        return sum(pool.map(lambda delay: _is_told(server.port, limit + delay), delays))


def _is_told(port: int, silence: float) -> bool:
    """Sends requests, and reads nothing until nothing has arrived for that long."""
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as client:
        client.setblocking(False)
        arrived, since = 0, time.monotonic()
        deadline = since + 2 * silence
        while time.monotonic() < min(since + silence, deadline):
            _send_much(client)
            now_arrived = _unread(client)
            if now_arrived != arrived:
                arrived, since = now_arrived, time.monotonic()
            time.sleep(TICK)
        client.settimeout(PATIENCE)
        return receive_all(client).endswith(READING_TOO_SLOWLY)


def _send_much(client: socket.socket) -> None:
    """Sends requests until the buffers are full."""
    try:
        while True:
            client.send(REQUESTS)
    except OSError:
        pass  # they are, or receive_all() will find the end


def _unread(client: socket.socket) -> int:
    """The number of bytes that the kernel keeps for the client."""
    count = array.array("i", [0])
    fcntl.ioctl(client, termios.FIONREAD, count)
    return count[0]
