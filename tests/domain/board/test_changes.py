"""The leader's message on the board: what may stand there, until when, and how it is undone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.board.changes import LONGEST, BoardWritten, WriteOnBoard
from kvip_tui.domain.board.shown import board
from kvip_tui.domain.history import Undo, free_text
from tests.builders import VisitBuilder, visit


def scene() -> VisitBuilder:
    """Return a day that runs."""
    return visit("A 09:00-09:30, B> -10:00").started("a", "09:00")


@pytest.mark.parametrize(
    ("asked", "stands"),
    [
        ("Vi starter 09.50", "Vi starter 09.50"),
        ("«Vi starter 09.50»", "Vi starter 09.50"),
        ('"Vi starter 09.50"', "Vi starter 09.50"),
        ("  Vi\n starter\t09.50 ", "Vi starter 09.50"),
        ("Si «hei» til «alle»", "Si «hei» til «alle»"),
        ("\x1b[2JVi starter", "Vi starter"),
        ("x" * LONGEST, "x" * LONGEST),
    ],
)
def test_a_message_stands_until_it_is_taken_away(asked: str, stands: str) -> None:
    """It outlives the block, gives way to another, and is gone when it is taken away."""
    built = scene().do(WriteOnBoard(asked), "09:01").ended("a", "09:30").started("b", "09:30")
    assert board(built.visit, built.at("09:40")).message == stands
    built.do(WriteOnBoard("Ny"), "09:41")
    assert board(built.visit, built.at("09:42")).message == "Ny"
    built.do(WriteOnBoard(), "09:43")
    assert board(built.visit, built.at("09:44")).message == ""


def test_it_stands_in_every_scene_of_the_day() -> None:
    """Before the day, while it runs, and after it."""
    built = visit("A 09:00-09:30").do(WriteOnBoard("Hei"), "08:30")
    assert board(built.visit, built.at("08:31")).message == "Hei"
    built.started("a", "09:00")
    assert board(built.visit, built.at("09:05")).message == "Hei"
    built.ended("a", "09:30")
    assert board(built.visit, built.at("09:31")).message == "Hei"


@pytest.mark.parametrize(
    ("before", "asked", "code"),
    [
        ("", "", "board.empty"),
        ("", "«»", "board.empty"),
        ("Hei", "Hei", "board.unchanged"),
        ("Hei", "«Hei»", "board.unchanged"),
        ("", "x" * (LONGEST + 1), "board.long"),
    ],
)
def test_what_changes_nothing_or_does_not_fit_is_refused(
    before: str, asked: str, code: str
) -> None:
    """And what stands there stays."""
    built = scene()
    if before:
        built.do(WriteOnBoard(before), "09:01")
    with pytest.raises(Refusal) as refused:
        built.do(WriteOnBoard(asked), "09:02")
    assert refused.value.code == code
    assert built.visit.message == before


def test_it_can_be_taken_back() -> None:
    """Undo puts back the message that stood there before."""
    built = scene().do(WriteOnBoard("En"), "09:01").do(WriteOnBoard("To"), "09:02")
    assert built.do(Undo(), "09:03").visit.message == "En"


def test_its_words_are_looked_at_like_all_free_text() -> None:
    """Everybody in the meeting reads them."""
    assert free_text(BoardWritten("Ring 900 00 000")) == "Ring 900 00 000"


@given(st.text(max_size=150))
def test_whatever_is_written_is_one_legible_line_or_refused(text: str) -> None:
    """No control character and no line break comes as far as the screen."""
    built = scene()
    try:
        built.do(WriteOnBoard(text), "09:01")
    except Refusal:
        assert built.visit.message == ""
        return
    stands = built.visit.message
    assert stands.isprintable() or not stands.isascii()
    assert len(stands.splitlines()) == 1
    assert len(stands) <= LONGEST
