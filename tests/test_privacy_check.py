"""The privacy check at the moment a note is stored, changed or promoted."""

from typing import Any

import pytest

from kvip_tui import privacy_check
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.history import Intent
from kvip_tui.domain.notes.vocabulary import (
    AddNote,
    EditNote,
    JoinNotes,
    NoteAdded,
    PromoteImpression,
)
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.i18n import use_language
from kvip_tui.privacy_check import objections
from kvip_tui.session import Session
from kvip_tui.texts.said import refusal
from tests.builders import timetable, visit

NUMBER = "010199 12345"
TEAM: dict[str, Any] = {"privacy": Privacy.TEAM}


def opened() -> Session:
    """Return a session in plenum."""
    return visit("A 09:00-09:30").started("a", "09:00").session("09:10")


def refused(session: Session, intent: Intent) -> Refusal:
    """Return the refusal of an intent, having checked that nothing changed."""
    before = session.visit
    with pytest.raises(Refusal) as caught:
        session.do(intent)
    assert session.visit == before
    return caught.value


def test_a_number_of_eleven_digits_is_asked_about_and_not_repeated() -> None:
    """The sentence says why, and what can be done, without the number."""
    why = objections(f"ringte {NUMBER}", ())
    assert "fødselsnummer" in why
    assert NUMBER not in why


def test_what_is_ordinary_passes() -> None:
    """Years of experience, times and rooms are no objection."""
    assert objections("15 års erfaring, kl. 12.00, rom 716175", ()) == ""


def test_a_finding_is_named_and_explained_in_every_language() -> None:
    """Where it stands, what it is and why; and what the check is worth."""
    try:
        for language, words in (("nb", "Dato"), ("en", "Date")):
            use_language(language)
            stop, look = privacy_check.look(f"{NUMBER} den 16. mars", ())
            assert (stop.start, stop.end) == (0, len(NUMBER))
            assert privacy_check.title(look) == words
            assert privacy_check.why(look) != privacy_check.why(stop)
            assert privacy_check.worth().startswith(("Et setebelte", "A seat belt"))
    finally:
        use_language("nb")


def test_a_note_that_may_name_somebody_is_stored_only_on_purpose() -> None:
    """Nothing is kept the first time; the same once more is stored as it is."""
    session = opened()
    wish = AddNote(f"ringte {NUMBER}", session.now())
    found = refused(session, wish)
    assert found.code == "privacy.stop"
    said = refusal(found)
    assert all(way in said for way in ("en gang til", "fjern funn", "behold fordi"))
    assert "tegn 8–19" in said.replace("\u2068", "").replace("\u2069", "")
    assert session.held == wish
    session.do(wish)
    assert session.visit.notes[-1].text == wish.text
    assert session.held is None


def test_a_text_that_stays_in_its_field_is_refused_however_often_it_is_asked_for() -> None:
    """It says what was found, and leaves alone what else waits for an answer."""
    session = opened()
    wish = AddNote(f"ringte {NUMBER}", session.now())
    for _time in range(3):
        with pytest.raises(Refusal) as caught:
            session.do(wish, firm=True)
        assert caught.value.params["found"] == privacy_check.look(wish.text, ())
    assert (session.held, session.visit.notes[:]) == (None, [])
    other = AddNote(f"skrev {NUMBER}", session.now())
    assert refused(session, other).code == "privacy.stop"
    with pytest.raises(Refusal):
        session.do(wish, firm=True)
    assert session.held == other
    session.do(other)
    assert [note.text for note in session.visit.notes] == [other.text]


def test_a_reason_stores_it_at_once_and_is_kept() -> None:
    """The reason is checked itself, also the second time."""
    session = opened()
    wish = AddNote(f"ringte {NUMBER}", session.now(), because=f"det er {NUMBER}")
    for _time in range(2):
        assert refused(session, wish).code == "privacy.reason"
    (event,) = session.do(AddNote(wish.text, wish.typed_at, because="det er et eksempel"))
    assert isinstance(event, NoteAdded)
    assert session.visit.notes[-1].because == "det er et eksempel"


def test_a_changed_or_joined_note_is_asked_about_too() -> None:
    """Whatever would then be on disk; halves of a number make one when they are joined."""
    session = opened()
    for text in ("ringte 010199", "12345 to ganger"):
        session.do(AddNote(text, session.now()))
    first, second = session.visit.notes
    assert refused(session, EditNote(first.id, NUMBER)).code == "privacy.stop"
    assert refused(session, JoinNotes((first.id, second.id))).code == "privacy.stop"
    session.do(EditNote(first.id, NUMBER, because="eksempel"))
    assert session.visit.notes[0].because == "eksempel"


def test_an_impression_is_promoted_only_when_the_check_has_passed() -> None:
    """What stops is never promoted, what is to be looked at is shown first."""
    blocks = timetable("I1 12:00-13:00, S> -14:00", i1={"privacy": Privacy.INTERVIEW}, s=TEAM)
    session = visit(blocks).ran("i1", "12:00", "13:00").started("s", "13:00").session("13:10")
    for text in (f"Det var {NUMBER}", "Det var trygt den 16. mars", "Det var trygt"):
        note = AddNote(text, session.now(), author="Henrik Bø", impression=True, because="x")
        session.do(note)
    stop, look, calm = (PromoteImpression(n.id, "anne") for n in session.visit.notes)
    for _time in range(2):
        assert refused(session, stop).code == "privacy.promote"
    found = refused(session, look)
    assert (found.code, found.params["titles"]) == ("privacy.look", "Dato")
    assert "setebelte" in refusal(found)
    session.do(look)
    session.do(calm)
    classes = [note.privacy for note in session.visit.notes]
    assert classes == [Privacy.IMPRESSION, Privacy.TEAM, Privacy.TEAM]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"ringte {NUMBER} i går", "ringte […] i går"),
        ("skriv til a@b.no, eller ring 912 34 567.", "skriv til […], eller ring […]."),
        (NUMBER, ""),
        ("01019 a@b.no 912345", "01019 […] […]"),
        ("trygt den 16. mars", "trygt den 16. mars"),
    ],
)
def test_what_stops_can_be_taken_out(text: str, left: str) -> None:
    """A sign stands where it was, so that what is left never grows together into more."""
    assert privacy_check.removed(text, ()) == left
    assert objections(left, ()) == ""
