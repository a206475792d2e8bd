"""The fold of several machines' records: it never fails, whatever came meanwhile (DESIGN 11).

What a record brings about depends on whose it is: only the machine that holds the clock changes
the day, a note of another one belongs where the merged day has its moment, and a stamp of the
timeline or the floor that is earlier than the one before it counts as that one.
"""

from collections.abc import Callable
from datetime import datetime

from msgspec import UNSET
from msgspec.structs import replace

from kvip_tui.domain.base import AnyEvent, Event, Record
from kvip_tui.domain.catchup.planner import CatchupApplied
from kvip_tui.domain.checks.changes import CheckAdded
from kvip_tui.domain.day.changes import BlockEvent
from kvip_tui.domain.day.gates import GatesPassed
from kvip_tui.domain.floor.corrections import Correction, TurnDeleted, TurnReassigned
from kvip_tui.domain.floor.roster import holder_at
from kvip_tui.domain.floor.turns import FloorGiven, FloorStep
from kvip_tui.domain.notes.reading import blocks_at, privacy_at, strictest
from kvip_tui.domain.notes.vocabulary import NoteAdded, NoteEdited
from kvip_tui.domain.people.changes import PersonAdded
from kvip_tui.domain.people.speaker import speaker
from kvip_tui.domain.planning.vocabulary import BlockAdded, EditEvent
from kvip_tui.domain.report.points import PointAdded
from kvip_tui.domain.sharing.changes import NoteCarried, NoteWithdrawn, OverruledUsed
from kvip_tui.domain.state.people import free_letter
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.shared import Overruled, Shared
from kvip_tui.domain.state.visit import Visit, place_of

# What only the machine that holds the clock may do.
Held = BlockEvent | CatchupApplied | GatesPassed | EditEvent | OverruledUsed
Stamped = BlockEvent | FloorStep | Correction
Apply = Callable[[Visit, int, datetime, AnyEvent], Visit]


def holds_clock(events: tuple[AnyEvent, ...]) -> bool:
    """Return whether events are the business of the machine that holds the clock."""
    return any(map(_is_held, events))


def _is_held(event: AnyEvent) -> bool:
    return isinstance(event, Held)


def apply_shared(visit: Visit, record: Record, apply: Apply) -> Visit:
    """Return the visit after a record of one of its machines; *apply* folds an event as such."""
    shared = visit.shared
    if shared is None:
        raise ValueError("the visit is not shared")
    if record.machine != shared.holder and holds_clock(record.events):
        done = tuple(e for e in record.events if not isinstance(e, OverruledUsed))
        lost = Overruled(record.machine, record.n, record.at, tuple(filter(_is_held, done)))
        visit = replace(visit, shared=replace(shared, overruled=(*shared.overruled, lost)))
    at = shared.corrected(record.machine, record.at)
    for event in record.events:
        visit = _apply_one(visit, record, at, event, apply)
    return visit


def _apply_one(visit: Visit, record: Record, at: datetime, event: AnyEvent, apply: Apply) -> Visit:
    shared = visit.shared or Shared("", "")
    if "~" in record.machine:
        event = _of_twin(visit, record.machine, event)
    if isinstance(event, Held) and record.machine != shared.holder:
        return visit
    if isinstance(event, Stamped):
        at = max(at, shared.latest or at)
        moved = at if isinstance(event, BlockEvent) else shared.moved
        visit = replace(visit, shared=replace(shared, latest=at, moved=moved))
    match event:
        case OverruledUsed():
            return _used(visit, event, apply)
        case NoteAdded():
            return _note(visit, record, at, event, apply)
        case NoteEdited():
            return _edited(visit, record, at, event, apply)
        case NoteWithdrawn():
            place = place_of(visit.notes, event.note)
            return visit if place is None else replace(visit, notes=visit.notes.without(place))
        case NoteCarried():
            place = place_of(visit.notes, event.note.id)
            notes = visit.notes
            carried = notes.append if place is None else None
            new = carried(event.note) if carried else notes.replaced(place or 0, event.note)
            return replace(visit, notes=new)
        case PersonAdded():
            return apply(visit, record.n, at, _lettered(visit, event))
        case TurnReassigned() | TurnDeleted():
            found = _turn(visit, event)
            return visit if found is None else apply(visit, record.n, at, found)
        case FloorGiven():
            return _given(apply(visit, record.n, at, event), record, begun=visit.floor.begun)
        case _:
            return apply(visit, record.n, at, event)


def _used(visit: Visit, event: OverruledUsed, apply: Apply) -> Visit:
    """Let what did not count be what the holder of the clock did, each at its own time.

    One before the last stamp of the timeline that counts is that one. Those of the floor are
    no bar: they were anybody's, and went on meanwhile.
    """
    shared, wanted = visit.shared or Shared("", ""), set(event.records)
    used = [lost for lost in shared.overruled if (lost.machine, lost.n) in wanted]
    left = tuple(lost for lost in shared.overruled if lost not in used)
    moved = shared.moved
    for lost in used:
        at = shared.corrected(lost.machine, lost.at)
        at = moved = max(at, moved or at)
        for happened in lost.events:
            visit = apply(visit, lost.n, at, happened)
    return replace(visit, shared=replace(shared, overruled=left, moved=moved))


def _of_twin(visit: Visit, machine: str, event: AnyEvent) -> AnyEvent:
    """Return an event of a second stream of one machine with the notes meant that it made there.

    Both streams have a note of one number, and its id in the event does not say whose.
    """
    if isinstance(event, NoteAdded):
        return replace(event, machine=machine)
    own = machine.partition("~")[0]
    note = getattr(event, "note", None)
    if isinstance(note, str) and note.startswith(f"{own}."):
        here = f"{machine}{note.removeprefix(own)}"
        if place_of(visit.notes, here) is not None:
            return replace(event, note=here)
    return event


def _note(visit: Visit, record: Record, at: datetime, event: NoteAdded, apply: Apply) -> Visit:
    """Store a note; that of a machine without the clock where the merged day has its moment."""
    shared = visit.shared or Shared("", "")
    typed_at = shared.corrected(record.machine, event.typed_at)
    event = replace(event, typed_at=typed_at, machine=event.machine or record.machine)
    if record.machine == shared.holder:
        return apply(visit, record.n, at, event)
    privacy = privacy_at(visit, typed_at)
    if event.outside is True:
        event = replace(event, privacy=strictest(event.privacy, Privacy.TEAM))
        return apply(visit, record.n, at, event)
    if privacy is Privacy.INTERVIEW:
        gone = (*shared.forgotten, (record.machine, record.n))
        return replace(visit, shared=replace(shared, forgotten=gone))
    event = replace(
        event,
        blocks=tuple(block.id for block in blocks_at(visit, typed_at)),
        holder=speaker(event.text, visit.people) or _holder(visit, typed_at, event.holder),
        privacy=strictest(event.privacy, privacy),
    )
    return apply(visit, record.n, at, event)


def _holder(visit: Visit, typed_at: datetime, stored: str | None) -> str | None:
    """Return who had the floor; where there are no turns any more, whom the note was stored with.

    They are deleted with the day on all machines but one, and the notes are to keep the speaker.
    """
    floor = visit.floor
    gone = not floor.turns and floor.holding is None
    return stored if gone else holder_at(visit, typed_at)


def _edited(visit: Visit, record: Record, at: datetime, event: NoteEdited, apply: Apply) -> Visit:
    """Change a note; of one that was changed elsewhere meanwhile both texts are kept."""
    note, shared = visit.note(event.note), visit.shared
    if note and shared and isinstance(event.versions, int) and event.versions != len(note.earlier):
        twice = replace(shared, twice=shared.twice | {event.note})
        visit = replace(visit, shared=twice)
    return apply(visit, record.n, at, event)


def _lettered(visit: Visit, event: PersonAdded) -> PersonAdded:
    """Return the event with a letter that nobody has yet: the earlier one keeps it."""
    taken = {person.letter for person in visit.people}
    if event.person.letter not in taken:
        return event
    letter = free_letter(event.person.name, taken)
    return replace(event, person=replace(event.person, letter=letter))


def _turn(visit: Visit, event: TurnReassigned | TurnDeleted) -> Event | None:
    """Return a correction with the number that its turn has here; None: there is no such turn."""
    if not event.made:
        return event
    floor = visit.floor
    turns = [*floor.turns, floor.holding] if floor.holding else [*floor.turns]
    number = next((turn.number for turn in turns if turn.made == event.made), None)
    return None if number is None else replace(event, turn=number)


def _given(visit: Visit, record: Record, *, begun: int) -> Visit:
    """Return the visit whose turn that has just begun is called by the record that gave it."""
    floor = visit.floor
    if floor.holding is None or floor.begun == begun:
        return visit
    made = f"{record.machine}.{record.n}"
    return replace(visit, floor=replace(floor, holding=replace(floor.holding, made=made)))


def with_own_ids(
    visit: Visit, events: tuple[AnyEvent, ...], machine: str, n: int
) -> tuple[AnyEvent, ...]:
    """Return events whose new things are called by machine and record, never by a position.

    Out of touch with each other, two machines call nothing by one name.
    """
    return tuple(_own_id(visit, event, f"{machine}-{n}") for event in events)


def _own_id(visit: Visit, event: AnyEvent, made: str) -> AnyEvent:
    match event:
        case PersonAdded():
            return replace(event, person=replace(event.person, id=f"{event.person.id}.{made}"))
        case CheckAdded():
            return replace(event, check=replace(event.check, id=f"{event.check.id}.{made}"))
        case BlockAdded():
            return replace(event, added=replace(event.added, id=f"{event.added.id}.{made}"))
        case PointAdded():
            return replace(event, point=f"{made.rpartition('-')[0]}.p{made.rpartition('-')[2]}")
        case NoteEdited():
            note = visit.note(event.note)
            return replace(event, versions=len(note.earlier) if note else UNSET)
        case TurnReassigned() | TurnDeleted():
            floor = visit.floor
            turns = [*floor.turns, floor.holding] if floor.holding else [*floor.turns]
            found = next((turn.made for turn in turns if turn.number == event.turn), "")
            return replace(event, made=found)
        case _:
            return event
