"""Folds what was changed in the running day into the visit."""

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace

from kvip_tui.domain.planning import vocabulary as ed
from kvip_tui.domain.planning.floor_recount import recounted
from kvip_tui.domain.planning.subitems import begun, split
from kvip_tui.domain.state.order import Blocks, inserted, moved, without
from kvip_tui.domain.state.plan import Block
from kvip_tui.domain.state.visit import ZERO, Removed, Visit

BlockEdit = ed.BlockRenamed | ed.LengthChanged | ed.StartChanged
OrderEdit = ed.BlockAdded | ed.BlockRemoved | ed.BlockRestored | ed.BlocksMoved


def apply_edit(visit: Visit, at: datetime, event: ed.EditEvent) -> Visit:
    """Return the visit after an edit made at *at*; of a block that is not there it does nothing."""
    match event:
        case ed.BlockRenamed() | ed.LengthChanged() | ed.StartChanged():
            return _block(visit, event)
        case ed.BlockAdded() | ed.BlockRemoved() | ed.BlockRestored() | ed.BlocksMoved():
            return _order(visit, event)
        case ed.BlocksRetimed():
            for time in event.times:
                visit = with_block(visit, time.block, start=time.start, end=time.end)
            return visit
        case ed.BlockSplit():
            return replace(visit, splits=split(visit, at, event))
        case ed.PartStarted():
            return replace(visit, splits=begun(visit, at, event))
        case ed.StartMoved() | ed.EndMoved():
            return _moved_in_time(visit, at, event)


def _block(visit: Visit, event: BlockEdit) -> Visit:
    block = visit.block(event.block)
    if block is None:
        return visit
    match event:
        case ed.BlockRenamed():
            return with_block(visit, block.id, title=event.title)
        case ed.LengthChanged():
            return _without_added(_with_length(visit, block, event.minutes), block.id)
        case ed.StartChanged():
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


def with_block(visit: Visit, block_id: str, **changes: object) -> Visit:
    """Return the visit with fields of a block replaced."""

    def change(blocks: Blocks) -> Blocks:
        return tuple(replace(b, **changes) if b.id == block_id else b for b in blocks)

    day = visit.day_of(block_id)
    return _with_day(visit, day.id if day else "", change)


def _with_day(visit: Visit, day_id: str, change: Callable[[Blocks], Blocks]) -> Visit:
    days = tuple(
        replace(day, blocks=change(day.blocks)) if day.id == day_id else day
        for day in visit.plan.days
    )
    return replace(visit, plan=replace(visit.plan, days=days))


def _order(visit: Visit, event: OrderEdit) -> Visit:
    match event:
        case ed.BlockAdded():
            return _put_in(visit, event.day, event.added, event.after)
        case ed.BlockRemoved():
            return _taken_out(visit, event.block)
        case ed.BlockRestored():
            removed = visit.removed.get(event.block)
            if removed is None:
                run = replace(visit.run(event.block), skipped=False)
                return replace(visit, runs={**visit.runs, event.block: run})
            left = {key: value for key, value in visit.removed.items() if key != event.block}
            visit = replace(visit, removed=left)
            return _put_in(visit, removed.day, removed.block, event.after)
        case ed.BlocksMoved():
            ids, after = event.blocks, event.after
            day = visit.day_of(ids[0]) if ids else None
            return _with_day(visit, day.id if day else "", lambda b: moved(b, ids, after))


def _put_in(visit: Visit, day_id: str, block: Block, after: str | None) -> Visit:
    if visit.block(block.id) is not None:
        return visit
    return _with_day(visit, day_id, lambda blocks: inserted(blocks, (block,), after))


def _taken_out(visit: Visit, block_id: str) -> Visit:
    block, day = visit.block(block_id), visit.day_of(block_id)
    if block is None or day is None:
        return visit
    before = tuple(b.id for b in day.blocks[: day.blocks.index(block)])
    removed = Removed(block=block, day=day.id, before=before)
    runs = {key: run for key, run in visit.runs.items() if key != block_id}
    visit = _with_day(visit, day.id, lambda blocks: without(blocks, {block_id}))
    return replace(visit, removed={**visit.removed, block_id: removed}, runs=runs)


def _moved_in_time(visit: Visit, at: datetime, event: ed.StartMoved | ed.EndMoved) -> Visit:
    """Return the visit with a block's actual time moved, and the floor's time counted anew."""
    run = visit.run(event.block)
    if run.started is None or (isinstance(event, ed.EndMoved) and run.ended is None):
        return visit
    match event:
        case ed.StartMoved():
            run = replace(run, started=event.to)
        case ed.EndMoved():
            run = replace(run, ended=event.to)
    visit = replace(visit, runs={**visit.runs, event.block: run})
    return replace(visit, floor=recounted(visit, at))
