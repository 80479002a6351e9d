# SPDX-License-Identifier: MIT
"""A long message without a line end is answered with one sum, however busy the server is."""

import socket

from driver.busyclients import busy_clients
from driver.rows import Row, Setting
from driver.server import running
from driver.words import GREETING, receive_all

BUSY_CLIENTS = 150
LINE = b"7"            # the shortest requests: the most work per byte
MESSAGES = 16
DIGITS = 200_000
PATIENCE = 20.0


def run(setting: Setting) -> list[Row]:
    """One thread serves all clients."""
    count = setting.share(MESSAGES, 4)
    with (running(setting.serverd, "--quiet", "--threads", "1") as server,
          busy_clients(server.port, BUSY_CLIENTS, LINE)):
        answers = [_answer(server.port) for _number in range(count)]
    wrong = [answer for answer in answers if answer != b"%d" % DIGITS]
    measured = f"{count - len(wrong)} of {count}"
    if wrong:
        measured += f"; one reply is {wrong[0].decode(errors='replace')!r}"
    return [Row(f"{BUSY_CLIENTS} busy clients of one thread, and a message of {DIGITS:,} digits "
                "without a line end: one sum", f"{count} of {count}", measured, not wrong)]


def _answer(port: int) -> bytes:
    """Sends a message on a new connection. Returns all that is received in reply."""
    try:
        with socket.create_connection(("127.0.0.1", port), PATIENCE) as client:
            heard = b""
            while len(heard) < len(GREETING):
                heard += client.recv(4096) or b"-" * len(GREETING)
            client.sendall(b"1" * DIGITS)
            heard += client.recv(4096)
            client.shutdown(socket.SHUT_WR)  # only now: it would end the message, too
            return (heard + receive_all(client)).removeprefix(GREETING)
    except OSError as failure:
        return str(failure).encode()
