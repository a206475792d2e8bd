"""Who said what a note says: named in its text, said afterwards, or whoever had the floor."""

from kvip_tui.domain.floor.corrections import ReassignTurn
from kvip_tui.domain.floor.turns import FloorGiven
from kvip_tui.domain.history import Undo
from kvip_tui.domain.notes.balance import balance
from kvip_tui.domain.notes.vocabulary import AddNote, EditNote, NameSpeaker
from kvip_tui.domain.report.points import PromoteNotes
from tests.builders import VisitBuilder
from tests.domain.planning.answers import refused
from tests.reports import reported


def scene(text: str = "Fast sykepleier") -> VisitBuilder:
    """Return a visit with a note that was begun while Henrik had the floor."""
    built = reported().started("b", "09:30")
    built.happened("09:40", FloorGiven(person="henrik"))
    return built.do(AddNote(text=text, typed_at=built.at("09:45")), "09:45")


def said_by(built: VisitBuilder) -> str | None:
    """Return who said what the last note says."""
    return built.visit.notes[-1].holder


def test_whoever_is_named_first_said_it_and_else_who_had_the_floor() -> None:
    """The text stays as it was written; a user representative's words are counted as such."""
    assert said_by(scene()) == "henrik"
    built = scene("Fatima: Vi ble ikke spurt #utfordring")
    assert said_by(built) == "fatima"
    assert built.visit.notes[-1].text == "Fatima: Vi ble ikke spurt #utfordring"
    assert balance(built.visit).users == 1


def test_an_edit_that_names_somebody_says_who_it_was() -> None:
    """One that names nobody leaves it."""
    built = scene()
    note = built.visit.notes[-1].id
    built.do(EditNote(note=note, text="Berit: Fast sykepleier"), "09:46")
    assert said_by(built) == "berit"
    built.do(EditNote(note=note, text="Fast sykepleier på kveld"), "09:47")
    assert said_by(built) == "berit"


def test_who_said_it_can_be_put_right_and_taken_back() -> None:
    """Nobody, too; the same again is no change, and neither is a note or a person unknown."""
    built = scene()
    note = built.visit.notes[-1].id
    built.do(NameSpeaker(note=note, person="anne"), "09:46")
    assert said_by(built) == "anne"
    assert refused(built, NameSpeaker(note=note, person="anne"), "09:47") == "edit.unchanged"
    assert refused(built, NameSpeaker(note=note, person="ola"), "09:47") == "person.unknown"
    assert refused(built, NameSpeaker(note="99", person="anne"), "09:47") == "note.unknown"
    built.do(NameSpeaker(note=note, person=None), "09:48")
    assert said_by(built) is None
    built.do(Undo(), "09:49").do(Undo(), "09:49")
    assert said_by(built) == "henrik"


def test_a_corrected_turn_leaves_who_was_named() -> None:
    """It was somebody else's turn; the note says whose words they were."""
    for text, person in (("Fast sykepleier", "anne"), ("Henrik: Fast sykepleier", "henrik")):
        built = scene(text)
        [turn] = [t for t in (built.visit.floor.holding,) if t is not None]
        built.do(ReassignTurn(turn=turn.number, person="anne"), "09:50")
        assert said_by(built) == person


def test_the_name_leaves_the_text_when_it_is_lifted() -> None:
    """The report says what was said, not by whom; a word before a colon is no name."""
    for text, point in (
        ("Berit: Fast sykepleier #styrke", "Fast sykepleier"),
        ("Bemanning: fast sykepleier #styrke", "Bemanning: fast sykepleier"),
    ):
        built = scene(text)
        built.do(PromoteNotes(notes=(built.visit.notes[-1].id,), section=""), "10:00")
        assert built.visit.report.points[-1].text == point
