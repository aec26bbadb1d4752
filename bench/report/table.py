"""The table of a run: what was measured, its reference in the same run, and whether the target holds."""

from dataclasses import dataclass
from statistics import median


@dataclass
class Row:
    name: str
    measured: str
    reference: str = ""
    ratio: str = ""
    target: str = ""
    holds: bool | None = None  # None: shown for comparison, without a target

    def verdict(self) -> str:
        return "" if self.holds is None else "holds" if self.holds else "MISSES"


class Table:
    HEADINGS = ("what", "measured", "reference", "ratio", "target", "")

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def add(self, *row, **members) -> None:
        self.rows.append(Row(*row, **members))

    def misses(self) -> list[Row]:
        return [row for row in self.rows if row.holds is False]

    def text(self) -> str:
        """The table in Markdown, its columns aligned."""
        cells = [self.HEADINGS] + [(r.name, r.measured, r.reference, r.ratio, r.target, r.verdict()) for r in self.rows]
        widths = [max(len(row[column]) for row in cells) for column in range(len(self.HEADINGS))]
        lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |" for row in cells]
        lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
        return "\n".join(lines)


def middle(values) -> float:
    return median(list(values))


def spread(values) -> str:
    """Lowest and highest, as a sign of how quiet the machine was."""
    ordered = sorted(values)
    return f"{short(ordered[0])}–{short(ordered[-1])}"


def short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
