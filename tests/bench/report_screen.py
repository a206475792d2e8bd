"""What the report screen costs where there is much: 10 000 notes behind 300 points.

The figures are the processor's time, from the key to the picture, without a terminal.
"""

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from textual.pilot import Pilot

from tests.bench.figures import Figure, table
from tests.bench.report import long_report
from tests.builders import VisitBuilder
from tests.reports import noted
from tests.ui.days import DayApp

NOTES, MOVES = 10_000, 10
OPENING_MS, MOVING_MS = 500.0, 50.0


def showing(folder: Path) -> list[Figure]:
    """Measure opening the screen, and a step of its cursor through the notes."""
    opening, moving = asyncio.run(_shown(DayApp(folder, _noted(), "10:05")))
    name = f"report screen, {NOTES:,} notes and 300 points"
    return [
        Figure(f"{name}: opened", opening, "ms", bar=OPENING_MS),
        Figure(f"{name}: a step", moving, "ms", bar=MOVING_MS),
    ]


def _noted() -> VisitBuilder:
    built = long_report()
    for n in range(len(built.visit.notes), NOTES):
        noted(built, f"Sagt som nummer {n} om overgangene #styrke", "09:25")
    return built


async def _shown(day: DayApp) -> tuple[float, float]:
    async with day.app.run_test(size=(140, 40)) as pilot:
        await pilot.pause()
        opening = await _took(pilot, "f6")
        await pilot.press("left")
        return opening, await _took(pilot, *["down"] * MOVES) / MOVES


async def _took(pilot: Pilot[None], *keys: str) -> float:
    """Return what some keys cost, in milliseconds."""
    began = process_time()
    await pilot.press(*keys)
    await pilot.pause()
    return (process_time() - began) * 1000


def main() -> int:
    """Print the figures; returns 1 where a bar is missed."""
    with TemporaryDirectory(prefix="kvip-bench-") as name:
        figures = showing(Path(name))
    sys.stdout.write(f"{table(figures)}\n")
    return int(any(figure.passed is False for figure in figures))


if __name__ == "__main__":
    raise SystemExit(main())
