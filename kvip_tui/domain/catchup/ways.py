"""In which ways minutes can be taken from a day so that it is in time (DESIGN 2, rule 8)."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from itertools import accumulate

from kvip_tui.domain.catchup.chain import (
    Link,
    Place,
    cuts,
    givers,
    projected,
    short,
    up,
    work_out,
)
from kvip_tui.domain.catchup.share import Giver, divide, most
from kvip_tui.domain.day.timeline import BlockView
from kvip_tui.domain.state.floor import ZERO
from kvip_tui.domain.state.plan import Ends
from kvip_tui.domain.state.visit import MINUTE

Way = tuple[tuple[str, int], ...]


class Danger(StrEnum):
    """What is in danger: to begin or end in time, to be over when some leave, to last at all."""

    START = "start"
    LEAVING = "leaving"
    SHORT = "short"
    END = "end"


# What is in danger, and of which block; of none where it is the day's end.
Endangered = tuple[Danger, str | None]


def ways(chain: list[Link], late: Mapping[Endangered, timedelta]) -> list[Way]:
    """Return how many minutes to take from which blocks, in four ways.

    From as few as can give them; from all in proportion; so that all that has a fixed end gets
    its shortest length too; from what has not begun. *late* is by how much what is in danger
    misses its time: that something gets too short decides only where nothing graver is.
    """
    rooms = [link.room for link in chain]
    graver = {what: by for what, by in late.items() if what[0] is not Danger.SHORT}
    places = _in_order([_place(chain, what, by) for what, by in (graver or late).items()])
    waiting = [0 if link.runs else link.room for link in chain]
    # Two of the ways are often one, which is then worked out once.
    spread, eaten = _taken(chain, rooms, places), _short_places(chain)
    found = [
        _taken(chain, rooms, places, few=True),
        spread,
        _taken(chain, rooms, _in_order([*eaten, *places])) if eaten else spread,
        _taken(chain, waiting, places) if waiting != rooms else spread,
    ]
    return [tuple(cuts(chain, taken).items()) for taken in found]


def _in_order(places: list[Place]) -> list[Place]:
    """Return places as the day comes to them; of one place the latest first, as it decides."""
    return sorted(places, key=lambda place: (place.at, not place.ending, -place.late))


def _place(chain: list[Link], what: Endangered, by: timedelta) -> Place:
    """Return where it is felt that something misses its time by so much."""
    danger, block = what
    if block is None:
        return Place(at=len(chain), late=by, ending=True)
    at, view = next(
        (i, v) for i, link in enumerate(chain) for v in link.views if v.block.id == block
    )
    match danger:
        case Danger.LEAVING | Danger.END:
            beside = chain[at].end - projected(view)[1]
            if view.block.ends is not Ends.FIXED and chain[at].room * MINUTE <= beside:
                # Nothing that is given here shortens it: it is over sooner if it begins sooner.
                return Place(at=at, late=by)
            # Others beside it last longer: only what all give together shortens it.
            return Place(at=at + 1, late=by + beside, ending=True)
        case Danger.SHORT:
            return _short_place(at, view)
        case Danger.START:
            return Place(at=at, late=by)


def _short_place(at: int, view: BlockView) -> Place:
    late = short(view)
    return Place(at=at, late=late, idle=late - (view.block.min or 0) * MINUTE)


def _short_places(chain: list[Link]) -> list[Place]:
    """Return the links in which delay eats into the shortest length of what has a fixed end."""
    found = [_short_place(at, max(link.views, key=short)) for at, link in enumerate(chain)]
    return [place for place in found if place.late]


def _taken(
    chain: list[Link], rooms: list[int], places: Sequence[Place], *, few: bool = False
) -> list[int]:
    """Return the minutes to take from each link so that each place is in time, as far as can be."""
    taken, left, gained = [0] * len(chain), list(rooms), [ZERO]
    for place in places:
        gain = work_out(gained, chain, taken, place)
        need = up(place.late - gain)
        able = givers(chain, left, gained, place) if need > 0 and any(left[: place.at]) else []
        if gain + most(able) * MINUTE <= max(place.idle, gain):
            continue
        able = _fewest(need, able) if few else able
        for giver, minutes in zip(able, divide(need, able), strict=True):
            taken[giver.at] += minutes
            left[giver.at] -= minutes
        del gained[able[0].at + 1 :]
    return taken


def _fewest(need: int, able: list[Giver]) -> list[Giver]:
    """Return as few as can give what is needed, or all where they cannot.

    The longest of those who can give it all comes first, then those who can give most.
    """
    order = sorted(range(len(able)), key=lambda i: (-min(need, able[i].most), -able[i].weight))
    for count, total in enumerate(accumulate(able[i].most for i in order), 1):
        if total < need:
            continue
        chosen = [able[i] for i in sorted(order[:count])]
        if most(chosen) >= need:
            return chosen
    return able
