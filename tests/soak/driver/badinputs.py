# SPDX-License-Identifier: MIT
"""Sends malformed input over real sockets, and checks that the next valid line is answered."""

import random
import socket
import time
from collections.abc import Iterator
from pathlib import Path

from driver.rows import Row, Setting
from driver.server import Server, running
from driver.words import conversation, is_answered, receive_all

SEED = 7
PROBE = b"12345\n"
PATIENCE = 20.0  # seconds
AT_ONCE = 50     # connections open at a time
HUGE = 4 << 20   # length of the longest lines, in bytes


def strangers() -> Iterator[bytes]:
    """The first bytes of other protocols."""
    hello = bytes.fromhex("160301020001 0001fc0303".replace(" ", "")) + bytes(range(256)) * 2
    yield hello
    yield hello[:5]
    for method in ("GET", "POST", "OPTIONS", "CONNECT", "PRI"):
        for version in ("0.9", "1.0", "1.1", "2.0"):
            yield f"{method} / HTTP/{version}\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc".encode()
    for text in ("PROXY TCP4 192.0.2.1 192.0.2.2 1 9990\r\n", "PROXY UNKNOWN\r\n", "PROXY \r\n",
                 "PROXY TCP4 " + "1" * 120 + "\r\n", "PROXY TCP6 :: :: 0 0\r\n"):
        yield text.encode()
    signature = b"\r\n\r\n\0\r\nQUIT\n"  # of the PROXY protocol version 2
    for command in (0x20, 0x21, 0x2F, 0x31):
        for family in (0x00, 0x11, 0x21, 0xFF):
            yield signature + bytes((command, family, 0, 12)) + bytes(12)
    yield from (b"SSH-2.0-OpenSSH_9.2\r\n", b"EHLO x\r\nRCPT TO:<a@b>\r\n", b"*1\r\n$4\r\nPING\r\n",
                b"\x03\0\0\x13\x0e\xe0\0\0", b"\xff\xfb\x18\xff\xfd\x01", b"\0\0\0\x85\xffSMBr",
                b"USER anonymous\r\nPASS x\r\n", b"\x12\x01\0\x2f\0\0\x01\0", b"stats\r\nquit \r\n")


def single_bytes() -> Iterator[bytes]:
    """Every byte value alone, and before, between and after digits."""
    for value in range(256):
        byte = bytes((value,))
        if byte != b"\n":
            yield byte
            yield b"12" + byte + b"34"


def characters() -> Iterator[bytes]:
    """Control, format and other characters that may harm a terminal or a log."""
    points = [*range(0x80, 0xA1), 0xAD, 0x61C, 0x180E, *range(0x200B, 0x2010),
              *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xFFF9, 0xFFFD, 0xFFFE, 0xFFFF,
              0x1D173, 0xE0001, 0xE0031, 0xF0000, 0x10FFFF, 0x1F600, 0x301, 0xB2, 0x2160, 0x3007]
    for point in points:
        yield b"12" + chr(point).encode("utf-8", "surrogatepass") + b"34"
    for sequence in ("\x1b[2J", "\x1b]0;title\x07", "\x1b[31m", "\x9b31m", "\r\x1b[A", "\b\b\b",
                     "\x1bP+q\x1b\\", "%s%n%x", "${jndi:ldap://x}", "'; DROP TABLE", "<script>",
                     "../../etc/passwd", "{{7*7}}", "`id`", "$(id)", "&#x202e;", "\\u202e"):
        yield sequence.encode()


def line_ends(source: random.Random) -> Iterator[bytes]:
    """Lone carriage returns, empty lines, and other combinations of line ends and words."""
    pieces = (b"1", b"\r", b"\n", b"\r\n", b"quit", b"\0", b" ")
    for _number in range(200):
        yield b"".join(source.choices(pieces, k=source.randint(1, 12)))


def long_lines() -> Iterator[bytes]:
    """Lines around the sizes of the buffers, and far longer ones."""
    for size in (1023, 1024, 1025, 4096, 65535, 65536, 65537, 200_000, HUGE):
        yield b"9" * size
        yield b"x" * size
        yield b"\r" * size
        yield "৯".encode() * (size // 3) + b"\xe0\xa7"
    yield b"quit" * 10_000
    yield b"\0" * HUGE


def noise(source: random.Random) -> Iterator[bytes]:
    """Random bytes, and digits with a few random bytes."""
    for _number in range(150):
        yield source.randbytes(source.randint(1, 3000))
    for _number in range(150):
        line = bytearray(b"7" * source.randint(20, 400))
        for _change in range(source.randint(1, 3)):
            line[source.randrange(len(line))] = source.randrange(256)
        yield bytes(line)


def inputs() -> list[bytes]:
    """All inputs, the same in every run."""
    source = random.Random(SEED)
    return [*strangers(), *single_bytes(), *characters(), *line_ends(source), *long_lines(),
            *noise(source)]


def run(setting: Setting) -> list[Row]:
    """Sends each input on a separate connection, then most of them on a single one."""
    cases = [case + b"\n" + PROBE for case in inputs()]
    with running(setting.serverd) as server:
        descriptors = server.descriptors()
        wrong = sum(_count_wrong(server, cases[i:i + AT_ONCE])
                    for i in range(0, len(cases), AT_ONCE))
        in_one = _all_in_one(server, cases)
        alive = server.is_alive and is_answered(server.port)
        left_open = server.await_descriptors(descriptors) - descriptors
        log = _log_findings(server, connections=len(cases) + 2)
    return [Row("malformed input: replies follow the protocol, and the next valid line is answered",
                "at least 1,000 inputs, 0 wrong",
                f"{len(cases):,} inputs, {wrong} wrong; on one connection: "
                + ("right" if in_one else "WRONG"),
                alive and wrong == 0 and in_one and len(cases) >= 1000),
            Row("... it cannot forge log lines",
                "2 lines per connection, printable", log or "kept", not log),
            Row("... no descriptor is leaked", "0", str(left_open), left_open <= 0)]


def _count_wrong(server: Server, cases: list[bytes]) -> int:
    """Sends each case on its own connection and counts wrong replies."""
    clients = [socket.create_connection(("127.0.0.1", server.port), PATIENCE) for _case in cases]
    wrong = 0
    for client, case in zip(clients, cases):
        _send_and_end(client, case)
    for client, case in zip(clients, cases):
        with client:
            wrong += receive_all(client) != conversation(case)
    return wrong


def _send_and_end(client: socket.socket, lines: bytes) -> None:
    try:
        client.sendall(lines)
        client.shutdown(socket.SHUT_WR)
    except OSError:
        pass  # the input contains quit, and the server has closed the connection


def _all_in_one(server: Server, cases: list[bytes]) -> bool:
    lines = b"".join(case for case in cases if len(case) < 5000
                     and not conversation(case).endswith(b"!! \r\n"))
    expected = conversation(lines)
    with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as client:
        _send_and_end(client, lines)
        return receive_all(client) == expected


def _log_findings(server: Server, connections: int) -> str:
    """Describes what is wrong with the log; empty if nothing is."""
    deadline = time.monotonic() + 5
    while (about_clients := server.logged().count(b" Connection ")) < 2 * connections:
        if time.monotonic() > deadline:
            break
        time.sleep(0.02)
    log = server.logged()
    if any(byte < 0x20 and byte != 0x0A or byte > 0x7E for byte in log):
        return "contains unprintable bytes"
    if about_clients != 2 * connections:
        return f"{about_clients} lines about {connections} connections"
    return ""


def save(folder: Path) -> None:
    """Writes every input to a file, for inspection."""
    for number, case in enumerate(inputs()):
        (folder / f"{number:04}").write_bytes(case)
