"""Divides minutes between those that can give them, in proportion to their length."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace


class Giver(Struct, frozen=True):
    """Something that can give up to ``room`` whole minutes, in proportion to ``weight``.

    It and all those before it together can give no more than ``ceiling``, which never falls from
    one giver to the next. ``at`` is where it stands among the links of a day.
    """

    weight: timedelta
    room: int
    ceiling: int
    at: int = 0

    @property
    def most(self) -> int:
        """How many minutes it can give alone."""
        return min(self.room, self.ceiling)


def proportional(minutes: int, weights: Sequence[timedelta]) -> list[tuple[int, int]]:
    """Return *minutes* divided in proportion to *weights*: whole minutes, and what is left over.

    What is left over counts in parts of a minute, as many as there are microseconds in all weights.
    """
    sizes = [weight // timedelta.resolution for weight in weights]
    whole = sum(sizes)
    return [divmod(minutes * size, whole) for size in sizes]


def most(givers: Sequence[Giver]) -> int:
    """Return how many minutes the givers can give together."""
    given = 0
    for giver in givers:
        given = min(given + giver.room, giver.ceiling)
    return given


def divide(minutes: int, givers: Sequence[Giver]) -> list[int]:
    """Return how many whole minutes each gives, *minutes* in all or as many as they can."""
    minutes = min(minutes, most(givers))
    taken = _levelled(minutes, givers)
    over = [i for i, total in enumerate(accumulate(taken), 1) if total > givers[i - 1].ceiling]
    if not over:
        return taken
    before, after = givers[: over[-1]], givers[over[-1] :]
    first = most(before)
    rest = [replace(giver, ceiling=giver.ceiling - first) for giver in after]
    return [*divide(first, before), *divide(minutes - first, rest)]


def _levelled(minutes: int, givers: Sequence[Giver]) -> list[int]:
    """Return whole minutes in proportion to the weights, nobody giving more than its room.

    What rounding leaves over goes to the largest remainders, among equal ones to those who give
    already, so that fewer do.
    """
    taken = [0] * len(givers)
    open_ = [i for i, giver in enumerate(givers) if giver.room > 0]
    parts: list[tuple[int, int]] = []
    while open_:
        parts = proportional(minutes, [givers[i].weight for i in open_])
        full = {i for i, part in zip(open_, parts, strict=True) if part > (givers[i].room, 0)}
        if not full:
            break
        for i in full:
            taken[i] = givers[i].room
            minutes -= givers[i].room
        open_ = [i for i in open_ if i not in full]
    over: dict[int, int] = {}
    for i, (count, rest) in zip(open_, parts, strict=False):
        taken[i], over[i] = count, rest
    largest = sorted(open_, key=lambda i: (-over[i], taken[i] == 0))
    for i in largest[: minutes - sum(taken[i] for i in open_)]:
        taken[i] += 1
    return taken
