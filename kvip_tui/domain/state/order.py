"""The order of a day's blocks and their planned times, as changed while it runs."""

from collections.abc import Collection, Sequence

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.state.plan import Block, Ends, Starts, segments


class BlockTime(Struct, frozen=True):
    """A block's planned start and end."""

    block: str
    start: int
    end: int


Blocks = tuple[Block, ...]


def without(blocks: Blocks, ids: Collection[str]) -> Blocks:
    """Return the blocks without those with the given ids."""
    return regrouped(blocks, tuple(block for block in blocks if block.id not in ids))


def inserted(blocks: Blocks, new: Blocks, after: str | None) -> Blocks:
    """Return the blocks with *new* ones behind the segment of *after*, or first for None."""
    return regrouped(blocks, _placed(blocks, new, after))


def moved(blocks: Blocks, ids: Collection[str], after: str | None) -> Blocks:
    """Return the blocks with those of the given ids behind the segment of *after*, or first."""
    staying = tuple(block for block in blocks if block.id not in ids)
    moving = tuple(block for block in blocks if block.id in ids)
    return regrouped(blocks, _placed(staying, moving, after))


def _placed(blocks: Blocks, new: Blocks, after: str | None) -> Blocks:
    place = 0
    for segment in segments(blocks) if after is not None else ():
        place += len(segment)
        if any(block.id == after for block in segment):
            break
    return (*blocks[:place], *new, *blocks[place:])


def regrouped(before: Blocks, blocks: Blocks) -> Blocks:
    """Return the blocks with groups apart that were not one *before* but have one name."""
    homes = {block.id: i for i, segment in enumerate(segments(before)) for block in segment}
    names = {block.parallel for block in blocks}
    made: list[Block] = []
    for segment in segments(blocks):
        home, name = None, segment[0].parallel
        for block in segment:
            here = homes.get(block.id)
            if home is not None and here is not None and here != home:
                name = _fresh(name or "", names)
                names.add(name)
            home = home if here is None else here
            made.append(block if block.parallel == name else replace(block, parallel=name))
    return tuple(made)


def _fresh(name: str, taken: Collection[str | None]) -> str:
    numbered = (f"{name}-{number}" for number in range(2, len(taken) + 3))
    return next(candidate for candidate in numbered if candidate not in taken)


def retimed(
    blocks: Blocks,
    laid: slice,
    *,
    free: Collection[str] = (),
    passed: Collection[str] = (),
    resting: Collection[str] = (),
) -> tuple[BlockTime, ...]:
    """Return the planned times that change where a slice of a day is laid out again.

    Each segment begins where the one before it ends, but what keeps its time stays: an
    appointment always, a fixed start unless the block is *free*; one that others were *passed*
    in front of makes room for them. Blocks *resting* take no time.
    """
    first, last, _step = laid.indices(len(blocks))
    before = [b for b in blocks[:first] if b.id not in resting]
    cursor = _end(segments(tuple(before))[-1]) if before else None
    coming = tuple(b for b in blocks[first:last] if b.id not in resting and b.start is not None)
    times: list[BlockTime] = []
    for segment in segments(coming):
        gap = max(b.changeover for b in segment) if cursor is not None else 0
        cursor = _start(coming) if cursor is None else cursor
        by = _shift(segment, cursor + gap - _start(segment), free, passed)
        after = [_shifted(block, by, free=block.id in free) for block in segment]
        times += [time for block, time in zip(segment, after, strict=True) if _differs(block, time)]
        cursor = max(cursor, *(time.end for time in after))
    return tuple(times)


def _start(segment: Sequence[Block]) -> int:
    return min((block.start for block in segment if block.start is not None), default=0)


def _end(segment: Sequence[Block]) -> int | None:
    return max((block.end for block in segment if block.end is not None), default=None)


def _shift(
    segment: Sequence[Block], by: int, free: Collection[str], passed: Collection[str]
) -> int:
    """Return by how many minutes a segment moves where it could move *by* so many."""
    if any(block.starts is Starts.APPOINTMENT for block in segment):
        return 0
    held = [b for b in segment if b.starts is Starts.FIXED and b.id not in free]
    if not held:
        return by
    return max(0, by) if all(block.id in passed for block in held) else 0


def _shifted(block: Block, by: int, *, free: bool) -> BlockTime:
    """Return a block's times moved by so many minutes.

    A fixed end stays, unless the block is *free* or would have no time left.
    """
    start, end = (block.start or 0) + by, block.end or 0
    stays = block.ends is Ends.FIXED and not free and start < end
    return BlockTime(block.id, start, end if stays else end + by)


def _differs(block: Block, time: BlockTime) -> bool:
    return (block.start, block.end) != (time.start, time.end)
