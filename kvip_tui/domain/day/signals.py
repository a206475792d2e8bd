"""What the leader is told of once: a change of phase, of room, others' time in danger.

Each is a condition that is met or not at a moment, so nothing depends on having looked at the
right second: a machine that slept tells what holds when it wakes, and what was told is not told
again before the condition has clearly ended.
"""

from datetime import timedelta
from enum import StrEnum
from typing import Final

from msgspec import Struct

from kvip_tui.domain.day.projection import SILENCE, Span, length
from kvip_tui.domain.day.rooms import entered
from kvip_tui.domain.day.timeline import BlockView, DayView, State
from kvip_tui.domain.state.plan import Block, Ends, Plan, segments
from kvip_tui.domain.state.visit import MINUTE

ROOM_AHEAD: Final = timedelta(minutes=2)
LEAVING_AHEAD: Final = timedelta(minutes=10)
# A condition has ended when it is this far from being met: no clock flickers by so much.
CLEARLY: Final = timedelta(seconds=10)
# What turns «at most» into «less than».
_LEAST: Final = timedelta.resolution


class Kind(StrEnum):
    """What is told; the phases in the order in which they come."""

    WARNING = "warning"
    DANGER = "danger"
    OVERTIME = "overtime"
    ROOM = "room"
    APPOINTMENT = "appointment"
    LEAVING = "leaving"
    OVERSTAY = "overstay"
    SHORT = "short"


PHASES: Final = (Kind.WARNING, Kind.DANGER, Kind.OVERTIME)


class Signal(Struct, frozen=True):
    """Something to tell of a block, or of the first of several that begin together."""

    kind: Kind
    block: str


Told = frozenset[Signal]


def look(told: Told, plan: Plan, day: DayView) -> tuple[Told, tuple[Signal, ...]]:
    """Return what has been told after a look at the day, and what is to be told now.

    Of the phases that a block has come through since the last look only the last is told.
    """
    distances = _distances(plan, day)
    met = frozenset(signal for signal, distance in distances.items() if distance <= timedelta(0))
    kept = frozenset(s for s in told if distances.get(s, timedelta(0)) <= CLEARLY)
    return kept | met, tuple(s for s in distances if s in met - told and not _outrun(s, met))


def _outrun(signal: Signal, met: Told) -> bool:
    """Whether a later phase of the same block holds too."""
    if signal.kind not in PHASES:
        return False
    later = PHASES[PHASES.index(signal.kind) + 1 :]
    return any(Signal(kind, signal.block) in met for kind in later)


def _distances(plan: Plan, day: DayView) -> dict[Signal, timedelta]:
    """Return how far each condition is from being met: it is at 0 and below.

    A day that passed without being begun has nothing to tell.
    """
    if not day.begun and day.planned_end is not None and day.planned_end < day.now:
        return {}
    found: dict[Signal, timedelta] = {}
    for view in day.running:
        found.update(_phases(plan, view))
    found.update(_room(day))
    found.update(_appointments(day))
    found.update(_departures(day))
    found.update(_short(day))
    return found


def _phases(plan: Plan, view: BlockView) -> dict[Signal, timedelta]:
    if view.remaining is None:
        return {}
    thresholds = (timedelta(minutes=plan.warning), timedelta(minutes=plan.danger), -_LEAST)
    return {
        Signal(kind, view.block.id): view.remaining - threshold
        for kind, threshold in zip(PHASES, thresholds, strict=True)
    }


def _room(day: DayView) -> dict[Signal, timedelta]:
    """Return how far off the next block is, where it begins in another room."""
    coming = {view.block.id for view in day.upcoming}
    moving = entered(v.block for v in day.blocks if v.started or v.block.id in coming)
    starts = [v.projected[0] for v in day.upcoming if v.projected and v.block.id in moving]
    if not starts:
        return {}
    return {Signal(Kind.ROOM, day.upcoming[0].block.id): min(starts) - day.now - ROOM_AHEAD}


def _appointments(day: DayView) -> dict[Signal, timedelta]:
    """Return how far each coming block that others come to is from beginning too late."""
    found: dict[Signal, timedelta] = {}
    for segment in segments(day.day.blocks):
        views = [view for b in segment if (view := day.view(b.id)) and view.awaited]
        late = [
            view.projected[0] - view.planned[0]
            for view in views
            if view.state is State.WAITING and view.projected and view.planned
        ]
        if late:
            found[Signal(Kind.APPOINTMENT, segment[0].id)] = SILENCE - max(late) + _LEAST
    return found


def _departures(day: DayView) -> dict[Signal, timedelta]:
    """Return how far off it is that some leave, and that what they are in lasts too long."""
    found: dict[Signal, timedelta] = {}
    for one in day.departures:
        found[Signal(Kind.LEAVING, one.block)] = one.at - day.now - LEAVING_AHEAD
        found[Signal(Kind.OVERSTAY, one.block)] = SILENCE - (one.until - one.at) + _LEAST
    return found


def _short(day: DayView) -> dict[Signal, timedelta]:
    """Return how far each coming block with a fixed end is from getting too short."""
    return {
        Signal(Kind.SHORT, view.block.id): SILENCE - _lacking(view.block, span) + _LEAST
        for view in day.blocks
        if (span := view.projected)
        and view.state is State.WAITING
        and view.block.ends is Ends.FIXED
    }


def _lacking(block: Block, span: Span) -> timedelta:
    """Return how much a block lacks of its shortest length, negative where it has more."""
    return (block.min or 0) * MINUTE - length(span)
