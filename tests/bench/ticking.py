"""What a tick costs: the timeline, the accounts of the floor and the ways to catch up."""

from collections.abc import Iterator
from datetime import datetime
from statistics import median

from kvip_tui.domain.state.visit import Visit
from kvip_tui.snapshot import glance
from tests.bench.figures import Figure
from tests.bench.storing import took
from tests.bench.visits import BLOCKS, PEOPLE, TURNS, huge

TICKS = 60
MANY_BLOCKS, FEW = 1000, 20


def ticking() -> Iterator[Figure]:
    """Measure a tick late and early in a day of many blocks, and in one of very many."""
    for turns, blocks, bar in ((FEW, BLOCKS, 4), (TURNS, BLOCKS, 8), (TURNS, MANY_BLOCKS, 16)):
        history, now = huge(turns, blocks)
        name = f"tick of {blocks:,} blocks and {PEOPLE} people at turn {turns:,}"
        yield Figure(name, _tick(history.visit, now), "ms", bar=bar)


def _tick(visit: Visit, now: datetime) -> float:
    """Return what a tick of a visit takes, in milliseconds."""
    return median(
        took(lambda: glance(visit, now, writer=True, rehearsing=False)) for _again in range(TICKS)
    )
