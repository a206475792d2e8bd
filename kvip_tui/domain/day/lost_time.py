"""Time that was lost: a machine that slept, a block that nobody ended, a start nobody marked.

What is found is offered, with its time, and never done unasked (DESIGN 14, «Forgotten keys»).
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from kvip_tui.domain.day.projection import local_day
from kvip_tui.domain.day.timeline import BlockView, DayView
from kvip_tui.domain.state.visit import Visit

# A shorter silence of the machine is a slow disk or a window being moved.
SHORTEST_GAP = timedelta(minutes=2)
# A block that ran over midnight is not forgotten; one that nothing happened in for so long is.
FORGOTTEN_AFTER = timedelta(hours=6)
# So much after the planned start a block that has not begun is asked about.
LATE = timedelta(minutes=5)
# What happened so long before the planned start may be of the block.
EARLY = timedelta(minutes=15)
# A trace that is younger needs no mending: F8 now is near enough.
RECENT = timedelta(minutes=1)


class Gap(Struct, frozen=True):
    """A time in which the program did not run, and who had the floor, '' for nobody."""

    start: datetime
    end: datetime
    holder: str = ""


def gap_between(visit: Visit, awake: datetime, now: datetime) -> Gap | None:
    """Return the gap between the program's last sign of life and *now*.

    None where it is short, where nothing of the visit went on in it, or where the clock was set
    back.
    """
    if now - awake < SHORTEST_GAP or not visit.running():
        return None
    holding = visit.floor.holding
    holder = holding.person if holding is not None and holding.start <= awake else ""
    return Gap(awake, now, holder)


def reckoned_at(visit: Visit, last: datetime, now: datetime) -> datetime:
    """Return when what still runs is to be taken as ended, for sums and exports.

    That is *now*, but for a block that was never ended the last thing that was recorded.
    """
    return last if never_ended(visit, last, now) else now


def never_ended(visit: Visit, last: datetime, now: datetime) -> bool:
    """Return whether what runs was forgotten, on another day than *now*."""
    other_day = local_day(visit, last) < local_day(visit, now)
    return bool(visit.running()) and other_day and now - last >= FORGOTTEN_AFTER


class Trace(StrEnum):
    """What tells that a block had begun."""

    TURN = "turn"
    NOTE = "note"
    TICK = "tick"
    PLAN = "plan"


class ForgottenStart(Struct, frozen=True):
    """A block that seems to have begun unmarked, when, and what tells so."""

    block: str
    at: datetime
    trace: Trace


def forgotten_start(visit: Visit, day: DayView) -> ForgottenStart | None:
    """Return the block that seems to have begun without anybody saying so.

    It is the next one, while nothing runs: since the first turn, note or tick that can be of it,
    else since its planned start, once that has passed. Before its time it had not begun where
    others come to it.
    """
    if day.running or not day.upcoming:
        return None
    view = day.upcoming[0]
    if view.planned is None or local_day(visit, day.now) != local_day(visit, view.planned[0]):
        return None
    early = timedelta(0) if view.awaited else EARLY
    since = max([view.planned[0] - early, *_ends(day)])
    traces = [(at, trace) for at, trace in _traces(visit, view) if since <= at <= day.now]
    if traces:
        at, trace = min(traces)
        return ForgottenStart(view.block.id, at, trace) if day.now - at >= RECENT else None
    if day.now - view.planned[0] < LATE or since > view.planned[0]:
        return None
    return ForgottenStart(view.block.id, view.planned[0], Trace.PLAN)


def _ends(day: DayView) -> Iterator[datetime]:
    return (view.ended for view in day.blocks if view.ended is not None)


def _traces(visit: Visit, view: BlockView) -> Iterator[tuple[datetime, Trace]]:
    floor = visit.floor
    for turn in (*floor.turns, *((floor.holding,) if floor.holding else ())):
        if turn.block is None:
            yield turn.start, Trace.TURN
    for note in visit.notes:
        if not note.blocks:
            yield note.typed_at, Trace.NOTE
    for (block, _check), tick in visit.ticks.items():
        if block == view.block.id:
            yield tick.at, Trace.TICK
