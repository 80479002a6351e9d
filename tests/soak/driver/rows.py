# SPDX-License-Identifier: MIT
"""What every run needs, and what it gives."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One promise, its limit, and what was measured. kept is None if it could not be tried."""

    promise: str
    limit: str
    measured: str
    kept: bool | None


@dataclass(frozen=True)
class Setting:
    """Where the server is, and how long all runs together may take, about."""

    serverd: Path
    minutes: float

    def share(self, most: int, least: int = 1) -> int:
        """So many of a thing that takes its most in a run of five minutes or more."""
        return max(least, min(most, round(most * self.minutes / 5)))


def table(rows: list[Row]) -> str:
    """The rows in columns, for a terminal and for Markdown alike."""
    verdicts = {True: "kept", False: "BROKEN", None: "not tried"}
    cells = [("promise", "limit", "measured", "")]
    cells += [(row.promise, row.limit, row.measured, verdicts[row.kept]) for row in rows]
    widths = [max(len(line[column]) for line in cells) for column in range(4)]
    lines = ["| " + " | ".join(text.ljust(width) for text, width in zip(line, widths)) + " |"
             for line in cells]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])
