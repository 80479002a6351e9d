# SPDX-License-Identifier: MIT
"""A client as beginners write it: sendall() and recv(1024), without message delimiters.

Usage: rawclient.py PORT MESSAGE...

Sends each message in turn and prints the result of one read after each."""

import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=10) as server:
    print(server.recv(1024))
    for message in sys.argv[2:]:
        server.sendall(message.encode())
        print(server.recv(1024))
