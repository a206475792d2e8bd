"""A visit together with the commands that made it: the one door through which it changes.

``decide`` turns an intent into events, ``apply`` folds events into the visit, and undo takes back
whole records, newest first: what is in force is always a stack of records and the visit is
their fold.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.base import (
    AnyEvent,
    Event,
    Events,
    Record,
    Redone,
    Refusal,
    Undone,
    UnknownEvent,
)
from kvip_tui.domain.card.changes import (
    CardEvent,
    CardIntent,
    SupportNoted,
    apply_card,
    decide_card,
)
from kvip_tui.domain.catchup.planner import (
    ApplyCatchup,
    CatchupApplied,
    apply_catchup,
    decide_catchup,
)
from kvip_tui.domain.checks.changes import (
    CheckAdded,
    CheckEvent,
    CheckIntent,
    GateReasonGiven,
    apply_check,
    decide_check,
)
from kvip_tui.domain.day.changes import (
    BlockEvent,
    BlockIntent,
    apply_block,
    decide_block,
)
from kvip_tui.domain.day.gates import GatesPassed, apply_passage
from kvip_tui.domain.day.projection import local_day
from kvip_tui.domain.floor.corrections import (
    Correction,
    CorrectionIntent,
    corrected,
    decide_correction,
)
from kvip_tui.domain.floor.following import follow_block, follow_people
from kvip_tui.domain.floor.turns import FloorIntent, FloorStep, apply_floor, decide_floor
from kvip_tui.domain.log import Log
from kvip_tui.domain.notes.changes import apply_note, decide_note
from kvip_tui.domain.notes.vocabulary import (
    NoteEvent,
    NoteIntent,
    NotesJoined,
    TypedInInterview,
)
from kvip_tui.domain.people.changes import (
    PeopleEvent,
    PeopleIntent,
    apply_people,
    decide_people,
)
from kvip_tui.domain.planning.changes import apply_edit, decide_edit
from kvip_tui.domain.planning.vocabulary import EditEvent, EditIntent
from kvip_tui.domain.report.changes import (
    ReportEvent,
    ReportIntent,
    apply_report,
    decide_report,
    with_joined_notes,
    words_of,
)
from kvip_tui.domain.state.people import Person
from kvip_tui.domain.state.plan import Plan
from kvip_tui.domain.state.visit import Visit


class VisitCreated(Event, frozen=True, tag="visit_created"):
    """The visit was made from a plan; always the first event."""

    id: str
    title: str
    host: str
    date: date
    plan: Plan
    people: tuple[Person, ...] = ()
    rehearsal: bool = False


KnownEvent = (
    VisitCreated
    | BlockEvent
    | CatchupApplied
    | GatesPassed
    | CheckEvent
    | PeopleEvent
    | FloorStep
    | Correction
    | NoteEvent
    | TypedInInterview
    | EditEvent
    | ReportEvent
    | CardEvent
    | Undone
    | Redone
)


class Undo(Struct, frozen=True):
    """Take back the last command in force."""


class Redo(Struct, frozen=True):
    """Carry out again the command that was last taken back."""


VisitIntent = (
    BlockIntent
    | ApplyCatchup
    | EditIntent
    | CheckIntent
    | CardIntent
    | FloorIntent
    | CorrectionIntent
    | PeopleIntent
    | NoteIntent
    | ReportIntent
)
Intent = VisitIntent | Undo | Redo


class History(Struct, frozen=True):
    """A visit, the records in force (``done``) and those taken back (``undone``, last on top)."""

    first: VisitCreated
    visit: Visit
    done: Log[Record] = Log()
    undone: tuple[Record, ...] = ()


def decide(history: History, intent: Intent, now: datetime) -> Events:
    """Return the events that *intent* brings about at *now*, one at least.

    Raises:
        Refusal: The rules do not allow it as things stand; nothing changes.
    """
    if isinstance(intent, Undo):
        return undo(history)
    if isinstance(intent, Redo):
        return redo(history)
    return _decide(history.visit, intent, now)


def _decide(visit: Visit, intent: VisitIntent, now: datetime) -> Events:
    """Let the family of an intent decide."""
    if isinstance(intent, EditIntent):
        return decide_edit(visit, intent, now)
    if isinstance(intent, PeopleIntent):
        return decide_people(visit, intent)
    if isinstance(intent, CheckIntent):
        return decide_check(visit, intent)
    if isinstance(intent, CardIntent):
        return decide_card(visit, intent)
    if isinstance(intent, NoteIntent):
        return decide_note(visit, intent, now)
    if isinstance(intent, CorrectionIntent):
        return decide_correction(visit, intent, now)
    if isinstance(intent, ReportIntent):
        return (decide_report(visit, intent, local_day(visit, now)),)
    if isinstance(intent, ApplyCatchup):
        return decide_catchup(visit, intent, now)
    if isinstance(intent, BlockIntent):
        return decide_block(visit, intent, now)
    return decide_floor(visit, intent, now)


def free_text(event: AnyEvent) -> str:
    """Return the words of one's own in an event that is no note's, '' where it has none.

    A telephone number in the field for it is none.
    """
    match event:
        case CheckAdded():
            return event.check.text
        case GateReasonGiven() | GatesPassed():
            return event.reason
        case SupportNoted():
            return f"{event.name}\n{event.hours}"
        case _:
            return "\n".join(words_of(event))


def begin(record: Record) -> History:
    """Return the history that a journal's first record begins.

    Raises:
        ValueError: The record is not the making of a visit.
    """
    first = record.events[0] if record.events else None
    if not isinstance(first, VisitCreated):
        raise ValueError("not a visit's first record")
    return History(first=first, visit=created(first))


def advance(history: History, record: Record) -> History:
    """Return the history after one more record."""
    done, undone = _stacks(history.done, history.undone, record)
    visit = history.visit
    on_top = not history.done or (done and done[-1] is not history.done[-1])
    if len(done) > len(history.done) and on_top:
        visit = apply(visit, done[-1])
    elif len(done) != len(history.done):
        visit = fold(history.first, done)
    return replace(history, visit=visit, done=done, undone=undone)


def replay(records: Iterable[Record]) -> History:
    """Return the history of a whole journal, folding only what is in force at its end.

    Raises:
        ValueError: The journal does not begin with the making of a visit.
    """
    rest = iter(records)
    head = next(rest, None)
    if head is None:
        raise ValueError("an empty journal")
    history = begin(head)
    done, undone = history.done, history.undone
    for record in rest:
        done, undone = _stacks(done, undone, record)
    return replace(history, visit=fold(history.first, done), done=done, undone=undone)


def _stacks(
    done: Log[Record], undone: tuple[Record, ...], record: Record
) -> tuple[Log[Record], tuple[Record, ...]]:
    """Return the stacks after one more record; one that names a record not there has no effect."""
    match record.events:
        case (Undone(record=n),):
            place = _place(done, n)
            if place is None:
                return done, undone
            last = place == len(done) - 1
            return done.without_last() if last else done.without(place), (*undone, done[place])
        case (Redone(record=n),):
            place = _place(undone, n)
            if place is None:
                return done, undone
            return _in_order(done, undone[place]), (*undone[:place], *undone[place + 1 :])
        case _:
            return done.append(record), ()


def _in_order(done: Log[Record], record: Record) -> Log[Record]:
    """Return the stack with a record where its number belongs, which is nearly always on top."""
    if not done or done[-1].n < record.n:
        return done.append(record)
    return Log(sorted([*done, record], key=lambda kept: kept.n))


def _place(records: Sequence[Record], n: int) -> int | None:
    """Return where the record of that number stands, sought from the end."""
    return next((at for at in range(len(records) - 1, -1, -1) if records[at].n == n), None)


def undo(history: History) -> tuple[AnyEvent, ...]:
    """Return the event that takes back the last command in force.

    Raises:
        Refusal: There is nothing to take back.
    """
    record = next_undone(history)
    if record is None:
        raise Refusal("undo.nothing")
    return (Undone(record=record.n),)


def next_undone(history: History) -> Record | None:
    """Return the command that undo takes back, None where there is none.

    What a newer version did stays: here nobody can say what would be taken back.
    """
    known = (
        record
        for record in reversed(history.done)
        if not any(isinstance(event, UnknownEvent) for event in record.events)
    )
    return next(known, None)


def redo(history: History) -> tuple[AnyEvent, ...]:
    """Return the event that carries out again what was last taken back.

    Raises:
        Refusal: There is nothing to carry out again.
    """
    if not history.undone:
        raise Refusal("redo.nothing")
    return (Redone(record=history.undone[-1].n),)


def created(event: VisitCreated) -> Visit:
    """Return the visit that its first event makes."""
    return Visit(
        id=event.id,
        title=event.title,
        host=event.host,
        date=event.date,
        plan=event.plan,
        people=event.people,
        rehearsal=event.rehearsal,
    )


def apply(visit: Visit, record: Record) -> Visit:
    """Return the visit after what one command brought about; undo and redo are not events here."""
    for event in record.events:
        visit = apply_event(visit, record.n, record.at, event)
    return visit


def apply_event(visit: Visit, n: int, at: datetime, event: AnyEvent) -> Visit:  # noqa: PLR0911 - a line for each feature
    """Return the visit after one event of record *n* at *at*; an unknown one changes nothing."""
    if isinstance(event, FloorStep):
        return replace(visit, floor=apply_floor(visit.floor, at, event))
    if isinstance(event, NoteEvent):
        visit = apply_note(visit, n, at, event)
        return with_joined_notes(visit, event) if isinstance(event, NotesJoined) else visit
    if isinstance(event, BlockEvent):
        floor = follow_block(visit, at, event)
        return replace(apply_block(visit, at, event), floor=floor)
    if isinstance(event, CheckEvent):
        return apply_check(visit, at, event)
    if isinstance(event, PeopleEvent):
        floor = follow_people(visit, at, event)
        return replace(apply_people(visit, at, event), floor=floor)
    if isinstance(event, EditEvent):
        return apply_edit(visit, at, event)
    if isinstance(event, ReportEvent):
        return apply_report(visit, event)
    if isinstance(event, Correction):
        return corrected(visit, at, event)
    if isinstance(event, CardEvent):
        return apply_card(visit, at, event)
    if isinstance(event, CatchupApplied):
        return apply_catchup(visit, event)
    return apply_passage(visit, event) if isinstance(event, GatesPassed) else visit


def fold(first: VisitCreated, records: Iterable[Record]) -> Visit:
    """Return the visit that its first event and *records* come to."""
    visit = created(first)
    for record in records:
        visit = apply(visit, record)
    return visit
