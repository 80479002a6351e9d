# SPDX-License-Identifier: MIT
"""The bars: targets that the server must meet, most of them relative to a peer in the same run."""

from dataclasses import dataclass
from typing import Any

from driver.results import WorkloadResult


@dataclass(frozen=True)
class Bar:
    """A limit for one figure, or for the ratio of two entries' figures."""

    workload: str
    what: str
    metric: str
    limit: float
    at_most: bool
    entry: str = "digitsum"
    beside: str = ""  # the entry to divide by
    worst: bool = False  # use the worst round instead of the median

    def value_in(self, result: WorkloadResult) -> float | None:
        """The measured value; None if it was not measured."""
        if self.beside:
            return result.median_ratio(self.metric, self.entry, self.beside)
        entry = result.entries[self.entry]
        return entry.worst(self.metric) if self.worst else entry.median(self.metric)

    def is_met(self, value: float, factor: float = 1.0) -> bool:
        """Whether the value meets the limit, or misses it by no more than the factor."""
        if self.at_most:
            return value <= self.limit * factor
        return value >= self.limit / factor


def at_most(limit: float, workload: str, what: str, metric: str, **entries: Any) -> Bar:
    """A bar with an upper limit."""
    return Bar(workload, what, metric, limit, True, **entries)


def at_least(limit: float, workload: str, what: str, metric: str, **entries: str) -> Bar:
    """A bar with a lower limit."""
    return Bar(workload, what, metric, limit, False, **entries)


BARS = (
    at_most(1.0, "c64d1", "CPU per request / redis", "cpu_us", beside="redis"),
    at_most(1.2, "c64d1", "CPU per request / bare epoll", "cpu_us", beside="bare epoll"),
    at_least(3.0, "c64d64", "requests per second / redis", "per_second", beside="redis"),
    at_most(1.2, "c64d64", "CPU per request / bare epoll", "cpu_us", beside="bare epoll"),
    at_most(1.15, "idle", "CPU per request / without idle clients", "cpu_us",
            beside="digitsum without idle ones"),
    at_least(20.0, "idle", "textbook Qt's CPU per request / ours", "cpu_us",
             entry="textbook Qt", beside="digitsum"),
    at_least(0.9, "endless", "bytes per second / discard", "per_second", beside="discard"),
    at_most(128.0, "growth", "growth of memory during the request, KiB", "rss_kib_growth"),
    at_most(6.0, "memory", "resident memory per idle client, KiB", "kib_per_client"),
    at_most(1.03, "console", "CPU per request / without the window", "cpu_us",
            entry="digitsum with its window", beside="digitsum, no window"),
    at_most(100.0, "console", "longest gap of the window's event loop, ms", "longest_gap_ms",
            entry="digitsum with its window", worst=True),
    at_least(0.8, "kernel", "kernel / memchr in L2", "to_memchr", entry="L2"),
    at_least(0.8, "kernel", "kernel / memchr in DRAM", "to_memchr", entry="DRAM"),
    at_least(1e6, "pipe", "lines per second, every sum right", "per_second"),
)


def bars_of(result: WorkloadResult) -> list[Bar]:
    """The bars of a workload."""
    return [bar for bar in BARS if bar.workload == result.workload.name]
