"""A visit together with the commands that made it: the one door through which it changes.

``decide`` turns an intent into events, ``apply`` folds events into the visit, and undo takes back
whole records, newest first: what is in force is always a stack of records and the visit is
their fold.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Final

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from kvip_tui.domain.base import (
    AnyEvent,
    Events,
    Record,
    Redone,
    Refusal,
    Sent,
    Travels,
    Undone,
    UnknownEvent,
)
from kvip_tui.domain.board.changes import BoardWritten, WriteOnBoard, apply_board, decide_board
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
from kvip_tui.domain.checks.chosen import with_choices
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
from kvip_tui.domain.notes.numbers import Numbers, numbers
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
from kvip_tui.domain.report.changes import with_joined_notes
from kvip_tui.domain.review.changes import (
    ReviewedEvent,
    ReviewedIntent,
    apply_reviewed,
    decide_reviewed,
    reviewed_words,
)
from kvip_tui.domain.sharing.changes import (
    MateNamed,
    SharingEvent,
    SharingIntent,
    apply_sharing,
    decide_sharing,
)
from kvip_tui.domain.sharing.clock import NEVER, Clock, adopted, clocked, to_hold
from kvip_tui.domain.sharing.fold import apply_shared, holds_clock, with_own_ids
from kvip_tui.domain.sharing.merged import Merged, added, merge
from kvip_tui.domain.stacks import all_stacks, stacks
from kvip_tui.domain.state.people import Person
from kvip_tui.domain.state.plan import Plan
from kvip_tui.domain.state.shared import Shared
from kvip_tui.domain.state.visit import Visit


class VisitCreated(Sent, frozen=True, tag="visit_created"):
    """The visit was made from a plan; always the first event.

    ``uid`` tells the visit apart from every other one; older ones have none.
    """

    id: str
    title: str
    host: str
    date: date
    plan: Plan
    people: tuple[Person, ...] = ()
    rehearsal: bool = False
    uid: str | UnsetType = UNSET


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
    | ReviewedEvent
    | CardEvent
    | SharingEvent
    | BoardWritten
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
    | WriteOnBoard
    | FloorIntent
    | CorrectionIntent
    | PeopleIntent
    | NoteIntent
    | ReviewedIntent
    | SharingIntent
)
Intent = VisitIntent | Undo | Redo


# How many commands can be taken back without folding all the others anew.
KEPT: Final = 20


class History(Struct, frozen=True):
    """A visit, the records in force (``done``) and those taken back (``undone``, last on top).

    Where several machines write the visit, these are this machine's own, and ``merged`` has those
    of all.

    Args:
        machine: What this machine is called, '' where it writes the visit alone.
        last: The clock of this machine's last record.
        seen: The highest clock of another machine that this one stays above.
        before: What the visit was before each of the last records in force, where one machine
            writes it; the newest stands last.
        begun: The record that made the visit.
    """

    first: VisitCreated
    visit: Visit
    done: Log[Record] = Log()
    undone: tuple[Record, ...] = ()
    merged: Merged | None = None
    machine: str = ""
    last: Clock = NEVER
    seen: Clock = NEVER
    before: tuple[Visit, ...] = ()
    begun: Record | None = None

    def clock_for(self, at: datetime, n: int) -> Clock | None:
        """Return the clock that this machine's next record must hold, None for its own time."""
        return to_hold(at, n, self.last, self.seen) if self.merged else None


def decide(history: History, intent: Intent, now: datetime, n: int = 0) -> Events:
    """Return the events that *intent* brings about at *now*, one at least.

    ``n`` is the number that their record will have.

    Raises:
        Refusal: The rules do not allow it as things stand; nothing changes.
    """
    if isinstance(intent, Undo):
        events, taken_back = undo(history), next_undone(history)
        changes = taken_back.events if taken_back else ()
    elif isinstance(intent, Redo):
        events = redo(history)
        changes = history.undone[-1].events
    else:
        called = numbers(history.visit, history.machine)
        events = changes = _decide(history.visit, intent, now, called)
    shared = history.visit.shared
    if shared is None:
        return events
    if shared.holder != history.machine and holds_clock(changes):
        raise Refusal("clock.elsewhere", name=shared.person(shared.holder))
    return with_own_ids(history.visit, events, history.machine, n)


def _decide(visit: Visit, intent: VisitIntent, now: datetime, called: Numbers) -> Events:  # noqa: PLR0911 - a line for each feature
    """Let the family of an intent decide."""
    if isinstance(intent, EditIntent):
        return decide_edit(visit, intent, now)
    if isinstance(intent, PeopleIntent):
        return with_choices(visit, decide_people(visit, intent))
    if isinstance(intent, CheckIntent):
        return decide_check(visit, intent)
    if isinstance(intent, CardIntent):
        return decide_card(visit, intent)
    if isinstance(intent, WriteOnBoard):
        return (decide_board(visit, intent),)
    if isinstance(intent, NoteIntent):
        return decide_note(visit, intent, now, called)
    if isinstance(intent, CorrectionIntent):
        return decide_correction(visit, intent, now)
    if isinstance(intent, ReviewedIntent):
        return decide_reviewed(visit, intent, local_day(visit, now))
    if isinstance(intent, ApplyCatchup):
        return decide_catchup(visit, intent, now)
    if isinstance(intent, BlockIntent):
        return decide_block(visit, intent, now)
    if isinstance(intent, SharingIntent):
        return decide_sharing(visit, intent)
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
        case BoardWritten():
            return event.text
        case SupportNoted():
            return f"{event.name}\n{event.hours}"
        case _:
            return "\n".join(reviewed_words(event))


def begin(record: Record) -> History:
    """Return the history that a journal's first record begins.

    Raises:
        ValueError: The record is not the making of a visit.
    """
    first = record.events[0] if record.events else None
    if not isinstance(first, VisitCreated):
        raise ValueError("not a visit's first record")
    return History(first=first, visit=created(first), begun=record)


def advance(history: History, record: Record) -> History:
    """Return the history after one more record of this machine."""
    merged = history.merged
    if merged is not None:
        [record] = clocked([record], history.machine, history.last)
    done, undone = stacks(history.done, history.undone, record)
    if merged is not None:
        history = replace(history, done=done, undone=undone, last=record.clock or NEVER)
        return _joined_by(history, merged, [record])
    visit, before = history.visit, history.before
    on_top = not history.done or (done and done[-1] is not history.done[-1])
    if len(done) > len(history.done) and on_top:
        visit, before = apply(visit, done[-1]), (*before[1 - KEPT :], visit)
    elif before and undone and history.done and undone[-1] is history.done[-1]:
        visit, before = before[-1], before[:-1]
    elif len(done) != len(history.done):
        visit, before = _folded(history.first, done)
    return replace(history, visit=visit, done=done, undone=undone, before=before)


def received(history: History, records: Iterable[Record], now: datetime) -> History:
    """Return the history after records of other machines have come, in whatever order.

    Raises:
        ValueError: The visit is not shared.
    """
    if history.merged is None:
        raise ValueError("the visit is not shared")
    maker = history.merged.start.shared.maker if history.merged.start.shared else ""
    fresh, seen = [r for r in records if (r.machine, r.n) != (maker, 1)], history.seen
    for record in fresh:
        seen = adopted(seen, record.clock or NEVER, now)
    return _joined_by(replace(history, seen=seen), history.merged, fresh)


def _joined_by(history: History, merged: Merged, records: Iterable[Record]) -> History:
    merged = added(merged, records, _fold_shared)
    return replace(history, merged=merged, visit=merged.visit)


def _fold_shared(visit: Visit, record: Record) -> Visit:
    return apply_shared(visit, record, apply_event)


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
    done, undone = all_stacks(rest)
    visit, before = _folded(history.first, done)
    return replace(history, visit=visit, done=done, undone=undone, before=before)


def replay_shared(
    own: Iterable[Record], machine: str, others: Iterable[Record], now: datetime
) -> History:
    """Return the history of a visit that several machines write, at one of them.

    Raises:
        ValueError: No journal makes the visit.
    """
    mine = list(clocked(own, machine))
    every = [*mine, *others]
    makers = sorted(r.machine for r in every if r.n == 1 and isinstance(r.events[0], VisitCreated))
    if not makers:
        raise ValueError("nobody has made the visit")
    first = next(r for r in every if r.n == 1 and r.machine == makers[0])
    rest = [record for record in every if record is not first]
    made = first.events[0]
    assert isinstance(made, VisitCreated)  # noqa: S101 - it was chosen for that
    start = replace(created(made), shared=Shared(maker=first.machine, holder=first.machine))
    merged = merge(start, rest, _fold_shared)
    seen = NEVER
    for record in rest:
        if record.machine != machine:
            seen = adopted(seen, record.clock or NEVER, now)
    done, undone = all_stacks(mine[1:])
    last = (mine[-1].clock if mine else None) or NEVER
    return History(made, merged.visit, done, undone, merged, machine, last, seen, begun=first)


def travels(event: KnownEvent) -> Travels:
    """Return whether an event leaves the machine; each class of them says so."""
    return event.travels


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

    What a newer version did stays: here nobody can say what would be taken back. So does the name
    of who sits at a machine.
    """
    known = (
        record
        for record in reversed(history.done)
        if not any(isinstance(event, UnknownEvent) for event in record.events)
        and not all(isinstance(event, MateNamed) for event in record.events)
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


def apply_event(visit: Visit, n: int, at: datetime, event: AnyEvent) -> Visit:  # noqa: C901, PLR0911 - a line for each feature
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
    if isinstance(event, ReviewedEvent):
        return apply_reviewed(visit, event)
    if isinstance(event, Correction):
        return corrected(visit, at, event)
    if isinstance(event, CardEvent):
        return apply_card(visit, at, event)
    if isinstance(event, CatchupApplied):
        return apply_catchup(visit, event)
    if isinstance(event, SharingEvent):
        return apply_sharing(visit, at, event)
    if isinstance(event, BoardWritten):
        return apply_board(visit, event)
    return apply_passage(visit, event) if isinstance(event, GatesPassed) else visit


def _folded(first: VisitCreated, done: Sequence[Record]) -> tuple[Visit, tuple[Visit, ...]]:
    """Return the visit that records come to, and what it was before each of the last of them."""
    early = max(0, len(done) - KEPT)
    visit, before = fold(first, islice(done, early)), list[Visit]()
    for record in done[early:]:
        before.append(visit)
        visit = apply(visit, record)
    return visit, tuple(before)


def fold(first: VisitCreated, records: Iterable[Record]) -> Visit:
    """Return the visit that its first event and *records* come to."""
    visit = created(first)
    for record in records:
        visit = apply(visit, record)
    return visit
