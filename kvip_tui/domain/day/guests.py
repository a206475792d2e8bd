"""Who comes for a block: what others have set aside a time for does not begin before it."""

from kvip_tui.domain.day.gates import invites
from kvip_tui.domain.remembered import remembered
from kvip_tui.domain.state.plan import Block, Day, Starts, segments


def arriving(day: Day) -> dict[str, tuple[str, ...]]:
    """Return the groups that come for a block, by its id: those that what is before it is without.

    With the first block a day begins for all. A block that does not say who is there, as a pause
    may be, leaves everybody where they are.
    """
    found: dict[str, tuple[str, ...]] = {}
    there: frozenset[str] | None = None
    for segment in segments(day.blocks):
        for block in segment:
            if there is not None and (fresh := [g for g in block.present if g not in there]):
                found[block.id] = tuple(fresh)
        there = frozenset(group for block in segment for group in block.present) or there
    return found


@remembered
def expected(day: Day) -> frozenset[str]:
    """Return the ids of the blocks that others come to at a time of their own."""
    return frozenset(arriving(day)) | {block.id for block in day.blocks if invites(block)}


def keeps_time(block: Block, awaited: frozenset[str]) -> bool:
    """Return whether a block does not begin before its time; *awaited* is what `expected` has."""
    return block.starts is not Starts.FOLLOWS or block.id in awaited
