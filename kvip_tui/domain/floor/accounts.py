"""Whose time it is: how a block's clock stops and goes on under a turn."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from kvip_tui.domain.state.floor import ZERO, Account, Floor, Stretch, Turn, TurnKind


class BlockClock:
    """How far a block had run at any moment, pauses left out."""

    def __init__(self, stretches: Iterable[Stretch] = ()) -> None:
        self._starts: list[datetime] = []
        self._going: list[tuple[datetime, datetime, timedelta]] = []
        self.ran = self.paused = ZERO
        for stretch in stretches:
            self.add(stretch)

    def add(self, stretch: Stretch) -> None:
        """Take in the block's next time."""
        span = stretch.end - stretch.start
        if stretch.paused:
            self.paused += span
        else:
            self._starts.append(stretch.start)
            self._going.append((stretch.start, stretch.end, self.ran))
            self.ran += span

    def at(self, moment: datetime) -> timedelta:
        """Return how long the block had run at a moment."""
        index = bisect_right(self._starts, moment)
        if not index:
            return ZERO
        start, end, before = self._going[index - 1]
        return before + min(moment, end) - start

    def spoken(self, turn: Turn, now: datetime) -> timedelta:
        """Return how long a turn has lasted up to *now*, pauses left out."""
        return self.at(turn.end or now) - self.at(turn.start)


def stretches_of(floor: Floor, block: str) -> tuple[Stretch, ...]:
    """Return the times that belong to a block, the one that goes on too; *floor* is settled."""
    past = tuple(stretch for stretch in floor.stretches if stretch.block == block)
    if floor.block != block:
        return past
    return (*past, Stretch(block, floor.mark, floor.settled, floor.paused))


def shared_out(turns: Iterable[Turn], clock: BlockClock, now: datetime) -> Mapping[str, Account]:
    """Return what everybody said in a block, worked out from its turns, *now* for one going on.

    A turn that was taken up again counts once.
    """
    spoken: dict[str, timedelta] = {}
    last: dict[str, timedelta] = {}
    counts: dict[str, dict[TurnKind, int]] = {}
    counted: set[int] = set()
    for turn in turns:
        person, end = turn.person, clock.at(turn.end or now)
        spoken[person] = spoken.get(person, ZERO) + end - clock.at(turn.start)
        last[person] = max(last.get(person, ZERO), end)
        mine = counts.setdefault(person, {})
        if not turn.number or turn.number not in counted:
            mine[turn.kind] = mine.get(turn.kind, 0) + 1
        counted.add(turn.number)
    return {p: Account(said, counts[p], last[p]) for p, said in spoken.items()}
