"""When a block began or ended after all."""

import pytest

from kvip_tui.domain.day.changes import EndBlock, NextBlock
from kvip_tui.domain.history import Undo
from kvip_tui.domain.planning.vocabulary import MoveEnd, MoveStart
from tests.builders import VisitBuilder, minutes, visit
from tests.domain.planning.answers import refused

TIMETABLE = "A 09:00-09:30, B> -10:00, I1|g> 10:00-10:30, I2|g> 10:00-10:30, E> -11:00"


def scene() -> VisitBuilder:
    """Return a day in which A was passed over to B at 09:36, and B runs."""
    return visit(TIMETABLE).started("a", "09:02").do(NextBlock(), "09:36")


def actual(built: VisitBuilder, block: str) -> str:
    """Return when a block began and ended."""
    run = built.visit.run(block)
    return f"{built.clock(run.started)}-{built.clock(run.ended)}"


def start(built: VisitBuilder, block: str, clock: str) -> MoveStart:
    """Return the wish that a block began then."""
    return MoveStart(block, built.at(clock))


def end(built: VisitBuilder, block: str, clock: str) -> MoveEnd:
    """Return the wish that a block ended then."""
    return MoveEnd(block, built.at(clock))


def test_an_earlier_start_counts_from_there() -> None:
    """The clock of what runs, the headline and the projection all follow."""
    built = visit(TIMETABLE).started("a", "09:06")
    built.do(start(built, "a", "09:04"), "09:10")
    view = built.day("09:10").view("a")
    assert view is not None
    assert (view.elapsed, view.remaining) == (minutes(6), minutes(24))
    assert built.day("09:10").behind == minutes(4)
    assert built.starts("09:10")["b"] == "09:34"


def test_one_key_passed_over_so_the_neighbour_yields() -> None:
    """A ended when B began; where B began earlier, so A ended earlier."""
    built = scene()
    built.do(start(built, "b", "09:34"), "09:40")
    assert (actual(built, "a"), actual(built, "b")) == ("09:02-09:34", "09:34-")


def test_a_later_start_leaves_a_gap() -> None:
    """That A ended when it did was not said to be wrong."""
    built = scene()
    built.do(start(built, "b", "09:38"), "09:40")
    assert (actual(built, "a"), actual(built, "b")) == ("09:02-09:36", "09:38-")


def test_an_end_is_moved() -> None:
    """An earlier one leaves a gap, a later one pushes the start that went with it."""
    built = scene()
    built.do(end(built, "a", "09:34"), "09:40")
    assert (actual(built, "a"), actual(built, "b")) == ("09:02-09:34", "09:36-")
    built = scene()
    built.do(end(built, "a", "09:38"), "09:40")
    assert (actual(built, "a"), actual(built, "b")) == ("09:02-09:38", "09:38-")


def test_all_who_were_passed_over_together_yield() -> None:
    """Both members of a group ended as the next block began."""
    built = scene().do(NextBlock(), "10:05").do(NextBlock(), "10:40")
    built.do(start(built, "e", "10:37"), "10:45")
    assert actual(built, "i1") == actual(built, "i2") == "10:05-10:37"
    built.do(start(built, "i1", "10:03"), "10:46")
    assert (actual(built, "b"), actual(built, "i2")) == ("09:36-10:03", "10:05-10:37")


def test_members_of_a_group_have_times_of_their_own() -> None:
    """Side by side they may overlap as they like."""
    built = scene().do(NextBlock(), "10:05").do(EndBlock("i1"), "10:20")
    built.do(end(built, "i1", "10:28"), "10:30")
    assert actual(built, "i1") == "10:05-10:28"


def test_times_are_said_in_whole_minutes() -> None:
    """Less than a minute of a neighbour's time is not quarrelled about."""
    built = visit(TIMETABLE).ran("a", "09:00", "09:30:40").started("b", "09:31:10")
    built.do(start(built, "b", "09:30"), "09:40")
    assert built.visit.run("a").ended == built.at("09:30")
    built = visit(TIMETABLE).ran("a", "09:00", "09:30:40").started("b", "09:31:10")
    built.do(end(built, "a", "09:32"), "09:40")
    assert built.visit.run("b").started == built.at("09:32")


def test_a_block_passed_by_a_slip_moves_along() -> None:
    """A key pressed twice began and ended B at once: who mends C, mends both."""
    slip = visit("A 09:00-09:30, B> -10:00, C> -10:30").started("a", "09:00")
    slip.do(NextBlock(), "09:30:20").do(NextBlock(), "09:30:40")
    slip.do(start(slip, "c", "09:30"), "09:45")
    assert [actual(slip, block) for block in "abc"] == ["09:00-09:30", "09:30-09:30", "09:30-"]
    assert slip.visit.run("a").ended == slip.visit.run("b").started == slip.at("09:30")
    slip.do(end(slip, "a", "09:33"), "09:45")
    assert [actual(slip, block) for block in "abc"] == ["09:00-09:33", "09:33-09:33", "09:33-"]


@pytest.mark.parametrize(
    ("block", "clock", "code"),
    [
        ("b", "09:01", "edit.overlap"),
        ("b", "09:41", "edit.future"),
        ("b", "09:36", "edit.unchanged"),
        ("a", "09:37", "edit.start_after_end"),
        ("e", "09:30", "edit.not_begun"),
        ("nei", "09:30", "block.unknown"),
    ],
)
def test_a_start_that_cannot_be_is_refused(block: str, clock: str, code: str) -> None:
    """In another block's time, to come, behind its own end, or of what has not begun."""
    built = scene()
    assert refused(built, start(built, block, clock), "09:40") == code


@pytest.mark.parametrize(
    ("block", "clock", "code"),
    [
        ("a", "09:01", "edit.end_before_start"),
        ("a", "09:41", "edit.future"),
        ("a", "09:36", "edit.unchanged"),
        ("b", "09:38", "edit.not_ended"),
        ("e", "09:30", "edit.not_begun"),
        ("nei", "09:30", "block.unknown"),
    ],
)
def test_an_end_that_cannot_be_is_refused(block: str, clock: str, code: str) -> None:
    """Before its start, to come, or of what has not ended."""
    built = scene()
    assert refused(built, end(built, block, clock), "09:40") == code


def test_time_that_was_parted_belongs_to_its_block() -> None:
    """Between them there was a gap: neither began as the other ended, so neither yields."""
    built = visit(TIMETABLE).ran("a", "09:00", "09:30").started("b", "09:35").ended("b", "09:50")
    assert refused(built, start(built, "b", "09:25"), "10:00") == "edit.overlap"
    assert refused(built, end(built, "a", "09:40"), "10:00") == "edit.overlap"
    built.do(start(built, "b", "09:30"), "10:00")
    assert actual(built, "b") == "09:30-09:50"


def test_a_neighbour_yields_no_more_than_it_has() -> None:
    """A block cannot be eaten whole, from either side."""
    built = scene().do(EndBlock("b"), "09:50")
    assert refused(built, start(built, "b", "09:00"), "10:00") == "edit.overlap"
    assert refused(built, end(built, "a", "09:55"), "10:00") == "edit.overlap"


def test_it_is_taken_back() -> None:
    """With the neighbour that yielded, and with the pauses."""
    built = scene().paused("b", "09:37").resumed("b", "09:39")
    before = built.visit
    built.do(start(built, "b", "09:38"), "09:45").do(Undo(), "09:46")
    assert built.visit == before


def test_a_time_is_not_moved_into_a_block_that_runs() -> None:
    """What runs has no end to yield."""
    built = scene().started("i1", "09:40").ran("e", "10:00", "10:10")
    assert refused(built, start(built, "e", "09:50"), "10:20") == "edit.overlap_running"
