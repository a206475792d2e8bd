"""Takes words out of records for good: «…» stands in every field that held them (DESIGN 14).

Kinds, ids, numbers and times stay, so that order, undo and what points to what hold. Ids that were
made of the words themselves are given anew, everywhere alike.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum, StrEnum
from itertools import count
from typing import Any, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.base import AnyEvent, Record, Refusal, UnknownEvent
from kvip_tui.domain.checks.changes import CheckAdded, GateReasonGiven
from kvip_tui.domain.day.gates import GatesPassed
from kvip_tui.domain.history import VisitCreated, replay
from kvip_tui.domain.notes.reading import untagged
from kvip_tui.domain.notes.vocabulary import NoteAdded, NoteEdited, NotesJoined, NoteSplit
from kvip_tui.domain.people.changes import PersonAdded, PersonEdited
from kvip_tui.domain.people.speaker import without_name
from kvip_tui.domain.report.changes import ProseWritten, words_of
from kvip_tui.domain.report.points import PointAdded, PointDetailed, PointReworded, PointsMerged
from kvip_tui.domain.text.words import slug

FORGOTTEN: Final = "…"
# Fields that hold people's own words or names; `OTHERS` are ids, codes and the plan's own.
WORDS: Final = frozenset(
    {
        *("text", "because", "reason", "name", "hours", "number", "topic", "who", "due", "how"),
        *("areas", "title", "guide", "hint", "prompts", "author", "by", "host", "tags"),
        *("edited_by", "nb", "nn", "en", "quote", "was", "wanted", "recipient", "file"),
    }
)
OTHERS: Final = frozenset(
    {
        *(
            "after",
            "before",
            "block",
            "blocks",
            "changes",
            "check",
            "checks",
            "chosen",
            "code",
            "day",
        ),
        *("group", "holder", "id", "into", "letter", "machine", "machines", "made", "mark"),
        *("meeting_id", "mentions", "note", "uid"),
        *("notes", "parallel", "part", "people", "person", "point", "points", "present"),
        *("question", "role", "roles", "room", "second", "section", "sources", "timezone", "url"),
        *("answers", "behind", "chosen", "records", "remark", "words"),
    }
)
# Fields in which a person or an own item of a checklist is called by its id, «Kind.field» where
# other kinds have a field of that name for something else.
_PERSONS: Final = frozenset(
    {"person", "people", "holder", "mentions", "second", "HandMoved.before", "Person.id"}
)
_CHECKS: Final = frozenset({"check", "checks", "Check.id"})
ID_FIELDS: Final = _PERSONS | _CHECKS
_SHORTEST_PART: Final = 3
# So many letters stand nowhere by chance, inside other words either.
_TELLING: Final = 12


class Kind(StrEnum):
    """What can be forgotten for good."""

    NOTE = "note"
    POINT = "point"
    PROSE = "prose"
    REASON = "reason"
    NAME = "name"
    WORDS = "words"


class Forget(Struct, frozen=True):
    """Forget a note, a point, the prose of a section, the reason given at a block or a former name.

    ``of`` is its id; for `Kind.WORDS` it is the words themselves.
    """

    kind: Kind
    of: str


class Words(Struct, frozen=True):
    """Words to forget, where they may stand and what is called after them.

    Args:
        texts: The words, each as it was written.
        own: Tells of an event whether its words are all of what is forgotten.
        ids: Ids made of the words, and what takes their place, by the fields they stand in.
    """

    texts: tuple[str, ...]
    own: Callable[[Record, AnyEvent], bool]
    ids: Mapping[str, str] = {}
    id_fields: frozenset[str] = frozenset()


def words_to_forget(
    records: Sequence[Record], wish: Forget, standing: Iterable[Record] | None = None
) -> Words:
    """Return the words of what is to be forgotten, whatever became of it since.

    ``standing`` are the records in force, where that is not what these records say themselves.

    Raises:
        Refusal: There is no such thing in the records, or nothing of it is left.
    """
    match wish.kind:
        case Kind.NOTE:
            found = _of_note(
                records, wish.of, replay(records).done if standing is None else standing
            )
        case Kind.POINT:
            found = _of_point(records, wish.of)
        case Kind.PROSE:
            found = _of_events(records, lambda event: _is_prose(event, wish.of))
        case Kind.REASON:
            found = _of_events(records, lambda event: _is_reason(event, wish.of))
        case Kind.NAME:
            found = _of_name(records, wish.of)
        case Kind.WORDS:
            found = _of_words(records, wish.of)
    texts = [text for text in found.texts if text.strip() and text != FORGOTTEN]
    if not texts:
        raise Refusal("forget.nothing")
    return replace(found, texts=tuple(dict.fromkeys(texts)))


def forgotten(record: Record, words: Words) -> Record:
    """Return a record without the words; that it has lost some is kept with it."""
    own = (emptied(event) if words.own(record, event) else event for event in record.events)
    events = tuple(_without(event, words) for event in own)
    return record if events == record.events else replace(record, events=events, forgotten=True)


def without_words(text: str, texts: Iterable[str]) -> str:
    """Return a text with «…» in the place of each of some words, however they are written."""
    for one in texts:
        if text.strip().casefold() == one.strip().casefold():
            return FORGOTTEN
        if len(one.strip()) >= _SHORTEST_PART:
            text = _pattern(one).sub(FORGOTTEN, text)
    return text


def holds(text: str, texts: Iterable[str]) -> bool:
    """Return whether any of some words stands in a text, whatever signs stand between them."""
    letters = _letters(text)
    for one in texts:
        wanted = _letters(one)
        if len(wanted) >= _TELLING:
            if wanted in letters:
                return True
        elif len(wanted) >= _SHORTEST_PART and _pattern(one).search(text):
            return True
    return False


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _pattern(text: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in text.split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def _of_events(records: Iterable[Record], own: Callable[[AnyEvent], bool]) -> Words:
    texts = [text for r in records for event in r.events if own(event) for text in _texts(event)]
    return Words(tuple(texts), lambda _record, event: own(event))


def _is_prose(event: AnyEvent, section: str) -> bool:
    return isinstance(event, ProseWritten) and event.section == section


def _is_reason(event: AnyEvent, block: str) -> bool:
    return isinstance(event, GateReasonGiven | GatesPassed) and event.block == block


def _texts(event: AnyEvent) -> tuple[str, ...]:
    """Return the words that an event holds of a note, a point, prose or a reason."""
    match event:
        case NoteAdded():
            return event.text, event.because
        case NoteEdited() | NotesJoined():
            return event.written.text, event.because
        case NoteSplit():
            return (event.kept.text,)
        case GateReasonGiven() | GatesPassed():
            return (event.reason,)
        case _:
            return words_of(event)


def _of_note(records: Sequence[Record], note: str, standing: Iterable[Record]) -> Words:
    ids = _joined_into(standing, note)
    texts: list[str] = []
    for record in records:
        for event, made in zip(record.events, _notes_made(record), strict=True):
            if isinstance(event, NoteSplit) and made in ids:
                texts.append(event.rest.text)
            if _concerns(event, made, ids):
                texts += _texts(event)
    texts += [without_name(text) for text in texts]
    texts += [untagged(text) for text in texts]

    return Words(tuple(texts), of_notes(ids))


def of_notes(ids: frozenset[str]) -> Callable[[Record, AnyEvent], bool]:
    """Return what tells of an event whether its words are all of one of some notes."""

    def own(record: Record, event: AnyEvent) -> bool:
        made = zip(record.events, _notes_made(record), strict=True)
        return _concerns(event, next((note for one, note in made if one is event), ""), ids)

    return own


def _concerns(event: AnyEvent, made: str, ids: frozenset[str]) -> bool:
    return (isinstance(event, NoteAdded) and made in ids) or _changes(event, ids)


def _changes(event: AnyEvent, ids: frozenset[str]) -> bool:
    if isinstance(event, NotesJoined):
        return event.notes[0] in ids
    return isinstance(event, NoteEdited | NoteSplit) and event.note in ids


def _notes_made(record: Record) -> list[str]:
    """Return the id of the note that each event of a record made, '' where it made none."""
    made: list[str] = []
    parts: dict[str, int] = {}
    for event in record.events:
        if isinstance(event, NoteAdded | NoteSplit):
            machine = event.machine or record.machine
            part = parts.get(machine, 0)
            parts[machine] = part + 1
            number = f"{record.n}-{part}" if part else str(record.n)
            made.append(f"{machine}.{number}" if machine else number)
        else:
            made.append("")
    return made


def _joined_into(standing: Iterable[Record], note: str) -> frozenset[str]:
    """Return the ids of a note and of those that are joined with it."""
    ids = {note}
    for record in reversed(list(standing)):
        for event in record.events:
            if isinstance(event, NotesJoined) and event.notes[0] in ids:
                ids.update(event.notes)
    return frozenset(ids)


def note_numbered(records: Iterable[Record], number: str, machine: str = "") -> str | None:
    """Return the id of the note that ever had a number, or that id; None for none.

    A number is first of all that of one of the *machine*'s own.
    """
    made = [one for record in records for one in _notes_made(record) if one]
    numbered = [one for one in made if number in {one, one.rpartition(".")[2]}]
    own = (one for one in numbered if one in {number, f"{machine}.{number}"})
    return next(own, next(iter(numbered), None))


def _of_point(records: Sequence[Record], point: str) -> Words:
    def own(event: AnyEvent) -> bool:
        match event:
            case PointAdded() | PointReworded() | PointDetailed():
                return event.point == point
            case PointsMerged():
                return event.into == point or point in event.points
            case _:
                return False

    return _of_events(records, own)


def _of_name(records: Sequence[Record], person: str) -> Words:
    """Return the names that a person has had but for the last, and an id made of one of them."""
    names: list[str] = []
    people: set[str] = set()
    for event in (event for record in records for event in record.events):
        match event:
            case VisitCreated():
                people |= {one.id for one in event.people}
                names += [one.name for one in event.people if one.id == person]
            case PersonAdded():
                people.add(event.person.id)
                names += [event.person.name] if event.person.id == person else []
            case PersonEdited():
                names += [event.name] if event.person == person else []
    former = [name for name in dict.fromkeys(names) if name != names[-1]] if names else []
    last = slug(names[-1]) if names else ""
    gone = [
        word for name in former for word in slug(name).split("-") if word not in last.split("-")
    ]
    ids = _called_after(gone, [person], people, last or "person")
    return Words(tuple(former), lambda _record, _event: False, ids, _PERSONS)


def _of_words(records: Sequence[Record], text: str) -> Words:
    """Return words wherever they stand, with the ids of people and own items made of them."""
    if len(_letters(text)) < _SHORTEST_PART:
        raise Refusal("forget.short", least=_SHORTEST_PART)
    words = Words((text,), lambda _record, _event: False)
    if all(forgotten(record, words) == record for record in records):
        raise Refusal("forget.nothing")
    checks = {
        event.check.id for r in records for event in r.events if isinstance(event, CheckAdded)
    }
    ids = _called_after(slug(text).split("-"), checks, checks, "punkt")
    return replace(words, ids=ids, id_fields=_CHECKS)


def _called_after(
    words: Iterable[str], of: Iterable[str], taken: Iterable[str], base: str
) -> dict[str, str]:
    """Return the ids that have any of some words in them, and new ones that have not."""
    told, used, new = set(filter(None, words)), set(taken), {}
    for one in of:
        if told & set(one.split("-")):
            ids = (base if i == 1 else f"{base}-{i}" for i in count(1))
            new[one] = next(free for free in ids if free not in used)
            used.add(new[one])
    return new


def emptied(event: AnyEvent) -> AnyEvent:
    """Return an event whose words are all forgotten; who did it and when stays."""

    def change(of: str, field: str, value: str) -> str:
        keeps = field not in WORDS or field in {"author", "by", "tags"} or not value
        return value if keeps else FORGOTTEN

    return walked(event, change, tags=())


def _without(event: AnyEvent, words: Words) -> AnyEvent:
    def change(of: str, field: str, value: str) -> str:
        if not words.id_fields.isdisjoint({field, f"{of}.{field}"}):
            value = words.ids.get(value, value)
        return without_words(value, words.texts) if field in WORDS else value

    return walked(event, change)


# Gives the text of a field anew, told the kind of what has the field, its name, and the text.
Change = Callable[[str, str, str], str]


def walked(event: AnyEvent, change: Change, tags: Sequence[str] | None = None) -> AnyEvent:
    """Return an event with every text in it changed, and *tags* in place of its tags."""
    if isinstance(event, UnknownEvent):
        return replace(event, data=_changed(event.data, ("", ""), change, tags))
    walked: AnyEvent = _changed(event, ("", ""), change, tags)
    return walked


def _changed(value: Any, at: tuple[str, str], change: Change, tags: Sequence[str] | None) -> Any:
    """Return a value with every text in it changed; *at* is the kind and the name of its field."""
    if isinstance(value, str):
        return value if isinstance(value, Enum) else change(*at, value)
    if at[1] == "tags" and tags is not None:
        return type(value)(tags)
    if isinstance(value, Struct):
        kind = type(value).__name__
        fields = [one.name for one in msgspec.structs.fields(type(value))]
        new = {name: _changed(getattr(value, name), (kind, name), change, tags) for name in fields}
        return replace(value, **new)
    if isinstance(value, Mapping):
        return {key: _changed(one, ("", str(key)), change, tags) for key, one in value.items()}
    if isinstance(value, list | tuple | frozenset):
        return type(value)(_changed(one, at, change, tags) for one in value)
    return value
