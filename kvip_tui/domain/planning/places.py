"""Decides what is put into a day, taken out of it, brought back and moved: only ahead of now."""

from datetime import datetime

from msgspec.structs import replace

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.day.changes import MOST_MINUTES
from kvip_tui.domain.day.timeline import current_day
from kvip_tui.domain.planning.subitems import checked_title
from kvip_tui.domain.planning.vocabulary import (
    AddBlock,
    BlockAdded,
    BlockRemoved,
    BlockRestored,
    BlocksMoved,
    BlocksRetimed,
    EditEvent,
    MoveBlock,
    RemoveBlock,
    RestoreBlock,
)
from kvip_tui.domain.state.order import Blocks, inserted, moved, retimed, without
from kvip_tui.domain.state.people import new_id
from kvip_tui.domain.state.plan import Block, Day, Privacy, segment_of, segments
from kvip_tui.domain.state.visit import Removed, Visit, known

Edits = tuple[EditEvent, ...]
PlaceIntent = AddBlock | RemoveBlock | RestoreBlock | MoveBlock


def decide_place(visit: Visit, intent: PlaceIntent, now: datetime) -> Edits:
    """Return what the intent brings about.

    Raises:
        Refusal: It is not possible, or would rewrite what has happened.
    """
    match intent:
        case AddBlock():
            return _add(visit, intent, now)
        case RemoveBlock():
            return _remove(visit, known(visit, intent.block))
        case RestoreBlock():
            removed = visit.removed.get(intent.block)
            if removed is not None:
                return _put_back(visit, removed)
            return _unskip(visit, known(visit, intent.block))
        case MoveBlock():
            return _move(visit, intent)


def check_minutes(minutes: int) -> None:
    """Check that a block may last so long.

    Raises:
        Refusal: It is no time at all, or beyond 12 hours.
    """
    if not 1 <= minutes <= MOST_MINUTES:
        raise Refusal("edit.length")


def laid_out(
    visit: Visit, blocks: Blocks, first: int, last: int, free: tuple[str, ...] = ()
) -> Edits:
    """Return the new planned times of blocks from *first* to before *last*, where any change.

    Those *free* were put there, and the others have made place for them. Before the day has
    begun those behind follow; what has begun keeps its times.
    """
    begun = _begun(visit, blocks)
    span = slice(max(first, begun), last) if begun else slice(first, None)
    resting = {b.id for b in blocks if visit.run(b.id).skipped and b.id not in free}
    passed = {block.id for block in blocks[first:last]}
    times = retimed(blocks, span, free=free, passed=passed, resting=resting)
    return (BlocksRetimed(times=times),) if times else ()


def _begun(visit: Visit, blocks: Blocks) -> int:
    """Return how many of a day's blocks there are up to the last one begun."""
    started = (i for i, b in enumerate(blocks, 1) if visit.run(b.id).started is not None)
    return max(started, default=0)


def day_with(visit: Visit, block: Block) -> Day:
    """Return the day that a block of the plan belongs to.

    Raises:
        Refusal: The plan has no such block.
    """
    day = visit.day_of(block.id)
    if day is None:
        raise Refusal("block.unknown", block=block.id)
    return day


def _index(blocks: Blocks, block_id: str) -> int:
    return [block.id for block in blocks].index(block_id)


def _check_ahead(visit: Visit, blocks: Blocks, block_id: str) -> None:
    """Refuse an order in which a block stands before what has begun."""
    later = blocks[_index(blocks, block_id) + 1 :]
    begun = next((b for b in later if visit.run(b.id).started is not None), None)
    if begun is not None:
        raise Refusal("edit.happened", title=begun.title)


def check_not_begun(visit: Visit, block: Block) -> None:
    """Check that a block has not begun.

    Raises:
        Refusal: It runs, or has ended.
    """
    run = visit.run(block.id)
    if run.running:
        raise Refusal("edit.running", title=block.title)
    if run.ended is not None:
        raise Refusal("edit.ended", title=block.title)


def _add(visit: Visit, intent: AddBlock, now: datetime) -> Edits:
    title = checked_title(intent.title)
    check_minutes(intent.minutes)
    day, after = _place(visit, intent, now)
    ids = [*(block.id for _, block in visit.plan.blocks()), *visit.removed]
    new = _like(day.blocks, after, Block(id=new_id(title, ids, "blokk"), title=title))
    blocks = inserted(day.blocks, (new,), after)
    _check_ahead(visit, blocks, new.id)
    at = _index(blocks, new.id)
    new = _timed(visit, blocks, at, intent.minutes)
    blocks = (*blocks[:at], new, *blocks[at + 1 :])
    event = BlockAdded(day=day.id, added=new, after=after)
    return (event, *laid_out(visit, blocks, at + 1, at + 1))


def _place(visit: Visit, intent: AddBlock, now: datetime) -> tuple[Day, str | None]:
    """Return the day, and the block to stand behind: the one asked for, else the last one begun."""
    if intent.after is not None:
        block = known(visit, intent.after)
        return day_with(visit, block), block.id
    day = visit.plan.day(intent.day) or current_day(visit, now)
    begun = _begun(visit, day.blocks)
    return day, day.blocks[begun - 1].id if begun else None


def _like(blocks: Blocks, after: str | None, new: Block) -> Block:
    """Return a new block with the class, the people and the room of its neighbour.

    That is the one before it; an interview is never continued: what comes after it is, or else
    the team is by itself.
    """
    cut = segments(blocks)
    place = next((i for i, s in enumerate(cut, 1) if any(b.id == after for b in s)), 0)
    around = [segment[-1] for segment in cut[max(0, place - 1) : place + 1]]
    like = next((b for b in around if b.privacy is not Privacy.INTERVIEW), None)
    if like is not None:
        return replace(new, privacy=like.privacy, present=like.present, room=like.room)
    present = around[0].present if around else ()
    return replace(new, privacy=Privacy.TEAM, present=present)


def _timed(visit: Visit, blocks: Blocks, at: int, minutes: int) -> Block:
    """Return a new block, at its place in a day, with planned times; none in an untimed day.

    It begins where what precedes it ends, or else ends where the day was to begin.
    """
    new = blocks[at]
    timed = [b for b in blocks if b.start is not None]
    if not timed:
        return new
    others = [b for b in timed if not visit.run(b.id).skipped] or timed
    before = tuple(b for b in blocks[:at] if b in others)
    ends = [b.end for segment in segments(before)[-1:] for b in segment if b.end is not None]
    first = min(b.start for b in others if b.start is not None)
    start = max(ends) if ends else max(0, first - minutes)
    return replace(new, start=start, end=start + minutes)


def _remove(visit: Visit, block: Block) -> Edits:
    check_not_begun(visit, block)
    day = day_with(visit, block)
    if len(day.blocks) == 1:
        raise Refusal("edit.only_block", title=block.title)
    at = _index(day.blocks, block.id)
    event = BlockRemoved(block=block.id)
    return (event, *laid_out(visit, without(day.blocks, {block.id}), at, at))


def _put_back(visit: Visit, removed: Removed) -> Edits:
    """Return a removed block to its place, or behind what has begun where that is too late."""
    block, day = removed.block, visit.plan.day(removed.day)
    if day is None:
        raise Refusal("block.unknown", block=block.id)
    begun = _begun(visit, day.blocks)
    place = max((i for i, b in enumerate(day.blocks, 1) if b.id in removed.before), default=0)
    after = day.blocks[max(place, begun) - 1].id if max(place, begun) else None
    blocks = inserted(day.blocks, (block,), after)
    at, late = _index(blocks, block.id), begun > place
    own = at + 1 if late else at
    event = BlockRestored(block=block.id, after=after)
    return (event, *laid_out(visit, blocks, at, own, free=(block.id,) if late else ()))


def _unskip(visit: Visit, block: Block) -> Edits:
    """Bring back a skipped block; one that the day has passed by comes behind what has begun."""
    if not visit.run(block.id).skipped:
        raise Refusal("edit.not_gone", title=block.title)
    event = BlockRestored(block=block.id)
    day = day_with(visit, block)
    begun = _begun(visit, day.blocks)
    together = segment_of(day.blocks, block.id)
    joins = any(visit.run(b.id).running for b in together)
    if joins or begun <= _index(day.blocks, block.id):
        return (event,)
    after = day.blocks[begun - 1].id
    order = moved(day.blocks, {block.id}, after)
    at = _index(order, block.id)
    free = (block.id,)
    return (event, BlocksMoved(free, after), *laid_out(visit, order, at, at + 1, free))


def _move(visit: Visit, intent: MoveBlock) -> Edits:
    block, anchor = known(visit, intent.block), known(visit, intent.anchor)
    day = day_with(visit, block)
    if anchor not in day.blocks:
        raise Refusal("edit.other_day", title=anchor.title)
    together = segment_of(day.blocks, block.id)
    for member in together:
        check_not_begun(visit, member)
    ids = tuple(member.id for member in together)
    after = _before(day.blocks, ids, anchor) if intent.before else anchor.id
    blocks = moved(day.blocks, ids, after) if anchor.id not in ids else day.blocks
    changed = [i for i, (a, b) in enumerate(zip(day.blocks, blocks, strict=True)) if a.id != b.id]
    if not changed:
        raise Refusal("edit.same_place", title=block.title)
    _check_ahead(visit, blocks, ids[-1])
    times = laid_out(visit, blocks, changed[0], changed[-1] + 1, ids)
    return (BlocksMoved(blocks=ids, after=after), *times)


def _before(blocks: Blocks, moving: tuple[str, ...], anchor: Block) -> str | None:
    """Return the block behind which others stand so as to come before *anchor*."""
    staying = segments(tuple(block for block in blocks if block.id not in moving))
    place = next((i for i, segment in enumerate(staying) if anchor in segment), 0)
    return staying[place - 1][-1].id if place else None
