"""Measures everything, and prints a table and the same as JSON: ``python -m tests.bench``."""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from tests.bench import (
    board,
    machines,
    notes,
    pad,
    report,
    report_screen,
    screens,
    storing,
    ticking,
)
from tests.bench.figures import Figure, ratio, table
from tests.bench.storing import took
from tests.e2e.program import KVIP

PAIRS = 20


def saying_the_version() -> Figure:
    """Measure the shortest that the program can do against the shortest that Python can."""
    commands = ([KVIP, "--version"], [sys.executable, "-c", "pass"])

    def run(command: list[str]) -> float:
        return took(lambda: subprocess.run(command, check=True, capture_output=True))

    pairs = [[run(command) for command in commands] for _pair in range(PAIRS)]
    ours, baseline = zip(*pairs, strict=True)
    return ratio("kvip --version ÷ python -c pass", ours, baseline, 4, note="ms")


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
    yield from board.idling(folder)
    yield from board.browsing(folder)


def main() -> int:
    """Measure and print; returns 1 where a bar is missed."""
    with TemporaryDirectory(prefix="kvip-bench-") as name:
        folder = Path(name)
        figures = [
            saying_the_version(),
            *ticking.ticking(),
            *storing.appending(folder),
            storing.reopening(folder / "reopened", 10_000),
            *notes.noting(),
            *machines.together(),
            *report.reporting(folder),
            *report_screen.showing(folder),
            *on_screens(folder),
        ]
    found = msgspec.json.format(msgspec.json.encode(figures), indent=1).decode()
    sys.stdout.write(f"{table(figures)}\n\n{found}\n")
    return int(any(figure.passed is False for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
