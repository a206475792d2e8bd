"""Until when a group is there: what may be asked, what happens, the rule and the fold.

It stands on the last blocks that a group takes part in, so it holds for all who leave then.
"""

from datetime import datetime, timedelta
from typing import Final

from msgspec import UNSET, Struct
from msgspec.structs import replace

from kvip_tui.domain.base import Refusal, Sent
from kvip_tui.domain.day.departures import leaving, stretches
from kvip_tui.domain.day.projection import date_of, instant
from kvip_tui.domain.day.timeline import DayView, current_day, day_view
from kvip_tui.domain.state.plan import Block
from kvip_tui.domain.state.visit import Visit, with_block
from kvip_tui.domain.text.clock import DAY

MINUTE: Final = timedelta(minutes=1)


class LeavingChanged(Sent, frozen=True, tag="leaving_changed"):
    """A group is in blocks until the minute ``leaves`` of the day; None: until they are over."""

    group: str
    blocks: tuple[str, ...]
    leaves: int | None = None


class ChangeLeaving(Struct, frozen=True):
    """Say until when a group is there, as a time of day in minutes; None: until all is over.

    It is about what the group takes part in now, or else next, on ``day`` or today.
    """

    group: str
    leaves: int | None = None
    day: str | None = None


def decide_leaving(visit: Visit, intent: ChangeLeaving, now: datetime) -> LeavingChanged:
    """Return what the intent brings about.

    Raises:
        Refusal: The group takes part in nothing more, or could not leave then.
    """
    day = visit.plan.day(intent.day) if intent.day else None
    view = day_view(visit, day or current_day(visit, now), now)
    title = visit.plan.group_title(intent.group)
    there = {one.block.id: one for one in view.blocks if one.projected is not None}
    found = (one for one in stretches(view.day, intent.group) if any(b.id in there for b in one[0]))
    stretch, last = next(found, ((), ()))
    if not any(block.present for block in view.day.blocks):
        raise Refusal("leaving.unsaid")
    if not stretch:
        raise Refusal("leaving.gone", group=title)
    leaves = None if intent.leaves is None else _minute(intent.leaves, last)
    told = leaving(view.day, visit.plan.groups)
    if leaves == next((at for who, at, of in told if (who, of) == (intent.group, stretch)), None):
        raise Refusal("edit.unchanged")
    if leaves is not None:
        _check(visit, view, leaves, title, next(b for b in stretch if b.id in there))
    return LeavingChanged(intent.group, tuple(block.id for block in last), leaves)


def _minute(clock: int, last: tuple[Block, ...]) -> int:
    """Return a time of day as the plan counts it: that of the next night for what ends by then."""
    ends = max((block.end or 0 for block in last), default=0)
    return min(clock, clock + DAY, key=lambda count: abs(count - ends))


def _check(visit: Visit, view: DayView, leaves: int, group: str, first: Block) -> None:
    """Refuse a time that has passed, or at which what the group is in has not begun."""
    at = instant(date_of(visit, view.day), leaves, visit.plan.zone)
    if at <= view.now - MINUTE:
        raise Refusal("edit.start_past")
    shown = view.view(first.id)
    begins = shown.projected[0] if shown and shown.projected else at
    if visit.run(first.id).waiting and at <= begins:
        raise Refusal("leaving.before", group=group, title=first.title)


def apply_leaving(visit: Visit, event: LeavingChanged) -> Visit:
    """Return the visit after that; what the plan says of the group itself is no longer said."""
    leaves = UNSET if event.leaves is None else event.leaves
    for block in event.blocks:
        visit = with_block(visit, block, leaves=leaves)
    if event.leaves is not None:
        return visit
    groups = tuple(
        replace(group, leaves=UNSET) if group.id == event.group else group
        for group in visit.plan.groups
    )
    return replace(visit, plan=replace(visit.plan, groups=groups))
