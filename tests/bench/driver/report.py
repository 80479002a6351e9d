# SPDX-License-Identifier: MIT
"""Formats the results as text and as JSON."""

import platform
import subprocess
from pathlib import Path
from typing import Any

from driver.bars import Bar, bars_of
from driver.load import Bench
from driver.results import EntryResult, WorkloadResult

DISTURBED = 0.1  # share of a core above which other programs may affect the figures

Row = list[str]
HEADS = {
    "load": ["{unit}/s", "", "CPU us", "", "p50 us", "p99 us", "p99.9 us", "server busy"],
    "endless": ["{unit}/s", "", "CPU s/GB", "", "server busy"],
    "growth": ["{unit}/s", "growth KiB"],
    "memory": ["KiB per client"],
    "console": ["{unit}/s", "", "CPU us", "", "longest gap ms", "its own ms",
                "window busy"],
    "pipe": ["{unit}/s", ""],
    "kernel": ["{unit}/s", "to memchr", "to scalar"],
}


def machine(bench: Bench) -> dict[str, str]:
    """The facts about the machine that affect the figures."""
    facts = {"processor": _processor(), "system": f"{platform.system()} {platform.release()}",
             "cores": bench.cores.describe()}
    for name, peer in bench.peers.items():
        if version := peer.version():
            facts[name] = version
    return facts


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def table(result: WorkloadResult) -> str:
    """Formats one workload as a table, with notes about missing and failed entries."""
    workload = result.workload
    layout = workload.name if workload.name in HEADS else workload.kind
    reference = _reference(result)
    rows: list[Row] = [["", *(head.format(unit=workload.unit) for head in HEADS[layout])]]
    notes = []
    for label, entry in result.entries.items():
        if entry.problem:
            notes.append(f"  {label}: {entry.problem}")
        else:
            rows.append([label, *_cells(layout, result, entry, reference)])
    if reference and len(rows) > 2 and layout != "kernel":
        notes.insert(0, f"  x: relative to {reference}")
    if disturbed := _disturbed(result):
        notes.append(f"  Other programs were busy meanwhile: {disturbed}")
    lines = [f"{workload.title} [{workload.name}]", *_aligned(rows), *notes]
    return "\n".join(lines) + "\n"


def _disturbed(result: WorkloadResult) -> str:
    """The entries that other programs may have affected, and in how many rounds."""
    counts = {label: sum(figures.get("others_cpu_share", 0) > DISTURBED for figures in entry.rounds)
              for label, entry in result.entries.items()}
    return "; ".join(f"{label} in {count} of {len(result.entries[label].rounds)} rounds"
                     for label, count in counts.items() if count)


def _reference(result: WorkloadResult) -> str:
    """The entry to which the others are compared: the first one that was measured."""
    return next((label for label, entry in result.entries.items() if entry.rounds), "")


def _cells(layout: str, result: WorkloadResult, entry: EntryResult, reference: str) -> Row:
    label = entry.entry.label
    rate = _amount(entry.median("per_second"))
    to_ours = _number(result.median_ratio("per_second", label, reference), " x")
    if layout == "memory":
        return [_number(entry.median("kib_per_client"))]
    if layout == "growth":
        return [rate, _number(entry.median("rss_kib_growth"))]
    if layout == "pipe":
        return [rate, to_ours]
    if layout == "kernel":
        return [rate, *(_number(entry.median(name), " x") for name in ("to_memchr", "to_scalar"))]
    cpu = entry.median("cpu_us")
    cpu_to_ours = _number(result.median_ratio("cpu_us", label, reference), " x")
    busy = _percent(entry.median("server_cpu_share"))
    if layout == "console":
        return [rate, to_ours, _number(cpu), cpu_to_ours, _number(entry.worst("longest_gap_ms")),
                _number(entry.worst("longest_own_gap_ms")), _percent(entry.median("window_cpu_share"))]
    if layout == "endless":  # 1 us per byte is 1,000 s per GB
        return [rate, to_ours, _number(cpu and cpu * 1000), cpu_to_ours, busy]
    return [rate, to_ours, _number(cpu), cpu_to_ours,
            *(_number(entry.median(name)) for name in ("p50_us", "p99_us", "p999_us")), busy]


def _aligned(rows: list[Row]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows)]
    return ["  " + row[0].ljust(widths[0]) + "".join(
        "  " + cell.rjust(width) for cell, width in zip(row[1:], widths[1:])) for row in rows]


def _amount(value: float | None) -> str:
    """Formats a large number with a metric prefix."""
    if value is None:
        return "-"
    for size, prefix in ((1e9, " G"), (1e6, " M"), (1e3, " k")):
        if value >= size:
            return f"{value / size:.3g}{prefix}"
    return f"{value:.3g}"


def _number(value: float | None, unit: str = "") -> str:
    if value is None:
        return "-"
    return f"{value:.3g}{unit}" if value < 1000 else f"{value:,.0f}{unit}"


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{value:.0%}"


def bar_table(results: list[WorkloadResult]) -> str:
    """Formats the bars of the measured workloads, with the values reached."""
    rows: list[Row] = [["", "bar", "reached", ""]]
    for result in results:
        for bar in bars_of(result):
            value = bar.value_in(result)
            rows.append([f"[{bar.workload}] {bar.what}", _limit(bar), _number(value),
                         _verdict(bar, value)])
    return "\n".join(["The bars", *_aligned(rows)]) + "\n" if len(rows) > 1 else ""


def _limit(bar: Bar) -> str:
    return f"{'at most' if bar.at_most else 'at least'} {_number(bar.limit)}"


def _verdict(bar: Bar, value: float | None) -> str:
    if value is None:
        return "not measured"
    return "met" if bar.is_met(value) else "MISSED"


def as_json(facts: dict[str, str], results: list[WorkloadResult]) -> dict[str, Any]:
    """The figures of every round, for JSON."""
    return {
        "machine": facts,
        "workloads": {
            result.workload.name: {
                "title": result.workload.title,
                "unit": result.workload.unit,
                "entries": {
                    label: {"rounds": entry.rounds, "problem": entry.problem}
                    for label, entry in result.entries.items()},
                "bars": [
                    {"what": bar.what, "limit": bar.limit, "at_most": bar.at_most,
                     "reached": (value := bar.value_in(result)),
                     "met": value is not None and bar.is_met(value)}
                    for bar in bars_of(result)],
            } for result in results},
    }


def commit() -> str:
    """The commit of the sources, from git describe."""
    command = ["git", "-C", str(Path(__file__).parent), "describe", "--always", "--dirty"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return result.stdout.strip()
