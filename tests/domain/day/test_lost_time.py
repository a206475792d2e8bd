"""A machine that slept, a block that nobody ended, a start that nobody marked."""

from datetime import timedelta

import pytest

from kvip_tui.domain.day.lost_time import (
    Gap,
    Trace,
    forgotten_start,
    gap_between,
    never_ended,
    reckoned_at,
)
from kvip_tui.domain.floor.turns import GiveFloor
from kvip_tui.domain.notes.vocabulary import AddNote
from kvip_tui.domain.state.plan import Check
from tests.builders import VisitBuilder, timetable, visit

TIMETABLE = "A 09:00-09:30, B> -10:00, C 10:30-11:00"


def scene() -> VisitBuilder:
    """Return a day that has not begun, with an item on its first block."""
    return visit(TIMETABLE)


def gap(built: VisitBuilder, since: str, now: str) -> Gap | None:
    """Return the gap between two times of the day."""
    return gap_between(built.visit, built.at(since), built.at(now))


def test_a_gap_says_whose_time_it_may_have_been() -> None:
    """Who had the floor when the machine fell asleep has it still when it wakes."""
    built = scene().started("a", "09:00").do(GiveFloor("anne"), "09:05")
    assert gap(built, "09:10", "09:54") == Gap(built.at("09:10"), built.at("09:54"), "anne")
    assert gap(built, "09:04", "09:54") == Gap(built.at("09:04"), built.at("09:54"))


@pytest.mark.parametrize(("since", "now"), [("09:10", "09:11:59"), ("09:10", "09:05")])
def test_a_short_silence_and_a_clock_set_back_are_no_gap(since: str, now: str) -> None:
    """A slow moment of the machine is not told."""
    assert gap(scene().started("a", "09:00"), since, now) is None


def test_where_nothing_runs_no_time_is_lost() -> None:
    """Between blocks, and before the day, a machine may sleep."""
    assert gap(scene(), "08:00", "08:50") is None
    assert gap(scene().ran("a", "09:00", "09:30"), "09:31", "09:50") is None


def test_a_block_never_ended_ends_with_the_last_record() -> None:
    """Seen the next day what runs is taken as ended when something last happened."""
    built = scene().started("a", "09:00").do(GiveFloor("anne"), "09:20")
    last = built.at("09:20")
    assert reckoned_at(built.visit, last, built.at("13:00")) == built.at("13:00")
    for later in (timedelta(days=1), timedelta(days=34)):
        assert never_ended(built.visit, last, last + later)
        assert reckoned_at(built.visit, last, last + later) == last
    ended = built.ended("a", "09:31")
    next_day = built.at("09:31") + timedelta(days=1)
    assert reckoned_at(ended.visit, built.at("09:31"), next_day) == next_day


def test_a_block_over_midnight_is_not_forgotten() -> None:
    """An evening that goes on into the next day runs on."""
    built = visit("A 23:00-24:30").started("a", "23:00")
    assert not never_ended(built.visit, built.at("23:50"), built.at("24:20"))


def offered(built: VisitBuilder, now: str) -> tuple[str, str, Trace] | None:
    """Return the block that is offered to have begun, when, and why."""
    found = forgotten_start(built.visit, built.day(now))
    return (found.block, built.clock(found.at), found.trace) if found else None


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("08:59", None),
        ("09:04", None),
        ("09:05", ("a", "09:00", Trace.PLAN)),
        ("09:20", ("a", "09:00", Trace.PLAN)),
    ],
)
def test_the_planned_start_is_offered_when_nothing_has_begun(
    now: str, expected: tuple[str, str, Trace] | None
) -> None:
    """At 09.20 nothing has been begun."""
    assert offered(scene(), now) == expected


def test_the_first_trace_is_offered_before_the_plan() -> None:
    """The first turn, note or tick says more than the plan, and so does the last end."""
    built = scene().do(GiveFloor("anne"), "09:03").do(GiveFloor("berit"), "09:04")
    assert offered(built, "09:03:30") is None
    assert offered(built, "09:20") == ("a", "09:03", Trace.TURN)
    built = scene().do(AddNote("God morgen", scene().at("08:58")), "08:59")
    assert offered(built, "09:20") == ("a", "08:58", Trace.NOTE)
    built = scene().do(AddNote("Før kaffen", scene().at("08:10")), "08:11")
    assert offered(built, "09:20") == ("a", "09:00", Trace.PLAN)
    item = Check(id="lyd", text="Lyd")
    ticked = visit(timetable(TIMETABLE, a={"checks": (item,)})).ticked("a", "lyd", "09:02")
    assert offered(ticked, "09:20") == ("a", "09:02", Trace.TICK)
    assert offered(visit(TIMETABLE).ran("a", "09:00", "09:30"), "09:34") is None


def test_a_block_that_runs_or_a_day_to_come_is_not_asked_about() -> None:
    """While something runs nothing is forgotten, and after the last block nothing is left."""
    assert offered(scene().started("a", "09:00"), "09:40") is None
    done = scene().ran("a", "09:00", "09:30").ran("b", "09:30", "10:00").ran("c", "10:30", "11:00")
    assert offered(done, "11:30") is None
    late = scene().ran("a", "09:00", "09:45")
    assert offered(late, "09:50") is None
    assert offered(late, "10:20") is None
    assert offered(late.do(GiveFloor("anne"), "09:47"), "09:50") == ("b", "09:47", Trace.TURN)


def test_what_others_come_to_had_not_begun_before_they_came() -> None:
    """A word between two of the team while they wait for the host is none of the meeting's."""
    built = visit("A 08:30-09:00, Oppstart⚑ 09:00-09:30").ran("a", "08:30", "08:50")
    built.do(GiveFloor("anne"), "08:53")
    assert offered(built, "09:00") is None
    assert offered(built, "09:05") == ("oppstart", "09:00", Trace.PLAN)
    built.do(GiveFloor("berit"), "09:01")
    assert offered(built, "09:05") == ("oppstart", "09:01", Trace.TURN)
