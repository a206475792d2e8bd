"""Where a day stands: planned, actual and projected times of its blocks (DESIGN 2)."""

from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.day.departures import Departure, departures
from kvip_tui.domain.day.guests import expected
from kvip_tui.domain.day.projection import (
    Span,
    date_of,
    due,
    length,
    local_day,
    planned_spans,
    project,
    to_come,
)
from kvip_tui.domain.state.floor import ZERO
from kvip_tui.domain.state.plan import Block, Day, Ends, Plan, Starts
from kvip_tui.domain.state.visit import MINUTE, Run, Visit


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
    """A block as it stands at one moment; instants are UTC and None where they are not known.

    ``awaited`` says that others come to it at a time of their own.
    """

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
    awaited: bool = False

    @property
    def keeps_time(self) -> bool:
        """Whether it does not begin before its time."""
        return self.awaited or self.block.starts is not Starts.FOLLOWS


class DayView(Struct, frozen=True):
    """A day as it stands at one moment; ``behind`` is negative where the day is ahead.

    ``upcoming`` is the next block to begin, or the members of the next parallel group; those who
    can join a group that runs come first. ``departures`` are of those who are still to leave.
    """

    day: Day
    now: datetime
    blocks: tuple[BlockView, ...]
    behind: timedelta
    planned_end: datetime | None
    projected_end: datetime | None
    upcoming: tuple[BlockView, ...]
    departures: tuple[Departure, ...] = ()

    @property
    def running(self) -> tuple[BlockView, ...]:
        """The blocks that run, paused ones too."""
        return tuple(b for b in self.blocks if b.state in {State.RUNNING, State.PAUSED})

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of the blocks."""
        return tuple(b.block.title for b in self.blocks)

    @property
    def begun(self) -> bool:
        """Whether any block of the day has begun."""
        return any(b.started for b in self.blocks)

    @property
    def over(self) -> bool:
        """Whether nothing runs and nothing lies ahead."""
        return not self.running and not self.upcoming

    def view(self, block_id: str) -> BlockView | None:
        """Return the view of the block with that id, or None where it is not in this day."""
        return next((b for b in self.blocks if b.block.id == block_id), None)


def phase_of(remaining: timedelta, warning: timedelta, danger: timedelta) -> Phase:
    """Return the phase of a running block with that much time left."""
    if remaining < ZERO:
        return Phase.OVERTIME
    if remaining <= danger:
        return Phase.DANGER
    return Phase.WARNING if remaining <= warning else Phase.DEFAULT


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
    plan: Plan,
    block: Block,
    run: Run,
    spans: tuple[Span | None, Span | None],
    now: datetime,
    *,
    awaited: bool = False,
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
        awaited=awaited,
    )


def _lateness(view: BlockView) -> timedelta:
    """Return how far behind a running block is (DESIGN 2, rule 3)."""
    if view.planned is None or view.started is None:
        return ZERO
    if view.block.ends is Ends.FIXED:
        return max(view.overtime + view.added, _squeezed(view))
    return view.started - view.planned[0] + view.added + view.paused + view.overtime


def _squeezed(view: BlockView) -> timedelta:
    """Return how much later a begun block's fixed end must be for it to get its shortest length."""
    if view.planned is None or view.started is None or not view.block.min:
        return ZERO
    return max(ZERO, view.started + view.block.min * MINUTE - view.planned[1])


def _headline(views: tuple[BlockView, ...], upcoming: tuple[BlockView, ...]) -> timedelta:
    """Return how far behind the day is, by what runs, else by what is next or was last."""
    running = [_lateness(v) for v in views if v.state in {State.RUNNING, State.PAUSED}]
    if running:
        return max(running)
    for view in upcoming:
        return view.projected[0] - view.planned[0] if view.projected and view.planned else ZERO
    ended = [(v.ended, v.planned[1]) for v in views if v.ended and v.planned]
    return max(e for e, _ in ended) - max(p for _, p in ended) if ended else ZERO


def _upcoming(visit: Visit, day: Day, views: tuple[BlockView, ...]) -> tuple[BlockView, ...]:
    waiting = {view.block.id: view for view in views if view.state is State.WAITING}
    for segment in to_come(visit, day):
        if members := tuple(waiting[block.id] for block in segment if block.id in waiting):
            return members
    return ()


def day_view(visit: Visit, day: Day, now: datetime) -> DayView:
    """Return a day of the visit as it stands at *now*."""
    planned = planned_spans(visit.plan, day, date_of(visit, day))
    projected = project(visit, day, planned, now)
    awaited = expected(day)
    views = tuple(
        block_view(
            visit.plan,
            block,
            visit.run(block.id),
            (planned.get(block.id), projected.get(block.id)),
            now,
            awaited=block.id in awaited,
        )
        for block in day.blocks
    )
    upcoming = _upcoming(visit, day, views)
    ends = [span[1] for span in projected.values()] or [v.ended for v in views if v.ended]
    return DayView(
        day=day,
        now=now,
        blocks=views,
        behind=_headline(views, upcoming),
        planned_end=max((end for _, end in planned.values()), default=None),
        projected_end=max(ends, default=None),
        upcoming=upcoming,
        departures=departures(visit, day, projected),
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


def day_beside(plan: Plan, day: Day, step: int) -> Day:
    """Return the day of a plan that many days after another, or before it.

    Raises:
        Refusal: There is none.
    """
    days = sorted(plan.days, key=lambda one: one.offset)
    there = days.index(day) + step
    if not 0 <= there < len(days):
        raise Refusal("day.last" if step > 0 else "day.first")
    return days[there]


def _past(visit: Visit, day: Day, now: datetime) -> bool:
    day_date, today = date_of(visit, day), local_day(visit, now)
    ends = (end for _, end in planned_spans(visit.plan, day, day_date).values())
    return day_date < today and all(end <= now for end in ends)


def _spent(visit: Visit, day: Day) -> bool:
    ahead = (block for segment in to_come(visit, day) for block in segment)
    return not any(visit.run(block.id).waiting for block in ahead)
