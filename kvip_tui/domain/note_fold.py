"""Folds what was done with notes into the notes of a visit."""

from datetime import datetime

from msgspec.structs import replace

from kvip_tui.domain import base as ev
from kvip_tui.domain import note_events as ne
from kvip_tui.domain.log import Log
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.visit import Note, Visit, place_of


def apply_note(visit: Visit, n: int, at: datetime, event: ev.NoteAdded | ne.NoteEvent) -> Visit:
    """Return the visit after what happened to its notes in record *n* at *at*."""
    match event:
        case ev.NoteAdded():
            return replace(visit, notes=added(visit.notes, note_of(n, at, event)))
        case ne.FocusAreasSet():
            return replace(visit, focus_areas=event.areas)
        case _:
            return replace(visit, notes=changed(visit, n, at, event))


def note_of(n: int, at: datetime, event: ev.NoteAdded) -> Note:
    """Return the note that record *n*, made at *at*, stores."""
    return Note(
        n=n,
        at=at,
        text=event.text,
        typed_at=event.typed_at,
        privacy=event.privacy,
        blocks=event.blocks,
        holder=event.holder,
        author=event.author,
        said=event.said,
        tags=event.tags,
        machine=event.machine,
        mentions=event.mentions,
        because=event.because,
    )


def added(notes: Log[Note], note: Note) -> Log[Note]:
    """Return the notes with one more, which gets a part of its own of what its record stored."""
    part = 0
    for other in reversed(notes):
        if (other.machine, other.n) != (note.machine, note.n):
            break
        part = max(part, other.part + 1)
    return notes.append(replace(note, part=part) if part else note)


def changed(visit: Visit, n: int, at: datetime, event: ne.NoteChange) -> Log[Note]:
    """Return the notes after a change in record *n* at *at*; no change of a note that is gone."""
    notes = visit.notes
    if isinstance(event, ne.NotesJoined):
        return _joined(notes, at, event)
    place = place_of(notes, event.note)
    if place is None:
        return notes
    note = notes[place]
    match event:
        case ne.NoteDeleted():
            return notes.without(place)
        case ne.NoteSplit():
            kept = _rewritten(note, event.kept, at, event.by)
            return added(notes.replaced(place, kept), _rest(note, n, at, event))
        case _:
            return notes.replaced(place, _changed(visit, note, at, event))


def _changed(
    visit: Visit,
    note: Note,
    at: datetime,
    event: ne.NoteEdited | ne.NoteMoved | ne.NoteMarked | ne.NoteRaised | ne.ImpressionPromoted,
) -> Note:
    match event:
        case ne.NoteEdited():
            note = _rewritten(note, event.written, at, event.by)
            return replace(note, because=event.because)
        case ne.NoteMoved():
            return replace(
                note,
                blocks=event.blocks,
                typed_at=event.typed_at,
                holder=event.holder,
                privacy=event.privacy,
            )
        case ne.NoteMarked():
            return replace(note, said=event.said)
        case ne.NoteRaised():
            return replace(note, privacy=event.privacy)
        case ne.ImpressionPromoted():
            second = visit.person(event.second)
            name = second.name if second else event.second
            return replace(note, privacy=Privacy.TEAM, second=name)


def _rewritten(note: Note, written: ne.Written, at: datetime, by: str) -> Note:
    return replace(
        note,
        text=written.text,
        tags=written.tags,
        mentions=written.mentions,
        earlier=note.versions,
        edited_at=at,
        edited_by=by,
    )


def _rest(note: Note, n: int, at: datetime, event: ne.NoteSplit) -> Note:
    """Return the note that the rest of a note became: stamped as that, stored now."""
    return replace(
        note,
        n=n,
        at=at,
        text=event.rest.text,
        tags=event.rest.tags,
        mentions=event.rest.mentions,
        machine=event.machine,
        part=0,
        earlier=(),
        edited_at=None,
        edited_by="",
    )


def _joined(notes: Log[Note], at: datetime, event: ne.NotesJoined) -> Log[Note]:
    """Return the notes with some as one, which has had the texts of them all."""
    places = [place_of(notes, note_id) for note_id in event.notes]
    found = [place for place in places if place is not None]
    if len(found) < len(places) or not found:
        return notes
    first, *others = found
    had = sorted((v for i in found for v in notes[i].versions), key=lambda version: version.at)
    one = replace(
        _rewritten(notes[first], event.written, at, event.by),
        earlier=tuple(had),
        blocks=event.blocks,
        privacy=event.privacy,
        said=event.said,
        because=event.because,
    )
    notes = notes.replaced(first, one)
    for place in sorted(others, reverse=True):
        notes = notes.without(place)
    return notes
