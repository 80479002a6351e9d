# SPDX-License-Identifier: MIT
"""The figures of all rounds, and their medians."""

from dataclasses import dataclass, field
from statistics import median

from driver.load import Bench, Figures
from driver.measure import measure
from driver.peers import PeerFailure
from driver.workloads import Entry, Workload


@dataclass
class EntryResult:
    """The figures of one entry's rounds, or the reason why there are none."""

    entry: Entry
    rounds: list[Figures] = field(default_factory=list)
    problem: str = ""

    def median(self, metric: str) -> float | None:
        """The median of all rounds; None if it was not measured."""
        values = [figures[metric] for figures in self.rounds if metric in figures]
        return median(values) if values else None

    def worst(self, metric: str) -> float | None:
        """The largest value of all rounds; None if it was not measured."""
        return max((figures[metric] for figures in self.rounds if metric in figures), default=None)


@dataclass
class WorkloadResult:
    """The results of all entries of one workload."""

    workload: Workload
    entries: dict[str, EntryResult]

    def median_ratio(self, metric: str, top: str, bottom: str) -> float | None:
        """The median of the rounds' ratios between two entries."""
        if top not in self.entries or bottom not in self.entries:
            return None
        pairs = zip(self.entries[top].rounds, self.entries[bottom].rounds)
        ratios = [one[metric] / other[metric] for one, other in pairs
                  if metric in one and other.get(metric)]
        return median(ratios) if ratios else None


def run_workload(bench: Bench, workload: Workload, rounds: int) -> WorkloadResult:
    """Measures all entries in turn in each round: A B C A B C ..."""
    results = {entry.label: EntryResult(entry, problem=_missing(bench, entry))
               for entry in workload.entries}
    for _round in range(workload.rounds or rounds):
        for result in results.values():
            if result.problem:
                continue
            try:
                result.rounds.append(measure(bench, workload, result.entry))
            except PeerFailure as failure:
                result.problem = f"failed: {failure}"
                result.rounds.clear()
    return WorkloadResult(workload, results)


def _missing(bench: Bench, entry: Entry) -> str:
    peer = bench.peers.get(entry.peer)
    reason = peer.missing() if peer else ""
    return f"missing: {reason}" if reason else ""
