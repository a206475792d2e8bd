"""Divides minutes between those that can give them, in proportion to their length."""

from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction
from itertools import accumulate

from msgspec import Struct

MINUTE = timedelta(minutes=1)


class Giver(Struct, frozen=True):
    """Something that can give up to ``room`` whole minutes, in proportion to ``weight``.

    It and all those before it together can give no more than ``ceiling``, which never falls from
    one giver to the next.
    """

    weight: timedelta
    room: int
    ceiling: int

    @property
    def most(self) -> int:
        """How many minutes it can give alone."""
        return min(self.room, self.ceiling)


def proportional(total: Fraction, weights: Sequence[timedelta]) -> list[Fraction]:
    """Return *total* minutes divided in proportion to *weights*, exactly."""
    sizes = [weight // timedelta.resolution for weight in weights]
    whole = sum(sizes)
    return [total * size / whole for size in sizes]


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
    rest = [Giver(weight=g.weight, room=g.room, ceiling=g.ceiling - first) for g in after]
    return [*divide(first, before), *divide(minutes - first, rest)]


def _levelled(minutes: int, givers: Sequence[Giver]) -> list[int]:
    """Return whole minutes in proportion to the weights, nobody giving more than its room.

    What rounding leaves over goes to the largest remainders, among equal ones to those who give
    already, so that fewer do.
    """
    taken = [0] * len(givers)
    open_ = [i for i, giver in enumerate(givers) if giver.room > 0]
    while open_:
        parts = proportional(Fraction(minutes), [givers[i].weight for i in open_])
        full = {i for i, part in zip(open_, parts, strict=True) if part > givers[i].room}
        if not full:
            break
        for i in full:
            taken[i] = givers[i].room
            minutes -= givers[i].room
        open_ = [i for i in open_ if i not in full]
    else:
        return taken
    for i, part in zip(open_, parts, strict=True):
        taken[i] = int(part)
    over = {i: part - int(part) for i, part in zip(open_, parts, strict=True)}
    largest = sorted(open_, key=lambda i: (-over[i], taken[i] == 0))
    for i in largest[: int(sum(over.values()))]:
        taken[i] += 1
    return taken
