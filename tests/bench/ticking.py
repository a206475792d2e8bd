"""What a tick costs: the timeline, the accounts of the floor and the ways to catch up.

The figures are the processor's time: a tick waits for nothing, and what else runs does not count.
"""

from collections.abc import Iterator
from datetime import datetime
from statistics import median
from time import process_time

from kvip_tui.domain.state.visit import Visit
from kvip_tui.snapshot import glance
from tests.bench.figures import Figure
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
    spent = []
    for _again in range(TICKS):
        began = process_time()
        glance(visit, now, writer=True, rehearsing=False)
        spent.append(1000 * (process_time() - began))
    return median(spent)
