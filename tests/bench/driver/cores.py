# SPDX-License-Identifier: MIT
"""Assigns processor cores, and measures processor time."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Cores:
    """The cores for the server and for the load generator; empty if the kernel chooses them."""

    server: frozenset[int]
    load: frozenset[int]

    def describe(self) -> str:
        """A description for the report."""
        if not self.server:
            return "one core only: server and load generator share it"
        return f"server on core {min(self.server)}, load generator on core {min(self.load)}"


def choose_cores() -> Cores:
    """Chooses two different cores, if this process may use two."""
    allowed = sorted(os.sched_getaffinity(0))
    if len(allowed) < 2:
        return Cores(frozenset(), frozenset())
    return Cores(frozenset(allowed[:1]), frozenset(allowed[1:2]))


def pin_to(cores: frozenset[int]) -> Callable[[], None] | None:
    """A function that pins a new process to these cores; see subprocess.Popen's preexec_fn."""
    return (lambda: os.sched_setaffinity(0, cores)) if cores else None


def cpu_seconds_of(process: int) -> float:
    """The processor time that a process has used so far."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND


def cpu_seconds_of_machine() -> float:
    """The processor time that all processes together have used so far."""
    with open("/proc/stat", encoding="ascii") as stat:
        user, nice, system, _idle, _wait, irq, softirq = stat.readline().split()[1:8]
    return sum(map(int, (user, nice, system, irq, softirq))) / TICKS_PER_SECOND
