#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Sends requests over TLS, the last one without a line end, and then a close_notify. Only when the
server has stopped reading, because nobody takes its replies, reads them. Prints their number.

Usage: tlshalfclose.py PORT REQUESTS
"""

import socket
import ssl
import sys


def main() -> None:
    """Runs one conversation."""
    port, requests = int(sys.argv[1]), int(sys.argv[2])
    trust = ssl.create_default_context()
    trust.check_hostname = False
    trust.verify_mode = ssl.CERT_NONE
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    tls = trust.wrap_bio(incoming, outgoing)
    with socket.create_connection(("127.0.0.1", port), timeout=30) as server:
        def exchange(step):
            while True:
                try:
                    return step()
                except ssl.SSLWantReadError:
                    server.sendall(outgoing.read())
                    if received := server.recv(65536):
                        incoming.write(received)
                    else:
                        incoming.write_eof()

        exchange(tls.do_handshake)
        tls.write(b"1\n" * (requests - 1) + b"1")
        try:
            tls.unwrap()  # leaves a close_notify in outgoing, and waits for the server's
        except ssl.SSLWantReadError:
            pass
        server.sendall(outgoing.read())  # returns when nearly all of it has been read
        replies = b""
        try:
            while chunk := exchange(lambda: tls.read(65536)):
                replies += chunk
        except (ssl.SSLError, OSError):
            pass
        print(replies.count(b"1\r\n"))


if __name__ == "__main__":
    main()
