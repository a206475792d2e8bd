"""The privacy check at the moment a note is stored."""

import pytest

from kvip_tui.domain import intents as it
from kvip_tui.domain.refusal import Refusal
from kvip_tui.seatbelt import objections
from kvip_tui.texts import refusal
from tests.builders import visit

NUMBER = "010199 12345"


def test_a_number_of_eleven_digits_is_asked_about_and_not_repeated() -> None:
    """The sentence says why, and what can be done, without the number."""
    why = objections(f"ringte {NUMBER}", ())
    assert "fødselsnummer" in why
    assert NUMBER not in why


def test_what_is_ordinary_passes() -> None:
    """Years of experience, times and rooms are no objection."""
    assert objections("15 års erfaring, kl. 12.00, rom 716175", ()) == ""


def test_a_note_that_may_name_somebody_is_stored_only_on_purpose() -> None:
    """Nothing is kept the first time; the same once more is stored as it is."""
    opened = visit("A 09:00-09:30").started("a", "09:00").session("09:10")
    wish = it.AddNote(f"ringte {NUMBER}", opened.now())
    with pytest.raises(Refusal) as caught:
        opened.do(wish)
    assert caught.value.code == "privacy.stop"
    assert "en gang til" in refusal(caught.value)
    assert not opened.visit.notes
    opened.do(wish)
    assert opened.visit.notes[-1].text == wish.text
