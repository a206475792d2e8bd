"""Measures everything, and prints a table and the same as JSON: ``python -m tests.bench``."""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from tests.bench import (
    browser,
    machines,
    mending,
    notes,
    pad,
    report,
    report_screen,
    screens,
    storing,
    ticking,
    visits,
)
from tests.bench.figures import Figure, ratio, table
from tests.bench.storing import took
from tests.e2e.program import KVIP

PAIRS, VISITS = 12, 1000


def in_words(folder: Path) -> Iterable[Figure]:
    """Measure what the program answers in text against the shortest that Python can do."""
    visit, _now = visits.demo(folder / "status")
    visits.demos(folder / "list", VISITS)
    for name, words, bar in (
        ("kvip --version", ["--version"], 1.7),
        ("kvip status --json", ["status", visit.id, "--json", "--data", str(folder / "status")], 8),
        (f"kvip list of {VISITS:,} visits", ["list", "--data", str(folder / "list")], 12),
    ):
        pairs = [
            (_run([KVIP, *words]), _run([sys.executable, "-c", "pass"])) for _n in range(PAIRS)
        ]
        ours, baseline = zip(*pairs, strict=True)
        yield ratio(f"{name} ÷ python -c pass", ours, baseline, bar, note="ms")


def _run(command: list[str]) -> float:
    return took(lambda: subprocess.run(command, check=True, capture_output=True))


def on_screens(folder: Path) -> Iterable[Figure]:
    """Measure what is felt at the screen, where the program that measures is there."""
    if not screens.BENCH.is_file():
        where = f"{screens.BENCH.name} is not there; KVIP_TUI_BENCH says where"
        yield Figure("what is felt at the screen", note=where)
        return
    yield from screens.starting(folder)
    yield from screens.answering(folder)
    yield from screens.idling(folder)
    yield from pad.padding(folder)
    yield screens.growing(folder)
    yield from browser.browsing(folder)


def everything(folder: Path) -> Iterator[Figure]:
    """Measure one thing after the other, in a folder."""
    yield from in_words(folder)
    yield from ticking.ticking()
    yield from storing.appending(folder)
    yield storing.reopening(folder / "reopened", 10_000)
    yield from mending.mending(folder / "mended", 10_000)
    yield storing.sealed_appending(folder, 10_000)
    yield storing.sealed_reopening(folder / "sealed-reopened", 10_000)
    yield from notes.noting()
    yield from machines.together()
    yield from machines.polling(folder / "polled")
    yield from report.reporting(folder)
    yield from report_screen.showing(folder)
    yield from on_screens(folder)


def main() -> int:
    """Measure and print; returns 1 where a bar is missed."""
    with TemporaryDirectory(prefix="kvip-bench-") as name:
        folder = Path(name)
        figures: list[Figure] = []
        try:
            figures.extend(everything(folder))
        finally:
            # What was measured is not lost where something cannot be.
            found = msgspec.json.format(msgspec.json.encode(figures), indent=1).decode()
            sys.stdout.write(f"{table(figures)}\n\n{found}\n")
    return int(any(figure.passed is False for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
