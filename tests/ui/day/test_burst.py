"""Letters by mistake are told from letters that are meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvip_tui.ui.day.burst import BREATH, GAP, WHILE, Burst, Turn


def turns(text: str, gap: float) -> tuple[Burst, list[Turn]]:
    """Return what becomes of each character of a text that is typed evenly."""
    burst = Burst()
    return burst, [burst.press(character, n * gap, n) for n, character in enumerate(text)]


@pytest.mark.parametrize("gap", [0.0, 0.02, 0.1, 0.2, 0.28])
@pytest.mark.parametrize(
    "text", ["det var bra", "Vi har fått ny leder", "anne sier", "DET VAR BRA", "styrke", "så ja"]
)
def test_a_sentence_is_one_mistake(text: str, gap: float) -> None:
    """After the first letters nothing is done, and all that was typed is kept."""
    burst, found = turns(text, gap)
    assert found.count(Turn.SEEN) == 1
    seen = found.index(Turn.SEEN)
    assert seen <= 4
    assert all(turn is Turn.COMMAND for turn in found[:seen])
    assert all(turn is Turn.WRITTEN for turn in found[seen + 1 :])
    assert (burst.text, burst.before, burst.since) == (text, 0, 0)


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("abcd", 0.7),
        ("ab", 0.05),
        ("ab ", 0.6),
        ("FKAB", 0.2),
        ("1234567", 0.1),
        ("++++++", 0.03),
        ("aaaa", 0.03),
        ("0a", 0.1),
        (",k", 0.1),
        ("a .b", 0.7),
    ],
)
def test_what_is_meant_is_done(text: str, gap: float) -> None:
    """Turns that follow each other, several hands, ticks and minutes are no sentence."""
    _burst, found = turns(text, gap)
    assert set(found) == {Turn.COMMAND}


@given(st.lists(st.sampled_from("abkæ"), min_size=1, max_size=30), st.floats(GAP + 0.01, 9))
def test_letters_with_a_thought_between_them_are_commands(letters: list[str], gap: float) -> None:
    """However many turns there are, at the pace of a conversation each is done."""
    _burst, found = turns("".join(letters), gap)
    assert set(found) == {Turn.COMMAND}


def test_a_mistake_is_over_after_a_pause() -> None:
    """Then letters are commands again; it can be put right for a while longer."""
    burst, _found = turns("det var", 0.1)
    end = 0.6
    assert burst.stands(end + BREATH)
    assert not burst.stands(end + WHILE)
    assert burst.press("a", end + BREATH, 3) is Turn.COMMAND
    assert not burst.stands(end + BREATH)


def test_what_is_rubbed_out_is_gone() -> None:
    """Backspace works on what was typed, also here."""
    burst, _found = turns("det varr", 0.1)
    burst.rub_out()
    assert burst.text == "det var"
