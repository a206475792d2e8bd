"""When blocks are planned, and when they will begin and end as things stand (DESIGN 2, rule 4)."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from kvip_tui.domain.day.guests import expected, keeps_time
from kvip_tui.domain.state.plan import Block, Day, Ends, Plan, segments
from kvip_tui.domain.state.visit import Run, Visit

SILENCE = timedelta(minutes=2)


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


def planned_spans(plan: Plan, day: Day, day_date: date) -> dict[str, Span]:
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


def to_come(visit: Visit, day: Day) -> list[tuple[Block, ...]]:
    """Return the segments that run or lie ahead: what was jumped past waits to be asked for."""
    cut = segments(day.blocks)
    begun = [i for i, s in enumerate(cut) if any(visit.run(b.id).started for b in s)]
    furthest = max(begun, default=0)
    running = [s for s in cut[:furthest] if any(visit.run(b.id).running for b in s)]
    return [*running, *cut[furthest:]]


def project(visit: Visit, day: Day, spans: dict[str, Span], now: datetime) -> dict[str, Span]:
    """Return the projected start and end of each block that runs or waits (DESIGN 2, rule 4)."""
    awaited = expected(day)
    timed = [block for block in day.blocks if block.id in spans]
    begun = {
        block.id: span
        for block in timed
        if (span := _begun_span(block, visit.run(block.id), spans[block.id], now)) is not None
    }
    projected = {key: span for key, span in begun.items() if visit.run(key).running}
    last = max((end for _, end in begun.values()), default=None)
    for segment, joining in _coming(visit, day):
        waiting = [b for b in segment if visit.run(b.id).waiting and b.id in spans]
        if not waiting:
            continue
        start = max([now, *_bounds(waiting, spans, last, awaited, joining=joining)])
        for block in waiting:
            added = visit.run(block.id).added
            projected[block.id] = _coming_span(block, added, spans[block.id], start)
        ends = [projected[block.id][1] for block in waiting]
        last = max(ends if last is None else [last, *ends])
    return projected


def _begun_span(block: Block, run: Run, planned: Span, now: datetime) -> Span | None:
    """Return when a block began and ended, or is going to end; None where it has not begun."""
    if run.started is None:
        return None
    return run.started, run.ended or max(now, run.started, due(block, run, planned, now))


def _coming_span(block: Block, added: timedelta, planned: Span, start: datetime) -> Span:
    """Return when a block that begins at *start* is going to end; never before that."""
    end = planned[1] if block.ends is Ends.FIXED else start + length(planned)
    return start, max(start, end + added)


def _coming(visit: Visit, day: Day) -> list[tuple[tuple[Block, ...], bool]]:
    """Return the segments still to come, first the one whose members can join it while it runs."""
    ahead = to_come(visit, day)
    cut = [(s, any(visit.run(b.id).running for b in s)) for s in ahead]
    return sorted(cut, key=lambda pair: not pair[1])


def _bounds(
    blocks: list[Block],
    spans: dict[str, Span],
    last: datetime | None,
    awaited: frozenset[str],
    *,
    joining: bool,
) -> list[datetime]:
    """Return what the blocks of a segment cannot begin before, *last* being when others end.

    What nothing precedes, be it that all before it was skipped, begins as planned.
    """
    bounds = [spans[block.id][0] for block in blocks if keeps_time(block, awaited)]
    if last is None:
        bounds.append(min(spans[block.id][0] for block in blocks))
    elif not joining:
        bounds.append(last + timedelta(minutes=max(block.changeover for block in blocks)))
    return bounds
