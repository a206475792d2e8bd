"""Decides what may be done with notes (DESIGN 5).

A class only becomes stricter, but for an impression that is promoted. What is on disk never
becomes an interview's: those are in memory only, and a file forgets nothing.
"""

from datetime import datetime

from kvip_tui.domain import base as ev
from kvip_tui.domain import intents as it
from kvip_tui.domain import note_events as ne
from kvip_tui.domain import note_intents as ni
from kvip_tui.domain.notes.reading import (
    LONGEST,
    blocks_at,
    clean,
    closing_meeting,
    holder_at,
    mentions,
    one_line,
    privacy_at,
    strictest,
    tags,
)
from kvip_tui.domain.refusal import Refusal
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.visit import Note, Visit
from kvip_tui.domain.text.words import plain

LONGEST_IMPRESSION = 300
LONGEST_REASON = 500
LONGEST_AREA = 80
MOST_AREAS = 12
_NEXT = {Privacy.PLENUM: Privacy.TEAM, Privacy.TEAM: Privacy.IMPRESSION}


def decide_note(
    visit: Visit, intent: it.AddNote | ni.NoteIntent, now: datetime
) -> tuple[ev.NoteAdded | ne.NoteEvent, ...]:
    """Return what the intent brings about.

    Raises:
        Refusal: The note is not there, or what is asked for is not possible.
    """
    match intent:
        case it.AddNote():
            return (_add(visit, intent),)
        case ni.EditNote():
            return (_edit(visit, intent),)
        case ni.DeleteNote():
            return (ne.NoteDeleted(note=known(visit, intent.note).id, by=intent.by),)
        case ni.MoveNote():
            return (_move(visit, intent, now),)
        case ni.SplitNote():
            return (_split(visit, intent),)
        case ni.JoinNotes():
            return (_join(visit, intent),)
        case ni.MarkNote():
            return (_mark(visit, intent),)
        case ni.RaiseNote():
            return (_raise(visit, intent),)
        case ni.PromoteImpression():
            return (_promote(visit, intent),)
        case ni.SetFocusAreas():
            return (_areas(visit, intent),)


def known(visit: Visit, note_id: str) -> Note:
    """Return the note with that id.

    Raises:
        Refusal: There is none.
    """
    note = visit.note(note_id)
    if note is None:
        raise Refusal("note.unknown")
    return note


def _add(visit: Visit, intent: it.AddNote) -> ev.NoteAdded:
    at = intent.typed_at
    privacy = Privacy.INTERVIEW if intent.interview else privacy_at(visit, at)
    privacy = strictest(privacy, intent.least)
    blocks = tuple(block.id for block in blocks_at(visit, at))
    if intent.impression:
        privacy = _impression(visit, privacy, blocks)
    written = _written(visit, intent.text)
    if privacy is Privacy.IMPRESSION and len(written.text) > LONGEST_IMPRESSION:
        raise Refusal("note.long_impression", longest=LONGEST_IMPRESSION)
    return ev.NoteAdded(
        text=written.text,
        typed_at=at,
        privacy=privacy,
        blocks=blocks,
        holder=holder_at(visit, at),
        author=intent.author,
        said=intent.said,
        tags=written.tags,
        machine=intent.machine,
        mentions=written.mentions,
        because=_reason(intent.because),
    )


def _impression(visit: Visit, privacy: Privacy, blocks: tuple[str, ...]) -> Privacy:
    closing = closing_meeting(visit)
    if closing is None or closing.id not in blocks:
        raise Refusal("note.no_impression")
    return strictest(privacy, Privacy.IMPRESSION)


def _written(visit: Visit, text: str) -> ne.Written:
    """Return a text as it may be stored, with what is found in it.

    Raises:
        Refusal: Nothing is left of it, or it is too long.
    """
    text = clean(text)
    if not text:
        raise Refusal("note.empty")
    if len(text) > LONGEST:
        raise Refusal("note.long", longest=LONGEST)
    return ne.Written(text=text, tags=tags(text), mentions=mentions(text, visit.people))


def _reason(text: str) -> str:
    reason = one_line(text)
    if len(reason) > LONGEST_REASON:
        raise Refusal("note.long_reason", longest=LONGEST_REASON)
    return reason


def _edit(visit: Visit, intent: ni.EditNote) -> ne.NoteEdited:
    note = known(visit, intent.note)
    written = _written(visit, intent.text)
    if written.text == note.text:
        raise Refusal("edit.unchanged")
    longest = max(LONGEST_IMPRESSION, len(note.text))
    if note.privacy is Privacy.IMPRESSION and len(written.text) > longest:
        raise Refusal("note.long_impression", longest=LONGEST_IMPRESSION)
    return ne.NoteEdited(
        note=note.id, written=written, by=intent.by, because=_reason(intent.because)
    )


def _move(visit: Visit, intent: ni.MoveNote, now: datetime) -> ne.NoteMoved:
    note = known(visit, intent.note)
    if intent.block is None:
        at = intent.to or note.typed_at
        if at > now:
            raise Refusal("edit.future")
        ran = tuple(block.id for block in blocks_at(visit, at))
        place: Place = (at, ran, holder_at(visit, at), privacy_at(visit, at))
        return _moved(note, place, intent.by)
    block = visit.block(intent.block)
    if block is None:
        raise Refusal("block.unknown", block=intent.block)
    place = (note.typed_at, (block.id,), note.holder, block.privacy)
    return _moved(note, place, intent.by)


Place = tuple[datetime, tuple[str, ...], str | None, Privacy]


def _moved(note: Note, place: Place, by: str) -> ne.NoteMoved:
    """A note takes the class of where it comes to, where that is the stricter one."""
    typed_at, blocks, holder, privacy = place
    if (typed_at, blocks) == (note.typed_at, note.blocks):
        raise Refusal("edit.unchanged")
    privacy = strictest(note.privacy, privacy)
    _check_stays_out(note, privacy)
    return ne.NoteMoved(
        note=note.id, blocks=blocks, typed_at=typed_at, holder=holder, privacy=privacy, by=by
    )


def _check_stays_out(note: Note, privacy: Privacy) -> None:
    """Refuse to call an interview's what a file already has."""
    if privacy is Privacy.INTERVIEW is not note.privacy:
        raise Refusal("note.on_disk", note=note.number)


def _split(visit: Visit, intent: ni.SplitNote) -> ne.NoteSplit:
    note = known(visit, intent.note)
    halves = note.text[: max(0, intent.place)], note.text[max(0, intent.place) :]
    if not all(map(clean, halves)):
        raise Refusal("note.no_half")
    kept, rest = (_written(visit, half) for half in halves)
    return ne.NoteSplit(note=note.id, kept=kept, rest=rest, by=intent.by, machine=intent.machine)


def _join(visit: Visit, intent: ni.JoinNotes) -> ne.NotesJoined:
    notes = [known(visit, note_id) for note_id in dict.fromkeys(intent.notes)]
    if len(notes) < 2:
        raise Refusal("note.join_one")
    notes.sort(key=lambda note: (note.typed_at, note.n, note.part))
    of = {block for note in notes for block in note.blocks}
    return ne.NotesJoined(
        notes=tuple(note.id for note in notes),
        written=_written(visit, "\n".join(note.text for note in notes)),
        blocks=tuple(block.id for _, block in visit.plan.blocks() if block.id in of),
        privacy=strictest(*(note.privacy for note in notes)),
        said=all(note.said for note in notes),
        by=intent.by,
        because=_reason(intent.because),
    )


def _mark(visit: Visit, intent: ni.MarkNote) -> ne.NoteMarked:
    note = known(visit, intent.note)
    if note.said == intent.said:
        raise Refusal("edit.unchanged")
    return ne.NoteMarked(note=note.id, said=intent.said, by=intent.by)


def _raise(visit: Visit, intent: ni.RaiseNote) -> ne.NoteRaised:
    note = known(visit, intent.note)
    privacy = intent.privacy or _NEXT.get(note.privacy, Privacy.INTERVIEW)
    if strictest(note.privacy, privacy) is note.privacy:
        raise Refusal("note.not_stricter")
    _check_stays_out(note, privacy)
    return ne.NoteRaised(note=note.id, privacy=privacy, by=intent.by)


def _promote(visit: Visit, intent: ni.PromoteImpression) -> ne.ImpressionPromoted:
    """The author cannot be the second one to agree; of one unknown it is whoever asks."""
    note = known(visit, intent.note)
    if note.privacy is not Privacy.IMPRESSION:
        raise Refusal("note.not_impression", note=note.number)
    second = visit.person(intent.second)
    if second is None:
        raise Refusal("person.unknown", name=intent.second)
    if plain(second.name) == plain(note.author or intent.by):
        raise Refusal("note.same_person", name=second.name)
    return ne.ImpressionPromoted(note=note.id, second=second.id, by=intent.by)


def _areas(visit: Visit, intent: ni.SetFocusAreas) -> ne.FocusAreasSet:
    named = [one_line(area) for area in intent.areas]
    areas = tuple({plain(area): area for area in named if area}.values())
    if len(areas) > MOST_AREAS or any(len(area) > LONGEST_AREA for area in areas):
        raise Refusal("focus.too_much", most=MOST_AREAS, longest=LONGEST_AREA)
    if areas == visit.focus_areas:
        raise Refusal("edit.unchanged")
    return ne.FocusAreasSet(areas=areas)
