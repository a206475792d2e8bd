"""Decides when a block began or ended after all, where that differs from what was recorded.

Two blocks of which one ended as the other began were passed over with one key: the neighbour
yields as far as it has to. So it does for less than a minute, as times are said in whole ones.
A block that was passed within a minute, as by a key pressed twice, moves along. Any other time that
belongs to a block is not taken from it.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.day.projection import Span
from kvip_tui.domain.planning.vocabulary import EditEvent, EndMoved, MoveEnd, MoveStart, StartMoved
from kvip_tui.domain.state.plan import Block, segment_of
from kvip_tui.domain.state.visit import Visit
from kvip_tui.domain.text.clock import clock_text

Edits = tuple[EditEvent, ...]
MINUTE = timedelta(minutes=1)


def decide_moment(visit: Visit, block: Block, intent: MoveStart | MoveEnd, now: datetime) -> Edits:
    """Return the moves of this block's start or end, and of its neighbours' where they yield.

    Raises:
        Refusal: The block has not come so far, or the time is not one that it can have.
    """
    if intent.to > now:
        raise Refusal("edit.future")
    match intent:
        case MoveStart():
            return _start(visit, block, intent.to, now)
        case MoveEnd():
            return _end(visit, block, intent.to, now)


def _start(visit: Visit, block: Block, to: datetime, now: datetime) -> Edits:
    run = visit.run(block.id)
    if run.started is None:
        raise Refusal("edit.not_begun", title=block.title)
    if to == run.started:
        raise Refusal("edit.unchanged")
    if run.ended is not None and to > run.ended:
        raise Refusal("edit.start_after_end", title=block.title, end=_clock(visit, run.ended))
    yields: list[EditEvent] = []
    for other, (began, ended) in _others(visit, block, now):
        if _slipped(began, ended) and to < began and ended <= run.started:
            yields += [StartMoved(block=other.id, to=to), EndMoved(block=other.id, to=to)]
            continue
        if not _overlap((to, run.ended or now), (began, ended)):
            continue
        shared = ended == run.started or ended - to < MINUTE
        if not shared or visit.run(other.id).running or to < began:
            raise _overlaps(visit, other, (began, ended))
        yields.append(EndMoved(block=other.id, to=to))
    return (*yields, StartMoved(block=block.id, to=to))


def _end(visit: Visit, block: Block, to: datetime, now: datetime) -> Edits:
    run = visit.run(block.id)
    if run.started is None:
        raise Refusal("edit.not_begun", title=block.title)
    if run.ended is None:
        raise Refusal("edit.not_ended", title=block.title)
    if to == run.ended:
        raise Refusal("edit.unchanged")
    if to < run.started:
        began = _clock(visit, run.started)
        raise Refusal("edit.end_before_start", title=block.title, start=began)
    yields: list[EditEvent] = []
    for other, (begin, ended) in _others(visit, block, now):
        if _slipped(begin, ended) and to > ended and begin >= run.ended:
            yields += [EndMoved(block=other.id, to=to), StartMoved(block=other.id, to=to)]
            continue
        if not _overlap((run.started, to), (begin, ended)):
            continue
        shared = begin == run.ended or to - begin < MINUTE
        if not shared or to > ended:
            raise _overlaps(visit, other, (begin, ended))
        yields.append(StartMoved(block=other.id, to=to))
    return (*yields, EndMoved(block=block.id, to=to))


def _slipped(began: datetime, ended: datetime) -> bool:
    """Return whether a block was passed by a slip of the finger: it has no minute of its own."""
    return ended - began < MINUTE


def _others(visit: Visit, block: Block, now: datetime) -> list[tuple[Block, Span]]:
    """Return the actual times of all blocks that did not run side by side with this one."""
    found: list[tuple[Block, Span]] = []
    for day in visit.plan.days:
        together = segment_of(day.blocks, block.id)
        for other in day.blocks:
            run = visit.run(other.id)
            if other not in together and run.started is not None:
                found.append((other, (run.started, run.ended or now)))
    return found


def _overlaps(visit: Visit, other: Block, span: Span) -> Refusal:
    start, end = (_clock(visit, moment) for moment in span)
    if visit.run(other.id).running:
        return Refusal("edit.overlap_running", title=other.title, start=start)
    return Refusal("edit.overlap", title=other.title, start=start, end=end)


def _clock(visit: Visit, moment: datetime) -> str:
    local = moment.astimezone(ZoneInfo(visit.plan.timezone))
    return clock_text(local.hour * 60 + local.minute)


def _overlap(one: Span, other: Span) -> bool:
    return max(one[0], other[0]) < min(one[1], other[1])
