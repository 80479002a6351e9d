# SPDX-License-Identifier: MIT
"""The workloads. Each one is run on several servers in turn."""

from dataclasses import dataclass

PEERS = ("digitsum", "redis", "memcached", "bare epoll", "textbook Qt", "thread per client")
PIPELINING_PEERS = ("digitsum", "digitsum, default threads", "redis", "memcached", "bare epoll",
                    "textbook Qt")
IDLE = 10_000


@dataclass(frozen=True)
class Entry:
    """One row of a table: a server and the load generator's arguments."""

    label: str
    peer: str
    arguments: tuple[str, ...] = ()
    in_quick: bool = False


@dataclass(frozen=True)
class Workload:
    """One table. The other entries are compared to the first one."""

    name: str
    title: str
    entries: tuple[Entry, ...]
    kind: str = "load"  # the method: the load generator, "pipe", "kernel" or "console"
    unit: str = "requests"
    rounds: int = 0  # 0: the default
    quick_rounds: int = 0

    def only_quick(self) -> "Workload | None":
        """The entries that --quick measures; None if there are none."""
        entries = tuple(entry for entry in self.entries if entry.in_quick)
        if not entries:
            return None
        return Workload(self.name, self.title, entries, self.kind, self.unit,
                        self.quick_rounds, self.quick_rounds)


def _same_for(peers: tuple[str, ...], *arguments: str,
              quick: tuple[str, ...] = ()) -> tuple[Entry, ...]:
    return tuple(Entry(peer, peer, arguments, peer in quick) for peer in peers)


def _requests(clients: int, depth: int, quick: tuple[str, ...] = ()) -> Workload:
    peers = PEERS if depth == 1 else PIPELINING_PEERS
    counted = "1 client" if clients == 1 else f"{clients:,} clients"
    flight = "one request at a time" if depth == 1 else f"{depth} requests in flight"
    return Workload(f"c{clients}d{depth}", f"{counted}, {flight}",
                    _same_for(peers, "--clients", str(clients), "--depth", str(depth),
                              quick=quick))


def _sizes() -> Workload:
    entries = []
    for size in (10, 100, 1_000, 10_000, 100_000):
        for peer in ("digitsum", "bare epoll"):
            entries.append(Entry(f"{peer}, {size:,} digits", peer,
                                 ("--clients", "64", "--size", str(size))))
    return Workload("sizes", "64 clients, one request at a time, of increasing size",
                    tuple(entries))


def _idle(idle: int) -> Workload:
    among = ("--clients", "64", "--idle", str(idle))
    return Workload("idle", f"64 active clients among {idle:,} idle ones", (
        Entry("digitsum", "digitsum", among, True),
        Entry("digitsum without idle ones", "digitsum", ("--clients", "64"), True),
        Entry("redis", "redis", among),
        Entry("memcached", "memcached", among),
        Entry("bare epoll", "bare epoll", among),
        Entry("textbook Qt", "textbook Qt", among, True),
    ))


def _endless() -> Workload:
    arguments = ("--endless", "--bytes", "1000000000000")
    peers = ("digitsum", "discard", "bare epoll")
    return Workload("endless", "one endless request", _same_for(peers, *arguments, quick=peers[:2]),
                    unit="bytes")


def _growth(quick: bool) -> Workload:
    size = 10**9 if quick else 10**10
    arguments = ("--endless", "--bytes", str(size), "--seconds", "120")
    return Workload("growth", f"one request of {size // 10**9} GB: does memory grow?",
                    _same_for(("digitsum",), *arguments, quick=("digitsum",)), unit="bytes",
                    rounds=1, quick_rounds=1)


def _memory(idle: int) -> Workload:
    peers = ("digitsum", "redis", "memcached", "bare epoll", "textbook Qt")
    return Workload("memory", f"resident memory with {idle:,} idle clients",
                    _same_for(peers, "--clients", "0", "--idle", str(idle), quick=("digitsum",)),
                    unit="clients", rounds=3, quick_rounds=1)


def _console(clients: int) -> Workload:
    arguments = ("--clients", str(clients), "--rate", "100000", "--seconds", "3")
    return Workload("console", f"{clients:,} clients, 100,000 requests a second, and the window", (
        Entry("digitsum, no window", "not observed", arguments, True),
        Entry("digitsum with its window", "observed", arguments, True),
        Entry("digitsum with it in Xvfb", "observed, X", arguments),
    ), kind="console")


def _pipe(quick: bool) -> Workload:
    lines = 1_000_000 if quick else 5_000_000
    return Workload("pipe", f"seq 1 {lines} | digitsum", (
        Entry("digitsum", "digitsum", (str(lines),), True),
        Entry("digitsum to bare epoll", "bare epoll", (str(lines),)),
    ), kind="pipe", unit="lines")


def all_workloads(idle_limit: int, quick: bool) -> list[Workload]:
    """All workloads, with no more idle clients than the descriptor limit allows."""
    idle = min(IDLE, idle_limit)
    compared = ("digitsum", "redis", "bare epoll")
    workloads = [
        _requests(1, 1),
        _requests(64, 1, quick=compared),
        _requests(1000, 1),
        _requests(1, 64),
        _requests(64, 64, quick=compared),
        _requests(1000, 64),
        _idle(idle),
        _sizes(),
        Workload("churn", "connect, one request, quit: 32 clients at once",
                 _same_for(PEERS, "--churn", "--clients", "32", quick=compared),
                 unit="connections"),
        _endless(),
        _growth(quick),
        _memory(idle),
        _console(idle),
        _pipe(quick),
        Workload("kernel", "the digit-sum kernel and memchr on the same data",
                 (Entry("L1", "kernel", in_quick=True), Entry("L2", "kernel", in_quick=True),
                  Entry("DRAM", "kernel", in_quick=True)),
                 kind="kernel", unit="bytes", rounds=1, quick_rounds=1),
    ]
    if not quick:
        return workloads
    return [short for workload in workloads if (short := workload.only_quick())]
