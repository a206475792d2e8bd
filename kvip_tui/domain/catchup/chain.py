"""The rest of a day as a chain: what can be shortened, and how far that is felt further on."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from kvip_tui.domain.catchup.share import Giver
from kvip_tui.domain.day.projection import Span, length, to_come
from kvip_tui.domain.day.timeline import BlockView, DayView, State
from kvip_tui.domain.state.floor import ZERO
from kvip_tui.domain.state.plan import Ends, Starts
from kvip_tui.domain.state.visit import MINUTE, Visit

UNHINDERED = timedelta(days=10_000)


def room(view: BlockView) -> timedelta:
    """Return how much shorter a block can be made: whole minutes, down to its ``min``.

    One without ``min`` does not give, nor does an appointment, as others have set that time
    aside; one that runs keeps what has passed.
    """
    appointed = view.block.starts is Starts.APPOINTMENT
    if view.block.min is None or view.remaining is None or appointed:
        return ZERO
    spare = length_of(view) - view.paused - view.block.min * MINUTE
    return max(ZERO, min(spare, view.remaining)) // MINUTE * MINUTE


class Link(Struct, frozen=True):
    """What runs or waits side by side, and is over when the last of it is.

    ``room`` is how many whole minutes earlier its end can be made: none where one of several has
    a fixed end. ``weight`` is how long it still lasts. Where what is before it ends earlier, it
    begins at most ``start_gain`` earlier, for an appointment waits for its time; at most
    ``end_gain`` of that is felt at its end, for a fixed end stays where it is.
    """

    views: tuple[BlockView, ...]
    end: datetime
    room: int
    weight: timedelta
    start_gain: timedelta
    end_gain: timedelta

    @property
    def runs(self) -> bool:
        """Whether any of it has begun."""
        return any(view.started for view in self.views)


def up(span: timedelta) -> int:
    """Return a span in whole minutes, rounded up."""
    return -(-span // MINUTE)


def links(visit: Visit, day: DayView) -> list[Link]:
    """Return what runs and what lies ahead of a day, in the order in which it comes."""
    running: list[BlockView] = []
    coming: list[list[BlockView]] = []
    views = {view.block.id: view for view in day.blocks if view.projected}
    for segment in to_come(visit, day.day):
        members = [views[block.id] for block in segment if block.id in views]
        if any(view.state is not State.WAITING for view in members):
            running += members
        elif members:
            coming.append(members)
    groups = [running, *coming] if running else coming
    return [_link(group, day.now) for group in groups]


def projected(view: BlockView) -> Span:
    """Return when a block that is in a link begins and ends."""
    if view.projected is None:
        raise ValueError(view.block.id)
    return view.projected


def _link(views: list[BlockView], now: datetime) -> Link:
    end = max([projected(view)[1] for view in views])
    earliest, weight, end_gain, held, rooms = now, ZERO, UNHINDERED, False, list[int]()
    for view in views:
        slack = end - projected(view)[1]
        rooms.append((room(view) + slack) // MINUTE)
        if view.planned and view.keeps_time:
            earliest = max(earliest, view.planned[0])
        if view.remaining:
            weight = max(weight, view.remaining)
        if _fixed(view):
            held, end_gain = True, min(end_gain, _felt(view) + slack)
    return Link(
        views=tuple(views),
        end=end,
        room=min(rooms) if len(views) == 1 or not held else 0,
        weight=weight,
        start_gain=max(ZERO, projected(views[0])[0] - earliest),
        end_gain=end_gain,
    )


def short(view: BlockView) -> timedelta:
    """Return how much sooner a block with a fixed end must begin to get its shortest length."""
    if not _fixed(view) or view.projected is None or not view.block.min:
        return ZERO
    return _felt(view, view.block.min)


def _fixed(view: BlockView) -> bool:
    """Return whether a block that waits has a fixed end."""
    return view.block.ends is Ends.FIXED and view.started is None


def _felt(view: BlockView, least: int = 0) -> timedelta:
    """Return how much too late a block begins for *least* minutes before its fixed end."""
    if view.planned is None:
        return ZERO
    return max(ZERO, projected(view)[0] - (view.planned[1] + view.added - least * MINUTE))


class Place(Struct, frozen=True):
    """The start of the link ``at``, or where it is ``ending`` the end of the one before it.

    ``late`` is how late it comes. To come less than ``idle`` earlier would be of no use.
    """

    at: int
    late: timedelta = ZERO
    ending: bool = False
    idle: timedelta = ZERO


def work_out(
    gained: list[timedelta], chain: Sequence[Link], taken: Sequence[int], place: Place
) -> timedelta:
    """Return how much earlier a place comes where *taken* minutes are given.

    *gained* is what is known of how much earlier the first links begin, and is added to.
    """
    starts = place.at - 1 if place.ending else place.at
    for i in range(len(gained), starts + 1):
        gain, given = gained[-1], taken[i - 1]
        felt = gain or given
        gained.append(
            min(_end_gain(gain, chain[i - 1], given), chain[i].start_gain) if felt else ZERO
        )
    if place.ending:
        return _end_gain(gained[starts], chain[starts], taken[starts])
    return gained[starts]


def _end_gain(gain: timedelta, link: Link, minutes: int) -> timedelta:
    """Return how much earlier a link ends that begins so much earlier and gives so many minutes."""
    return min(gain, link.end_gain) + minutes * MINUTE


def givers(
    chain: Sequence[Link], rooms: Sequence[int], gained: Sequence[timedelta], place: Place
) -> list[Giver]:
    """Return the links before *place* that can still give something that is felt there.

    *gained* is how much earlier each link begins already.
    """
    felt = UNHINDERED if place.ending else chain[place.at].start_gain - gained[place.at]
    found = []
    for i in reversed(range(place.at)):
        if felt <= ZERO:
            break
        if rooms[i]:
            found.append(Giver(weight=chain[i].weight, room=rooms[i], ceiling=up(felt), at=i))
        felt = min(felt, chain[i].end_gain - gained[i], chain[i].start_gain - gained[i])
    return found[::-1]


def cuts(chain: Sequence[Link], taken: Sequence[int]) -> dict[str, int]:
    """Return how many minutes each block gives, by id, where the links give *taken*.

    Of what runs side by side only what would last too long is shortened.
    """
    return {
        view.block.id: less
        for link, minutes in zip(chain, taken, strict=True)
        if minutes
        for view in link.views
        if (less := up(minutes * MINUTE - (link.end - projected(view)[1]))) > 0
    }


def length_of(view: BlockView) -> timedelta:
    """Return how long a block is going to last."""
    return length(projected(view))
