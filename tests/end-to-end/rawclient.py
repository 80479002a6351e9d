# SPDX-License-Identifier: MIT
"""A digit-sum client as beginners write it: sendall and recv(1024), and no end of a message.
Sends each argument after the port, and prints what each read brings."""

import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=10) as server:
    print(server.recv(1024))
    for message in sys.argv[2:]:
        server.sendall(message.encode())
        print(server.recv(1024))
