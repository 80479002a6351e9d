#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A digit-sum server as beginners write it: a thread per client, one recv(1024) per request.

It takes each read for one request, so it works only with clients that wait for each reply.
"""

import socket
import threading

INVALID = "Please enter a valid String of Digits or type 'quit' to exit."


def reply_to(request: str) -> str:
    """The digit sum, or the error message."""
    if not request.isdigit():
        return INVALID
    return str(sum(int(digit) for digit in request))


def serve(client: socket.socket) -> None:
    """Serves one client until it disconnects."""
    with client:
        client.sendall(b"Welcome to the server\r\n")
        while data := client.recv(1024):
            request = data.decode().strip()
            if request.lower() in ("quit", "exit"):
                client.sendall(b"Thank You .. See You soon !! \r\n")
                return
            client.sendall((reply_to(request) + "\r\n").encode())


def main() -> None:
    """Accepts clients until the program is killed."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as server:
        address, port = server.getsockname()
        print(f"Server is listening on IP: {address} and Port: {port}", flush=True)
        while True:
            client, _ = server.accept()
            threading.Thread(target=serve, args=(client,), daemon=True).start()


if __name__ == "__main__":
    main()
