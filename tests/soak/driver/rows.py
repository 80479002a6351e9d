# SPDX-License-Identifier: MIT
"""The parameters and results that all runs share."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """A guarantee, its limit, and what was measured. kept is None if it was not tested."""

    promise: str
    limit: str
    measured: str
    kept: bool | None


@dataclass(frozen=True)
class Setting:
    """The server program, and the approximate time for all runs together."""

    serverd: Path
    minutes: float

    def share(self, most: int, least: int = 1) -> int:
        """Scales a repetition count: most for 5 minutes and more, proportionally fewer below."""
        return max(least, min(most, round(most * self.minutes / 5)))


def table(rows: list[Row]) -> str:
    """Formats the rows as a Markdown table with aligned columns."""
    verdicts = {True: "kept", False: "BROKEN", None: "not tested"}
    cells = [("guarantee", "limit", "measured", "")]
    cells += [(row.promise, row.limit, row.measured, verdicts[row.kept]) for row in rows]
    widths = [max(len(line[column]) for line in cells) for column in range(4)]
    lines = ["| " + " | ".join(text.ljust(width) for text, width in zip(line, widths)) + " |"
             for line in cells]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])
