# SPDX-License-Identifier: MIT
"""New clients are greeted soon, however busy the others keep the server."""

import socket
import time

from driver.busyclients import busy_clients
from driver.rows import Row, Setting
from driver.server import running
from driver.words import GREETING

BUSY_CLIENTS = 800
LINE = b"7"            # the shortest requests: the most work per byte
NEW_CLIENTS = 40
PAUSE = 0.1            # seconds between two new clients
SLOWEST = 2.0          # seconds to the greeting
PATIENCE = 20.0        # seconds
WARM_UP = 2.0          # seconds until all clients are busy


def run(setting: Setting) -> list[Row]:
    """Connects new clients one by one. Stops at the first that is not greeted."""
    count = setting.share(NEW_CLIENTS, 10)
    times: list[float] = []
    with (running(setting.serverd, "--quiet") as server,
          busy_clients(server.port, BUSY_CLIENTS, LINE)):
        time.sleep(WARM_UP)
        while len(times) < count and (not times or times[-1] < PATIENCE):
            times.append(_time_to_greeting(server.port))
            time.sleep(PAUSE)
    times.sort()
    median = times[len(times) // 2]
    return [Row(f"{BUSY_CLIENTS} clients send one-digit lines as fast as they can: "
                "a new client is greeted", f"{SLOWEST:.0f} s",
                f"{len(times)} times, within {times[-1]:.2f} s; median {median:.2f} s",
                len(times) == count and times[-1] <= SLOWEST)]


def _time_to_greeting(port: int) -> float:
    """Returns the seconds; PATIENCE if it does not come."""
    begin = time.monotonic()
    try:
        with socket.create_connection(("127.0.0.1", port), PATIENCE) as client:
            if client.recv(4096) == GREETING:
                return time.monotonic() - begin
    except OSError:
        pass
    return PATIENCE
