"""Who leaves when, and whether what they take part in is over by then (DESIGN 2)."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from msgspec import UNSET, Struct

from kvip_tui.domain.day.projection import Span, date_of, instant
from kvip_tui.domain.remembered import remembered
from kvip_tui.domain.state.floor import ZERO
from kvip_tui.domain.state.plan import Block, Day, Group, segments
from kvip_tui.domain.state.visit import Visit


class Departure(Struct, frozen=True):
    """Groups that leave at an instant, and the block, not over yet, that they are in until then.

    ``until`` is when that block is going to end as things stand.
    """

    groups: tuple[Group, ...]
    at: datetime
    block: str
    until: datetime

    @property
    def late(self) -> timedelta:
        """How much longer the block is going to last than they are there."""
        return max(ZERO, self.until - self.at)


@remembered
def leaving(day: Day, groups: tuple[Group, ...]) -> tuple[tuple[str, int, tuple[Block, ...]], ...]:
    """Return each group that leaves, the minute of the day, and the blocks it is in until then.

    A block says so of those who are not in what comes next. What the group itself says holds for
    the last it takes part in on the visit's own day, unless a block says otherwise.
    """
    found = []
    for group in groups:
        there = list(stretches(day, group.id))
        for i, (stretch, last) in enumerate(there):
            own = group.leaves if day.offset == 0 and i == len(there) - 1 else UNSET
            told = [block.leaves for block in last if isinstance(block.leaves, int)]
            minute = min(told, default=own)
            if isinstance(minute, int):
                found.append((group.id, minute, stretch))
    return tuple(found)


def stretches(day: Day, group: str) -> Iterator[tuple[tuple[Block, ...], tuple[Block, ...]]]:
    """Yield the blocks that a group is in without a break, and those of them that come last."""
    stretch: tuple[Block, ...] = ()
    last: tuple[Block, ...] = ()
    for segment in segments(day.blocks):
        here = tuple(block for block in segment if group in block.present)
        if here:
            stretch, last = (*stretch, *here), here
        elif stretch and any(block.present for block in segment):
            yield stretch, last
            stretch = ()
    if stretch:
        yield stretch, last


def departures(visit: Visit, day: Day, projected: Mapping[str, Span]) -> tuple[Departure, ...]:
    """Return who is still to leave, the first to leave first; *projected* has what is not over."""
    found: dict[tuple[int, str], list[str]] = {}
    for group, minute, stretch in leaving(day, visit.plan.groups):
        open_ = [block.id for block in stretch if block.id in projected]
        if open_:
            last = max(open_, key=lambda block: projected[block][1])
            found.setdefault((minute, last), []).append(group)
    titled = {group.id: group for group in visit.plan.groups}
    on = date_of(visit, day)
    return tuple(
        Departure(
            groups=tuple(titled[group] for group in who),
            at=instant(on, minute, visit.plan.zone),
            block=block,
            until=projected[block][1],
        )
        for (minute, block), who in sorted(found.items())
    )
