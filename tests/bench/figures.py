"""A measured figure, the bar that it must not pass, and the table of all of them."""

from collections.abc import Iterable
from statistics import median

from msgspec import Struct


class Figure(Struct):
    """Something that was measured.

    Args:
        name: What it is.
        value: How much it is, in *unit*; a ratio where that is «×».
        unit: What it is counted in.
        bar: The most that it may be; None where nobody has set one.
        ours: What the program took, for a ratio.
        baseline: What the least that could do the same took.
        note: Why there is no value, or what else is worth knowing.
    """

    name: str
    value: float | None = None
    unit: str = "×"
    bar: float | None = None
    ours: float | None = None
    baseline: float | None = None
    note: str = ""

    @property
    def passed(self) -> bool | None:
        """Whether it keeps within its bar; None where there is no bar or no value."""
        return None if self.value is None or self.bar is None else self.value <= self.bar


def ratio(
    name: str, ours: Iterable[float], baseline: Iterable[float], bar: float | None, note: str = ""
) -> Figure:
    """Return the median of what we took divided, pair by pair, by what the baseline took."""
    pairs = list(zip(ours, baseline, strict=True))
    return Figure(
        name=name,
        value=median(a / b for a, b in pairs),
        bar=bar,
        ours=median(a for a, _ in pairs),
        baseline=median(b for _, b in pairs),
        note=note,
    )


def percentile(values: Iterable[float], percent: float) -> float:
    """Return the value that so many per cent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[round((len(ordered) - 1) * percent / 100)]


MARKS = {True: "ok", False: "OVER", None: ""}


def table(figures: Iterable[Figure]) -> str:
    """Return the figures as a table for people."""
    rows = [("figure", "value", "bar", "", "ours", "baseline", ""), *map(_row, figures)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(widths[i]) for i, cell in enumerate(row)) for row in rows]
    return "\n".join(line.rstrip() for line in lines)


def _row(figure: Figure) -> tuple[str, ...]:
    return (
        figure.name,
        _number(figure.value, figure.unit),
        _number(figure.bar),
        MARKS[figure.passed],
        _number(figure.ours),
        _number(figure.baseline),
        figure.note,
    )


def _number(value: float | None, unit: str = "") -> str:
    return "" if value is None else f"{value:.4g} {unit}".rstrip()
