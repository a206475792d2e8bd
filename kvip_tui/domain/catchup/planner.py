"""Proposes how a late day can keep its appointments and its end (DESIGN 2, rule 8).

What a proposal comes to is seen by projecting the day with it, not by arithmetic.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.base import AnyEvent, Refusal, Sent
from kvip_tui.domain.catchup.chain import links, short, up
from kvip_tui.domain.catchup.ways import Danger, Endangered, Way, ways
from kvip_tui.domain.day.departures import departures
from kvip_tui.domain.day.projection import SILENCE, Span, length, project
from kvip_tui.domain.day.timeline import BlockView, DayView, State, current_day, day_view
from kvip_tui.domain.state.floor import ZERO
from kvip_tui.domain.state.plan import Ends
from kvip_tui.domain.state.visit import MINUTE, Visit


class CatchupApplied(Sent, frozen=True, tag="catchup_applied"):
    """A proposal to catch up was applied: blocks were made shorter, a later end was accepted.

    ``changes`` are blocks' ids and what was added to them, negative; ``day_end`` is None where
    the day ends in time.
    """

    day: str
    changes: tuple[tuple[str, timedelta], ...]
    day_end: datetime | None = None


class ApplyCatchup(Struct, frozen=True):
    """Apply the proposal to catch up that has that number, counted from 1."""

    number: int


MOST_PROPOSALS = 3


class Delay(Struct, frozen=True):
    """What is going to miss its time: a block others come to, or leave, or that gets too short.

    ``block`` is None where it is the day's end. ``at`` is when it is going to be, ``by`` how much
    later than it should; of what gets too short, when it begins and how much it lacks.
    """

    block: str | None
    at: datetime
    by: timedelta
    danger: Danger = Danger.START

    @property
    def what(self) -> Endangered:
        """What is in danger, and of which block."""
        return self.danger, self.block


class Squeezed(Struct, frozen=True):
    """A block with a fixed end, which delay eats into: how many minutes it lasts, and should."""

    block: str
    minutes: int
    least: int


class Proposal(Struct, frozen=True):
    """A way to catch up.

    Args:
        minutes: How many whole minutes to take from each block, in the order of the day.
        delays: What is passed all the same, be it by no more than two minutes.
        day_end: When the day then ends.
        squeezed: Blocks that delay has eaten into beyond their shortest length, as they then are.
        spans: When each block that runs or lies ahead then begins and ends.
    """

    minutes: Way
    delays: tuple[Delay, ...]
    day_end: datetime
    squeezed: tuple[Squeezed, ...]
    spans: Mapping[str, Span]

    @property
    def late(self) -> dict[Endangered, timedelta]:
        """How late all that is in danger is all the same."""
        return {delay.what: delay.by for delay in self.delays}

    @property
    def passed(self) -> tuple[Delay, ...]:
        """What is passed all the same by more than two minutes."""
        return _unsilent(self.delays)

    @property
    def accepts(self) -> datetime | None:
        """The later end of the day that goes with it, None where the day ends in time."""
        return next((delay.at for delay in self.passed if delay.block is None), None)


class Catchup(Struct, frozen=True):
    """What is endangered in a day, and what can be done."""

    delays: tuple[Delay, ...] = ()
    proposals: tuple[Proposal, ...] = ()

    @property
    def lost(self) -> tuple[Delay, ...]:
        """What no proposal brings a minute nearer to its time, but for the day's end."""
        late = [proposal.late for proposal in self.proposals]
        return tuple(
            delay
            for delay in self.delays
            if delay.block is not None
            and all(delay.by - left.get(delay.what, ZERO) < MINUTE for left in late)
        )


def catch_up(visit: Visit, day: DayView) -> Catchup:
    """Return up to three ways to catch up, the best and then the simplest first.

    A day that nobody began before it should have ended is not being held, and gets none.
    """
    abandoned = not day.begun and day.planned_end is not None and day.now >= day.planned_end
    delays = () if abandoned else _unsilent(_delays(visit, day, _spans(day)))
    if not delays:
        return Catchup()
    found = ways(links(visit, day), {delay.what: delay.by for delay in delays})
    tried = {way: _proposal(visit, day, way) for way in {(), *found}}
    return Catchup(delays, _chosen(tried[()], [tried[way] for way in found]))


def _unsilent(delays: tuple[Delay, ...]) -> tuple[Delay, ...]:
    return tuple(delay for delay in delays if delay.by > SILENCE)


def _delays(visit: Visit, day: DayView, spans: Mapping[str, Span]) -> tuple[Delay, ...]:
    """Return what misses its time where the blocks have those times."""
    found = [
        delay
        for view in day.blocks
        if (view.awaited or view.block.ends is Ends.FIXED) and view.state is State.WAITING
        if view.block.id in spans
        for delay in _of_block(view, spans[view.block.id])
    ]
    # Of several groups that leave one block, the first to leave is the one that is kept longest.
    kept: dict[str, Delay] = {}
    for one in departures(visit, day.day, spans):
        if one.late:
            kept.setdefault(one.block, Delay(one.block, one.until, one.late, Danger.LEAVING))
    found += kept.values()
    end, due = max((span[1] for span in spans.values()), default=None), day.planned_end
    if end is not None and due is not None:
        due = max(due, visit.day_ends.get(day.day.id, due))
        if end > due:
            found.append(Delay(None, end, end - due, Danger.END))
    return tuple(found)


def _of_block(view: BlockView, span: Span) -> Iterator[Delay]:
    """Yield that others wait for a block to come, and that it gets less than its shortest length.

    What has a length of its own is shortened on purpose only.
    """
    if view.awaited and view.planned and span[0] > view.planned[0]:
        yield Delay(view.block.id, span[0], span[0] - view.planned[0])
    lacking = (view.block.min or 0) * MINUTE - length(span)
    if view.block.ends is Ends.FIXED and lacking > ZERO:
        yield Delay(view.block.id, span[0], lacking, Danger.SHORT)


def _spans(day: DayView) -> dict[str, Span]:
    return {view.block.id: view.projected for view in day.blocks if view.projected}


def _proposal(visit: Visit, day: DayView, minutes: Way) -> Proposal:
    """Return what taking so many minutes from blocks comes to."""
    spans = _spans(day)
    if minutes:
        planned = {view.block.id: view.planned for view in day.blocks if view.planned}
        spans = project(visit, day.day, planned, day.now, dict(_changes(minutes)))
    return Proposal(
        minutes=minutes,
        delays=_delays(visit, day, spans),
        day_end=max(span[1] for span in spans.values()),
        squeezed=tuple(_squeezed(view, spans) for view in day.blocks if short(view)),
        spans=spans,
    )


def _squeezed(view: BlockView, spans: Mapping[str, Span]) -> Squeezed:
    minutes = length(spans[view.block.id]) // MINUTE
    return Squeezed(block=view.block.id, minutes=minutes, least=view.block.min or 0)


def _changes(minutes: Way) -> tuple[tuple[str, timedelta], ...]:
    return tuple((block, -count * MINUTE) for block, count in minutes)


def _chosen(as_it_is: Proposal, found: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """Return the ways that bring the day as far back as any.

    Those come first that let everything have its shortest length, then those with the fewest
    blocks; last to end later, where no appointment that can be kept would be left in danger.
    """
    few, spread, roomy, later = found
    helped = [
        delay.what
        for delay in as_it_is.passed
        if any(delay.by - way.late.get(delay.what, ZERO) >= MINUTE for way in found)
    ]
    helped = [what for what in helped if what[0] is not Danger.SHORT] or helped

    def left(way: Proposal) -> list[int]:
        late = way.late
        return sorted((up(late.get(place, ZERO)) for place in helped), reverse=True)

    reach = min(map(left, found))
    end_later = as_it_is.accepts is not None and all(block is None for _danger, block in helped)

    def fits(way: Proposal) -> bool:
        return bool(helped) and left(way) == reach if way.minutes else end_later

    roomier = [roomy] if roomy.squeezed != few.squeezed else []
    ranked = filter(fits, [few, spread, *roomier, as_it_is, later])
    distinct = list({way.minutes: way for way in ranked}.values())[:MOST_PROPOSALS]
    return tuple(sorted(distinct, key=_rank))


def _rank(way: Proposal) -> tuple[bool, int, int]:
    """Return what ways are put in order by."""
    too_short = sum(block.minutes < block.least for block in way.squeezed)
    return not way.minutes, too_short, len(way.minutes)


def decide_catchup(visit: Visit, intent: ApplyCatchup, now: datetime) -> tuple[AnyEvent, ...]:
    """Return what comes of applying the proposal of that number, counted from 1.

    Raises:
        Refusal: There is none of that number as things stand at *now*.
    """
    day = day_view(visit, current_day(visit, now), now)
    proposals = catch_up(visit, day).proposals
    if not proposals:
        raise Refusal("catchup.none")
    if not 1 <= intent.number <= len(proposals):
        raise Refusal("catchup.unknown", number=intent.number, count=len(proposals))
    chosen = proposals[intent.number - 1]
    changes = _changes(chosen.minutes)
    return (CatchupApplied(day=day.day.id, changes=changes, day_end=chosen.accepts),)


def apply_catchup(visit: Visit, event: CatchupApplied) -> Visit:
    """Return the visit after a proposal was applied."""
    ends = {event.day: event.day_end} if event.day_end else {}
    shortened = visit.lengthened(event.changes)
    return replace(shortened, day_ends={**visit.day_ends, **ends})
