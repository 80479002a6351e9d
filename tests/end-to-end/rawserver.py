# SPDX-License-Identifier: MIT
"""A server as beginners write it: a thread per client, sendall() and recv(1024). It takes each read
for one message. Listens on a free port of the loopback address and prints the port."""

import socket
import threading


def reply_to(message):
    if message.isdecimal():
        return str(sum(int(character) for character in message))
    return "Please enter a valid String of Digits or type 'quit' to exit."


def serve(client):
    with client:
        client.sendall(b"Welcome to the server")
        while data := client.recv(1024):
            message = data.decode("utf-8", errors="replace")
            if message.lower() in ("quit", "exit"):
                client.sendall(b"Thank You .. See You soon !! ")
                return
            client.sendall(reply_to(message).encode())


listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
while True:
    connection, _ = listener.accept()
    threading.Thread(target=serve, args=(connection,), daemon=True).start()
