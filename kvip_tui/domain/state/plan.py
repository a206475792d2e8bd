"""A plan: the days of a visit and their blocks, as written beforehand."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import UNSET, Struct, UnsetType, field

from kvip_tui.domain.state.form import Form

Language = Literal["nb", "nn", "en"]
HOST, TEAM, USERS = "vertsenhet", "besoksteam", "brukerrepresentant"
# Where a visit is unless its plan says otherwise, and whose date is today's.
TIMEZONE = "Europe/Oslo"


class Starts(StrEnum):
    """When a block may begin."""

    FOLLOWS = "follows"
    FIXED = "fixed"
    APPOINTMENT = "appointment"


class Ends(StrEnum):
    """What decides a block's end: its length, or a time of day that absorbs delay."""

    DURATION = "duration"
    FIXED = "fixed"


class Privacy(StrEnum):
    """Who may know, which decides what may happen to notes; in order of strictness (DESIGN 5)."""

    PLENUM = "plenum"
    TEAM = "team"
    IMPRESSION = "impression"
    INTERVIEW = "interview"


# A block is any of these; an impression is a kind of note only.
BLOCK_CLASSES = (Privacy.PLENUM, Privacy.TEAM, Privacy.INTERVIEW)


class Group(Struct, frozen=True):
    """A group of participants whose speaking time is counted together.

    ``leaves`` is until when it is there on the visit's own day, in minutes after its midnight.
    """

    id: str
    title: str
    leaves: int | UnsetType = UNSET


DEFAULT_GROUPS = (
    Group(id=HOST, title="Vertsenhet"),
    Group(id=TEAM, title="Besøksteam"),
    Group(id=USERS, title="Brukerrepresentanter"),
)


class Room(Struct, frozen=True):
    """A place to meet; a *sensitive* one is set up by the host for an interview."""

    id: str
    title: str
    url: str = ""
    meeting_id: str = ""
    sensitive: bool = False


class Role(Struct, frozen=True):
    """A task that one participant has, for the day or for the blocks that name it."""

    id: str
    title: str


class Check(Struct, frozen=True):
    """An item of a block's checklist; a gate holds back what must not begin without it.

    ``own``: it is none of the plan's, but was added on the day. ``chosen`` are the roles by whose
    choice it is done.
    """

    id: str
    text: str
    gate: bool = False
    role: str | None = None
    own: bool = False
    chosen: tuple[str, ...] | UnsetType = UNSET


class Block(Struct, frozen=True):
    """An agenda item.

    ``start`` and ``end`` are minutes after the day's local midnight (beyond 1440: the next
    night), ``duration``, ``min`` and ``changeover`` are minutes. In a timed day ``start`` and
    ``end`` are both known; in an untimed day neither is. ``guide`` is for whoever interviews.
    ``leaves`` is until when those are there who are not in what comes next, as ``start`` is.
    """

    id: str
    title: str
    start: int | None = None
    end: int | None = None
    starts: Starts = Starts.FOLLOWS
    ends: Ends = Ends.DURATION
    min: int | None = None
    changeover: int = 0
    parallel: str | None = None
    present: tuple[str, ...] = ()
    privacy: Privacy = field(default=Privacy.PLENUM, name="class")
    room: str | None = None
    checks: tuple[Check, ...] = ()
    prompts: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    inferred: bool = False
    guide: tuple[str, ...] = ()
    leaves: int | UnsetType = UNSET


class Day(Struct, frozen=True):
    """One day of the plan; ``offset`` counts days from the visit's date."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    offset: int = 0
    untimed: bool = False
    inferred: bool = False


class Phrase(Struct, frozen=True, forbid_unknown_fields=True):
    """A text of a plan in the three languages; '' where it has no words of its own in one."""

    nb: str
    nn: str = ""
    en: str = ""

    def word(self, language: Language) -> str:
        """Return it in a language, in bokmål where it has no words of its own."""
        return {"nb": self.nb, "nn": self.nn, "en": self.en}[language] or self.nb


class Plan(Struct, frozen=True):
    """Everything a visit starts from; ``warning`` and ``danger`` are minutes left of a block.

    ``report`` is None in a plan that was read before reports had sections; ``phrases`` are those
    that the plan itself brings along.
    """

    id: str
    title: str
    days: tuple[Day, ...]
    timezone: str = TIMEZONE
    language: Language = "nb"
    warning: int = 5
    danger: int = 1
    groups: tuple[Group, ...] = DEFAULT_GROUPS
    rooms: tuple[Room, ...] = ()
    roles: tuple[Role, ...] = ()
    report: Form | None = None
    phrases: tuple[Phrase, ...] | UnsetType = UNSET

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the visit."""
        return ZoneInfo(self.timezone)

    def blocks(self) -> Iterator[tuple[Day, Block]]:
        """Yield every block of every day, in order, with its day."""
        for day in self.days:
            for block in day.blocks:
                yield day, block

    @property
    def visiting(self) -> bool:
        """Whether it is a visit by a team, and no webinar or workshop."""
        return any(group.id == TEAM for group in self.groups)

    def day(self, day_id: str | None) -> Day | None:
        """Return the day with that id, or None."""
        return next((day for day in self.days if day.id == day_id), None)

    def room(self, room_id: str | None) -> Room | None:
        """Return the room with that id, or None."""
        return next((room for room in self.rooms if room.id == room_id), None)

    def group_title(self, group_id: str) -> str:
        """Return a group's title, or its id where the plan does not name it."""
        return next((group.title for group in self.groups if group.id == group_id), group_id)


def segments(blocks: tuple[Block, ...]) -> list[tuple[Block, ...]]:
    """Cut a day's blocks into what runs one after the other: single blocks and parallel groups."""
    cut: list[tuple[Block, ...]] = []
    for block in blocks:
        if block.parallel and cut and cut[-1][0].parallel == block.parallel:
            cut[-1] = (*cut[-1], block)
        else:
            cut.append((block,))
    return cut


def segment_of(blocks: tuple[Block, ...], block_id: str) -> tuple[Block, ...]:
    """Return the segment that a block belongs to; empty where it is not one of *blocks*."""
    found = (segment for segment in segments(blocks) if any(b.id == block_id for b in segment))
    return next(found, ())
