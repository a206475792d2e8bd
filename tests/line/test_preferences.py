"""What a person chooses for good, in words: language, looks and signals."""

import pytest

from kvip_tui.i18n import current_language, use_language
from tests.line.talk import Talk


def test_the_language_is_told_and_changed() -> None:
    """Which of the two it is about is said; a language that is not there is refused."""
    try:
        talk = Talk()
        assert talk.say("språk")[0].startswith("Programmet er på bokmål, besøket på bokmål; ")
        assert talk.say("språk nynorsk", "språk se", "SPRAK en", "status")[:1] == [
            "Programmet er på nynorsk."
        ]
        assert current_language() == "en"
        assert talk.session.visit.plan.language == "nb"
        assert talk.say("språk xx")[0].startswith("! ")
    finally:
        use_language("nb")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("utseende", "Utseende: mørkt"),
        ("utseende lyst", "Utseende: lyst"),
        ("utseende kontrast", "Utseende: høy kontrast"),
        ("signaler lyd på", "Signaler: lyd er slått på"),
        ("signaler lyd", "Signaler: lyd er slått på"),
        ("signaler rombytter av", "Signaler: rombytter er slått av"),
    ],
)
def test_looks_and_signals_are_chosen(line: str, said: str) -> None:
    """In words, for those to whom the palette is out of reach."""
    assert Talk().say(line) == [said]


def test_which_signals_are_on_is_said() -> None:
    """In a line; and what is no signal is refused with those there are."""
    talk = Talk()
    assert talk.say("signaler rom av", "signaler")[1] == (
        "Signaler på: blokker som går mot slutten, avtaler i fare, tida i vinduets tittel"
        " · av: rombytter, lyd, varsler på skrivebordet"
    )
    assert "blokker, rombytter, avtaler" in talk.say("signaler xyz på")[0]
