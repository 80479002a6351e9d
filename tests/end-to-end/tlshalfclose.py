#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Sends empty lines, a 1 without a line end and a close_notify over TLS, all at once, and reads only
then: the server has stopped reading because of its unsent replies when the end arrives. Prints the
number of replies and the last one.

Usage: tlshalfclose.py PORT LINES
"""

import socket
import ssl
import sys


def main() -> None:
    """Runs one conversation."""
    port, lines = int(sys.argv[1]), int(sys.argv[2])
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
        tls.write(b"\n" * lines + b"1")
        try:
            tls.unwrap()  # leaves a close_notify in outgoing, and waits for the server's
        except ssl.SSLWantReadError:
            pass
        server.sendall(outgoing.read())
        replies = b""
        try:
            while chunk := exchange(lambda: tls.read(65536)):
                replies += chunk
        except (ssl.SSLError, OSError):
            pass
        answers = replies.splitlines()[1:]  # after the greeting
        print(len(answers), answers[-1].decode())


if __name__ == "__main__":
    main()
