"""Planned against actual as a picture of plain characters."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kvip_tui.domain.state.plan import Block, Day
from kvip_tui.export.comparison import Comparison, compared
from kvip_tui.export.picture import (
    ADDED,
    LEGEND,
    MARK,
    OVER,
    PAUSED,
    UNUSED,
    USED,
    bar,
    legend,
    longest,
    outcome,
    totals,
)
from tests.builders import VisitBuilder, minutes, timetable, visit, visit_of_days

# Ten minutes are ten characters.
WIDTH = 64


def rows(built: VisitBuilder, clock: str) -> tuple[Comparison, ...]:
    """Return planned against actual of the day."""
    return compared(built.visit, built.visit.plan.days[0], built.at(clock))


def day() -> VisitBuilder:
    """Return a day of an hour's block and others that are measured by it."""
    return visit(timetable("A 09:00-09:10, B> -09:20, C> -09:30, L! 10:00-10:30, H 11:00-12:00"))


def drawn(built: VisitBuilder, clock: str = "13:00") -> list[str]:
    """Return the bars of the day on the scale of its longest block."""
    found = rows(built, clock)
    assert longest(found) == minutes(60)
    return [bar(row, longest(found), WIDTH) for row in found]


def test_what_has_not_begun_is_its_plan() -> None:
    """Dots up to the mark, a minute a character here."""
    assert drawn(day())[0] == UNUSED * 10 + MARK
    assert drawn(day())[4] == UNUSED * 60 + MARK


def test_what_was_used_fills_the_plan() -> None:
    """A block that ended early leaves the rest."""
    assert drawn(day().ran("a", "09:00", "09:07"))[0] == USED * 7 + UNUSED * 3 + MARK
    assert drawn(day().ran("a", "09:00", "09:10"))[0] == USED * 10 + MARK


def test_added_time_overtime_and_pauses_stand_apart_behind_the_mark() -> None:
    """Three numbers that never merge, in the picture either."""
    built = day().started("a", "09:00").paused("a", "09:02").resumed("a", "09:06")
    built.added("a", 5, "09:07").ended("a", "09:21")
    assert drawn(built)[0] == USED * 10 + MARK + ADDED * 5 + OVER * 2 + PAUSED * 4


def test_added_time_that_was_not_needed_is_not_drawn() -> None:
    """It was given, not used: the table says how much."""
    built = day().started("a", "09:00").added("a", 5, "09:07").ended("a", "09:12")
    assert drawn(built)[0] == USED * 10 + MARK + ADDED * 2


def test_a_shortened_block_can_be_over_its_time_inside_the_plan() -> None:
    """What was taken from it is not used; what ran past is shown."""
    built = day().started("a", "09:00").added("a", -4, "09:01").ended("a", "09:08")
    assert drawn(built)[0] == USED * 6 + UNUSED * 4 + MARK + OVER * 2


def test_a_fixed_end_is_over_when_the_clock_says_so() -> None:
    """It began late, so not all of its time was there to be used."""
    assert drawn(day().ran("l", "10:10", "10:33"))[3] == USED * 20 + UNUSED * 10 + MARK + OVER * 3


def test_half_a_minute_is_seen_and_less_is_not() -> None:
    """What happened is never rounded away, and nothing is drawn of nothing."""
    assert drawn(day().ran("a", "09:00", "09:10:31"))[0].endswith(OVER)
    assert OVER not in drawn(day().ran("a", "09:00", "09:10:20"))[0]


def test_a_block_without_times_is_only_used() -> None:
    """There is no plan to be measured by."""
    bare = Day(id="d", title="D", blocks=(Block(id="x", title="X"),), untimed=True)
    [row] = rows(visit_of_days(bare).ran("x", "09:00", "09:20"), "10:00")
    assert bar(row, longest([row]), 24) == USED * 20
    assert outcome(row) == "20 min"


LENGTHS = st.integers(0, 300).map(lambda count: minutes(count / 2))


@given(LENGTHS, LENGTHS, LENGTHS, LENGTHS, st.integers(8, 120))
def test_no_bar_is_wider_than_it_may_be(
    planned: timedelta, active: timedelta, over: timedelta, paused: timedelta, width: int
) -> None:
    """Whatever has happened, and only of characters that are explained."""
    row = replace(
        rows(day(), "09:00")[0],
        planned_length=planned,
        active=active,
        overtime=min(over, active),
        paused=paused,
    )
    found = bar(row, longest([row]), width)
    assert len(found) <= width
    assert set(found) <= {sign for sign, _word in LEGEND}


def test_the_legend_explains_every_character_once() -> None:
    """It is in words, so that nobody has to guess."""
    signs = [sign for sign, _word in LEGEND]
    assert sorted(signs) == sorted({USED, UNUSED, ADDED, OVER, PAUSED, MARK})
    assert legend().startswith("▇ brukt  · ikke brukt")


@pytest.mark.parametrize(
    ("block", "text"), [("a", "12 av 10 min"), ("b", "droppet"), ("c", "10 min")]
)
def test_the_outcome_is_said_in_words(block: str, text: str) -> None:
    """How long it became of how long it was to be."""
    built = day().ran("a", "09:00", "09:12").skipped("b", "09:12")
    found = {row.block.id: row for row in rows(built, "09:13")}
    assert outcome(found[block]) == text


def test_the_totals_of_a_day_never_merge() -> None:
    """Pauses, added time, which may be taken back, and overtime."""
    built = day().started("a", "09:00").paused("a", "09:01").resumed("a", "09:04")
    built.added("a", -2, "09:05").ended("a", "09:14")
    assert totals(rows(built, "10:00")) == "pause 3 min · lagt til −2 min · over tida 3 min"
    assert totals(()) == "pause 0 min · lagt til 0 min · over tida 0 min"
