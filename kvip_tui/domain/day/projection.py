"""When blocks are planned, and when they will begin and end as things stand (DESIGN 2, rule 4)."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from kvip_tui.domain.day.guests import expected, keeps_time
from kvip_tui.domain.remembered import remembered
from kvip_tui.domain.state.floor import ZERO
from kvip_tui.domain.state.plan import Block, Day, Ends, Plan, segments
from kvip_tui.domain.state.visit import NOT_STARTED, Run, Visit

SILENCE = timedelta(minutes=2)
NO_CHANGES: Final[Mapping[str, timedelta]] = {}

Span = tuple[datetime, datetime]


# A tick asks for the same instants again and again, a thousand of them in a day of 200 blocks.
@lru_cache(maxsize=4096)
def instant(day_date: date, minutes: int, zone: ZoneInfo) -> datetime:
    """Return the UTC instant of a local wall-clock time, *minutes* after that date's midnight."""
    wall = datetime.combine(day_date, time(), tzinfo=zone) + timedelta(minutes=minutes)
    return wall.astimezone(UTC)


def date_of(visit: Visit, day: Day) -> date:
    """Return the calendar date of a day of the visit."""
    return visit.date + timedelta(days=day.offset)


def local_day(visit: Visit, now: datetime) -> date:
    """Return the calendar date at an instant, where the visit is."""
    return now.astimezone(ZoneInfo(visit.plan.timezone)).date()


@remembered
def planned_spans(plan: Plan, day: Day, day_date: date) -> Mapping[str, Span]:
    """Return the planned start and end of each timed block of a day, by block id.

    In the hour that is missing when summer time begins an end can fall before its start; such a
    block has no length.
    """
    zone = plan.zone
    spans: dict[str, Span] = {}
    for block in day.blocks:
        if block.start is not None and block.end is not None:
            start = instant(day_date, block.start, zone)
            spans[block.id] = (start, max(start, instant(day_date, block.end, zone)))
    return spans


def length(span: Span) -> timedelta:
    """Return how long a span lasts."""
    return span[1] - span[0]


def due(block: Block, run: Run, span: Span, now: datetime) -> datetime:
    """Return when a begun block's time is up (DESIGN 2, rule 1): past or future."""
    if block.ends is Ends.FIXED or run.started is None:
        return span[1] + run.added
    return run.started + length(span) + run.added + run.paused_time(now)


def to_come(visit: Visit, day: Day) -> tuple[tuple[Block, ...], ...]:
    """Return the segments that run or lie ahead: what was jumped past waits to be asked for."""
    return _to_come(day, visit.runs)


@remembered
def _to_come(day: Day, runs: Mapping[str, Run]) -> tuple[tuple[Block, ...], ...]:
    cut = segments(day.blocks)
    begun = [i for i, s in enumerate(cut) if any(_run(runs, b).started for b in s)]
    furthest = max(begun, default=0)
    running = [s for s in cut[:furthest] if any(_run(runs, b).running for b in s)]
    return (*running, *cut[furthest:])


def _run(runs: Mapping[str, Run], block: Block) -> Run:
    return runs.get(block.id, NOT_STARTED)


def project(
    visit: Visit,
    day: Day,
    spans: Mapping[str, Span],
    now: datetime,
    changes: Mapping[str, timedelta] = NO_CHANGES,
) -> dict[str, Span]:
    """Return the projected start and end of each block that runs or waits (DESIGN 2, rule 4).

    *changes* is what is added to blocks besides what has been, negative where it is taken away.
    """
    standing = _standing(day, visit.runs, spans)
    projected = {
        block.id: (
            start,
            max(now, start, due(block, run, planned, now) + changes.get(block.id, ZERO)),
        )
        for block, run, planned, start in standing.running
    }
    ends = [end for _start, end in projected.values()]
    last = max(filter(None, (standing.ended, *ends)), default=None)
    for segment in standing.coming:
        start = segment.begins(now, last)
        for block, lasts, fixed in segment.waiting:
            end = fixed or start + lasts
            if block in changes:
                end += changes[block]
            projected[block] = (start, max(start, end))
        ends = [projected[block][1] for block, _lasts, _fixed in segment.waiting]
        last = max(ends if last is None else [last, *ends])
    return projected


class _Coming(Struct, frozen=True):
    """A segment still to come: of each block that waits its id, how long it lasts, its fixed end.

    ``kept`` is the time that it keeps, if any, ``planned`` when the first of it should begin.
    Members that join while others run need no ``changeover`` after what is before them.
    """

    waiting: tuple[tuple[str, timedelta, datetime | None], ...]
    kept: datetime | None
    planned: datetime
    changeover: timedelta
    joining: bool

    def begins(self, now: datetime, last: datetime | None) -> datetime:
        """Return when it begins, *last* being when others end.

        What nothing precedes, be it that all before it was skipped, begins as planned.
        """
        start = now if self.kept is None else max(now, self.kept)
        if last is None:
            return max(start, self.planned)
        return start if self.joining else max(start, last + self.changeover)


class _Standing(Struct, frozen=True):
    """What of a projection only an event changes: what runs, what is over, and what is to come."""

    running: tuple[tuple[Block, Run, Span, datetime], ...]
    ended: datetime | None
    coming: tuple[_Coming, ...]


@remembered
def _standing(day: Day, runs: Mapping[str, Run], spans: Mapping[str, Span]) -> _Standing:
    timed = [(block, _run(runs, block)) for block in day.blocks if block.id in spans]
    awaited = expected(day)
    cut = [(s, any(_run(runs, b).running for b in s)) for s in _to_come(day, runs)]
    # First comes the segment whose members can join it while it runs.
    cut.sort(key=lambda pair: not pair[1])
    waits = [(_waiting(s, runs, spans), joining) for s, joining in cut]
    return _Standing(
        running=tuple(
            (block, run, spans[block.id], run.started)
            for block, run in timed
            if run.started is not None and run.running
        ),
        ended=max((run.ended for _, run in timed if run.started and run.ended), default=None),
        coming=tuple(
            _coming(waiting, spans, awaited, joining=joining)
            for waiting, joining in waits
            if waiting
        ),
    )


def _waiting(
    segment: tuple[Block, ...], runs: Mapping[str, Run], spans: Mapping[str, Span]
) -> list[tuple[Block, timedelta]]:
    """Return what of a segment waits, and what was added to it."""
    found = [(block, _run(runs, block)) for block in segment if block.id in spans]
    return [(block, run.added) for block, run in found if run.waiting]


def _coming(
    waiting: list[tuple[Block, timedelta]],
    spans: Mapping[str, Span],
    awaited: frozenset[str],
    *,
    joining: bool,
) -> _Coming:
    blocks = [block for block, _added in waiting]
    kept = (spans[block.id][0] for block in blocks if keeps_time(block, awaited))
    return _Coming(
        waiting=tuple(
            (
                block.id,
                length(spans[block.id]) + added,
                spans[block.id][1] + added if block.ends is Ends.FIXED else None,
            )
            for block, added in waiting
        ),
        kept=max(kept, default=None),
        planned=min(spans[block.id][0] for block in blocks),
        changeover=timedelta(minutes=max(block.changeover for block in blocks)),
        joining=joining,
    )
