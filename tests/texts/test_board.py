"""The words of the board and of the window's title, in every scene; nothing private in either."""

from datetime import timedelta

import pytest

from kvip_tui.domain.board.shown import board
from kvip_tui.domain.floor.turns import GiveFloor, RaiseHand
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.texts.board import board_text, window_title
from tests.builders import VisitBuilder, timetable, visit

DAY = "Drøfting 09:00-10:00, Pause> -10:15, Intervju_med_Kari⚑ 11:00-12:00, Slutt 12:15-13:00"


def scene() -> VisitBuilder:
    """Return a day whose interview has a name in its title."""
    blocks = timetable(DAY, intervju_med_kari={"privacy": Privacy.INTERVIEW})
    return visit(blocks)


def title(built: VisitBuilder, clock: str) -> str:
    """Return the window's title at a time of day."""
    return window_title(board(built.visit, built.at(clock)))


def test_the_title_says_whole_minutes_and_the_block() -> None:
    """What is left is rounded up, what is over is rounded down."""
    built = scene()
    assert title(built, "08:30") == "om 30 · Drøfting"
    assert title(built, "09:05") == "straks · Drøfting"
    built.started("drøfting", "09:00")
    assert title(built, "09:18") == "42 igjen · Drøfting"
    assert title(built, "09:17:01") == "43 igjen · Drøfting"
    assert title(built, "09:59:59") == "1 igjen · Drøfting"
    assert title(built, "10:03:59") == "3 over · Drøfting"
    built.paused("drøfting", "10:04")
    assert title(built, "10:05") == "klokka står · Drøfting"


def test_the_title_of_an_interview_names_nobody() -> None:
    """Neither before nor while it runs; afterwards the day says that it is over."""
    built = scene().ran("drøfting", "09:00", "10:00").ran("pause", "10:00", "10:15")
    assert title(built, "10:30") == "om 30 · Intervju"
    built.started("intervju_med_kari", "11:00")
    assert title(built, "11:30") == "45 igjen · Intervju"
    built.ended("intervju_med_kari", "12:00").ran("slutt", "12:15", "13:00")
    assert title(built, "13:01") == "KvIP · dagen er slutt"


@pytest.mark.parametrize("names", [False, True])
def test_an_interview_is_only_called_one_on_the_board(names: bool) -> None:
    """Its title, who sits in it and how near its end it is are nobody's business."""
    built = scene().ran("drøfting", "09:00", "10:00").ran("pause", "10:00", "10:15")
    before = board_text(board(built.visit, built.at("10:30")), built.visit, built.at("10:30"))
    assert (before.heading, before.ahead) == ("Intervju", "")
    built.started("intervju_med_kari", "11:00")
    now = built.at("11:58")
    said = board_text(board(built.visit, now, names=names), built.visit, now)
    assert said.heading == "Intervju pågår, tilbake ca. 12.15"
    assert (said.word, said.sign, said.speaker, said.queue) == ("til vi er tilbake", "", "", "")
    assert "Kari" not in str(said)


def test_a_break_says_until_when_and_then_that_it_is_over() -> None:
    """The words of a break are about coming back."""
    built = scene().ran("drøfting", "09:00", "10:00").started("pause", "10:00")
    for clock, heading, word in (
        ("10:02", "Pause til 10.15", "igjen"),
        ("10:11", "Pause til 10.15", "vi begynner snart"),
        ("10:14:30", "Pause til 10.15", "vi begynner straks"),
        ("10:16", "Pause", "pausen er over"),
    ):
        now = built.at(clock)
        said = board_text(board(built.visit, now), built.visit, now)
        assert (said.heading, said.word) == (heading, word)


def test_who_speaks_is_said_by_first_name_where_it_is_asked_for() -> None:
    """The list is in order."""
    built = scene().started("drøfting", "09:00").do(GiveFloor("anne"), "09:01")
    built.do(RaiseHand("berit"), "09:02").do(RaiseHand("henrik"), "09:03")
    now = built.at("09:04")
    said = board_text(board(built.visit, now, names=True), built.visit, now)
    assert (said.speaker, said.queue) == ("Har ordet: Anne", "Taleliste: Berit, Henrik")
    said = board_text(board(built.visit, now), built.visit, now)
    assert (said.speaker, said.queue) == ("", "")


def test_the_clock_is_rounded_up_like_the_days_own() -> None:
    """Both screens of the leader say the same second."""
    built = scene().started("drøfting", "09:00")
    now = built.at("09:10") + timedelta(milliseconds=300)
    assert board_text(board(built.visit, now), built.visit, now).clock == "50:00"
