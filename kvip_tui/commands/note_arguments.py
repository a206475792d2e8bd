"""Turns the words that stand after a command of notes into what is asked for.

Every function raises Refusal where the words name nothing, or more than one thing.
"""

import re

from kvip_tui.commands.base import Make
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.day.projection import date_of
from kvip_tui.domain.history import Intent
from kvip_tui.domain.names import Names, quoted
from kvip_tui.domain.notes.vocabulary import (
    DeleteNote,
    EditNote,
    JoinNotes,
    MarkNote,
    MoveNote,
    PromoteImpression,
    RaiseNote,
    SetFocusAreas,
    SplitNote,
)
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.text.words import plain
from kvip_tui.time_parsing import moment

LETTERS = {"t": Privacy.TEAM, "i": Privacy.IMPRESSION, "d": Privacy.INTERVIEW}
NONE = "ingen"
_CLOCK = re.compile(r"\d{1,2}[.:]\d{2}([.:]\d{2})?")


def _named(names: Names, text: str) -> tuple[str, str]:
    """Return the id of the note that the first word names, and what stands after it."""
    number, _blank, rest = text.partition(" ")
    return names.note(number), rest.strip()


def _rest(names: Names, text: str) -> tuple[str, str]:
    note, rest = _named(names, text)
    if not rest:
        raise Refusal("note.more")
    return note, rest


def edit_note(names: Names, text: str) -> Intent:
    """Make «endre notat NR TEKST»."""
    note, rest = _rest(names, text)
    return EditNote(note=note, text=rest)


def delete_note(names: Names, text: str) -> Intent:
    """Make «slett notat NR»."""
    return DeleteNote(note=names.note(text))


def move_note(names: Names, text: str) -> Intent:
    """Make «flytt notat NR BLOKK», or «flytt notat NR TT.MM» of the day looked at."""
    note, rest = _rest(names, text)
    if _CLOCK.fullmatch(rest):
        on = date_of(names.visit, names.day.day)
        return MoveNote(note=note, to=moment(rest, on, names.visit.plan.timezone))
    return MoveNote(note=note, block=names.block(rest))


def split_note(names: Names, text: str) -> Intent:
    """Make «del notat NR ORD»: the words that the second half begins with, as they stand."""
    note, rest = _rest(names, text)
    found = next((one for one in names.notes if one.id == note), None)
    place = found.text.find(rest) if found else -1
    if place < 0:
        raise Refusal("note.no_words", text=quoted(rest))
    return SplitNote(note=note, place=place)


def join_notes(names: Names, text: str) -> Intent:
    """Make «slå sammen NR NR …»."""
    words = text.replace(",", " ").split()
    return JoinNotes(notes=tuple(names.note(word) for word in words if plain(word) != "og"))


def mark_note(*, said: bool) -> Make:
    """Return the maker of «sagt NR», or of «egen tanke NR»."""
    return lambda names, text: MarkNote(note=names.note(text), said=said)


def raise_note(names: Names, text: str) -> Intent:
    """Make «hev notat NR [T|I]»."""
    note, rest = _named(names, text)
    if rest and plain(rest) not in LETTERS:
        raise Refusal("note.no_class", text=quoted(rest))
    return RaiseNote(note=note, privacy=LETTERS.get(plain(rest)))


def promote_impression(names: Names, text: str) -> Intent:
    """Make «løft inntrykk NR NAVN»."""
    note, rest = _rest(names, text)
    return PromoteImpression(note=note, second=names.person(rest))


def set_focus_areas(names: Names, text: str) -> Intent:
    """Make «fokusområder A, B», or «fokusområder ingen»."""
    if plain(text) == NONE:
        return SetFocusAreas(areas=())
    return SetFocusAreas(areas=tuple(text.split(",")))
