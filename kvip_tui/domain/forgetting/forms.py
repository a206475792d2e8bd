"""The forms that one record may be met in: as it was written, and with words taken out of it.

Copies, rollbacks and files that were handed over bring old forms back. Of two forms the one with
fewer words holds, field by field, so that all machines come to the same whatever they meet first.
"""

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from kvip_tui.domain.base import AnyEvent, Record
from kvip_tui.domain.forgetting.words import (
    FORGOTTEN,
    ID_FIELDS,
    WORDS,
    Words,
    emptied,
    forgotten,
    of_notes,
    walked,
)
from kvip_tui.domain.sharing.changes import NoteCarried, NoteWithdrawn

# The kind of what has a field, the field's name, and its text.
Text = tuple[str, str, str]


def what_holds(known: Record, other: Record) -> Record | None:
    """Return what holds of two forms of a record; None: they are two different records."""
    marked = [one for one in (known, other) if one.forgotten or one.withdrawn]
    if known.events == other.events:
        held = known
    elif not _alike(known, other, marked):
        return None
    elif len(marked) == 1:
        held = marked[0]
    elif marked:
        pairs = zip(known.events, other.events, strict=True)
        held = replace(known, events=tuple(_fewer(one, two) for one, two in pairs))
    else:
        held = known
    forgotten, withdrawn = any(m.forgotten for m in marked), any(m.withdrawn for m in marked)
    return replace(held, forgotten=forgotten, withdrawn=withdrawn)


def _alike(known: Record, other: Record, marked: Sequence[Record]) -> bool:
    """Return whether two records can be one: words are lacking, or a note was carried anew."""
    if marked:
        return known.at == other.at and _kinds(known) == _kinds(other)
    return _but_carried(known) == _but_carried(other)


def _kinds(record: Record) -> list[type]:
    return [type(event) for event in record.events]


def _but_carried(record: Record) -> list[object]:
    """Return a record's events, of notes that are carried whole no more than which they are."""
    return [e.note.id if isinstance(e, NoteCarried) else e for e in record.events]


def _fewer(one: AnyEvent, two: AnyEvent) -> AnyEvent:
    """Return an event with the fewer words of two in each field."""
    if one == two:
        return one
    if len(texts_of(one)) != len(texts_of(two)):
        return emptied(one)
    others = iter(texts_of(two))

    def change(_of: str, field: str, value: str) -> str:
        other = next(others)[2]
        return _shorter(value, other) if field in WORDS else min(value, other)

    return walked(one, change)


def _shorter(one: str, two: str) -> str:
    if one == two or _is_less(one, two):
        return one
    return two if _is_less(two, one) else FORGOTTEN


def _is_less(less: str, more: str) -> bool:
    """Return whether a text is another with «…» for some of its words."""
    return FORGOTTEN in less and _gaps(less, more) is not None


def _gaps(less: str, more: str) -> tuple[str, ...] | None:
    """Return what stands in a text where another has «…»; None: it is not that text."""
    found = re.fullmatch("(.+)".join(map(re.escape, less.split(FORGOTTEN))), more, re.DOTALL)
    return found.groups() if found else None


def texts_of(event: AnyEvent) -> list[Text]:
    """Return every text of an event, in the order of its fields."""
    found: list[Text] = []

    def note(of: str, field: str, value: str) -> str:
        found.append((of, field, value))
        return value

    walked(event, note)
    return found


def words_lost(pairs: Iterable[tuple[Record, Record]]) -> Words:
    """Return the words that records lack in what others made of them: (as it was, as it is).

    With them their machine forgets them too, wherever else it has them.
    """
    texts: list[str] = []
    ids: dict[str, str] = {}
    whole: list[tuple[int, AnyEvent]] = []
    for was, now in pairs:
        for before, after in zip(was.events, now.events, strict=False):
            olds, news = _but_tags(before), _but_tags(after)
            if before != after and all(new[2] == FORGOTTEN for new in news if _is_said(new)):
                whole.append((was.n, before))
            for (of, field, old), (_of, _field, new) in zip(olds, news, strict=False):
                if old != new and field in WORDS:
                    texts += _gaps(new, old) or (old,)
                elif old != new and not ID_FIELDS.isdisjoint({field, f"{of}.{field}"}):
                    ids[old] = new
    every = tuple(dict.fromkeys(text for text in texts if text.strip()))
    return Words(every, lambda record, event: (record.n, event) in whole, ids, ID_FIELDS)


def lost(record: Record, words: Words, pairs: Iterable[tuple[Record, Record]]) -> Record:
    """Return one of this machine's records without the words that others took out."""
    for was, now in pairs:
        if was.n == record.n and was.events == record.events:
            return replace(record, events=now.events, forgotten=True)
    return forgotten(record, words)


def _but_tags(event: AnyEvent) -> list[Text]:
    """Return the texts of an event but for its tags, which go with the words beside them."""
    return [text for text in texts_of(event) if text[1] != "tags"]


def _is_said(text: Text) -> bool:
    """Return whether a text is what was said or written, not who did so."""
    return bool(text[2]) and text[1] in WORDS - {"author", "by", "edited_by"}


def held_back(records: Iterable[Record]) -> list[Record]:
    """Return what leaves a machine without the words of notes that were withdrawn since."""
    sent: list[Record] = []
    for record in records:
        sent.append(record)
        for note in withdrawn_by(record):
            sent = [without_note(one, note) for one in sent]
    return sent


def withdrawn_by(record: Record) -> list[str]:
    """Return the notes that a record withdraws."""
    return [event.note for event in record.events if isinstance(event, NoteWithdrawn)]


def without_note(record: Record, note: str) -> Record:
    """Return a record without the words of a note that no longer leaves its machine."""
    concerns = of_notes(frozenset({note}))

    def without(event: AnyEvent) -> AnyEvent:
        carried = isinstance(event, NoteCarried) and event.note.id == note
        return emptied(event) if carried or concerns(record, event) else event

    events = tuple(map(without, record.events))
    return record if events == record.events else replace(record, events=events, withdrawn=True)
