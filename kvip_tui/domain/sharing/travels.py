"""What leaves a machine: each event says so of itself, a note's by its class (DESIGN 11).

What was sent is never called back by deleting: a note that may no longer travel is withdrawn,
one that may from now on is carried whole.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, assert_never

from msgspec.structs import replace

from kvip_tui.domain.base import AnyEvent, Record, Redone, Travels, Undone, UnknownEvent
from kvip_tui.domain.floor.corrections import Correction
from kvip_tui.domain.floor.turns import FloorStep
from kvip_tui.domain.notes.vocabulary import (
    ImpressionPromoted,
    NoteAdded,
    NoteChange,
    NoteMoved,
    NoteRaised,
    NotesJoined,
    NoteSplit,
    TypedInInterview,
)
from kvip_tui.domain.sharing.changes import NoteCarried, NoteWithdrawn
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.visit import Visit

SHOWN: Final = frozenset({Privacy.PLENUM, Privacy.TEAM})
OfNote = NoteAdded | NoteChange
Classes = Mapping[str, Privacy]
# What takes part in the accounts of the floor goes in a file of its own.
OfFloor = FloorStep | Correction


class Outgoing:
    """Turns one machine's records, in their order, into those that leave it."""

    def __init__(self, machine: str, travels: Callable[[Any], Travels]) -> None:
        """Begin with nothing sent; *travels* says of an event whether it leaves the machine."""
        self._machine, self._travels = machine, travels
        self._classes: dict[str, Privacy] = {}
        self._before: dict[int, Classes] = {}
        self._after: dict[int, Classes] = {}

    def of(self, record: Record, now: Visit) -> Record | None:
        """Return what of the next record leaves the machine, None for nothing.

        *now* is the visit as it stands: a note is carried as it is there.
        """
        events: list[AnyEvent] = []
        if any(isinstance(event, TypedInInterview) for event in record.events):
            return None
        for event in record.events:
            events += self._sent(record.n, event, now)
        return replace(record, events=tuple(events)) if events else None

    def _sent(self, n: int, event: AnyEvent, now: Visit) -> Iterator[AnyEvent]:
        if isinstance(event, UnknownEvent):
            return
        if isinstance(event, Undone | Redone):
            yield event
            yield from self._taken_back(event, now)
            return
        match self._travels(event):
            case Travels.YES:
                yield event
            case Travels.NO:
                return
            case Travels.BY_NOTE:
                if isinstance(event, OfNote):
                    yield from self._of_note(n, event, now)
            case other:
                assert_never(other)

    def _of_note(self, n: int, event: OfNote, now: Visit) -> Iterator[AnyEvent]:
        after = self._changed(n, event, now)
        before = {note: self._class(note, now) for note in after}
        self._before[n] = {**self._before.get(n, {}), **{k: v for k, v in before.items() if v}}
        self._after[n] = {**self._after.get(n, {}), **after}
        self._classes.update(after)
        if isinstance(event, NoteAdded):
            if event.privacy in SHOWN:
                yield event
            return
        was = [before[note] in SHOWN for note in after if before[note] is not None]
        if all(was) and all(privacy in SHOWN for privacy in after.values()):
            yield event
            return
        yield from _moved(before, after, now)

    def _class(self, note: str, now: Visit) -> Privacy | None:
        """Return the class of a note so far; those of other machines came, so they are shown."""
        if note in self._classes:
            return self._classes[note]
        return None if note.startswith(f"{self._machine}.") else Privacy.TEAM

    def _changed(self, n: int, event: OfNote, now: Visit) -> Classes:
        """Return the class of each note that an event touches, as it is after it."""
        match event:
            case NoteAdded():
                return {f"{event.machine or self._machine}.{n}": event.privacy}
            case NoteRaised() | NoteMoved():
                return {event.note: event.privacy}
            case ImpressionPromoted():
                return {event.note: Privacy.TEAM}
            case NotesJoined():
                return dict.fromkeys(event.notes, event.privacy)
            case NoteSplit():
                kept = self._class(event.note, now) or Privacy.IMPRESSION
                return {event.note: kept, f"{event.machine or self._machine}.{n}": kept}
            case _:
                return {event.note: self._class(event.note, now) or Privacy.IMPRESSION}

    def _taken_back(self, event: Undone | Redone, now: Visit) -> Iterator[AnyEvent]:
        """Withdraw or carry what taking a record back hides or shows again."""
        before, after = self._before.get(event.record, {}), self._after.get(event.record, {})
        if isinstance(event, Redone):
            before, after = after, before
        self._classes.update(before)
        known: dict[str, Privacy | None] = {**after}
        if any((a in SHOWN) != (before.get(note, a) in SHOWN) for note, a in after.items()):
            yield from _moved(known, before, now)


def _moved(before: Mapping[str, Privacy | None], after: Classes, now: Visit) -> Iterator[AnyEvent]:
    """Yield the withdrawal of what is shown no more, and whole what is shown from now on."""
    for note, privacy in after.items():
        if privacy not in SHOWN and before.get(note) in SHOWN:
            yield NoteWithdrawn(note=note)
        elif privacy in SHOWN:
            found = now.note(note)
            if found is not None and found.privacy in SHOWN:
                yield NoteCarried(note=found)


def of_floor(record: Record) -> bool:
    """Return whether a record goes into the file of the turns, which is deleted with the day."""
    return bool(record.events) and all(isinstance(event, OfFloor) for event in record.events)


def without_turns(record: Record) -> Record:
    """Return a record without what it did to the accounts of the floor; its number stays."""
    return replace(record, events=()) if of_floor(record) else record
