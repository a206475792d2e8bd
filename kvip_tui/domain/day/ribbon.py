"""A day as a ribbon: rows in proportion to time, for what was, was planned, and is to come.

The day is cut into stretches: a block, a parallel group, or the time between two. Each has a row
for every title in it; the rows that are left are shared in proportion to how long stretches last.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.day.projection import Span
from kvip_tui.domain.day.timeline import BlockView, DayView, State
from kvip_tui.domain.state.floor import ZERO
from kvip_tui.domain.state.plan import segments

# A ribbon needs so many rows for each title: with fewer a list says as much.
LEAST: Final = 1.6
# Between two blocks, and before the first, no more than so much is drawn in proportion.
LONGEST_GAP: Final = timedelta(minutes=30)
# So long before the first block the present is drawn above it.
SOON: Final = timedelta(hours=12)
RUNNING: Final = frozenset({State.RUNNING, State.PAUSED})


class Spent(StrEnum):
    """What has become of the time of a row, as things stand."""

    GONE = "gone"
    PASSED = "passed"
    OVER = "over"
    LEFT = "left"
    COMING = "coming"
    FREE = "free"


class Planned(StrEnum):
    """What the time of a row was planned for."""

    NOTHING = "nothing"
    BLOCK = "block"
    START = "start"
    APPOINTMENT = "appointment"
    END = "end"


class Row(Struct, frozen=True):
    """A row of the ribbon.

    Args:
        start: When the time of the row begins.
        end: When it ends.
        view: The block whose time it is, None between blocks.
        named: Whether the block's title stands here.
        beside: How many blocks run at that time.
        spent: What has become of the time.
        planned: What it was planned for.
        now: Whether it is now.
        part: The number of this row among those of its blocks without a title, from 0.
    """

    start: datetime
    end: datetime
    view: BlockView | None
    named: bool
    beside: int
    spent: Spent
    planned: Planned = Planned.NOTHING
    now: bool = False
    part: int = 0


class Stretch(Struct, frozen=True):
    """A part of the day: blocks that run at one time, or the time between two of them."""

    views: tuple[BlockView, ...]
    start: datetime
    end: datetime

    @property
    def lasts(self) -> timedelta:
        """How long it is drawn: what was dropped takes no time."""
        if not self.views:
            return min(LONGEST_GAP, self.end - self.start)
        dropped = all(view.state is State.SKIPPED for view in self.views)
        return ZERO if dropped else self.end - self.start

    def least(self, now: datetime) -> int:
        """Return how many rows it needs: one for each title, and one where it is now."""
        return len(self.views) or int(self.start <= now <= self.end)


def ribbon(day: DayView, height: int) -> tuple[Row, ...]:
    """Return the day in so many rows; nothing where it has no timetable or they are too few."""
    parts = stretches(day)
    named = sum(len(part.views) for part in parts)
    least = [part.least(day.now) for part in parts]
    if not named or height < max(named * LEAST, sum(least)):
        return ()
    given = proportional([part.lasts for part in parts], least, height)
    rows = [
        row for part, count in zip(parts, given, strict=True) for row in _rows(part, count, day.now)
    ]
    return tuple(_with_now(_with_plan(rows, day), day.now))


def stretches(day: DayView) -> list[Stretch]:
    """Return the stretches in the plan's order, with the times between that belong to no block."""
    found: list[Stretch] = []
    views = {view.block.id: view for view in day.blocks}
    for segment in segments(tuple(view.block for view in day.blocks)):
        members = tuple(views[block.id] for block in segment)
        spans = [span for view in members if (span := span_of(view)) is not None]
        if not spans:
            continue
        start, end = min(span[0] for span in spans), max(span[1] for span in spans)
        before = found[-1].end if found else _before_day(start, day.now)
        if before < start:
            found.append(Stretch((), before, start))
        found.append(Stretch(members, start, max(start, end)))
    return found


def _before_day(start: datetime, now: datetime) -> datetime:
    return now if start - SOON < now < start else start


def span_of(view: BlockView) -> Span | None:
    """Return when a block was, or is as things stand; where that is not known, as planned."""
    if view.started is not None and view.ended is not None:
        return view.started, view.ended
    return view.projected or view.planned


def proportional(lasts: Sequence[timedelta], least: Sequence[int], rows: int) -> list[int]:
    """Return how many of the rows each stretch has, at least as many as it needs.

    They go one by one to whoever has most time to each row, the first among equals.
    """
    given = list(least)
    for _row in range(rows - sum(given)):
        each = [span / (count + 1) for span, count in zip(lasts, given, strict=True)]
        given[each.index(max(each))] += 1
    return given


def _rows(part: Stretch, count: int, now: datetime) -> Iterator[Row]:
    """Yield the rows of a stretch: its titles first, then the rest of its time."""
    size = (part.end - part.start) / max(1, count)
    total = len(part.views)
    going = next((view for view in part.views if view.state in RUNNING), None)
    for number in range(count):
        named = number < total
        view = part.views[number] if named else going or next(iter(part.views[-1:]), None)
        start, end = part.start + number * size, part.start + (number + 1) * size
        yield Row(
            start=start,
            end=part.end if number == count - 1 else end,
            view=view,
            named=named,
            beside=total,
            spent=_spent(view, start + size / 2, now),
            part=0 if named else number - total,
        )


def _spent(view: BlockView | None, moment: datetime, now: datetime) -> Spent:
    if view is None or view.state is State.SKIPPED:
        return Spent.FREE
    if view.state is State.DONE:
        return Spent.GONE
    if view.state is State.WAITING:
        return Spent.COMING
    if moment > now:
        return Spent.LEFT
    over = view.remaining is not None and moment > now + view.remaining
    return Spent.OVER if over else Spent.PASSED


def _with_plan(rows: Sequence[Row], day: DayView) -> Iterator[Row]:
    """Yield the rows with what their time was planned for: where several begin, the strictest."""
    spans = [(view, view.planned) for view in day.blocks if view.planned is not None]
    for number, row in enumerate(rows):
        end = row.end + timedelta(microseconds=number == len(rows) - 1)
        starting = [view for view, span in spans if row.start <= span[0] < end]
        middle = row.start + (row.end - row.start) / 2
        if any(view.awaited for view in starting):
            planned = Planned.APPOINTMENT
        elif starting:
            planned = Planned.START
        elif day.planned_end is not None and row.start < day.planned_end <= row.end:
            planned = Planned.END
        elif any(span[0] <= middle < span[1] for _view, span in spans):
            planned = Planned.BLOCK
        else:
            planned = Planned.NOTHING
        yield replace(row, planned=planned)


def _with_now(rows: Iterator[Row], now: datetime) -> Iterator[Row]:
    """Yield the rows, one of them marked as now: of what runs, is due, or lies between two.

    Where the clock was set back before what runs began, its first row.
    """
    known = list(rows)
    here = [
        number
        for number, row in enumerate(known)
        if row.start <= now <= row.end
        and (row.view is None or row.view.state in RUNNING or row.start == now)
    ]
    here += [
        number
        for number, row in enumerate(known)
        if not here and row.view and row.view.state in RUNNING and now < row.start
    ]
    at = next((number for number in here if now < known[number].end), next(iter(here), None))
    for number, row in enumerate(known):
        yield replace(row, now=True) if number == at else row
