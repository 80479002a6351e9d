# SPDX-License-Identifier: MIT
"""A digit-sum server as beginners write it: a thread per client, sendall and recv(1024), and no
end of a message but the end of a read. Listens on a free port of this computer and prints it."""

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
