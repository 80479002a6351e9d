#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Benchmarks digitsum-serverd against other servers on this machine.

Each round starts and measures every server once, in turn. The figures are medians of the rounds;
ratios are medians of the rounds' ratios. Needs a build with the preset "bench" (see ./dev bench).
"""

import argparse
import json
import sys
import time
from pathlib import Path

from driver.bars import bars_of
from driver.cores import choose_cores
from driver.load import Bench
from driver.peers import all_peers, raise_descriptor_limit
from driver.report import as_json, bar_table, commit, machine, table
from driver.results import WorkloadResult, run_workload
from driver.workloads import Workload, all_workloads

ROUNDS, SECONDS = 5, 1.2
QUICK_ROUNDS, QUICK_SECONDS = 3, 0.5
RESERVED_DESCRIPTORS = 300  # for the active clients and the programs' own files


def parse_arguments() -> argparse.Namespace:
    """Parses the command line."""
    root = Path(__file__).resolve().parent.parent.parent
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true",
                        help="take about a minute: only what the bars need, in fewer rounds")
    parser.add_argument("--only", metavar="WORKLOAD", action="append", default=[],
                        help="measure only this one; may be given more than once")
    parser.add_argument("--list", action="store_true", help="list the workloads and exit")
    parser.add_argument("--rounds", type=int, help=f"default: {ROUNDS}")
    parser.add_argument("--check", type=float, metavar="FACTOR",
                        help="exit with code 1 if a bar is missed by more than FACTOR")
    parser.add_argument("--json", type=Path, metavar="FILE",
                        help="also write the figures of every round as JSON")
    parser.add_argument("--build", type=Path, default=root / "build" / "bench", metavar="FOLDER",
                        help="the build folder (default: build/bench)")
    return parser.parse_args()


def choose_workloads(options: argparse.Namespace, descriptors: int) -> list[Workload]:
    """Selects the requested workloads. Ends the program if one is unknown."""
    workloads = all_workloads(descriptors - RESERVED_DESCRIPTORS, options.quick)
    unknown = set(options.only) - {workload.name for workload in workloads}
    if unknown:
        sys.exit(f"bench.py: unknown workload {', '.join(sorted(unknown))}; see --list")
    return [one for one in workloads if not options.only or one.name in options.only]


def has_failed(results: list[WorkloadResult], factor: float | None) -> bool:
    """Whether digitsum failed, or a bar was missed by more than the factor or not measured."""
    for result in results:
        for label, entry in result.entries.items():
            if entry.problem and (label.startswith("digitsum") or factor is not None):
                return True
        if factor is not None:
            for bar in bars_of(result):
                value = bar.value_in(result)
                if value is None or not bar.is_met(value, factor):
                    return True
    return False


def main() -> int:
    """Returns 1 if has_failed(), otherwise 0."""
    options = parse_arguments()
    workloads = choose_workloads(options, raise_descriptor_limit())
    if options.list:
        print("\n".join(f"{workload.name:10} {workload.title}" for workload in workloads))
        return 0

    bench = Bench(options.build.resolve(), choose_cores(), all_peers(options.build.resolve()),
                  QUICK_SECONDS if options.quick else SECONDS)
    rounds = options.rounds or (QUICK_ROUNDS if options.quick else ROUNDS)
    facts = machine(bench) | {"source": commit(), "rounds": str(rounds)}
    print("\n".join(f"{name}: {fact}" for name, fact in facts.items()) + "\n", flush=True)

    start = time.monotonic()
    results = []
    for workload in workloads:
        results.append(run_workload(bench, workload, rounds))
        print(table(results[-1]), flush=True)
    print(bar_table(results))
    print(f"{time.monotonic() - start:.0f} s")

    if options.json:
        options.json.write_text(json.dumps(as_json(facts, results), indent=1), encoding="utf-8")
    return 1 if has_failed(results, options.check) else 0


if __name__ == "__main__":
    sys.exit(main())
