"""What may be done with notes, and what becomes of them: the rules and the fold (DESIGN 5).

A class only becomes stricter, but for an impression that is promoted. What is on disk never
becomes an interview's: those are in memory only, and a file forgets nothing.
"""

from datetime import datetime

from msgspec import UNSET
from msgspec.structs import replace

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.floor.roster import holder_at
from kvip_tui.domain.log import Log
from kvip_tui.domain.notes.interviews import privacy_outside
from kvip_tui.domain.notes.numbers import ALONE, Numbers
from kvip_tui.domain.notes.reading import (
    blocks_at,
    closing_meeting,
    mentions,
    privacy_at,
    strictest,
    tags,
)
from kvip_tui.domain.notes.unsaid import may_be_told
from kvip_tui.domain.notes.vocabulary import (
    AddNote,
    ChangeNote,
    DeleteNote,
    EditNote,
    FocusAreasSet,
    ImpressionPromoted,
    JoinNotes,
    MarkNote,
    MoveNote,
    NameSpeaker,
    NoteAdded,
    NoteChange,
    NoteDeleted,
    NoteEdited,
    NoteEvent,
    NoteIntent,
    NoteMarked,
    NoteMoved,
    NoteRaised,
    NotesJoined,
    NoteSplit,
    NoteTold,
    NoteUpdate,
    PromoteImpression,
    RaiseNote,
    SetFocusAreas,
    SpeakerNamed,
    SplitNote,
    TellNote,
    Written,
)
from kvip_tui.domain.people.speaker import speaker
from kvip_tui.domain.state.plan import Block, Privacy
from kvip_tui.domain.state.visit import Note, Telling, Visit, place_of
from kvip_tui.domain.text.legible import LONGEST, clean, one_line
from kvip_tui.domain.text.words import plain

LONGEST_IMPRESSION = 300
LONGEST_REASON = 500
LONGEST_AREA = 80
MOST_AREAS = 12
_NEXT = {Privacy.PLENUM: Privacy.TEAM, Privacy.TEAM: Privacy.IMPRESSION}


def decide_note(
    visit: Visit, intent: NoteIntent, now: datetime, called: Numbers = ALONE
) -> tuple[NoteEvent, ...]:
    """Return what the intent brings about; *called* is what notes are called where it is refused.

    Raises:
        Refusal: The note is not there, or what is asked for is not possible.
    """
    match intent:
        case AddNote():
            return (_add(visit, intent),)
        case SetFocusAreas():
            return (_areas(visit, intent),)
        case _:
            return (_change(visit, intent, now, called),)


def _change(visit: Visit, intent: ChangeNote, now: datetime, called: Numbers) -> NoteChange:
    match intent:
        case EditNote():
            return _edit(visit, intent)
        case DeleteNote():
            return NoteDeleted(note=known(visit, intent.note).id, by=intent.by)
        case MoveNote():
            return _move(visit, intent, now, called)
        case SplitNote():
            return _split(visit, intent)
        case JoinNotes():
            return _join(visit, intent)
        case MarkNote():
            return _mark(visit, intent)
        case NameSpeaker():
            return _name(visit, intent)
        case TellNote():
            return _tell(visit, intent, called)
        case RaiseNote():
            return _raise(visit, intent, called)
        case PromoteImpression():
            return _promote(visit, intent, called)


def known(visit: Visit, note_id: str) -> Note:
    """Return the note with that id.

    Raises:
        Refusal: There is none.
    """
    note = visit.note(note_id)
    if note is None:
        raise Refusal("note.unknown")
    return note


def _add(visit: Visit, intent: AddNote) -> NoteAdded:
    at = intent.typed_at
    began = privacy_outside(visit, at) if intent.outside else privacy_at(visit, at)
    privacy = strictest(Privacy.INTERVIEW if intent.interview else began, intent.least)
    blocks = tuple(block.id for block in blocks_at(visit, at) if _is_in(block, intent))
    if intent.impression:
        privacy = _impression(visit, privacy, blocks)
    written = _written(visit, intent.text)
    if privacy is Privacy.IMPRESSION and len(written.text) > LONGEST_IMPRESSION:
        raise Refusal("note.long_impression", longest=LONGEST_IMPRESSION)
    return NoteAdded(
        text=written.text,
        typed_at=at,
        privacy=privacy,
        blocks=blocks,
        holder=speaker(written.text, visit.roster) or holder_at(visit, at),
        author=one_line(intent.author),
        said=intent.said,
        tags=written.tags,
        machine=intent.machine,
        mentions=written.mentions,
        because=_reason(intent.because),
        outside=intent.outside or UNSET,
    )


def _is_in(block: Block, intent: AddNote) -> bool:
    """Return whether a note belongs to a block that ran: of the interviews, to the writer's."""
    if block.privacy is not Privacy.INTERVIEW:
        return True
    return not intent.outside and intent.within in {None, block.id}


def _impression(visit: Visit, privacy: Privacy, blocks: tuple[str, ...]) -> Privacy:
    closing = closing_meeting(visit)
    if closing is None or closing.id not in blocks:
        raise Refusal("note.no_impression")
    return strictest(privacy, Privacy.IMPRESSION)


def _written(visit: Visit, text: str) -> Written:
    """Return a text as it may be stored, with what is found in it.

    Raises:
        Refusal: Nothing is left of it, or it is too long.
    """
    text = clean(text)
    if not text:
        raise Refusal("note.empty")
    if len(text) > LONGEST:
        raise Refusal("note.long", longest=LONGEST)
    return Written(text=text, tags=tags(text), mentions=mentions(text, visit.people))


def _reason(text: str) -> str:
    reason = one_line(text)
    if len(reason) > LONGEST_REASON:
        raise Refusal("note.long_reason", longest=LONGEST_REASON)
    return reason


def _edit(visit: Visit, intent: EditNote) -> NoteEdited:
    note = known(visit, intent.note)
    written = _written(visit, intent.text)
    if written.text == note.text:
        raise Refusal("edit.unchanged")
    longest = max(LONGEST_IMPRESSION, len(note.text))
    if note.privacy is Privacy.IMPRESSION and len(written.text) > longest:
        raise Refusal("note.long_impression", longest=LONGEST_IMPRESSION)
    return NoteEdited(note=note.id, written=written, by=intent.by, because=_reason(intent.because))


def _move(visit: Visit, intent: MoveNote, now: datetime, called: Numbers) -> NoteMoved:
    note = known(visit, intent.note)
    if intent.block is None:
        at = intent.to or note.typed_at
        if at > now:
            raise Refusal("edit.future")
        ran = tuple(block.id for block in blocks_at(visit, at))
        said_by = speaker(note.text, visit.roster) or holder_at(visit, at)
        place: Place = (at, ran, said_by, privacy_at(visit, at))
        return _moved(note, place, intent.by, called)
    block = visit.block(intent.block)
    if block is None:
        raise Refusal("block.unknown", block=intent.block)
    place = (note.typed_at, (block.id,), note.holder, block.privacy)
    return _moved(note, place, intent.by, called)


Place = tuple[datetime, tuple[str, ...], str | None, Privacy]


def _moved(note: Note, place: Place, by: str, called: Numbers) -> NoteMoved:
    """A note takes the class of where it comes to, where that is the stricter one."""
    typed_at, blocks, holder, privacy = place
    if (typed_at, blocks) == (note.typed_at, note.blocks):
        raise Refusal("edit.unchanged")
    privacy = strictest(note.privacy, privacy)
    _check_stays_out(note, privacy, called)
    return NoteMoved(
        note=note.id, blocks=blocks, typed_at=typed_at, holder=holder, privacy=privacy, by=by
    )


def _check_stays_out(note: Note, privacy: Privacy, called: Numbers) -> None:
    """Refuse to call an interview's what a file already has."""
    if privacy is Privacy.INTERVIEW is not note.privacy:
        raise Refusal("note.on_disk", note=called.of(note))


def _name(visit: Visit, intent: NameSpeaker) -> SpeakerNamed:
    note = known(visit, intent.note)
    if intent.person is not None and visit.person(intent.person) is None:
        raise Refusal("person.unknown", name=intent.person)
    if note.holder == intent.person:
        raise Refusal("edit.unchanged")
    return SpeakerNamed(note=note.id, holder=intent.person, by=intent.by)


def _split(visit: Visit, intent: SplitNote) -> NoteSplit:
    note = known(visit, intent.note)
    halves = note.text[: max(0, intent.place)], note.text[max(0, intent.place) :]
    if not all(map(clean, halves)):
        raise Refusal("note.no_half")
    kept, rest = (_written(visit, half) for half in halves)
    return NoteSplit(note=note.id, kept=kept, rest=rest, by=intent.by, machine=intent.machine)


def _join(visit: Visit, intent: JoinNotes) -> NotesJoined:
    notes = [known(visit, note_id) for note_id in dict.fromkeys(intent.notes)]
    if len(notes) < 2:
        raise Refusal("note.join_one")
    notes.sort(key=lambda note: (note.typed_at, note.n, note.part))
    of = {block for note in notes for block in note.blocks}
    return NotesJoined(
        notes=tuple(note.id for note in notes),
        written=_written(visit, "\n".join(note.text for note in notes)),
        blocks=tuple(block.id for _, block in visit.plan.blocks() if block.id in of),
        privacy=strictest(*(note.privacy for note in notes)),
        said=all(note.said for note in notes),
        by=intent.by,
        because=_reason(intent.because),
    )


def _mark(visit: Visit, intent: MarkNote) -> NoteMarked:
    note = known(visit, intent.note)
    if note.said == intent.said:
        raise Refusal("edit.unchanged")
    return NoteMarked(note=note.id, said=intent.said, by=intent.by)


def _tell(visit: Visit, intent: TellNote, called: Numbers) -> NoteTold:
    """What came of the interviews is never told on: it can be recognised."""
    note = known(visit, intent.note)
    if not may_be_told(note):
        raise Refusal("note.not_told", note=called.of(note))
    if note.telling is intent.telling:
        raise Refusal("edit.unchanged")
    return NoteTold(note=note.id, telling=intent.telling, by=intent.by)


def _raise(visit: Visit, intent: RaiseNote, called: Numbers) -> NoteRaised:
    note = known(visit, intent.note)
    privacy = intent.privacy or _NEXT.get(note.privacy, Privacy.INTERVIEW)
    if strictest(note.privacy, privacy) is note.privacy:
        raise Refusal("note.not_stricter")
    _check_stays_out(note, privacy, called)
    return NoteRaised(note=note.id, privacy=privacy, by=intent.by)


def _promote(visit: Visit, intent: PromoteImpression, called: Numbers) -> ImpressionPromoted:
    """The author cannot be the second one to agree; of one unknown it is whoever asks."""
    note = known(visit, intent.note)
    if note.privacy is not Privacy.IMPRESSION:
        raise Refusal("note.not_impression", note=called.of(note))
    second = visit.person(intent.second)
    if second is None:
        raise Refusal("person.unknown", name=intent.second)
    if plain(second.name) == plain(note.author or intent.by):
        raise Refusal("note.same_person", name=second.name)
    return ImpressionPromoted(note=note.id, second=second.id, by=intent.by)


def _areas(visit: Visit, intent: SetFocusAreas) -> FocusAreasSet:
    named = [one_line(area) for area in intent.areas]
    areas = tuple({plain(area): area for area in named if area}.values())
    if len(areas) > MOST_AREAS or any(len(area) > LONGEST_AREA for area in areas):
        raise Refusal("focus.too_much", most=MOST_AREAS, longest=LONGEST_AREA)
    if areas == visit.focus_areas:
        raise Refusal("edit.unchanged")
    return FocusAreasSet(areas=areas)


def apply_note(visit: Visit, n: int, at: datetime, event: NoteEvent) -> Visit:
    """Return the visit after what happened to its notes in record *n* at *at*."""
    match event:
        case NoteAdded():
            return replace(visit, notes=added(visit.notes, note_of(n, at, event)))
        case FocusAreasSet():
            return replace(visit, focus_areas=event.areas)
        case _:
            return replace(visit, notes=changed(visit, n, at, event))


def note_of(n: int, at: datetime, event: NoteAdded) -> Note:
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


def changed(visit: Visit, n: int, at: datetime, event: NoteChange) -> Log[Note]:
    """Return the notes after a change in record *n* at *at*; no change of a note that is gone."""
    notes = visit.notes
    if isinstance(event, NotesJoined):
        return _joined(notes, at, event)
    place = place_of(notes, event.note)
    if place is None:
        return notes
    note = notes[place]
    match event:
        case NoteDeleted():
            return notes.without(place)
        case NoteSplit():
            kept = _rewritten(note, event.kept, at, event.by)
            return added(notes.replaced(place, kept), _rest(note, n, at, event))
        case _:
            return notes.replaced(place, _changed(visit, note, at, event))


def _changed(
    visit: Visit,
    note: Note,
    at: datetime,
    event: NoteUpdate,
) -> Note:
    match event:
        case NoteEdited():
            holder = speaker(event.written.text, visit.people) or note.holder
            note = _rewritten(note, event.written, at, event.by)
            return replace(note, because=event.because, holder=holder)
        case NoteMoved():
            return replace(
                note,
                blocks=event.blocks,
                typed_at=event.typed_at,
                holder=event.holder,
                privacy=event.privacy,
            )
        case NoteMarked():
            return replace(note, said=event.said)
        case SpeakerNamed():
            return replace(note, holder=event.holder)
        case NoteTold():
            return replace(note, telling=event.telling)
        case NoteRaised():
            return replace(note, privacy=event.privacy)
        case ImpressionPromoted():
            second = visit.person(event.second)
            name = second.name if second else event.second
            return replace(note, privacy=Privacy.TEAM, second=name)


def _rewritten(note: Note, written: Written, at: datetime, by: str) -> Note:
    return replace(
        note,
        text=written.text,
        tags=written.tags,
        mentions=written.mentions,
        earlier=note.versions,
        edited_at=at,
        edited_by=by,
    )


def _rest(note: Note, n: int, at: datetime, event: NoteSplit) -> Note:
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


def _joined(notes: Log[Note], at: datetime, event: NotesJoined) -> Log[Note]:
    """Return the notes with some as one, which has had the texts of them all."""
    places = [place_of(notes, note_id) for note_id in event.notes]
    found = [place for place in places if place is not None]
    if len(found) < len(places) or not found:
        return notes
    first, *others = found
    told = all(notes[i].telling is Telling.TOLD for i in found)
    had = sorted((v for i in found for v in notes[i].versions), key=lambda version: version.at)
    one = replace(
        _rewritten(notes[first], event.written, at, event.by),
        earlier=tuple(had),
        blocks=event.blocks,
        privacy=event.privacy,
        said=event.said,
        because=event.because,
        telling=Telling.TOLD if told else Telling.OPEN,
    )
    notes = notes.replaced(first, one)
    for place in sorted(others, reverse=True):
        notes = notes.without(place)
    return notes
