#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Generates the fuzzers' seed corpus in tests/fuzz/corpus. The result is always the same.

With --check nothing is written; the exit code is 1 if the corpus differs from the generated one.
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
FOLDER = HERE / "corpus"
SEED = 20

INVALID = b"Please enter a valid String of Digits or type 'quit' to exit."
FAREWELL = b"Thank You .. See You soon !! "
GREETING = b"Welcome to the server"
NOTICES = (b"Server is full. Please try again later.", b"Closing: idle for too long.",
           b"Closing: reading too slowly.", b"Closing: request too slow.",
           b"Closing: request too long.", b"Server is shutting down.")

# The zeros of some scripts, whose digits take from one to four bytes in UTF-8.
ZEROS = (0x30, 0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xE50, 0x17E0, 0xFF10, 0x104A0, 0x1D7CE, 0x1FBF0)

Named = tuple[str, bytes]


def line_ends() -> Iterator[Named]:
    """All sequences of up to four of the pieces digit, CR and LF, for framing and line ends."""
    pieces = (b"1", b"\r", b"\n")
    sequences = [b""]
    for _length in range(4):
        sequences = [one + piece for one in sequences for piece in pieces]
        for sequence in sequences:
            name = sequence.replace(b"\r", b"r").replace(b"\n", b"n").decode()
            yield f"ends-{name}", sequence


def lengths() -> Iterator[Named]:
    """Runs of digits with lengths around the register widths, block sizes and limits."""
    for length in (15, 16, 17, 31, 32, 33, 45, 46, 47, 48, 63, 64, 65, 79, 80, 81, 127, 128, 129,
                   143, 144, 145, 255, 256, 257, 272, 1000, 1023, 1024, 1025):
        yield f"length-{length:04}", b"9" * length + b"\n"
        yield f"length-{length:04}-then-letter", b"1" * length + b"x\n7\n"
        yield f"length-{length:04}-open", b"5" * length


def neighbours() -> Iterator[Named]:
    """Long runs of digits with one byte that a range check may mistake for a digit."""
    for byte in (0x00, 0x0B, 0x1B, 0x2F, 0x3A, 0x7F, 0x80, 0xB0, 0xB9, 0xAF, 0xFF):
        for place in (0, 15, 40, 130):
            run = bytearray(b"8" * 160)
            run[place] = byte
            yield f"neighbour-{byte:02x}-at-{place:03}", bytes(run) + b"\n12\n"


def scripts() -> Iterator[Named]:
    """Digits of other scripts (complete, truncated, mixed), and characters that resemble digits."""
    for zero in ZEROS:
        digits = "".join(chr(zero + value) for value in range(10)).encode()
        yield f"script-{zero:05x}", digits + b"\n1" + digits + b"2\r\n" + digits
        yield f"script-{zero:05x}-cut", digits + b"\n" + digits[:-1]
    mixed = "".join(chr(zero + 7) for zero in ZEROS).encode()
    yield "script-mixed", mixed * 4 + b"\n" + mixed[::-1]
    for name, text in (("squared", "1²\n"), ("half", "½\n"), ("roman", "Ⅷ\n"), ("circled", "①\n"),
                       ("chinese", "三\n"), ("minus", "-1\n"), ("plus", "+1\n"), ("blank", "1 2\n"),
                       ("leading-blank", " 12\n"), ("no-break-space", "1\u00a02\n"),
                       ("byte-order-mark", "\ufeff12\n"), ("joiner", "1\u200d2\n"),
                       ("combining", "1\u0301\n"), ("bidi", "\u202e12\u202c\n"),
                       ("isolate", "\u206612\u2069\n"), ("tag", "1\U000e0031\n")):
        yield f"no-digit-{name}", text.encode()


def malformed() -> Iterator[Named]:
    """Invalid UTF-8: overlong, surrogate, too large, truncated and misplaced sequences."""
    sequences = (b"\x80", b"\xbf", b"\xc0\xb1", b"\xc1\xbf", b"\xc2", b"\xdf1", b"\xe0\x80\xb1",
                 b"\xe0\x9f\xbf", b"\xe0\xa7", b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xef\xbc",
                 b"\xf0\x80\x80\xb1", b"\xf0\x8f\xbf\xbf", b"\xf0\x9d\x9f", b"\xf4\x90\x80\x80",
                 b"\xf5\x80\x80\x80", b"\xfe", b"\xff\xfe", b"\xfc\x80\x80\x80\x80\xb1")
    for sequence in sequences:
        name = sequence.hex()
        yield f"malformed-{name}", b"1" + sequence + b"\n12\n"
        yield f"malformed-{name}-open", b"12\n" + sequence
        yield f"malformed-{name}-in-run", b"4" * 60 + sequence + b"4" * 60 + b"\r\n1\n"


def partings() -> Iterator[Named]:
    """Variants of quit and exit, words that only resemble them, and input that follows them."""
    for word in (b"quit", b"exit", b"QUIT", b"eXiT", b"qui", b"quitt", b" quit", b"quit ", b"quit\t",
                 b"quit\0", b"exit\r", b"xexit", b"1quit", b"quit1", "quıt".encode(), b"bye"):
        name = word.hex()
        yield f"parting-{name}", b"12\n" + word + b"\n34\n"
        yield f"parting-{name}-open", word
        yield f"parting-{name}-crlf", word + b"\r\n" + b"9" * 50 + b"\n"


def strangers() -> Iterator[Named]:
    """Other protocols."""
    yield "stranger-http", b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
    yield "stranger-http2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
    yield "stranger-tls", bytes.fromhex("16030100c8010000c40303") + bytes(range(200))
    yield "stranger-proxy1", b"PROXY TCP4 192.0.2.1 192.0.2.2 1234 9990\r\n12\r\n"
    yield "stranger-proxy2", b"\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c" + bytes(12) + b"12\n"
    yield "stranger-ssh", b"SSH-2.0-OpenSSH_9.2\r\n"
    yield "stranger-smtp", b"EHLO example.org\r\nMAIL FROM:<a@example.org>\r\n"
    yield "stranger-redis", b"*1\r\n$4\r\nPING\r\n"
    yield "stranger-telnet", b"\xff\xfb\x18\xff\xfd\x0112\r\n"


def mixtures(source: random.Random) -> Iterator[Named]:
    """Random combinations of the pieces above."""
    parts = (b"0", b"12345", b"9" * 40, b"\n", b"\r\n", b"\r", b"quit", b"abc", b" ", b"\0", b"\xff",
             "১২".encode(), "٣".encode(), b"\xe0\xa7", b"7" * 130, b"\n", b"\n")
    for number in range(60):
        yield f"mixture-{number:02}", b"".join(source.choices(parts, k=3 + number % 12))


def requests() -> Iterator[Named]:
    """Input for the request parser."""
    yield "empty", b""
    yield from line_ends()
    yield from lengths()
    yield from neighbours()
    yield from scripts()
    yield from malformed()
    yield from partings()
    yield from strangers()
    yield from mixtures(random.Random(SEED))


def greetings() -> Iterator[Named]:
    """Greetings of line-framed and raw servers and of other programs, and truncated greetings."""
    for name, end in (("crlf", b"\r\n"), ("lf", b"\n"), ("none", b""), ("cr", b"\r")):
        yield f"greeting-{name}", GREETING + end
        yield f"greeting-{name}-then-sums", GREETING + end + b"15\r\n0\r\n18446744073709551615\r\n"
    for index, notice in enumerate(NOTICES):
        yield f"notice-{index}-first", notice + b"\r\n"
        yield f"notice-{index}-later", GREETING + b"\r\n7\r\n" + notice + b"\r\n"
    for name, text in (("http", b"HTTP/1.1 400 Bad Request\r\n\r\n"), ("ssh", b"SSH-2.0-x\r\n"),
                       ("smtp", b"220 mail ESMTP\r\n"), ("nearly", b"Welcome to the servers\r\n"),
                       ("case", b"welcome to the server\r\n"), ("blank", b" Welcome to the server\n"),
                       ("binary", bytes(range(256))), ("terminal", b"\x1b]0;title\x07\x1b[2J\n"),
                       ("long", b"x" * 1023), ("longer", b"x" * 1100), ("longest", b"y" * 1500 + b"\n"),
                       # The part that the parser keeps ends with a CR that may not belong to a line end.
                       ("cut-at-cr", b"x" * 1023 + b"\ry"), ("ends-at-cr", b"x" * 1023 + b"\r\n"),
                       ("cut-at-cr-later-lf", b"x" * 1023 + b"\r" + b"y" * 500 + b"\n15\r\n")):
        yield f"foreign-{name}", text


def messages() -> Iterator[Named]:
    """Lines after the greeting."""
    lines = (b"0", b"00", b"15", b"-1", b"+1", b" 1", b"1 ", b"18446744073709551615",
             b"18446744073709551616", b"9" * 100, b"1x", b"", b"\r", INVALID, FAREWELL,
             FAREWELL.strip(), INVALID.lower(), b"\x1b[31mred", "\u202eevil".encode(), b"\xff\xfe",
             b"back\\slash", b"tab\there", "١٥".encode(), "…".encode(), b"a" * 1023, b"b" * 1024,
             b"c" * 1025, b"d" * 1500, b"1" * 1500,
             # Truncated to the maximum line length, these would be other sums or end with a CR.
             b"0" * 1022 + b"5", b"0" * 1023 + b"5", b"0" * 1024 + b"5", b"0" * 1100 + b"5",
             b"x" * 1023 + b"\ry", b"x" * 1022 + b"\ry", b"x" * 1023 + b"\r\r", b"0" * 1023 + b"\r5",
             b"5\r", b"\r5", INVALID + b"\r", INVALID + b"x" * 1100, FAREWELL + b" " * 1100)
    for number, line in enumerate(lines):
        yield f"line-{number:02}", GREETING + b"\r\n3\r\n" + line + b"\r\n4\r\n"
        yield f"line-{number:02}-lf-open", GREETING + b"\n" + line + b"\n" + line


def replies() -> Iterator[Named]:
    """Input for the reply parser."""
    yield "empty", b""
    yield from greetings()
    yield from messages()


def corpus() -> dict[Path, bytes]:
    """The path and content of every file that belongs to the corpus."""
    files: dict[Path, bytes] = {}
    for folder, inputs in (("requests", requests()), ("replies", replies())):
        for name, content in inputs:
            path = FOLDER / folder / name
            assert path not in files, name
            files[path] = content
    return files


def present() -> dict[Path, bytes]:
    """The path and content of every file that exists."""
    return {path: path.read_bytes() for path in FOLDER.rglob("*")
            if path.is_file() and path.name != ".gitattributes"}


def main() -> int:
    """Returns 1 if --check finds differences, otherwise 0."""
    wanted, found = corpus(), present()
    if "--check" in sys.argv[1:]:
        differing = sorted(path.name for path in wanted.keys() | found.keys()
                           if wanted.get(path) != found.get(path))
        if differing:
            print(f"{len(differing)} files differ, {differing[0]} first: run {Path(__file__).name}")
        return 1 if differing else 0
    for path in found.keys() - wanted.keys():
        path.unlink()
    for path, content in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    print(f"{len(wanted)} files, {sum(map(len, wanted.values()))} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
