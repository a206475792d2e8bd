"""Where a day stands: planned, actual and projected times of its blocks (DESIGN 2)."""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from msgspec import Struct

from kvip_tui.domain.plan import Block, Day, Ends, Plan, Starts, segment_of, segments
from kvip_tui.domain.visit import ZERO, Run, Visit

Span = tuple[datetime, datetime]


class State(StrEnum):
    """What a block is doing."""

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    SKIPPED = "skipped"


class Phase(StrEnum):
    """How near its end a running block is (DESIGN 2, rule 5)."""

    DEFAULT = "default"
    WARNING = "warning"
    DANGER = "danger"
    OVERTIME = "overtime"


class BlockView(Struct, frozen=True):
    """A block as it stands at one moment; instants are UTC and None where they are not known."""

    block: Block
    state: State
    planned: Span | None
    projected: Span | None
    started: datetime | None
    ended: datetime | None
    phase: Phase | None
    remaining: timedelta | None
    elapsed: timedelta
    added: timedelta
    paused: timedelta
    overtime: timedelta


class DayView(Struct, frozen=True):
    """A day as it stands at one moment; ``behind`` is negative where the day is ahead."""

    day: Day
    now: datetime
    blocks: tuple[BlockView, ...]
    behind: timedelta
    planned_end: datetime | None
    projected_end: datetime | None

    @property
    def running(self) -> tuple[BlockView, ...]:
        """The blocks that run, paused ones too."""
        return tuple(b for b in self.blocks if b.state in {State.RUNNING, State.PAUSED})

    @property
    def upcoming(self) -> tuple[BlockView, ...]:
        """The next block to begin, or the members of the next parallel group.

        Those who can join a group that runs come before what was left behind.
        """
        waiting = [view for view in self.blocks if view.state is State.WAITING]
        for view in (*self.running, *waiting[:1]):
            ids = {block.id for block in segment_of(self.day.blocks, view.block.id)}
            if members := tuple(w for w in waiting if w.block.id in ids):
                return members
        return ()

    @property
    def begun(self) -> bool:
        """Whether any block of the day has begun."""
        return any(b.started for b in self.blocks)

    @property
    def over(self) -> bool:
        """Whether every block of the day has ended or been skipped."""
        return all(b.state in {State.DONE, State.SKIPPED} for b in self.blocks)

    def view(self, block_id: str) -> BlockView | None:
        """Return the view of the block with that id, or None where it is not in this day."""
        return next((b for b in self.blocks if b.block.id == block_id), None)


def instant(day_date: date, minutes: int, zone: ZoneInfo) -> datetime:
    """Return the UTC instant of a local wall-clock time, *minutes* after that date's midnight."""
    wall = datetime.combine(day_date, time(), tzinfo=zone) + timedelta(minutes=minutes)
    return wall.astimezone(UTC)


def date_of(visit: Visit, day: Day) -> date:
    """Return the calendar date of a day of the visit."""
    return visit.date + timedelta(days=day.offset)


def planned_spans(plan: Plan, day: Day, day_date: date) -> dict[str, Span]:
    """Return the planned start and end of each timed block of a day, by block id.

    In the hour that is missing when summer time begins an end can fall before its start; such a
    block has no length.
    """
    zone = ZoneInfo(plan.timezone)
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


def phase_of(remaining: timedelta, warning: timedelta, danger: timedelta) -> Phase:
    """Return the phase of a running block with that much time left."""
    if remaining < ZERO:
        return Phase.OVERTIME
    if remaining <= danger:
        return Phase.DANGER
    return Phase.WARNING if remaining <= warning else Phase.DEFAULT


def project(visit: Visit, day: Day, spans: dict[str, Span], now: datetime) -> dict[str, Span]:
    """Return the projected start and end of each block that runs or waits (DESIGN 2, rule 4)."""
    timed = [block for block in day.blocks if block.id in spans]
    begun = {
        block.id: span
        for block in timed
        if (span := _begun_span(block, visit.run(block.id), spans[block.id], now)) is not None
    }
    projected = {key: span for key, span in begun.items() if visit.run(key).running}
    ends = [end for _, end in begun.values()]
    for segment, joining in _coming(visit, day):
        waiting = [b for b in segment if visit.run(b.id).waiting and b.id in spans]
        if not waiting:
            continue
        start = max([now, *_bounds(waiting, spans, ends, joining=joining)])
        for block in waiting:
            planned = spans[block.id]
            fixed = block.ends is Ends.FIXED
            end = max(start, planned[1]) if fixed else start + length(planned)
            projected[block.id] = (start, end)
        ends += [projected[block.id][1] for block in waiting]
    return projected


def _begun_span(block: Block, run: Run, planned: Span, now: datetime) -> Span | None:
    """Return when a block began and ended, or is going to end; None where it has not begun."""
    if run.started is None:
        return None
    return run.started, run.ended or max(now, run.started, due(block, run, planned, now))


def _coming(visit: Visit, day: Day) -> list[tuple[tuple[Block, ...], bool]]:
    """Return the day's segments, first the one whose members can join it while it runs."""
    cut = [(s, any(visit.run(b.id).running for b in s)) for s in segments(day.blocks)]
    return sorted(cut, key=lambda pair: not pair[1])


def _bounds(
    blocks: list[Block], spans: dict[str, Span], ends: list[datetime], *, joining: bool
) -> list[datetime]:
    """Return what the blocks of a segment cannot begin before, *ends* being when others end.

    What nothing precedes, be it that all before it was skipped, begins as planned.
    """
    bounds = [spans[block.id][0] for block in blocks if block.starts is not Starts.FOLLOWS]
    if not ends:
        bounds.append(min(spans[block.id][0] for block in blocks))
    elif not joining:
        bounds.append(max(ends) + timedelta(minutes=max(block.changeover for block in blocks)))
    return bounds


def state_of(run: Run) -> State:
    """Return what a block is doing."""
    if run.skipped:
        return State.SKIPPED
    if run.started is None:
        return State.WAITING
    if run.ended is not None:
        return State.DONE
    return State.PAUSED if run.paused else State.RUNNING


def block_view(
    plan: Plan, block: Block, run: Run, spans: tuple[Span | None, Span | None], now: datetime
) -> BlockView:
    """Return one block as it stands; *spans* are its planned and its projected times."""
    planned, projected = spans
    state, paused = state_of(run), run.paused_time(now)
    until = run.ended or now
    elapsed = max(ZERO, until - run.started - paused) if run.started else ZERO
    remaining, phase, overtime = None, None, ZERO
    if planned is not None and run.started is not None:
        remaining = due(block, run, planned, now) - until
        overtime = max(ZERO, -remaining)
    elif planned is not None and state is State.WAITING:
        remaining = length(projected or planned)
    if run.running and remaining is not None:
        warning, danger = timedelta(minutes=plan.warning), timedelta(minutes=plan.danger)
        phase = phase_of(remaining, warning, danger)
    return BlockView(
        block=block,
        state=state,
        planned=planned,
        projected=projected,
        started=run.started,
        ended=run.ended,
        phase=phase,
        remaining=remaining,
        elapsed=elapsed,
        added=run.added,
        paused=paused,
        overtime=overtime,
    )


def _lateness(view: BlockView) -> timedelta:
    """Return how far behind a running block is (DESIGN 2, rule 3)."""
    if view.planned is None or view.started is None:
        return ZERO
    if view.block.ends is Ends.FIXED:
        return view.overtime + view.added
    return view.started - view.planned[0] + view.added + view.paused + view.overtime


def _headline(views: tuple[BlockView, ...]) -> timedelta:
    """Return how far behind the day is, by what runs, else by what is next or was last."""
    running = [_lateness(v) for v in views if v.state in {State.RUNNING, State.PAUSED}]
    if running:
        return max(running)
    for view in views:
        if view.state is State.WAITING:
            return view.projected[0] - view.planned[0] if view.projected and view.planned else ZERO
    ended = [(v.ended, v.planned[1]) for v in views if v.ended and v.planned]
    return max(e for e, _ in ended) - max(p for _, p in ended) if ended else ZERO


def day_view(visit: Visit, day: Day, now: datetime) -> DayView:
    """Return a day of the visit as it stands at *now*."""
    planned = planned_spans(visit.plan, day, date_of(visit, day))
    projected = project(visit, day, planned, now)
    views = tuple(
        block_view(
            visit.plan,
            block,
            visit.run(block.id),
            (planned.get(block.id), projected.get(block.id)),
            now,
        )
        for block in day.blocks
    )
    ends = [span[1] for span in projected.values()] or [v.ended for v in views if v.ended]
    return DayView(
        day=day,
        now=now,
        blocks=views,
        behind=_headline(views),
        planned_end=max((end for _, end in planned.values()), default=None),
        projected_end=max(ends, default=None),
    )


def current_day(visit: Visit, now: datetime) -> Day:
    """Return the day to show: the running block's, else today's, else the next, else the last.

    Days with a timetable come before mere checklists, a day planned past midnight goes on until
    then, and of days on one date the first with something left is shown.
    """
    running = visit.running()
    if running and (day := visit.day_of(running[0].id)) is not None:
        return day
    days = [day for day in visit.plan.days if not day.untimed] or list(visit.plan.days)
    coming = [day for day in days if not _past(visit, day, now)]
    if coming:
        return min(coming, key=lambda day: (date_of(visit, day), _spent(visit, day)))
    return max(days, key=lambda day: (date_of(visit, day), not _spent(visit, day)))


def _past(visit: Visit, day: Day, now: datetime) -> bool:
    day_date, today = date_of(visit, day), now.astimezone(ZoneInfo(visit.plan.timezone)).date()
    ends = (end for _, end in planned_spans(visit.plan, day, day_date).values())
    return day_date < today and all(end <= now for end in ends)


def _spent(visit: Visit, day: Day) -> bool:
    return not any(visit.run(block.id).waiting for block in day.blocks)
