"""Measures the timeline and the proposals to catch up of a day of 200 blocks.

Run with ``python -m tests.bench.catchup``; the figures are milliseconds, the best of several runs.
"""

import sys
from collections.abc import Callable
from datetime import datetime
from time import perf_counter

from kvip_tui.domain.catchup.planner import catch_up
from kvip_tui.domain.day.timeline import day_view
from kvip_tui.domain.state.plan import Block, Ends, Starts
from kvip_tui.domain.state.visit import Visit
from tests.builders import VisitBuilder, visit

BLOCKS, LENGTH, BAR_MS, RUNS = 200, 4, 16.0, 50


def long_day() -> VisitBuilder:
    """Return a day of 200 blocks, an appointment among ten, that began half an hour late."""
    blocks = tuple(
        Block(
            id=f"b{i}",
            title=f"Blokk {i}",
            start=480 + i * LENGTH,
            end=480 + (i + 1) * LENGTH,
            starts=Starts.APPOINTMENT if i % 10 == 9 else Starts.FOLLOWS,
            ends=Ends.FIXED if i % 50 == 49 else Ends.DURATION,
            min=None if i % 3 == 2 else 2,
        )
        for i in range(BLOCKS)
    )
    return visit(blocks).started("b0", "08:30")


def timeline_and_proposals(scene: Visit, now: datetime) -> None:
    """Do what each tick does: where the day stands, and what can be done about it."""
    catch_up(scene, day_view(scene, scene.plan.days[0], now))


def best_ms(act: Callable[[], object], runs: int = RUNS) -> float:
    """Return the shortest of several runs in milliseconds."""
    best = float("inf")
    for _run in range(runs):
        began = perf_counter()
        act()
        best = min(best, perf_counter() - began)
    return best * 1000


def measure() -> dict[str, float]:
    """Return the figures: the timeline alone, with proposals, and with nothing to propose."""
    built = long_day()
    scene, late, day = built.visit, built.at("08:31"), built.visit.plan.days[0]
    timely = visit(day.blocks).started("b0", "08:00")
    return {
        "timeline_200_ms": best_ms(lambda: day_view(scene, day, late)),
        "timeline_and_catchup_200_ms": best_ms(lambda: timeline_and_proposals(scene, late)),
        "timeline_and_silence_200_ms": best_ms(
            lambda: timeline_and_proposals(timely.visit, timely.at("08:01"))
        ),
    }


def main() -> int:
    """Print the figures; returns 1 where the bar is passed."""
    figures = measure()
    for name, value in figures.items():
        sys.stdout.write(f"{name:<32}{value:8.2f}\n")
    return int(max(figures.values()) >= BAR_MS)


if __name__ == "__main__":
    raise SystemExit(main())
