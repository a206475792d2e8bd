"""A visit as it stands: what the fold of its events comes to."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from msgspec import Struct

from kvip_tui.domain.floor import Floor
from kvip_tui.domain.log import Log
from kvip_tui.domain.people import Person
from kvip_tui.domain.plan import Block, Check, Day, Plan, Privacy

ZERO = timedelta(0)


class Pause(Struct, frozen=True):
    """A stretch in which a block's clock stood still; ``end`` is None while it does."""

    start: datetime
    end: datetime | None = None


class Run(Struct, frozen=True):
    """What has happened to one block: its actual times, pauses and added time."""

    started: datetime | None = None
    ended: datetime | None = None
    skipped: bool = False
    added: timedelta = ZERO
    pauses: tuple[Pause, ...] = ()

    @property
    def running(self) -> bool:
        """Whether the block has begun and not ended, paused or not."""
        return self.started is not None and self.ended is None

    @property
    def paused(self) -> bool:
        """Whether the block is running with its clock stopped."""
        return self.running and bool(self.pauses) and self.pauses[-1].end is None

    @property
    def waiting(self) -> bool:
        """Whether the block is still to come."""
        return self.started is None and not self.skipped

    def paused_time(self, now: datetime) -> timedelta:
        """Return how long the clock has stood still, up to *now* or the block's end."""
        until = self.ended or now
        return sum((max(ZERO, (p.end or until) - p.start) for p in self.pauses), ZERO)


NOT_STARTED = Run()


class Tick(Struct, frozen=True):
    """When an item was ticked."""

    at: datetime


class Note(Struct, frozen=True):
    """A note: what was written, and where the visit stood when its typing began.

    ``n`` is the number of the record that stored it, ``at`` when that was.
    """

    n: int
    at: datetime
    text: str
    typed_at: datetime
    privacy: Privacy
    blocks: tuple[str, ...]
    holder: str | None
    author: str
    said: bool
    tags: tuple[str, ...]


class Visit(Struct, frozen=True):
    """The whole state of a visit; ``runs`` and ``ticks`` hold only what has happened."""

    id: str
    title: str
    host: str
    date: date
    plan: Plan
    rehearsal: bool = False
    people: tuple[Person, ...] = ()
    runs: Mapping[str, Run] = {}
    ticks: Mapping[tuple[str, str], Tick] = {}
    passed: frozenset[tuple[str, str]] = frozenset()
    roles: Mapping[str, str] = {}
    notes: Log[Note] = Log()
    floor: Floor = Floor()

    def run(self, block_id: str) -> Run:
        """Return what has happened to a block."""
        return self.runs.get(block_id, NOT_STARTED)

    def block(self, block_id: str) -> Block | None:
        """Return the block with that id, on whatever day it is."""
        return next((block for _, block in self.plan.blocks() if block.id == block_id), None)

    def day_of(self, block_id: str) -> Day | None:
        """Return the day that a block belongs to."""
        return next((day for day, block in self.plan.blocks() if block.id == block_id), None)

    def running(self) -> tuple[Block, ...]:
        """Return the blocks that are running, paused ones too, in the plan's order."""
        return tuple(block for _, block in self.plan.blocks() if self.run(block.id).running)

    def person(self, person_id: str | None) -> Person | None:
        """Return the person with that id, or None."""
        return next((person for person in self.people if person.id == person_id), None)

    def done(self, block: Block, check: Check) -> bool:
        """Return whether an item of a block's checklist is ticked."""
        return (block.id, check.id) in self.ticks
