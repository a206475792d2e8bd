"""Catching up in words and in the status: what is proposed is said, and applied by its number."""

from typing import Any

import pytest

from kvip_tui.domain.catchup.planner import CatchupApplied
from kvip_tui.line.mode import run
from kvip_tui.line.status import plain_status, status
from tests.builders import FakeKeeper, VisitBuilder, minutes, timetable, visit
from tests.line.talk import Terminal

DAY = (
    "Drofting 09:45-11:30, Lunsj!> -12:00, I1|g⚑ 12:00-13:00, I2|g⚑ 12:00-13:00, "
    "P1> -13:15, Mote> -14:00, P2> -14:15"
)
MORE: dict[str, dict[str, Any]] = {
    "drofting": {"title": "Drøfting", "min": 75},
    "lunsj": {"min": 20},
    "p1": {"title": "Pause", "min": 10},
    "p2": {"title": "Pause", "min": 5},
}
NO_LUNCH = "«Lunsj» får bare 0 min, 20 min under det korteste"
LATE_END = "Dagen ligger an til slutt {end}, {late} min for sent."


def began(clock: str) -> VisitBuilder:
    """Return a visit whose discussion began at that time."""
    return visit(timetable(DAY, **MORE)).started("drofting", clock)


def say(scene: VisitBuilder, clock: str, *lines: str) -> tuple[list[str], FakeKeeper]:
    """Return the answers to lines, and what was kept."""
    keeper, out = FakeKeeper(scene.records), Terminal()
    run(scene.session(clock, keeper), (f"{line}\n" for line in lines), out)
    return out.getvalue().splitlines(), keeper


def test_what_can_be_done_is_listed_with_numbers() -> None:
    """First what is in danger, then each way; blocks of one title are told apart by their time."""
    answer, _keeper = say(began("10:55"), "10:55", "innhenting")
    assert answer == [
        "«I1» og «I2» ligger an til 12.40, 40 min for sent.",
        f"{NO_LUNCH}, og det kan ikke hentes inn.",
        LATE_END.format(end="14.55", late=40),
        "1 ta 30 min fra «Drøfting» og 10 fra «Pause» 14.00; "
        "«I1» og «I2» begynner 12.10; «Lunsj» får 0 min",
        "2 ta 30 min fra «Drøfting», 5 fra «Pause» 13.00 og 5 fra «Pause» 14.00; "
        "«I1» og «I2» begynner 12.10; «Lunsj» får 0 min",
    ]


def test_the_best_for_everybody_comes_first() -> None:
    """A lunch of 20 min, or just enough for the interviews."""
    answer, _keeper = say(began("10:20"), "10:20", "innhenting")
    assert answer[3:] == [
        "1 ta 25 min fra «Drøfting»; «Lunsj» får 20 min",
        "2 ta 5 min fra «Drøfting»; «Lunsj» får 0 min",
    ]


def test_a_number_applies_it_and_undo_takes_it_back() -> None:
    """The answer says what was done; one word takes all of it back."""
    answer, keeper = say(began("10:20"), "10:20", "innhenting 2", "innhenting", "angre")
    assert answer == [
        "Innhenting: ta 5 min fra «Drøfting»",
        f"{NO_LUNCH}.",
        "1 ta 20 min fra «Drøfting»; «Lunsj» får 20 min",
        "Angret: Innhenting: ta 5 min fra «Drøfting»",
    ]
    assert keeper.records[-2].events == (CatchupApplied("dagen", (("drofting", -minutes(5)),)),)


def test_where_nothing_can_give_the_day_ends_later() -> None:
    """The meeting ran over, and only the pause after it can be shorter."""
    scene = began("09:45").ended("drofting", "11:30").ran("lunsj", "11:30", "12:00")
    scene.ran("i1", "12:00", "13:00").ran("i2", "12:00", "13:00").ran("p1", "13:00", "13:15")
    scene.ran("mote", "13:15", "14:12").started("p2", "14:12")
    answer, _keeper = say(scene, "14:20", "innhenting", "innhenting 2", "innhenting")
    assert answer == [
        LATE_END.format(end="14.27", late=12),
        "1 ta 7 min fra «Pause» 14.00, slutt 14.20",
        "2 slutt 14.27",
        "Innhenting: slutt 14.27",
        "Dagen går opp; det er ingenting å hente inn.",
    ]


def test_what_is_lost_is_said() -> None:
    """Nothing before the interviews can give, and the gap after them takes the rest."""
    day = "A 09:00-10:00, I⚑ 10:00-11:00, B@ 11:30-12:00"
    answer, _keeper = say(visit(day).started("a", "09:08"), "09:08", "innhenting")
    assert answer == [
        "«I» ligger an til 10.08, 8 min for sent, og det kan ikke hentes inn.",
        "Det er ingen forslag: ingenting som gjenstår, kan kortes ned.",
    ]


@pytest.mark.parametrize(
    ("clock", "line", "refused"),
    [
        (
            "09:45",
            "innhenting 1",
            "! Det er ingenting å hente inn: ingen avtale og ikke "
            "slutten er i fare; «tider» viser hvordan dagen ligger an.",
        ),
        ("10:20", "innhenting 3", "! Det er ikke noe forslag 3; skriv et tall fra 1 til 2."),
        ("10:20", "innhenting 0", "! Det er ikke noe forslag 0; skriv et tall fra 1 til 2."),
        (
            "10:20",
            "innhenting [red]",
            "! «[red]» er ikke nummeret på et forslag; «innhenting» viser dem.",
        ),
    ],
)
def test_what_is_not_proposed_is_refused(clock: str, line: str, refused: str) -> None:
    """One line says why, and nothing is kept."""
    answer, keeper = say(began(clock), clock, line, f"innhenting {'9' * 9000}")
    assert answer[0] == refused
    assert answer[1].startswith("! ")
    assert keeper.records == began(clock).records


def test_the_status_has_the_proposals() -> None:
    """The words, the minutes as they are added, and when the day then ends, with its offset."""
    scene = began("10:20")
    found = status(scene.visit, scene.at("10:20"), writer=True)
    assert found["catchup"] == [
        {
            "text": "ta 25 min fra «Drøfting»; «Lunsj» får 20 min",
            "minutes": {"drofting": -25},
            "day_end": "2021-03-16T14:15:00+01:00",
        },
        {
            "text": "ta 5 min fra «Drøfting»; «Lunsj» får 0 min",
            "minutes": {"drofting": -5},
            "day_end": "2021-03-16T14:15:00+01:00",
        },
    ]


def test_the_plain_status_says_what_is_in_danger() -> None:
    """What is in danger, and where the proposals are; in time it says nothing of it."""
    scene = began("10:20")
    lines = plain_status(scene.visit, scene.at("10:20"))
    assert lines[-4:] == [
        "«I1» og «I2» ligger an til 12.05, 5 min for sent.",
        f"{NO_LUNCH}.",
        LATE_END.format(end="14.20", late=5),
        "Innhenting: 2 forslag, se «innhenting».",
    ]
    timely = began("09:45")
    assert not [
        line for line in plain_status(timely.visit, timely.at("09:46")) if "slutt 1" in line
    ]
