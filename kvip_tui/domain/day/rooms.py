"""Who has to change rooms, and when."""

from collections.abc import Iterable

from kvip_tui.domain.state.plan import Block, segments


def entered(blocks: Iterable[Block]) -> frozenset[str]:
    """Return the ids of those *blocks*, in order, that begin in another room than the one before.

    A block without a room leaves everybody where they are; the first room of a day is entered too.
    """
    here: frozenset[str] = frozenset()
    found: set[str] = set()
    for segment in segments(tuple(blocks)):
        found |= {block.id for block in segment if block.room and {block.room} != here}
        here = frozenset(block.room for block in segment if block.room) or here
    return frozenset(found)
