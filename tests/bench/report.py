"""What a long report costs: ``python -m tests.bench.report`` writes one of 300 points.

The figures are the processor's time; the first look at the points is measured as the first time.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from kvip_tui import privacy_check
from kvip_tui.domain.history import replay
from kvip_tui.domain.report.checks import report_concerns
from kvip_tui.domain.report.points import PromoteNotes
from kvip_tui.export.report.write import KINDS, WORD, export_report
from tests.bench.figures import Figure, table
from tests.bench.privacy import NOTES
from tests.builders import VisitBuilder
from tests.reports import noted, reported

POINTS, BAR_MS = 300, 1000.0
SECTIONS = ("styrker", "utfordringer", "tiltak", "laring")


def reporting(folder: Path) -> list[Figure]:
    """Measure checking and writing a report, and reading its journal again."""
    built = long_report()
    look = privacy_check.looking(built.visit)
    privacy_check.warm_up()
    figures = [
        Figure("first check of a report", ms(lambda: report_concerns(built.visit, look)), "ms"),
        Figure("next check of it", ms(lambda: report_concerns(built.visit, look)), "ms", bar=50),
        Figure("reading its journal", ms(lambda: replay(built.records)), "ms"),
    ]
    # The first of Word also imports what it needs.
    for ending in (*KINDS, WORD):
        path = folder / f"rapport{ending}"
        write = partial(export_report, built.visit, built.records, path, draft=True)
        figures.append(Figure(f"writing it as {ending}", ms(write), "ms", bar=BAR_MS))
    return figures


def long_report() -> VisitBuilder:
    """Return a visit with a report of 300 points, each from a note."""
    built = reported()
    lines = [line.partition("#")[0] for line in NOTES.splitlines()[:-1]]
    for i in range(POINTS):
        note = noted(built, f"{lines[i % len(lines)]} {i}", "09:20")
        built.do(PromoteNotes((note,), SECTIONS[i % len(SECTIONS)]), "10:00")
    return built


def ms(act: Callable[[], object]) -> float:
    """Return what one run costs, in milliseconds."""
    began = process_time()
    act()
    return (process_time() - began) * 1000


def main() -> int:
    """Print the figures; returns 1 where a bar is missed."""
    with TemporaryDirectory(prefix="kvip-bench-") as name:
        figures = reporting(Path(name))
    sys.stdout.write(f"{table(figures)}\n")
    return int(any(figure.passed is False for figure in figures))


if __name__ == "__main__":
    raise SystemExit(main())
