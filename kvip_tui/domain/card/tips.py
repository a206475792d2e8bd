"""The tip that matters now: one at most, and none beside what is more urgent (DESIGN 1).

The tips are data; what is decided here is which of them belongs to the moment.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from kvip_tui.domain.day.projection import date_of, length
from kvip_tui.domain.day.timeline import DayView, Phase
from kvip_tui.domain.floor.view import FloorView
from kvip_tui.domain.notes.reading import closing_meeting
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.visit import Visit

# How long one of several tips stands before it gives way to the next.
STANDS = timedelta(minutes=8)
LATE = timedelta(minutes=5)
# A meeting with the host that is planned to last so long is the discussion.
DISCUSSION = timedelta(minutes=45)
# What the clock says in these phases is tip enough.
URGENT = frozenset({Phase.DANGER, Phase.OVERTIME})


class Situation(StrEnum):
    """When a tip matters."""

    LATE = "late"
    PREPARING = "preparing"
    OPENING = "opening"
    DISCUSSION = "discussion"
    BEFORE_INTERVIEWS = "before_interviews"
    INTERVIEWS = "interviews"
    CLOSING = "closing"
    AFTERWARDS = "afterwards"


class Tip(Struct, frozen=True, forbid_unknown_fields=True):
    """A tip, or a pitfall to keep clear of, in three languages, and when it matters."""

    when: Situation
    nb: str
    nn: str
    en: str


def tip(
    tips: Iterable[Tip], visit: Visit, day: DayView, floor: FloorView, now: datetime
) -> Tip | None:
    """Return the tip of the moment, or None where there is none, or something is more urgent.

    Of several that belong to a situation each stands for a while, in their order.
    """
    nudged = any(nudge.code != "not_heard" for nudge in floor.nudges)
    if nudged or any(view.phase in URGENT for view in day.running):
        return None
    listed = tuple(tips)
    for situation in situations(visit, day):
        fitting = [one for one in listed if one.when is situation]
        if fitting:
            began = min((view.started for view in day.running if view.started), default=now)
            return fitting[(now - began) // STANDS % len(fitting)]
    return None


def situations(visit: Visit, day: DayView) -> Iterator[Situation]:
    """Yield what describes a day as it stands, what matters most first."""
    running = [view.block.privacy for view in day.running]
    if day.begun and not day.over and day.behind >= LATE and Privacy.INTERVIEW not in running:
        yield Situation.LATE
    if Privacy.INTERVIEW in running:
        yield Situation.INTERVIEWS
    elif any(view.block.privacy is Privacy.INTERVIEW for view in day.upcoming) and day.begun:
        yield Situation.BEFORE_INTERVIEWS
    closing = closing_meeting(visit)
    if any(view.block == closing for view in day.running):
        yield Situation.CLOSING
    if Privacy.PLENUM in running:
        yield _meeting(day)
    yield from _around(visit, day)


def _meeting(day: DayView) -> Situation:
    """Return which kind of meeting with the host it is that runs."""
    spans = (view.planned for view in day.running if view.block.privacy is Privacy.PLENUM)
    long = any(span and length(span) >= DISCUSSION for span in spans)
    return Situation.DISCUSSION if long else Situation.OPENING


def _around(visit: Visit, day: DayView) -> Iterator[Situation]:
    """Yield whether the day is before the visit, or the visit is over."""
    if date_of(visit, day.day) < visit.date and not day.running:
        yield Situation.PREPARING
    if day.day.offset > 0 or (day.day.offset == 0 and day.begun and day.over):
        yield Situation.AFTERWARDS
