"""Decides how the running day may be changed: what has happened is never rewritten.

Planned times are the yardstick that the day is measured by. Before a day has begun, a change
lays out again all that comes after it. Once it has begun, what others were told holds: only the
block that is changed, and those it changes places with, get other planned times.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from kvip_tui.domain.base import Events, Refusal
from kvip_tui.domain.day.changes import TimeAdded, check_added
from kvip_tui.domain.day.gates import invites, open_gates
from kvip_tui.domain.day.projection import date_of, instant
from kvip_tui.domain.day.timeline import day_view
from kvip_tui.domain.planning.floor_recount import recounted
from kvip_tui.domain.planning.identity import (
    RenameVisit,
    VisitRenamed,
    apply_identity,
    decide_identity,
)
from kvip_tui.domain.planning.language import (
    ChooseLanguage,
    LanguageChosen,
    apply_language,
    decide_language,
)
from kvip_tui.domain.planning.leaving import (
    ChangeLeaving,
    LeavingChanged,
    apply_leaving,
    decide_leaving,
)
from kvip_tui.domain.planning.places import (
    Edits,
    check_minutes,
    check_not_begun,
    day_with,
    decide_place,
    laid_out,
)
from kvip_tui.domain.planning.subitems import begun, checked_title, decide_part, decide_split, split
from kvip_tui.domain.planning.times import decide_moment
from kvip_tui.domain.planning.vocabulary import (
    AddBlock,
    BlockAdded,
    BlockRemoved,
    BlockRenamed,
    BlockRestored,
    BlocksMoved,
    BlockSplit,
    BlocksRetimed,
    ChangeLength,
    ChangeStart,
    EditEvent,
    EditIntent,
    EndMoved,
    LengthChanged,
    MoveBlock,
    MoveEnd,
    MoveStart,
    PartStarted,
    RemoveBlock,
    RenameBlock,
    RestoreBlock,
    SplitBlock,
    StartChanged,
    StartMoved,
    StartPart,
)
from kvip_tui.domain.state.floor import ZERO
from kvip_tui.domain.state.order import inserted, moved, without
from kvip_tui.domain.state.plan import Block, Day, Starts, segment_of
from kvip_tui.domain.state.visit import Removed, Visit, known, with_block, with_day

MINUTE = timedelta(minutes=1)
LATEST = 48 * 60


def decide_edit(visit: Visit, intent: EditIntent, now: datetime) -> Events:
    """Return what the intent brings about.

    Raises:
        Refusal: It is not possible, or would rewrite what has happened.
    """
    match intent:
        case ChooseLanguage():
            return (decide_language(visit, intent),)
        case RenameVisit():
            return (decide_identity(visit, intent),)
        case ChangeLeaving():
            return (decide_leaving(visit, intent, now),)
        case RenameBlock():
            return (_rename(visit, intent),)
        case ChangeLength():
            return _length(visit, intent, now)
        case ChangeStart():
            return _guarded(visit, _start(visit, intent, now), now)
        case AddBlock() | RemoveBlock() | RestoreBlock() | MoveBlock():
            return _guarded(visit, decide_place(visit, intent, now), now)
        case SplitBlock():
            return (decide_split(visit, known(visit, intent.block), intent),)
        case StartPart():
            return (decide_part(visit, intent),)
        case MoveStart() | MoveEnd():
            return decide_moment(visit, known(visit, intent.block), intent, now)


def _rename(visit: Visit, intent: RenameBlock) -> BlockRenamed:
    block = known(visit, intent.block)
    if visit.run(block.id).ended is not None:
        raise Refusal("edit.ended", title=block.title)
    title = checked_title(intent.title)
    if title == block.title:
        raise Refusal("edit.unchanged")
    return BlockRenamed(block=block.id, title=title)


def _length(visit: Visit, intent: ChangeLength, now: datetime) -> Events:
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
    event = LengthChanged(block=block.id, minutes=intent.minutes)
    return (event, *_after(apply_edit(visit, now, event), block))


def _added(visit: Visit, block: Block, lasts: timedelta, now: datetime) -> TimeAdded:
    day = day_with(visit, block)
    view = day_view(visit, day, now).view(block.id)
    if view is None or view.remaining is None:
        raise Refusal("time.untimed", title=block.title)
    by = lasts - view.elapsed - view.remaining
    if not by:
        raise Refusal("edit.unchanged")
    check_added(view, by)
    return TimeAdded(block=block.id, by=by)


def _check_waiting(visit: Visit, block: Block) -> None:
    check_not_begun(visit, block)
    if visit.run(block.id).skipped:
        raise Refusal("edit.skipped", title=block.title)


def _start(visit: Visit, intent: ChangeStart, now: datetime) -> Edits:
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
    events = tuple(StartChanged(b.id, intent.starts, start) for b in together)
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


BlockEdit = BlockRenamed | LengthChanged | StartChanged
OrderEdit = BlockAdded | BlockRemoved | BlockRestored | BlocksMoved


def apply_edit(visit: Visit, at: datetime, event: EditEvent) -> Visit:
    """Return the visit after an edit made at *at*; of a block that is not there it does nothing."""
    match event:
        case BlockRenamed() | LengthChanged() | StartChanged():
            return _block(visit, event)
        case BlockAdded() | BlockRemoved() | BlockRestored() | BlocksMoved():
            return _order(visit, event)
        case BlocksRetimed():
            for time in event.times:
                visit = with_block(visit, time.block, start=time.start, end=time.end)
            return visit
        case LanguageChosen():
            return apply_language(visit, event)
        case VisitRenamed():
            return apply_identity(visit, event)
        case LeavingChanged():
            return apply_leaving(visit, event)
        case BlockSplit():
            return replace(visit, splits=split(visit, at, event))
        case PartStarted():
            return replace(visit, splits=begun(visit, at, event))
        case StartMoved() | EndMoved():
            return _moved_in_time(visit, at, event)


def _block(visit: Visit, event: BlockEdit) -> Visit:
    block = visit.block(event.block)
    if block is None:
        return visit
    match event:
        case BlockRenamed():
            return with_block(visit, block.id, title=event.title)
        case LengthChanged():
            return _without_added(_with_length(visit, block, event.minutes), block.id)
        case StartChanged():
            visit = with_block(visit, block.id, starts=event.starts)
            if event.start is None or block.start is None or block.end is None:
                return visit
            end = event.start + block.end - block.start
            return with_block(visit, block.id, start=event.start, end=end, inferred=False)


def _with_length(visit: Visit, block: Block, minutes: int) -> Visit:
    """A length that is asked for counts, even below the shortest that catching up would take."""
    if block.start is None:
        return visit
    shortest = None if block.min is None else min(block.min, minutes)
    end = block.start + minutes
    return with_block(visit, block.id, end=end, min=shortest, inferred=False)


def _without_added(visit: Visit, block_id: str) -> Visit:
    run = visit.run(block_id)
    if not run.added:
        return visit
    return replace(visit, runs={**visit.runs, block_id: replace(run, added=ZERO)})


def _order(visit: Visit, event: OrderEdit) -> Visit:
    match event:
        case BlockAdded():
            return _put_in(visit, event.day, event.added, event.after)
        case BlockRemoved():
            return _taken_out(visit, event.block)
        case BlockRestored():
            removed = visit.removed.get(event.block)
            if removed is None:
                run = replace(visit.run(event.block), skipped=False)
                return replace(visit, runs={**visit.runs, event.block: run})
            left = {key: value for key, value in visit.removed.items() if key != event.block}
            visit = replace(visit, removed=left)
            return _put_in(visit, removed.day, removed.block, event.after)
        case BlocksMoved():
            ids, after = event.blocks, event.after
            day = visit.day_of(ids[0]) if ids else None
            return with_day(visit, day.id if day else "", lambda b: moved(b, ids, after))


def _put_in(visit: Visit, day_id: str, block: Block, after: str | None) -> Visit:
    if visit.block(block.id) is not None:
        return visit
    return with_day(visit, day_id, lambda blocks: inserted(blocks, (block,), after))


def _taken_out(visit: Visit, block_id: str) -> Visit:
    block, day = visit.block(block_id), visit.day_of(block_id)
    if block is None or day is None:
        return visit
    before = tuple(b.id for b in day.blocks[: day.blocks.index(block)])
    removed = Removed(block=block, day=day.id, before=before)
    runs = {key: run for key, run in visit.runs.items() if key != block_id}
    visit = with_day(visit, day.id, lambda blocks: without(blocks, {block_id}))
    return replace(visit, removed={**visit.removed, block_id: removed}, runs=runs)


def _moved_in_time(visit: Visit, at: datetime, event: StartMoved | EndMoved) -> Visit:
    """Return the visit with a block's actual time moved, and the floor's time counted anew."""
    run = visit.run(event.block)
    if run.started is None or (isinstance(event, EndMoved) and run.ended is None):
        return visit
    match event:
        case StartMoved():
            run = replace(run, started=event.to)
        case EndMoved():
            run = replace(run, ended=event.to)
    visit = replace(visit, runs={**visit.runs, event.block: run})
    return replace(visit, floor=recounted(visit, at))
