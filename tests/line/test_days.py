"""Days and planned against actual in the line mode."""

import io

import pytest

from kvip_tui.domain.day.changes import EndBlock, StartBlock
from kvip_tui.line.comparison import plain_comparison
from kvip_tui.line.mode import run
from kvip_tui.session import Session
from tests.builders import VisitBuilder, timetable, visit
from tests.three_days import scene


def talk(session: Session, *lines: str) -> list[str]:
    """Return what is answered to lines."""
    out = io.StringIO()
    run(session, lines, out)
    return out.getvalue().splitlines()


def test_the_days_are_listed_with_their_checklists() -> None:
    """In the order of the calendar, the one looked at marked."""
    session = scene().ticked("t", "lyd", "-12:30").session("09:00")
    assert talk(session, "dag") == [
        "  forberedelser: Forberedelser, tir. 9. mars 2021, 0 av 1 krysset av",
        "  lunsj: Dagen før: besøkslunsj, man. 15. mars 2021, 1 av 1 krysset av",
        "> dagen: Besøksdagen, tir. 16. mars 2021, 0 av 0 krysset av",
    ]
    session.choose_day("lunsj")
    assert talk(session, "dag")[1].startswith("> lunsj")


def test_the_status_is_of_the_chosen_day_and_says_what_runs() -> None:
    """The checklist is that of the chosen day, the clock that of what runs."""
    session = scene().started("a", "09:00").session("09:10")
    answers = talk(session, "dag forb", "status alt")
    assert answers == [
        "Viser Forberedelser, tir. 9. mars 2021",
        "Besøk · Forberedelser",
        "09.10.00 · i rute · slutt ca. 10.00",
        "Pågår: A, 20:00 igjen",
        "Neste: Lesing",
        "3 roller ledige, se «roller».",
        "Lesing:",
        "1 [ ] Alt er lest",
    ]


def test_a_day_that_passed_is_shown_as_it_was_planned() -> None:
    """What was never begun there is not late by a day."""
    answers = talk(scene().session("09:10"), "dag lunsj", "status alt")
    assert "Neste: 11.30 T" in answers
    assert "09.10.00 · 10 min etter plan · slutt ca. 10.10" in answers


def test_what_is_carried_says_where_it_is_from() -> None:
    """The line mode says the same as the screen."""
    answers = talk(scene().session("08:50"), "status alt")
    assert answers[-2:] == ["Fra T:", "1 [ ] Lyd og bilde fungerer"]


def day() -> VisitBuilder:
    """Return a day with a pause, added time, overtime, a skipped and a waiting block."""
    built = visit(timetable("A 09:00-09:30, B> -10:00, C> -10:15, D 10:20-10:30"))
    built.started("a", "09:02").paused("a", "09:10").resumed("a", "09:12")
    built.added("a", 5, "09:20").ended("a", "09:40").started("b", "09:40")
    return built.skipped("c", "09:41")


@pytest.mark.parametrize("word", ["oversikt", "OVERSIKT"])
def test_planned_against_actual_is_said_in_words(word: str) -> None:
    """A line for each block, what is nothing left out, then what it comes to."""
    session = day().session("09:50")
    assert talk(session, word) == [
        "Dagen",
        "A: planlagt 09.00–09.30, faktisk 09.02–09.40, pause 2 min, lagt til 5 min, "
        "over tida 1 min, begynte 2 min etter plan, sluttet 10 min etter plan",
        "B: planlagt 09.30–10.00, pågår fra 09.40, begynte 10 min etter plan",
        "C: planlagt 10.00–10.15, droppet",
        "D: planlagt 10.20–10.30, venter",
        "pause 2 min · lagt til 5 min · over tida 1 min",
    ]


def test_the_overview_is_of_the_chosen_day() -> None:
    """As the status is."""
    built = scene()
    built.do(StartBlock("t"), "-13:30").do(EndBlock("t"), "-12:30")
    lines = plain_comparison(built.visit, built.at("09:00"), built.visit.plan.day("lunsj"))
    assert lines[0] == "Dagen før: besøkslunsj"
    assert lines[1].startswith("T: planlagt 11.30–12.30, faktisk 11.30–12.30")
