"""In which ways minutes can be taken from a day so that it is in time (DESIGN 2, rule 8)."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import accumulate

from msgspec import Struct

from kvip_tui.domain.catchup.chain import Link, cuts, givers, short, up, work_out
from kvip_tui.domain.catchup.share import Giver, divide, most
from kvip_tui.domain.state.floor import ZERO
from kvip_tui.domain.state.visit import MINUTE

Way = tuple[tuple[str, int], ...]


class Place(Struct, frozen=True):
    """The start of a link, or the day's end, and how late it is.

    To come less than ``idle`` earlier would be of no use.
    """

    at: int
    late: timedelta
    idle: timedelta = ZERO


def ways(chain: list[Link], late: Mapping[str | None, timedelta]) -> list[Way]:
    """Return how many minutes to take from which blocks, in four ways.

    From as few as can give them; from all in proportion; so that what has a fixed end gets its
    shortest length too; from what has not begun. *late* is by how much each appointment passes
    its time, by block id, and the day its end, under None.
    """
    rooms = [link.room for link in chain]
    places = _places(chain, late)
    waiting = [0 if link.runs else link.room for link in chain]
    found = [
        _taken(chain, rooms, places, few=True),
        _taken(chain, rooms, places),
        _taken(chain, rooms, sorted([*_short_places(chain), *places], key=lambda p: p.at)),
        _taken(chain, waiting, places),
    ]
    return [tuple(cuts(chain, taken).items()) for taken in found]


def _places(chain: list[Link], late: Mapping[str | None, timedelta]) -> list[Place]:
    """Return which links, or the day's end, are late and by how much; a link once."""
    places: dict[int, timedelta] = {}
    number = {view.block.id: i for i, link in enumerate(chain) for view in link.views}
    for block, by in late.items():
        place = len(chain) if block is None else number[block]
        places[place] = max(by, places.get(place, ZERO))
    return [Place(at=place, late=by) for place, by in sorted(places.items())]


def _short_places(chain: list[Link]) -> list[Place]:
    """Return the links in which delay eats into the shortest length of what has a fixed end."""
    found = []
    for at, link in enumerate(chain):
        view = max(link.views, key=short)
        late, least = short(view), (view.block.min or 0) * MINUTE
        if late:
            found.append(Place(at=at, late=late, idle=late - least))
    return found


def _taken(
    chain: list[Link], rooms: list[int], places: Sequence[Place], *, few: bool = False
) -> list[int]:
    """Return the minutes to take from each link so that each place is in time, as far as can be."""
    taken, left, gained = [0] * len(chain), list(rooms), [ZERO]
    for place in places:
        gain = work_out(gained, chain, taken, place.at)
        need = up(place.late - gain)
        able = givers(chain, left, gained, place.at) if need > 0 and any(left[: place.at]) else []
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
