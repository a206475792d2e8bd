"""Finding notes while somebody types what to find."""

import time
from typing import Any

import pytest

from kvip_tui.domain.day.changes import NextBlock
from kvip_tui.domain.floor.turns import GiveFloor
from kvip_tui.domain.notes.search import NoteFilter, NoteSearch, note_filter
from kvip_tui.domain.notes.vocabulary import AddNote, EditNote
from kvip_tui.domain.people.changes import AddPerson
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.visit import Note
from tests.builders import PEOPLE, VisitBuilder, timetable, visit

TEAM: dict[str, Any] = {"title": "Teamets møte", "privacy": Privacy.TEAM}
NOTES = ("Fast vikar på KVELD #styrke", "Lite tid #utfordring #fokus:overganger", "Øv mer @anne")


def scene() -> VisitBuilder:
    """Return a visit with a note in plenum that Berit said, and two of the team's."""
    built = visit(timetable("A 09:00-10:00, B> -11:00", a={"title": "Drøfting"}, b=TEAM))
    built.do(NextBlock(), "09:00").do(GiveFloor("berit"), "09:01")
    built.do(AddNote(NOTES[0], built.at("09:10"), "Henrik Bø"), "09:10").do(NextBlock(), "10:00")
    for text in NOTES[1:]:
        built.do(AddNote(text, built.at("10:10"), "Fatima Noor"), "10:10")
    return built


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", (0, 1, 2)),
        ("kveld vikar", (0,)),
        ("Kveld Tid", ()),
        ("ov", (1, 2)),
        ("#STYR", (0,)),
        ("#fokus", (1,)),
        ("#overganger", ()),
        ("@berit", (0,)),
        ("@henrik", (0,)),
        ("@noor", (1, 2)),
        ("@anne", (2,)),
        ("@", (0, 1, 2)),
        ("blokk:a", (0,)),
        ("blokk:teamets", (1, 2)),
        ("blokk:a blokk:b", (0, 1, 2)),
        ("blokk:x", ()),
        ("klasse:P", (0,)),
        ("klasse:t klasse:p", (0, 1, 2)),
        ("klasse:e", ()),
        ("klasse:t @fatima #utfordring tid", (1,)),
    ],
)
def test_all_that_is_typed_must_fit(text: str, found: tuple[int, ...]) -> None:
    """Tags and people by their beginnings, words anywhere; several blocks or classes are any."""
    built = scene().visit
    notes = NoteSearch().found(built, built.notes, note_filter(built, text))
    assert [note.text for note in notes] == [NOTES[i] for i in found]


def test_what_is_found_follows_what_is_changed() -> None:
    """An edited note is read anew, and a renamed list of people too."""
    built, search = scene(), NoteSearch()
    wanted = note_filter(built.visit, "@siri")
    assert search.found(built.visit, built.visit.notes, wanted) == []
    built.do(AddPerson("Siri Ås", PEOPLE[0].group), "10:20")
    built.do(EditNote(built.visit.notes[0].id, "Sagt av @Siri"), "10:21")
    assert search.found(built.visit, built.visit.notes, wanted) == [built.visit.notes[0]]


def test_ten_thousand_notes_are_searched_between_two_keys() -> None:
    """The first search reads them; each after that is far below a frame of 16 ms."""
    built, search = scene().visit, NoteSearch()
    note = built.notes[0]
    notes = [Note(**{**_fields(note), "n": n, "text": f"{note.text} {n}"}) for n in range(10_000)]
    search.found(built, notes, NoteFilter(words=("x",)))
    best = 1.0
    for _run in range(5):
        began = time.process_time()
        found = search.found(built, notes, note_filter(built, "#styrke @berit kveld 99"))
        best = min(best, time.process_time() - began)
    assert len(found) == sum("99" in str(n) for n in range(10_000))
    assert best < 0.1


def _fields(note: Note) -> dict[str, Any]:
    return {name: getattr(note, name) for name in Note.__struct_fields__}
