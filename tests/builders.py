"""Builds what the tests need: timetables in the notation of VECTORS, visits in any state, a keeper.

A timetable is written ``A 09:00-09:30, B> -09:45, C@ 10:00-10:30, I1|g⚑ 12:00-13:00``: the name
(its id in small letters), marks, and planned times, the start left out where it is the end before.
``>`` follows, ``@`` fixed start, ``⚑`` appointment, ``!`` fixed end, ``|g`` member of group g. A
block without a mark for its start follows where it is contiguous and is fixed otherwise.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, Self
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from kvip_tui.clock import RehearsalClock
from kvip_tui.domain.base import AnyEvent, Record
from kvip_tui.domain.checks.changes import CheckTicked
from kvip_tui.domain.day.changes import (
    BlockEnded,
    BlockPaused,
    BlockResumed,
    BlockSkipped,
    BlockStarted,
    TimeAdded,
)
from kvip_tui.domain.day.projection import instant
from kvip_tui.domain.day.timeline import DayView, current_day, day_view
from kvip_tui.domain.history import History, Intent, VisitCreated, advance, begin, decide
from kvip_tui.domain.state.people import Person
from kvip_tui.domain.state.plan import HOST, TEAM, USERS, Block, Day, Ends, Plan, Role, Starts
from kvip_tui.domain.state.visit import Visit
from kvip_tui.session import Session

DATE = date(2021, 3, 16)
PEOPLE = (
    Person(id="anne", name="Anne Aas", group=TEAM, letter="a"),
    Person(id="berit", name="Berit Moe", group=HOST, letter="b"),
    Person(id="fatima", name="Fatima Noor", group=USERS, letter="f"),
    Person(id="henrik", name="Henrik Bø", group=TEAM, letter="h"),
)
ROLES = (
    Role(id="besoksleder", title="Besøksleder"),
    Role(id="sekretaer", title="Sekretær"),
    Role(id="chatansvarlig", title="Chatansvarlig"),
)
_ENTRY = re.compile(r"(\w+)([>@⚑!]*)(?:\|(\w+))?([>@⚑!]*) +(\d+:\d\d)?-(\d+:\d\d)")
_STARTS = {">": Starts.FOLLOWS, "@": Starts.FIXED, "⚑": Starts.APPOINTMENT}


def minutes(count: float) -> timedelta:
    """Return a length of *count* minutes."""
    return timedelta(minutes=count)


def timetable(text: str, **more: dict[str, Any]) -> tuple[Block, ...]:
    """Return the blocks of a timetable; *more* gives further fields of blocks, by id."""
    blocks: list[Block] = []
    for entry in text.split(","):
        block = _block(entry.strip(), blocks[-1] if blocks else None)
        blocks.append(replace(block, **more.get(block.id, {})))
    return tuple(blocks)


def _block(entry: str, before: Block | None) -> Block:
    match = _ENTRY.fullmatch(entry)
    assert match, entry
    name, marks, group, more_marks, start, end = match.groups()
    marks += more_marks
    ended = (before.end if before else None) or 0
    began = (before.start if before else None) or 0
    first = _later(start, began) if start else ended
    contiguous = before is None or first == ended or (group and group == before.parallel)
    default = Starts.FOLLOWS if contiguous else Starts.FIXED
    return Block(
        id=name.casefold(),
        title=name,
        start=first,
        end=_later(end, first),
        starts=next((_STARTS[mark] for mark in marks if mark in _STARTS), default),
        ends=Ends.FIXED if "!" in marks else Ends.DURATION,
        parallel=group,
    )


def _later(clock: str, than: int) -> int:
    """Return a time of day in minutes, in the next night where it would be earlier than *than*."""
    hours, mins = clock.split(":")
    counted = int(hours) * 60 + int(mins)
    return counted if counted >= than else counted + 24 * 60


class VisitBuilder:
    """A visit that things have happened to, at times of its day («09:02», «09:02:30», «24:10»)."""

    def __init__(self, plan: Plan, on: date, people: tuple[Person, ...]) -> None:
        created = VisitCreated("besok", "Besøk", "Vert", on, plan, people)
        self.zone = ZoneInfo(plan.timezone)
        self.on = on
        self.records = [Record(1, instant(on, 0, self.zone), (created,))]
        self.history: History = begin(self.records[0])

    @property
    def visit(self) -> Visit:
        """The visit as it stands."""
        return self.history.visit

    def at(self, clock: str) -> datetime:
        """Return the instant of a time of the visit's day."""
        hours, mins, *seconds = (int(part) for part in clock.split(":"))
        return instant(self.on, hours * 60 + mins, self.zone) + timedelta(seconds=sum(seconds))

    def happened(self, clock: str, *events: AnyEvent) -> Self:
        """Let events happen, as one command's."""
        record = Record(len(self.records) + 1, self.at(clock), events)
        self.records.append(record)
        self.history = advance(self.history, record)
        return self

    def started(self, block: str, clock: str) -> Self:
        """Begin a block."""
        return self.happened(clock, BlockStarted(block))

    def ended(self, block: str, clock: str) -> Self:
        """End a block."""
        return self.happened(clock, BlockEnded(block))

    def ran(self, block: str, start: str, end: str) -> Self:
        """Begin a block and end it."""
        return self.started(block, start).ended(block, end)

    def paused(self, block: str, clock: str) -> Self:
        """Stop a block's clock."""
        return self.happened(clock, BlockPaused(block))

    def resumed(self, block: str, clock: str) -> Self:
        """Let a block's clock go on."""
        return self.happened(clock, BlockResumed(block))

    def added(self, block: str, count: float, clock: str) -> Self:
        """Make a block longer by *count* minutes."""
        return self.happened(clock, TimeAdded(block=block, by=minutes(count)))

    def skipped(self, block: str, clock: str) -> Self:
        """Leave out a block."""
        return self.happened(clock, BlockSkipped(block))

    def ticked(self, block: str, check: str, clock: str) -> Self:
        """Tick an item of a checklist."""
        return self.happened(clock, CheckTicked(block=block, check=check))

    def answer(self, intent: Intent, clock: str) -> tuple[AnyEvent, ...]:
        """Return what an intent brings about, without letting it happen."""
        return decide(self.history, intent, self.at(clock))

    def do(self, intent: Intent, clock: str) -> Self:
        """Carry out an intent; a refusal is raised."""
        return self.happened(clock, *self.answer(intent, clock))

    def day(self, clock: str) -> DayView:
        """Return the current day as it stands."""
        now = self.at(clock)
        return day_view(self.visit, current_day(self.visit, now), now)

    def clock(self, moment: datetime | None) -> str:
        """Return an instant as the local time, «09:30», or '' for None."""
        return f"{moment.astimezone(self.zone):%H:%M}" if moment else ""

    def spans(self, clock: str) -> dict[str, str]:
        """Return the projected times of what runs or waits, as «09:30-09:45»."""
        views = self.day(clock).blocks
        return {v.block.id: "-".join(map(self.clock, v.projected)) for v in views if v.projected}

    def starts(self, clock: str) -> dict[str, str]:
        """Return the projected starts of what runs or waits."""
        return {block: span.split("-")[0] for block, span in self.spans(clock).items()}

    def day_end(self, clock: str) -> str:
        """Return when the day is going to end."""
        return self.clock(self.day(clock).projected_end)

    def session(self, clock: str, keeper: "FakeKeeper | None" = None) -> Session:
        """Open the visit, on a clock that stands still."""
        kept = keeper or FakeKeeper(self.records)
        return Session(kept, RehearsalClock(self.at(clock), speed=0))


def visit(
    *blocks: Block | tuple[Block, ...] | str,
    on: date = DATE,
    people: tuple[Person, ...] = PEOPLE,
    **plan: Any,
) -> VisitBuilder:
    """Return a visit of one day whose blocks are given as such or as a timetable."""
    given: list[Block] = []
    for part in blocks:
        found = timetable(part) if isinstance(part, str) else part
        given += (found,) if isinstance(found, Block) else found
    return visit_of_days(
        Day(id="dagen", title="Dagen", blocks=tuple(given)), on=on, people=people, **plan
    )


def visit_of_days(
    *days: Day, on: date = DATE, people: tuple[Person, ...] = PEOPLE, **plan: Any
) -> VisitBuilder:
    """Return a visit of several days; *plan* gives further fields of the plan."""
    fields = {"roles": ROLES, **plan}
    return VisitBuilder(Plan(id="plan", title="Plan", days=days, **fields), on, people)


class FakeKeeper:
    """Keeps records in memory; ``obstacle`` is raised where something is to be kept.

    ``free`` says that the process that could write has ended.
    """

    def __init__(self, records: list[Record], *, writer: bool = True) -> None:
        self.records = list(records)
        self.writer = writer
        self.generation = 0
        self.arrived: list[Record] = []
        self.obstacle: Exception | None = None
        self.free = False

    def append(
        self, at: datetime, events: tuple[AnyEvent, ...], clock: tuple[int, int] | None = None
    ) -> Record:
        """Keep one command's events."""
        if self.obstacle:
            raise self.obstacle
        self.records.append(Record(len(self.records) + 1, at, events, clock))
        return self.records[-1]

    def follow(self) -> list[Record]:
        """Return what has ``arrived`` since last asked."""
        fresh, self.arrived = self.arrived, []
        self.records += fresh
        return fresh

    def rewrite(self, change: Callable[[Record], Record]) -> None:
        """Keep every record anew."""
        self.records = [change(record) for record in self.records]
        self.generation += 1

    def try_upgrade(self) -> bool:
        """Become the writer where the other process has ended."""
        self.writer = self.writer or self.free
        return self.writer

    def guard(self) -> None:
        """Do nothing: nobody takes memory away."""

    def take_notice(self) -> str:
        """Return that there is nothing to say."""
        return ""
