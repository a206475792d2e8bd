"""A visit as it stands: what the fold of its events comes to."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.log import Log
from kvip_tui.domain.state.dilemma import Dilemma
from kvip_tui.domain.state.floor import ZERO, Floor
from kvip_tui.domain.state.order import Blocks
from kvip_tui.domain.state.people import Person
from kvip_tui.domain.state.plan import Block, Check, Day, Plan, Privacy
from kvip_tui.domain.state.report import Report
from kvip_tui.domain.state.shared import Shared


class Outcome(StrEnum):
    """How an interview ended, where it was not by running its course; why is never asked."""

    ENDED_EARLY = "ended_early"
    WITHDREW = "withdrew"


class Part(Struct, frozen=True):
    """A sub-item of a block; ``share`` is its part of the block's time, against the others'."""

    id: str
    title: str
    share: int = 1


MINUTE = timedelta(minutes=1)


class RoleTerm(Struct, frozen=True):
    """Who had a role, and from when to when; ``until`` is None while it lasts.

    ``reason`` is the code of why it was suggested, '' where it was not.
    """

    role: str
    person: str
    since: datetime
    until: datetime | None = None
    reason: str = ""


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
        """Return how long the clock has stood still, up to *now* or the block's end.

        A pause counts as far as the block ran, for its start and end may have been moved.
        """
        since, until = self.started or now, self.ended or now
        spans = (min(p.end or until, until) - max(p.start, since) for p in self.pauses)
        return sum((max(ZERO, span) for span in spans), ZERO)


class Support(Struct, frozen=True):
    """Whom to ask when sound or picture fails: name, hours and number as they were entered."""

    name: str
    hours: str = ""
    number: str = ""


class Version(Struct, frozen=True):
    """A text that a note has had: since when, and by whom, '' where that is not known."""

    text: str
    at: datetime
    by: str = ""


class Telling(StrEnum):
    """Whether the host has been told what a note says, or is to be told next."""

    OPEN = "open"
    NEXT = "next"
    TOLD = "told"


class Note(Struct, frozen=True):
    """A note: what was written, and where the visit stood when its typing began.

    Attributes:
        n: The number of the record that stored it.
        at: When that was.
        typed_at: When its typing began; an edit leaves it as it was.
        blocks: The blocks that it belongs to, those that ran then or where it was moved.
        holder: Who had the floor then.
        author: The name of who wrote it.
        said: Whether it was said in the meeting; else it is the author's own thought.
        tags: The tags in its text, without #.
        machine: The machine that stored it.
        part: Tells notes of one record apart, counted from 0.
        mentions: The ids of the people that its text names with @.
        because: Why it was kept although the privacy check objected, '' where it did not.
        earlier: The texts it had before, the oldest first.
        edited_at: When its text was last changed, None where it never was.
        edited_by: By whom.
        second: The name of who agreed that an impression may be used, '' where nobody has.
        telling: Whether the host was told of it, where that was not when it was written.
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
    machine: str = ""
    part: int = 0
    mentions: tuple[str, ...] = ()
    because: str = ""
    earlier: tuple[Version, ...] = ()
    edited_at: datetime | None = None
    edited_by: str = ""
    second: str = ""
    telling: Telling = Telling.OPEN

    @property
    def heard(self) -> bool:
        """Whether the host has heard it: it was said while the host was present, or told since."""
        return (self.said and self.privacy is Privacy.PLENUM) or self.telling is Telling.TOLD

    @property
    def number(self) -> str:
        """What people call the note by: «12», «12-1», or «d3» of those in memory only."""
        letter = "d" if self.privacy is Privacy.INTERVIEW else ""
        return f"{letter}{self.n}-{self.part}" if self.part else f"{letter}{self.n}"

    @property
    def id(self) -> str:
        """What tells the note apart from those of every machine: «sekretaer-7f.12»."""
        number = f"{self.n}-{self.part}" if self.part else str(self.n)
        return f"{self.machine}.{number}" if self.machine else number

    @property
    def versions(self) -> tuple[Version, ...]:
        """The texts that the note has had, the present one last."""
        by = self.edited_by if self.edited_at else self.author
        return (*self.earlier, Version(self.text, self.edited_at or self.at, by))


class Passage(Struct, frozen=True):
    """That gates were passed when a block began, and why, '' where nobody has said so."""

    block: str
    reason: str = ""


class Removed(Struct, frozen=True):
    """A block that was taken out of the plan, its day, and the blocks that stood before it."""

    block: Block
    day: str
    before: tuple[str, ...] = ()


class PartRun(Struct, frozen=True):
    """When a sub-item began, once more or for the first time; None: with its block."""

    part: str
    at: datetime | None = None


class Split(Struct, frozen=True):
    """A block's sub-items, and those begun, in the order in which they were."""

    parts: tuple[Part, ...]
    begun: tuple[PartRun, ...] = ()


class Tick(Struct, frozen=True):
    """When an item was ticked, and by whom, '' where that is not known."""

    at: datetime
    by: str = ""


class Visit(Struct, frozen=True):
    """The whole state of a visit; ``runs`` and ``ticks`` hold only what has happened.

    ``people`` are all who were ever on the roster; ``roster`` has those who are.
    ``plan`` is as edited; what was taken out of it is in ``removed``, by block id. ``day_ends``
    has the later ends that were accepted, by day id, ``outcomes`` how interviews ended, by block
    id, where they did not run their course; ``passages`` are in the order in which they happened.
    ``focus_areas`` are those the ward has chosen, ``message`` is the one on the board;
    ``shared`` is None where one machine writes.
    """

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
    passages: tuple[Passage, ...] = ()
    outcomes: Mapping[str, Outcome] = {}
    support: Support | None = None
    dilemmas: tuple[Dilemma, ...] = ()
    roles: Mapping[str, str] = {}
    notes: Log[Note] = Log()
    floor: Floor = Floor()
    day_ends: Mapping[str, datetime] = {}
    removed: Mapping[str, Removed] = {}
    splits: Mapping[str, Split] = {}
    report: Report = Report()
    focus_areas: tuple[str, ...] = ()
    role_terms: tuple[RoleTerm, ...] = ()
    shared: Shared | None = None
    message: str = ""

    @property
    def roster(self) -> tuple[Person, ...]:
        """The people of the visit, present or away, without those who were removed."""
        return tuple(person for person in self.people if not person.removed)

    def run(self, block_id: str) -> Run:
        """Return what has happened to a block."""
        return self.runs.get(block_id, NOT_STARTED)

    def lengthened(self, changes: Iterable[tuple[str, timedelta]]) -> "Visit":
        """Return the visit with blocks made so much longer, or shorter where that is negative."""
        runs = dict(self.runs)
        for block, by in changes:
            run = runs.get(block, NOT_STARTED)
            runs[block] = replace(run, added=run.added + by)
        return replace(self, runs=runs)

    def block(self, block_id: str) -> Block | None:
        """Return the block with that id, on whatever day it is."""
        return next((block for _, block in self.plan.blocks() if block.id == block_id), None)

    def day_of(self, block_id: str) -> Day | None:
        """Return the day that a block belongs to."""
        return next((day for day, block in self.plan.blocks() if block.id == block_id), None)

    def running(self) -> tuple[Block, ...]:
        """Return the blocks that are running, paused ones too, in the plan's order."""
        running = {block for block, run in self.runs.items() if run.running}
        if not running:
            return ()
        return tuple(block for _, block in self.plan.blocks() if block.id in running)

    def person(self, person_id: str | None) -> Person | None:
        """Return the person with that id, or None."""
        return next((person for person in self.people if person.id == person_id), None)

    def lettered(self, letter: str) -> Person | None:
        """Return the person for whom a letter is pressed, or None."""
        return next((person for person in self.people if person.letter == letter), None)

    def note(self, note_id: str) -> Note | None:
        """Return the note with that id, or None."""
        place = place_of(self.notes, note_id)
        return None if place is None else self.notes[place]

    def done(self, block: Block, check: Check) -> bool:
        """Return whether an item of a block's checklist is ticked."""
        return (block.id, check.id) in self.ticks


def known(visit: Visit, block_id: str) -> Block:
    """Return the block with that id.

    Raises:
        Refusal: The plan has none.
    """
    block = visit.block(block_id)
    if block is None:
        raise Refusal("block.unknown", block=block_id)
    return block


NOT_STARTED = Run()


def place_of(notes: Sequence[Note], note_id: str) -> int | None:
    """Return where the note with that id stands, or None.

    Notes of one machine stand in the order of their records, so that is where it is sought first.
    """
    number = note_id.rpartition(".")[2].partition("-")[0]
    if not number.isdecimal():
        return None
    first = bisect_left(notes, int(number), key=lambda note: note.n)
    for i in chain(range(first, len(notes)), range(first)):
        if notes[i].id == note_id:
            return i
    return None


def with_block(visit: Visit, block_id: str, **changes: object) -> Visit:
    """Return the visit with fields of a block replaced."""

    def change(blocks: Blocks) -> Blocks:
        return tuple(replace(b, **changes) if b.id == block_id else b for b in blocks)

    day = visit.day_of(block_id)
    return with_day(visit, day.id if day else "", change)


def with_day(visit: Visit, day_id: str, change: Callable[[Blocks], Blocks]) -> Visit:
    """Return the visit with the blocks of one of its days changed."""
    days = tuple(
        replace(day, blocks=change(day.blocks)) if day.id == day_id else day
        for day in visit.plan.days
    )
    return replace(visit, plan=replace(visit.plan, days=days))
