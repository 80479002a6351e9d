# SPDX-License-Identifier: MIT
"""The protocol's texts (docs/protocol.md) and a simple model of the server."""

import socket
import unicodedata

GREETING = b"Welcome to the server\r\n"
INVALID = b"Please enter a valid String of Digits or type 'quit' to exit.\r\n"
FAREWELL = b"Thank You .. See You soon !! \r\n"
FULL = b"Server is full. Please try again later.\r\n"
IDLE = b"Closing: idle for too long.\r\n"
READING_TOO_SLOWLY = b"Closing: reading too slowly.\r\n"
REQUEST_TOO_SLOW = b"Closing: request too slow.\r\n"
SHUTTING_DOWN = b"Server is shutting down.\r\n"


def answer_to(request: bytes) -> bytes:
    """The reply to a line, which is given without its line end."""
    if request.lower() in (b"quit", b"exit"):
        return FAREWELL
    try:
        text = request.decode("utf-8")
    except UnicodeDecodeError:
        return INVALID
    if not text or any(unicodedata.category(character) != "Nd" for character in text):
        return INVALID
    return b"%d\r\n" % sum(unicodedata.decimal(character) for character in text)


def conversation(lines: bytes) -> bytes:
    """Everything that the server sends for line-framed input that ends with LF."""
    requests = [line.removesuffix(b"\r") for line in lines.split(b"\n")[:-1]]
    if requests and not requests[0]:
        del requests[0]
    replies = [GREETING]
    for request in requests:
        replies.append(answer_to(request))
        if replies[-1] is FAREWELL:
            break
    return b"".join(replies)


def receive_all(client: socket.socket) -> bytes:
    """Receives until the connection ends or the socket's timeout expires."""
    parts = []
    try:
        while part := client.recv(1 << 18):
            parts.append(part)
    except (TimeoutError, ConnectionError):
        pass
    return b"".join(parts)


def is_answered(port: int, patience: float = 2.0) -> bool:
    """Whether the server answers a new client."""
    try:
        with socket.create_connection(("127.0.0.1", port), patience) as client:
            client.sendall(b"12345\nquit\n")
            return receive_all(client) == GREETING + b"15\r\n" + FAREWELL
    except OSError:
        return False
