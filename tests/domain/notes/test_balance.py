"""What the notes are about: strengths, challenges, measures, focus areas, users' words."""

from kvip_tui.domain.day.changes import NextBlock
from kvip_tui.domain.floor.turns import GiveFloor, ReleaseFloor
from kvip_tui.domain.notes.balance import Area, balance
from kvip_tui.domain.notes.vocabulary import AddNote, DeleteNote, EditNote, SetFocusAreas
from kvip_tui.domain.state.plan import Privacy
from tests.builders import timetable, visit


def test_a_visit_without_notes_weighs_nothing() -> None:
    """And the focus areas that were entered are all untouched."""
    built = visit("A 09:00-10:00").do(SetFocusAreas(("Skjerming", "Tryggere overganger")), "08:00")
    found = balance(built.visit)
    assert (found.strengths, found.challenges, found.measures, found.users) == (0, 0, 0, 0)
    assert found.untouched == ("Skjerming", "Tryggere overganger")


def test_notes_are_counted_by_their_tags_and_by_who_had_the_floor() -> None:
    """A tag names an area by the beginning of any of its words; others are areas of their own."""
    built = visit("A 09:00-10:00").do(NextBlock(), "09:00")
    built.do(SetFocusAreas(("Skjerming", "Tryggere overganger", "Trygg start")), "09:01")
    built.do(GiveFloor("fatima"), "09:02")
    for text in (
        "#styrke #tiltak #fokus:overganger",
        "#Styrke #fokus:tryggere-overganger",
        "#utfordring #fokus:trygg",
        "#fokus:medvirkning #styrken",
    ):
        built.do(AddNote(text, built.at("09:03")), "09:03")
    built.do(ReleaseFloor(), "09:04")
    built.do(AddNote("#tiltak", built.at("09:05")), "09:05")
    found = balance(built.visit)
    assert (found.strengths, found.challenges, found.measures, found.users) == (2, 1, 2, 4)
    assert found.areas == (
        Area("Skjerming", 0),
        Area("Tryggere overganger", 2),
        Area("Trygg start", 0),
        Area("trygg", 1),
        Area("medvirkning", 1),
    )
    assert found.untouched == ("Skjerming", "Trygg start")


def test_deleted_notes_weigh_nothing() -> None:
    """And an edit weighs anew."""
    team = {"privacy": Privacy.TEAM}
    built = visit(timetable("A 09:00-10:00", a=team)).do(NextBlock(), "09:00")
    for _time in range(2):
        built.do(AddNote("#styrke", built.at("09:03")), "09:03")
    first, second = built.visit.notes
    built.do(DeleteNote(first.id), "09:04").do(EditNote(second.id, "#tiltak"), "09:05")
    found = balance(built.visit)
    assert (found.strengths, found.measures) == (0, 1)
