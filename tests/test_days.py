"""Choosing which day of a visit is looked at; it is no event, and no danger to what runs."""

import pytest

from kvip_tui.clock import RehearsalClock
from kvip_tui.commands.execute import carry_out
from kvip_tui.commands.table import understood
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.day.changes import BlockEnded, BlockStarted, NextBlock
from kvip_tui.session import Session
from tests.builders import FakeKeeper
from tests.three_days import scene


def say(session: Session, line: str) -> str:
    """Carry out a line and return the answer."""
    return carry_out(session, *understood(line))


def refused(session: Session, line: str) -> str:
    """Return the code of the refusal of a line."""
    with pytest.raises(Refusal) as caught:
        say(session, line)
    return caught.value.code


def shown(session: Session) -> str:
    """Return the id of the day looked at; '' for the current one."""
    return session.chosen.id if session.chosen else ""


@pytest.mark.parametrize(
    ("word", "day"),
    [
        ("dag lunsj", "lunsj"),
        ("DAG besøkslunsj", "lunsj"),
        ("dag dagen før", "lunsj"),
        ("dag forb", "forberedelser"),
        ("dag besøksdagen", ""),
        ("dag nå", ""),
        ("dag NA", ""),
    ],
)
def test_a_day_is_chosen_by_a_beginning_of_its_name(word: str, day: str) -> None:
    """The current day is what is shown anyway, and «nå» goes back to it."""
    session = scene().session("09:00")
    session.choose_day("forberedelser")
    say(session, word)
    assert shown(session) == day


def test_the_answer_names_the_day_and_its_date() -> None:
    """So that nobody takes it for today."""
    session = scene().session("09:00")
    assert say(session, "dag lunsj") == "Viser Dagen før: besøkslunsj, man. 15. mars 2021"
    assert say(session, "dag nå") == "Viser Besøksdagen, tir. 16. mars 2021"
    assert say(session, "dag") == "Viser Besøksdagen, tir. 16. mars 2021"


def test_an_unknown_day_is_refused_and_nothing_moves() -> None:
    """What fits several days, too."""
    session = scene().session("09:00")
    say(session, "dag lunsj")
    assert refused(session, "dag jul") == "name.day_unknown"
    assert shown(session) == "lunsj"


def test_one_goes_from_day_to_day_by_date() -> None:
    """The order is that of the calendar, not of the file, and it ends at both ends."""
    session = scene().session("09:00")
    seen = []
    for step in (-1, -1):
        session.step_day(step)
        seen.append(shown(session))
    assert seen == ["lunsj", "forberedelser"]
    with pytest.raises(Refusal) as caught:
        session.step_day(-1)
    assert caught.value.code == "day.first"
    session.step_day(1)
    session.step_day(1)
    assert shown(session) == ""
    with pytest.raises(Refusal) as caught:
        session.step_day(1)
    assert caught.value.code == "day.last"


def test_choosing_is_no_event() -> None:
    """Nothing is kept, and a window that only reads may choose as well."""
    built = scene()
    keeper = FakeKeeper(built.records, writer=False)
    session = built.session("09:00", keeper)
    say(session, "dag lunsj")
    assert shown(session) == "lunsj"
    assert len(keeper.records) == 1


def test_items_of_the_chosen_day_are_ticked_by_their_number() -> None:
    """A checklist without a timetable is ticked in the same words."""
    session = scene().session("09:00")
    say(session, "dag forberedelser")
    assert say(session, "kryss 1") == "Krysset av: Alt er lest"
    assert shown(session) == "forberedelser"
    say(session, "dag lunsj")
    assert say(session, "kryss 1") == "Krysset av: Lyd og bilde fungerer"


def test_next_begins_the_chosen_day() -> None:
    """That is then the current day, since something runs in it."""
    session = scene().session("09:00")
    say(session, "dag lunsj")
    assert say(session, "neste") == "T er i gang"
    assert shown(session) == ""
    session.choose_day("dagen")
    assert shown(session) == "dagen"


def test_next_does_not_end_what_runs_on_another_day() -> None:
    """A look at another day never costs the meeting that goes on."""
    session = scene().started("a", "09:00").session("09:10")
    say(session, "dag lunsj")
    assert refused(session, "neste") == "next.elsewhere"
    assert session.visit.run("a").running
    say(session, "slutt")
    assert say(session, "neste") == "T er i gang"


def test_time_and_pause_are_of_what_runs_whatever_is_looked_at() -> None:
    """They concern the clock that goes."""
    session = scene().started("a", "09:00").session("09:10")
    say(session, "dag lunsj")
    assert say(session, "+5") == "A fikk 5 min til"
    assert say(session, "pause") == "Klokka står: A"
    assert shown(session) == "lunsj"


def test_the_day_before_is_a_day_of_its_own() -> None:
    """It opens by its date, runs, ends, and the next morning the visit's day is there."""
    built = scene()
    session = built.session("-13:30")
    clock = session.clock
    assert isinstance(clock, RehearsalClock)
    assert session.do(NextBlock()) == (BlockStarted("t"),)
    clock.set(built.at("-12:30"))
    assert session.do(NextBlock()) == (BlockEnded("t"),)
    clock.set(built.at("08:50"))
    assert session.do(NextBlock()) == (BlockStarted("a"),)
