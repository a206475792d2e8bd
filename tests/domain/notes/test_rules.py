"""The life of a note after it was stored: what may be done with it, and what becomes of it."""

from datetime import datetime

import pytest

from kvip_tui.domain.history import Undo
from kvip_tui.domain.notes.changes import LONGEST_IMPRESSION
from kvip_tui.domain.notes.vocabulary import (
    AddNote,
    DeleteNote,
    EditNote,
    JoinNotes,
    MarkNote,
    MoveNote,
    NoteAdded,
    NoteDeleted,
    NoteEdited,
    NoteMoved,
    NotesJoined,
    PromoteImpression,
    RaiseNote,
    SetFocusAreas,
    SplitNote,
    Written,
)
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.visit import Version
from kvip_tui.domain.text.legible import LONGEST
from tests.domain.notes.pad import closing, pad


def test_an_edit_keeps_the_stamp_and_every_version() -> None:
    """Tags and names come from the new text; who wrote what, and when, is kept."""
    made = pad()
    note = made.note("Først #styrke", "10:10")
    made.do(EditNote(note.id, " Så #tiltak @anne\r\n", by="Anne"), "11:40")
    made.do(EditNote(note.id, "Sist", by="Berit"), "11:45")
    (kept,) = made.visit.notes
    assert (kept.id, kept.typed_at, kept.at) == (note.id, note.typed_at, note.at)
    assert (kept.author, kept.text, kept.tags, kept.mentions) == ("Henrik Bø", "Sist", (), ())
    assert kept.versions == (
        Version("Først #styrke", note.at, "Henrik Bø"),
        Version("Så #tiltak @anne", made.at("11:40"), "Anne"),
        Version("Sist", made.at("11:45"), "Berit"),
    )
    made.do(Undo(), "11:46")
    (kept,) = made.visit.notes
    assert (kept.text, kept.tags, kept.mentions) == ("Så #tiltak @anne", ("tiltak",), ("anne",))


def test_a_deleted_note_is_gone_until_that_is_undone() -> None:
    """Its neighbours stay, and it comes back where it stood."""
    made = pad()
    notes = [made.note(text, "10:10") for text in ("en", "to", "tre")]
    made.do(DeleteNote(notes[1].id), "11:40")
    assert made.texts == ["en", "tre"]
    assert made.refused(EditNote(notes[1].id, "x")) == "note.unknown"
    made.do(Undo(), "11:41")
    assert made.texts == ["en", "to", "tre"]


@pytest.mark.parametrize(
    ("to", "blocks", "privacy", "holder"),
    [
        ("10:15", ("plenum",), Privacy.TEAM, "berit"),
        ("09:10", ("plenum",), Privacy.TEAM, None),
        ("08:00", (), Privacy.TEAM, None),
    ],
)
def test_a_note_moved_in_time_belongs_there(
    to: str, blocks: tuple[str, ...], privacy: Privacy, holder: str | None
) -> None:
    """With the block and the holder of that moment; its class stays as strict as it was."""
    made = pad()
    note = made.note("x", "11:35")
    made.do(MoveNote(note.id, to=made.at(to)), "11:40")
    (kept,) = made.visit.notes
    assert (kept.typed_at, kept.blocks) == (made.at(to), blocks)
    assert (kept.privacy, kept.holder) == (privacy, holder)


def test_a_note_is_not_moved_to_what_is_still_to_come() -> None:
    """Nothing has been said then."""
    made = pad()
    note = made.note("x", "11:35")
    assert made.refused(MoveNote(note.id, to=made.at("11:41")), "11:40") == "edit.future"
    assert made.refused(MoveNote(note.id, block="nei"), "11:40") == "block.unknown"


def test_a_note_moved_to_a_block_keeps_its_stamp_and_becomes_as_strict_as_the_block() -> None:
    """Of the team's block it is the team's, and stays so when it is moved back."""
    made = pad()
    note = made.note("x", "10:10")
    assert note.privacy is Privacy.PLENUM
    for block in ("lunsj", "plenum"):
        made.do(MoveNote(note.id, block=block), "11:40")
        (kept,) = made.visit.notes
        assert (kept.blocks, kept.typed_at) == ((block,), note.typed_at)
        assert (kept.privacy, kept.holder) == (Privacy.TEAM, "berit")


def test_what_is_on_disk_never_becomes_an_interviews() -> None:
    """Not by its class, not by its block, not by its time; nor by going on raising it."""
    made = closing()
    note = made.note("x", "13:20", impression=True)
    for intent in (
        RaiseNote(note.id, Privacy.INTERVIEW),
        RaiseNote(note.id),
        MoveNote(note.id, block="i1"),
        MoveNote(note.id, to=made.at("12:30")),
    ):
        assert made.refused(intent) == "note.on_disk"


def test_a_class_is_raised_and_never_lowered() -> None:
    """A step at a time, or to the one that is named."""
    made = pad()
    note = made.note("x", "10:10")
    for privacy in (Privacy.TEAM, Privacy.IMPRESSION):
        made.do(RaiseNote(note.id), "11:40")
        assert made.visit.notes[0].privacy is privacy
    for lower in (Privacy.PLENUM, Privacy.TEAM, Privacy.IMPRESSION):
        assert made.refused(RaiseNote(note.id, lower)) == "note.not_stricter"


def test_a_split_note_is_two_that_are_stamped_alike() -> None:
    """The rest has an id of its own; together they have every word."""
    made = pad()
    note = made.note("Fast vikar #styrke og lite tid #utfordring", "10:10", said=False)
    made.do(SplitNote(note.id, 18, by="Anne", machine="n"), "11:40")
    kept, rest = made.visit.notes
    assert (kept.id, kept.text, kept.tags) == (note.id, "Fast vikar #styrke", ("styrke",))
    assert (rest.id, rest.text) == (f"n.{len(made.records)}", "og lite tid #utfordring")
    assert rest.tags == ("utfordring",)
    for half in (kept, rest):
        assert (half.typed_at, half.holder, half.said) == (note.typed_at, "berit", False)
    assert [version.text for version in kept.versions] == [note.text, kept.text]
    assert rest.at == made.at("11:40")


@pytest.mark.parametrize("place", [-1, 0, 4, 9])
def test_a_note_is_not_split_into_nothing(place: int) -> None:
    """There must be something on either side."""
    made = pad()
    note = made.note("abcd", "10:10")
    assert made.refused(SplitNote(note.id, place)) == "note.no_half"


def test_joined_notes_are_the_first_with_the_text_of_all() -> None:
    """In the order of their stamps, with the strictest class and every version."""
    made = pad()
    team = made.note("sist #tiltak", "11:35", said=False)
    first = made.note("først @anne", "10:10")
    made.do(JoinNotes((team.id, first.id), by="Anne"), "11:40")
    (kept,) = made.visit.notes
    assert (kept.id, kept.typed_at, kept.holder) == (first.id, first.typed_at, "berit")
    assert (kept.text, kept.tags) == ("først @anne\nsist #tiltak", ("tiltak",))
    assert (kept.blocks, kept.privacy, kept.said) == (("plenum", "lunsj"), Privacy.TEAM, False)
    assert kept.mentions == ("anne",)
    assert [version.text for version in kept.earlier] == ["først @anne", "sist #tiltak"]
    made.do(Undo(), "11:41")
    assert made.texts == ["sist #tiltak", "først @anne"]


def test_one_note_is_not_joined_with_itself() -> None:
    """Nor with one that is not there, nor beyond the longest note."""
    made = pad()
    note, other = made.note("a", "10:10"), made.note("x" * LONGEST, "10:11")
    assert made.refused(JoinNotes((note.id, note.id))) == "note.join_one"
    assert made.refused(JoinNotes((note.id, "m.99"))) == "note.unknown"
    assert made.refused(JoinNotes((note.id, other.id))) == "note.long"


def test_said_and_own_thought_are_marked_afterwards() -> None:
    """What it is already, is refused."""
    made = pad()
    note = made.note("x", "10:10")
    assert made.refused(MarkNote(note.id, said=True)) == "edit.unchanged"
    made.do(MarkNote(note.id, said=False), "11:40")
    assert not made.visit.notes[0].said


def test_an_impression_is_short_and_of_the_closing_meeting() -> None:
    """It is stricter than the team's; an edit does not make it a long one."""
    assert pad().refused(AddNote("x", pad().at("11:40"), impression=True)) == ("note.no_impression")
    made = closing()
    long = AddNote("x" * (LONGEST_IMPRESSION + 1), made.at("13:20"), impression=True)
    assert made.refused(long) == "note.long_impression"
    note = made.note("Det var trygt der", "13:20", impression=True)
    assert (note.privacy, note.blocks) == (Privacy.IMPRESSION, ("slutt",))
    assert made.refused(EditNote(note.id, long.text)) == "note.long_impression"


def test_an_impression_is_promoted_by_a_second_persons_yes() -> None:
    """By somebody on the list who did not write it; then it is the team's, and says who agreed."""
    made = closing()
    note = made.note("Det var trygt der", "13:20", impression=True)
    assert made.refused(PromoteImpression(note.id, "henrik")) == "note.same_person"
    assert made.refused(PromoteImpression(note.id, "ukjent")) == "person.unknown"
    made.do(PromoteImpression(note.id, "anne", by="Henrik Bø"), "13:30")
    (kept,) = made.visit.notes
    assert (kept.privacy, kept.second) == (Privacy.TEAM, "Anne Aas")
    assert made.refused(PromoteImpression(note.id, "anne")) == "note.not_impression"


def test_a_reason_to_keep_a_text_is_kept_with_it() -> None:
    """In one line; a new text needs a new reason, and no reason is endless."""
    made = pad()
    note = made.note("x", "10:10", because=" nødvendig\nher ")
    assert note.because == "nødvendig her"
    made.do(EditNote(note.id, "y"), "11:40")
    assert made.visit.notes[0].because == ""
    assert made.refused(EditNote(note.id, "z", because="x" * 501)) == "note.long_reason"


@pytest.mark.parametrize("empty", ["", " \x00\n", "\x1b[31m"])
def test_a_note_is_not_edited_away(empty: str) -> None:
    """There is another command for that."""
    made = pad()
    note = made.note("x", "10:10")
    assert made.refused(EditNote(note.id, empty)) == "note.empty"
    assert made.refused(EditNote(note.id, " x ")) == "edit.unchanged"


def test_several_notes_of_one_record_have_ids_of_their_own() -> None:
    """As another program may have written them."""
    made = pad()
    notes = [NoteAdded(t, made.at("10:10"), Privacy.TEAM, machine="m") for t in "abc"]
    made.happened("10:10", *notes)
    n = len(made.records)
    assert [note.id for note in made.visit.notes] == [f"m.{n}", f"m.{n}-1", f"m.{n}-2"]
    assert [note.number for note in made.visit.notes] == [f"{n}", f"{n}-1", f"{n}-2"]
    made.do(DeleteNote(f"m.{n}-1"), "10:11")
    assert made.texts == ["a", "c"]


def test_a_change_of_a_note_that_is_not_there_changes_nothing() -> None:
    """A damaged journal still opens."""
    made = pad()
    note = made.note("x", "10:10")
    before = made.visit.notes
    at: datetime = made.at("10:11")
    for event in (
        NoteEdited("m.99", Written("y")),
        NoteDeleted("fil"),
        NotesJoined((note.id, "m.99"), Written("y"), (), Privacy.TEAM, said=True),
        NoteMoved("n.5", (), at, None, Privacy.TEAM),
    ):
        assert made.happened("10:12", event).visit.notes == before


def test_focus_areas_are_entered_once_each() -> None:
    """Blank ones and repetitions are left out; too many are refused."""
    made = pad()
    made.do(SetFocusAreas(("Skjerming", " ", "Overganger", "skjerming")), "08:00")
    assert made.visit.focus_areas == ("skjerming", "Overganger")
    assert made.refused(SetFocusAreas(("skjerming", "Overganger"))) == "edit.unchanged"
    assert made.refused(SetFocusAreas(tuple(map(str, range(13))))) == "focus.too_much"
