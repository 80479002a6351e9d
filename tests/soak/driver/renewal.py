# SPDX-License-Identifier: MIT
"""SIGHUP makes the server read its certificate again, while TLS clients are busy."""

import shutil
import signal
import socket
import ssl
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from driver import certificates
from driver.certificates import Certificates
from driver.rows import Row, Setting
from driver.server import Server, running
from driver.words import GREETING

RENEWALS = 20
BUSY_CLIENTS = 20
PAUSE = 0.01            # seconds between two requests, or two connections
SLOWEST = 2.0           # seconds from SIGHUP to a connection with the new certificate
PATIENCE = 10.0
WARM_UP = 1.0           # seconds until all clients are busy
KEPT = b"The old certificate stays in use."


@dataclass(frozen=True)
class Result:
    """What a client did: requests answered or connections made."""

    count: int
    problem: str = ""


@dataclass(frozen=True)
class Renewals:
    """The seconds from each SIGHUP to the new certificate, and the outcome of a useless one."""

    times: list[float]
    is_bad_pair_refused: bool


def run(setting: Setting) -> list[Row]:
    """Some clients stay connected, another one connects again and again."""
    count = setting.share(RENEWALS, 4)
    is_over = threading.Event()
    with (certificates.made() as first, certificates.made() as second,
          tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(BUSY_CLIENTS + 1) as pool):
        used = Certificates(Path(folder))
        _install(first, first, used)
        # Without a terminal, because SIGHUP would mean that it is closed.
        with running(setting.serverd, *used.options, wrapper=("setsid",)) as server:
            clients = [pool.submit(act, server.port, is_over)
                       for act in [_stay] * BUSY_CLIENTS + [_connect_often]]
            time.sleep(WARM_UP)
            try:
                renewals = _renew(server, count, first, second, used)
            finally:
                is_over.set()
            *stayed, connecting = (client.result() for client in clients)
    return _rows(count, stayed, connecting, renewals)


def _rows(count: int, stayed: list[Result], connecting: Result, renewals: Renewals) -> list[Row]:
    dropped = sum(bool(result.problem) for result in stayed)
    problems = [result.problem for result in (*stayed, connecting) if result.problem]
    found = (f"{dropped} of {len(stayed)} dropped, {sum(result.count for result in stayed):,} "
             f"requests answered; {connecting.count} new connections")
    slowest = max(renewals.times, default=0.0)
    return [Row(f"SIGHUP, {count} times, while {len(stayed)} TLS clients are busy and another one "
                "connects repeatedly: no connection fails", "0 failures",
                "; ".join([found, *problems[:1]]), not problems and connecting.count > count),
            Row("... new connections get the new certificate", f"{SLOWEST:.0f} s, each time",
                f"{len(renewals.times)} times, within {1000 * slowest:.0f} ms",
                len(renewals.times) == count),
            Row("... a certificate without its key is refused, and the old one stays in use",
                "a log line says so", "yes" if renewals.is_bad_pair_refused else "no",
                renewals.is_bad_pair_refused)]


def _install(certificate: Certificates, key: Certificates, used: Certificates) -> None:
    """Puts a certificate and a key where the server reads them."""
    shutil.copy(certificate.folder / "server.pem", used.folder)
    shutil.copy(key.folder / "server.key", used.folder)


def _renew(server: Server, count: int, first: Certificates, second: Certificates,
           used: Certificates) -> Renewals:
    """Alternates between the certificates. Stops at the first that is not used in time."""
    times = []
    for number in range(count):
        following = first if number % 2 else second
        _install(following, following, used)
        begin = time.monotonic()
        server.process.send_signal(signal.SIGHUP)
        while not (is_used := _is_used(server.port, following)):
            if time.monotonic() > begin + SLOWEST:
                break
        if not is_used:
            return Renewals(times, False)
        times.append(time.monotonic() - begin)
        time.sleep(10 * PAUSE)
    _install(first, second, used)
    server.process.send_signal(signal.SIGHUP)
    time.sleep(SLOWEST / 2)
    return Renewals(times, KEPT in server.logged() and _is_used(server.port, following))


def _is_used(port: int, expected: Certificates) -> bool:
    """Whether a new connection gets that certificate."""
    wanted = ssl.PEM_cert_to_DER_cert((expected.folder / "server.pem").read_text("ascii"))
    try:
        with _connect(port) as client:
            return client.getpeercert(binary_form=True) == wanted
    except OSError:
        return False


def _connect(port: int) -> ssl.SSLSocket:
    """Connects, and reads the greeting. Accepts any certificate, to compare it afterwards."""
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trust.check_hostname = False
    trust.verify_mode = ssl.CERT_NONE
    client = trust.wrap_socket(socket.create_connection(("127.0.0.1", port), PATIENCE))
    if client.recv(4096) != GREETING:
        raise ConnectionError("no greeting")
    return client


def _stay(port: int, is_over: threading.Event) -> Result:
    """Sends one request after the other on the same connection."""
    answered = 0
    try:
        with _connect(port) as client:
            while not is_over.wait(PAUSE):
                client.sendall(b"12345\n")
                if (reply := client.recv(4096)) != b"15\r\n":
                    return Result(answered, f"received {reply!r}")
                answered += 1
    except OSError as failure:
        return Result(answered, str(failure))
    return Result(answered)


def _connect_often(port: int, is_over: threading.Event) -> Result:
    """Connects again and again."""
    connections = 0
    while not is_over.wait(PAUSE):
        try:
            _connect(port).close()
        except OSError as failure:
            return Result(connections, str(failure))
        connections += 1
    return Result(connections)
