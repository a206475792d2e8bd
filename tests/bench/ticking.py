"""What a tick costs: the timeline, the accounts of the floor and the ways to catch up."""

from statistics import median

from kvip_tui.snapshot import glance
from tests.bench.figures import Figure
from tests.bench.storing import took
from tests.bench.visits import TURNS, huge

TICKS = 60


def ticking() -> list[Figure]:
    """Measure a tick of a huge visit early and late in its day."""
    return [_ticking(turns) for turns in (20, TURNS)]


def _ticking(turns: int) -> Figure:
    history, now = huge(turns)
    visit = history.visit
    times = [
        took(lambda: glance(visit, now, writer=True, rehearsing=False)) for _again in range(TICKS)
    ]
    name = f"tick of 200 blocks and 40 people at turn {turns:,}"
    return Figure(name=name, value=median(times), unit="ms", bar=16)
