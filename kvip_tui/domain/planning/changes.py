"""Decides how the running day may be changed: what has happened is never rewritten.

Planned times are the yardstick that the day is measured by. Before a day has begun, a change
lays out again all that comes after it. Once it has begun, what others were told holds: only the
block that is changed, and those it changes places with, get other planned times.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from kvip_tui.domain import base as ev
from kvip_tui.domain import edit_intents as ei
from kvip_tui.domain.day.changes import check_added, known
from kvip_tui.domain.day.gates import invites, open_gates
from kvip_tui.domain.day.projection import date_of, instant
from kvip_tui.domain.day.timeline import day_view
from kvip_tui.domain.edit_fold import apply_edit
from kvip_tui.domain.planning import vocabulary as ed
from kvip_tui.domain.planning.places import (
    Edits,
    check_minutes,
    check_not_begun,
    day_with,
    decide_place,
    laid_out,
)
from kvip_tui.domain.planning.times import decide_moment
from kvip_tui.domain.refusal import Refusal
from kvip_tui.domain.state.plan import Block, Day, Starts, segment_of
from kvip_tui.domain.state.visit import Visit
from kvip_tui.domain.subitems_rules import checked_title, decide_part, decide_split

Events = tuple[ev.AnyEvent, ...]
MINUTE = timedelta(minutes=1)
LATEST = 48 * 60


def decide_edit(visit: Visit, intent: ei.EditIntent, now: datetime) -> Events:
    """Return what the intent brings about.

    Raises:
        Refusal: It is not possible, or would rewrite what has happened.
    """
    match intent:
        case ei.RenameBlock():
            return (_rename(visit, intent),)
        case ei.ChangeLength():
            return _length(visit, intent, now)
        case ei.ChangeStart():
            return _guarded(visit, _start(visit, intent, now), now)
        case ei.AddBlock() | ei.RemoveBlock() | ei.RestoreBlock() | ei.MoveBlock():
            return _guarded(visit, decide_place(visit, intent, now), now)
        case ei.SplitBlock():
            return (decide_split(visit, known(visit, intent.block), intent),)
        case ei.StartPart():
            return (decide_part(visit, intent),)
        case ei.MoveStart() | ei.MoveEnd():
            return decide_moment(visit, known(visit, intent.block), intent, now)


def _rename(visit: Visit, intent: ei.RenameBlock) -> ed.BlockRenamed:
    block = known(visit, intent.block)
    if visit.run(block.id).ended is not None:
        raise Refusal("edit.ended", title=block.title)
    title = checked_title(intent.title)
    if title == block.title:
        raise Refusal("edit.unchanged")
    return ed.BlockRenamed(block=block.id, title=title)


def _length(visit: Visit, intent: ei.ChangeLength, now: datetime) -> Events:
    """What runs gets time added or taken, so that the plan it is measured by stays."""
    block = known(visit, intent.block)
    check_minutes(intent.minutes)
    if visit.run(block.id).running:
        return (_added(visit, block, intent.minutes * MINUTE, now),)
    _check_waiting(visit, block)
    if block.start is None or block.end is None:
        raise Refusal("time.untimed", title=block.title)
    lasts = (block.end - block.start) * MINUTE + visit.run(block.id).added
    if intent.minutes * MINUTE == lasts:
        raise Refusal("edit.unchanged")
    event = ed.LengthChanged(block=block.id, minutes=intent.minutes)
    return (event, *_after(apply_edit(visit, now, event), block))


def _added(visit: Visit, block: Block, lasts: timedelta, now: datetime) -> ev.TimeAdded:
    day = day_with(visit, block)
    view = day_view(visit, day, now).view(block.id)
    if view is None or view.remaining is None:
        raise Refusal("time.untimed", title=block.title)
    by = lasts - view.elapsed - view.remaining
    if not by:
        raise Refusal("edit.unchanged")
    check_added(view, by)
    return ev.TimeAdded(block=block.id, by=by)


def _check_waiting(visit: Visit, block: Block) -> None:
    check_not_begun(visit, block)
    if visit.run(block.id).skipped:
        raise Refusal("edit.skipped", title=block.title)


def _start(visit: Visit, intent: ei.ChangeStart, now: datetime) -> Edits:
    """Blocks that run side by side begin together, so all of them change."""
    block = known(visit, intent.block)
    _check_waiting(visit, block)
    if block.start is None:
        raise Refusal("time.untimed", title=block.title)
    day, start = day_with(visit, block), intent.start
    if intent.starts is Starts.FOLLOWS:
        start = None
    if start is not None:
        _check_ahead(visit, day, start, now)
    if intent.starts is block.starts and start in {None, block.start}:
        raise Refusal("edit.unchanged")
    together = [b for b in segment_of(day.blocks, block.id) if visit.run(b.id).waiting]
    events = tuple(ed.StartChanged(b.id, intent.starts, start) for b in together)
    for event in events:
        visit = apply_edit(visit, now, event)
    return (*events, *_after(visit, block, itself=intent.starts is Starts.FOLLOWS))


def _check_ahead(visit: Visit, day: Day, start: int, now: datetime) -> None:
    if not 0 <= start < LATEST:
        raise Refusal("edit.clock")
    if instant(date_of(visit, day), start, ZoneInfo(visit.plan.timezone)) <= now - MINUTE:
        raise Refusal("edit.start_past")


def _after(changed: Visit, block: Block, *, itself: bool = False) -> Edits:
    """Return the new planned times of what comes after a changed block, if any."""
    day = day_with(changed, block)
    segment = segment_of(day.blocks, block.id)
    first = [b.id for b in day.blocks].index(segment[0].id)
    begin = first if itself else first + len(segment)
    return laid_out(changed, day.blocks, begin, begin)


def _guarded(visit: Visit, events: Edits, now: datetime) -> Events:
    """Refuse what would let outsiders in although a gate that held them back is open."""
    changed = visit
    for event in events:
        changed = apply_edit(changed, now, event)
    for _, block in changed.plan.blocks():
        was = visit.block(block.id)
        if was is None or not invites(was) or not visit.run(block.id).waiting:
            continue
        alone = frozenset({block.id})
        holding = {(gate.block.id, gate.check.id) for gate in open_gates(changed, alone)}
        for gate in open_gates(visit, alone):
            if (gate.block.id, gate.check.id) not in holding:
                raise Refusal("edit.gate", check=gate.check.text, title=block.title)
    return events
