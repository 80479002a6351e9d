#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Tests that the load generator counts correctly and detects wrong replies.

Usage: selftest.py FOLDER, the folder of the bench's programs. Uses a scripted server, which keeps
its own counts and can send wrong replies.
"""

import json
import socket
import subprocess
import sys
import threading
import unittest
from pathlib import Path

from driver.peers import Peer, running

PROGRAMS = Path(sys.argv.pop())
FAREWELL = b"Thank You .. See You soon !! \r\n"


def right(number: int, total: int) -> bytes:
    """The correct reply to a request."""
    del number
    return b"%d\r\n" % total


def wrong_sum(number: int, total: int) -> bytes:
    """Like right(), but the sum of request 100 is off by one."""
    return right(number, total + (number == 100))


def twice(number: int, total: int) -> bytes:
    """Like right(), but the reply to request 100 is sent twice."""
    return right(number, total) * (2 if number == 100 else 1)


class ScriptedServer:
    """Serves one client after the other, and counts their requests."""

    def __init__(self, reply=right) -> None:
        self.reply = reply
        self.requests = 0
        self.farewells = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self._serve_all)
        self.thread.start()

    def close(self) -> None:
        """Waits until the connected clients have left, and stops."""
        self.listener.shutdown(socket.SHUT_RDWR)
        self.thread.join()
        self.listener.close()

    def _serve_all(self) -> None:
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:  # closed
                return
            with client:
                try:
                    self._serve(client)
                except ConnectionError:  # the load generator closes after a wrong reply
                    pass

    def _serve(self, client: socket.socket) -> None:
        client.sendall(b"Welcome to the server\r\n")
        rest = b""
        while data := client.recv(65536):
            *lines, rest = (rest + data).split(b"\n")
            replies = b""
            for line in lines:
                if line == b"quit":
                    self.farewells += 1
                    client.sendall(replies + FAREWELL)
                    return
                self.requests += 1
                replies += self.reply(self.requests, sum(digit - 48 for digit in line))
            client.sendall(replies)


def load(port: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the load generator briefly."""
    command = [str(PROGRAMS / "digitsum_load"), "--port", str(port), "--seconds", "0.2",
               "--warm-up", "0.05", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


class LoadGeneratorTest(unittest.TestCase):
    """Runs the load generator against the scripted server and against the bare epoll loop."""

    def load_scripted(self, reply, *arguments: str):
        """Returns the load generator's result and the server, for its counts."""
        server = ScriptedServer(reply)
        try:
            return load(server.port, *arguments), server
        finally:
            server.close()

    def test_counts_what_the_server_counts(self) -> None:
        for depth in (1, 7):
            with self.subTest(depth=depth):
                result, server = self.load_scripted(right, "--depth", str(depth))
                self.assertEqual(result.returncode, 0, result.stderr)
                figures = json.loads(result.stdout)
                self.assertEqual(figures["replies"], server.requests)
                self.assertGreater(figures["per_second"], 100)
                measured = figures["per_second"] * figures["seconds"]
                self.assertLess(measured, server.requests)

    def test_keeps_to_the_rate(self) -> None:
        result, _server = self.load_scripted(right, "--depth", "5", "--rate", "2000")
        self.assertEqual(result.returncode, 0, result.stderr)
        rate = json.loads(result.stdout)["per_second"]
        self.assertGreater(rate, 200)
        self.assertLess(rate, 2500)

    def test_churn_counts_conversations(self) -> None:
        result, server = self.load_scripted(right, "--churn")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertGreater(server.farewells, 10)
        self.assertLessEqual(server.farewells, server.requests)

    def test_endless_request_is_added_up(self) -> None:
        result, server = self.load_scripted(right, "--endless", "--bytes", "1000000")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(server.requests, 1)
        self.assertGreaterEqual(json.loads(result.stdout)["bytes"], 1_000_000)

    def test_detects_wrong_replies(self) -> None:
        for reply in (wrong_sum, twice):
            with self.subTest(reply=reply.__name__):
                result, _server = self.load_scripted(reply, "--depth", "5")
                self.assertEqual(result.returncode, 1)
                self.assertIn("wrong reply", result.stderr)

    def test_detects_the_wrong_sum_of_an_endless_request(self) -> None:
        def one_more(number: int, total: int) -> bytes:
            return right(number, total + 1)

        result, _server = self.load_scripted(one_more, "--endless", "--bytes", "1000000")
        self.assertEqual(result.returncode, 1)
        self.assertIn("wrong reply", result.stderr)

    def test_fails_if_no_server_listens(self) -> None:
        server = ScriptedServer()
        server.close()
        self.assertEqual(load(server.port).returncode, 1)

    def test_loads_the_bare_epoll_loop(self) -> None:
        peer = Peer("bare epoll", (str(PROGRAMS / "peer_bareepoll"),))
        loads = (["--clients", "20", "--depth", "16", "--idle", "30"], ["--size", "100000"],
                 ["--churn", "--clients", "4"], ["--endless", "--bytes", "10000000"])
        with running(peer, frozenset()) as server:
            for arguments in loads:
                with self.subTest(arguments=arguments):
                    result = load(server.port, "--pid", str(server.pid), *arguments)
                    self.assertEqual(result.returncode, 0, result.stderr)
                    figures = json.loads(result.stdout)
                    self.assertGreater(figures["per_second"], 10)
                    self.assertGreater(figures["cpu_us"], 0)
            thread = load(server.port, "--thread", str(server.pid), "--rate", "5000")
            self.assertGreater(json.loads(thread.stdout)["cpu_us"], 0)


if __name__ == "__main__":
    unittest.main()
