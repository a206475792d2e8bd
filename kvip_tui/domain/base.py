"""What can have happened in a visit; the journal is a list of these and nothing else is true.

An event says what happened, in the past tense; when it happened is the record's. Fields are
only ever added, with a default, so that an older journal can always be read.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from msgspec import Struct

from kvip_tui.domain.card_events import CardEvent
from kvip_tui.domain.check_events import CheckEvent
from kvip_tui.domain.floor_events import Correction, FloorChange, HandMoved, NudgesSilenced
from kvip_tui.domain.note_events import NoteEvent
from kvip_tui.domain.people_events import PeopleEvent
from kvip_tui.domain.planning.vocabulary import EditEvent
from kvip_tui.domain.report_events import ReportEvent
from kvip_tui.domain.state.people import Person
from kvip_tui.domain.state.plan import Plan, Privacy


class Event(Struct, frozen=True, tag_field="kind", tag=True):
    """Something that happened."""


class TurnKind(StrEnum):
    """How somebody has, or asks for, the floor."""

    TURN = "innlegg"
    REPLY = "replikk"
    ORDER = "orden"


class VisitCreated(Event, frozen=True, tag="visit_created"):
    """The visit was made from a plan; always the first event."""

    id: str
    title: str
    host: str
    date: date
    plan: Plan
    people: tuple[Person, ...] = ()
    rehearsal: bool = False


class BlockStarted(Event, frozen=True, tag="block_started"):
    """A block began."""

    block: str


class BlockEnded(Event, frozen=True, tag="block_ended"):
    """A running block ended."""

    block: str


class BlockPaused(Event, frozen=True, tag="block_paused"):
    """A running block's clock was stopped."""

    block: str


class BlockResumed(Event, frozen=True, tag="block_resumed"):
    """A paused block's clock went on."""

    block: str


class BlockSkipped(Event, frozen=True, tag="block_skipped"):
    """A block that had not begun was left out."""

    block: str


class TimeAdded(Event, frozen=True, tag="time_added"):
    """A running block was made longer, or shorter where ``by`` is negative."""

    block: str
    by: timedelta


class CatchupApplied(Event, frozen=True, tag="catchup_applied"):
    """A proposal to catch up was applied: blocks were made shorter, a later end was accepted.

    ``changes`` are blocks' ids and what was added to them, negative; ``day_end`` is None where
    the day ends in time.
    """

    day: str
    changes: tuple[tuple[str, timedelta], ...]
    day_end: datetime | None = None


class CheckTicked(Event, frozen=True, tag="check_ticked"):
    """An item of a checklist was done; ``by`` names who said so, '' where unknown."""

    block: str
    check: str
    by: str = ""


class CheckCleared(Event, frozen=True, tag="check_cleared"):
    """A ticked item was found not to be done after all."""

    block: str
    check: str
    by: str = ""


class GatesPassed(Event, frozen=True, tag="gates_passed"):
    """A block was begun although gates before it were open; ``checks`` are (block, check) ids."""

    block: str
    checks: tuple[tuple[str, str], ...]
    reason: str = ""


class PersonAdded(Event, frozen=True, tag="person_added"):
    """Somebody joined the roster."""

    person: Person


class PresenceChanged(Event, frozen=True, tag="presence_changed"):
    """Somebody came or left."""

    person: str
    present: bool


class RoleAssigned(Event, frozen=True, tag="role_assigned"):
    """A role was given to a person, or made vacant where ``person`` is None.

    ``reason`` is the code of why it was suggested, '' where it was not.
    """

    role: str
    person: str | None
    reason: str = ""


class FloorGiven(Event, frozen=True, tag="floor_given"):
    """A person got the floor, or went on with an interrupted turn; who held it no longer does."""

    person: str
    turn: TurnKind = TurnKind.TURN
    resumed: bool = False


class FloorReleased(Event, frozen=True, tag="floor_released"):
    """Nobody has the floor any more: silence or free talk."""


class HandRaised(Event, frozen=True, tag="hand_raised"):
    """A person asked for the floor."""

    person: str
    turn: TurnKind = TurnKind.TURN


class HandLowered(Event, frozen=True, tag="hand_lowered"):
    """A person was taken off the speakers' list."""

    person: str


class ListClosed(Event, frozen=True, tag="list_closed"):
    """The speakers' list was closed («strek»)."""


class ListOpened(Event, frozen=True, tag="list_opened"):
    """The speakers' list was opened again."""


class RoundStarted(Event, frozen=True, tag="round_started"):
    """A go-round of the people named began."""

    people: tuple[str, ...]


class RoundPassed(Event, frozen=True, tag="round_passed"):
    """A person passed in the go-round and is asked again at its end."""

    person: str


class RoundEnded(Event, frozen=True, tag="round_ended"):
    """The go-round was broken off before everybody had spoken."""


class NoteAdded(Event, frozen=True, tag="note_added"):
    """A note was stored, stamped with the moment its typing began.

    ``because`` is why it was kept against the privacy check's advice.
    """

    text: str
    typed_at: datetime
    privacy: Privacy
    blocks: tuple[str, ...] = ()
    holder: str | None = None
    author: str = ""
    said: bool = True
    tags: tuple[str, ...] = ()
    machine: str = ""
    mentions: tuple[str, ...] = ()
    because: str = ""


class Undone(Event, frozen=True, tag="undone"):
    """The command recorded under that number was taken back."""

    record: int


class Redone(Event, frozen=True, tag="redone"):
    """A command that had been taken back was carried out again."""

    record: int


class UnknownEvent(Struct, frozen=True):
    """An event of a kind this version does not know: kept in the journal, without effect."""

    kind: str
    data: dict[str, Any]


FloorStep = (
    FloorGiven
    | FloorReleased
    | HandRaised
    | HandLowered
    | HandMoved
    | ListClosed
    | ListOpened
    | RoundStarted
    | RoundPassed
    | RoundEnded
    | NudgesSilenced
)
FloorEvent = FloorStep | Correction
KnownEvent = (
    VisitCreated
    | BlockStarted
    | BlockEnded
    | BlockPaused
    | BlockResumed
    | BlockSkipped
    | TimeAdded
    | CatchupApplied
    | CheckTicked
    | CheckCleared
    | GatesPassed
    | PersonAdded
    | PresenceChanged
    | RoleAssigned
    | FloorGiven
    | FloorReleased
    | HandRaised
    | HandLowered
    | ListClosed
    | ListOpened
    | RoundStarted
    | RoundPassed
    | RoundEnded
    | FloorChange
    | NoteAdded
    | NoteEvent
    | EditEvent
    | ReportEvent
    | PeopleEvent
    | CheckEvent
    | CardEvent
    | Undone
    | Redone
)
AnyEvent = KnownEvent | UnknownEvent


class Record(Struct, frozen=True):
    """One line of the journal: what one command brought about, as a whole or not at all.

    ``n`` counts the records of a journal from 1; ``at`` is UTC, whole milliseconds.
    """

    n: int
    at: datetime
    events: tuple[AnyEvent, ...]
