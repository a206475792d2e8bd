"""Finds notes by block, tag, person, class and words while somebody types what to find.

What is typed is words with blanks between: «#tag», «@person» (who had the floor, wrote, or is
named), «blokk:drøfting», «klasse:t», and any other word, which stands somewhere in the text. Case
and accents are forgiven and beginnings are enough; all of it must fit.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from kvip_tui.domain.state.people import Person
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.visit import Note, Visit
from kvip_tui.domain.text.words import beginning, plain

BLOCK: Final = "blokk:"
CLASS: Final = "klasse:"
CLASSES: Final = {
    "p": Privacy.PLENUM,
    "t": Privacy.TEAM,
    "i": Privacy.IMPRESSION,
    "d": Privacy.INTERVIEW,
}


class NoteFilter(Struct, frozen=True):
    """What notes must have, folded as comparisons are made; None: any block, or any class."""

    words: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    blocks: frozenset[str] | None = None
    classes: frozenset[Privacy] | None = None


def note_filter(visit: Visit, text: str) -> NoteFilter:
    """Return what *text* asks for; a block or class that there is not fits no note."""
    found: dict[str, list[str]] = {BLOCK: [], CLASS: [], "#": [], "@": [], "": []}
    for word in plain(text).split():
        mark = next(mark for mark in found if word.startswith(mark))
        found[mark].append(word.removeprefix(mark))
    blocks = [block for text in found[BLOCK] for block in _blocks(visit, text)]
    classes = [CLASSES[text[:1]] for text in found[CLASS] if text[:1] in CLASSES]
    return NoteFilter(
        words=tuple(found[""]),
        tags=tuple(f" {tag}" for tag in found["#"]),
        people=tuple(f" {person}" for person in found["@"]),
        blocks=frozenset(blocks) if found[BLOCK] else None,
        classes=frozenset(classes) if found[CLASS] else None,
    )


def _blocks(visit: Visit, text: str) -> list[str]:
    blocks = (block for _, block in visit.plan.blocks())
    return beginning(text, ((name, b.id) for b in blocks for name in (b.id, b.title)))


class _Folded(Struct, frozen=True):
    """A note as comparisons are made on it; each of its tags and names has a blank before it."""

    note: Note
    text: str
    tags: str
    people: str


class NoteSearch:
    """Finds notes, and remembers how each reads, so that ten thousand are searched per key."""

    def __init__(self) -> None:
        self._folded: dict[int, _Folded] = {}
        self._people: tuple[Person, ...] = ()

    def found(self, visit: Visit, notes: Iterable[Note], wanted: NoteFilter) -> list[Note]:
        """Return those of *notes* that have all that is wanted, in their order."""
        if wanted == NoteFilter():
            return list(notes)
        if self._people is not visit.people:
            self._people = visit.people
            self._folded.clear()
        return [folded.note for folded in self._reading(notes) if _fits(folded, wanted)]

    def _reading(self, notes: Iterable[Note]) -> Iterator[_Folded]:
        """Yield the notes folded; each is kept with its note, so that its key stays its own."""
        known = self._folded
        names = {person.id: plain(person.name) for person in self._people}
        for note in notes:
            folded = known.get(id(note))
            if folded is None:
                folded = known[id(note)] = _folded(note, names)
            yield folded


def _folded(note: Note, names: dict[str, str]) -> _Folded:
    people: Sequence[str | None] = (note.holder, *note.mentions)
    named = [names.get(person or "", "") for person in people]
    return _Folded(
        note=note,
        text=plain(note.text),
        tags="".join(f" {plain(tag)}" for tag in note.tags),
        people=" ".join(["", plain(note.author), *named]),
    )


def _fits(folded: _Folded, wanted: NoteFilter) -> bool:
    """Written without generators, which would cost more than what they look at."""
    if wanted.classes is not None and folded.note.privacy not in wanted.classes:
        return False
    if wanted.blocks is not None and wanted.blocks.isdisjoint(folded.note.blocks):
        return False
    for text, parts in (
        (folded.text, wanted.words),
        (folded.tags, wanted.tags),
        (folded.people, wanted.people),
    ):
        for part in parts:
            if part not in text:
                return False
    return True
