"""What happens when somebody asks for a block to begin, end, pause or change."""

from typing import Any

import pytest

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.checks.changes import CheckCleared, CheckTicked, ToggleCheck
from kvip_tui.domain.day.changes import (
    AddTime,
    BlockEnded,
    BlockPaused,
    BlockResumed,
    BlockStarted,
    EndBlock,
    NextBlock,
    PauseBlock,
    ResumeBlock,
    SkipBlock,
    StartBlock,
    TimeAdded,
)
from kvip_tui.domain.day.timeline import State
from kvip_tui.domain.history import Intent
from kvip_tui.domain.state.plan import Check
from tests.builders import VisitBuilder, minutes, timetable, visit

DAY = "A 09:00-09:30, B> -10:00, C@ 10:30-11:00, I1|g⚑ 11:00-12:00, I2|g⚑ 11:00-12:00, D> -12:30"


def scene() -> VisitBuilder:
    """Return a visit with following, fixed and parallel blocks."""
    return visit(DAY)


def refused(built: VisitBuilder, intent: Intent, clock: str = "09:10") -> tuple[str, Any]:
    """Return the code and the parameters of the refusal of an intent."""
    with pytest.raises(Refusal) as caught:
        built.answer(intent, clock)
    return caught.value.code, caught.value.params


def test_next_begins_the_day() -> None:
    """With nothing running the next block begins at once, early or not."""
    assert scene().answer(NextBlock(), "08:00") == (BlockStarted("a"),)
    waiting = scene().ran("a", "09:00", "09:30").ran("b", "09:30", "10:00")
    assert waiting.answer(NextBlock(), "10:00") == (BlockStarted("c"),)


def test_next_ends_what_runs_and_begins_what_follows() -> None:
    """One command, two events."""
    assert scene().started("a", "09:00").answer(NextBlock(), "09:20") == (
        BlockEnded("a"),
        BlockStarted("b"),
    )


@pytest.mark.parametrize(("clock", "begins"), [("10:28", False), ("10:29", True), ("10:40", True)])
def test_next_waits_for_what_keeps_its_time(clock: str, begins: bool) -> None:
    """More than a minute before 10:30 the fixed block is not begun, only the other ended."""
    built = scene().ran("a", "09:00", "09:30").started("b", "09:30")
    expected = (BlockEnded("b"), BlockStarted("c"))
    assert built.answer(NextBlock(), clock) == expected[: 1 + begins]


def test_next_begins_a_group_together() -> None:
    """Both interviews begin with one command, and both end with one."""
    built = scene().ran("a", "09:00", "09:30").ran("b", "09:30", "10:00").started("c", "10:30")
    assert built.answer(NextBlock(), "11:00") == (
        BlockEnded("c"),
        BlockStarted("i1"),
        BlockStarted("i2"),
    )
    built.do(NextBlock(), "11:00")
    assert built.answer(NextBlock(), "12:00") == (
        BlockEnded("i1"),
        BlockEnded("i2"),
        BlockStarted("d"),
    )


def test_next_lets_the_rest_of_a_group_join() -> None:
    """While one interview runs, next begins the other and ends nothing."""
    built = visit("I1|g 11:00-12:00, I2|g 11:00-12:00, D> -12:30").started("i1", "11:00")
    assert built.answer(NextBlock(), "11:05") == (BlockStarted("i2"),)


def test_next_after_one_of_a_group_ended_leaves_it_behind() -> None:
    """Only the other is ended; what has ended is not begun again."""
    built = visit("I1|g 11:00-12:00, I2|g 11:00-12:00, D> -12:30")
    built.do(NextBlock(), "11:00").do(EndBlock("i1"), "11:50")
    assert built.answer(NextBlock(), "12:00") == (BlockEnded("i2"), BlockStarted("d"))


def test_next_goes_on_from_what_runs_past_what_was_jumped_and_skipped() -> None:
    """After a jump to C next begins E: B was left behind, D skipped; B can still be asked for."""
    built = visit("A 09:00-09:30, B> -10:00, C> -10:30, D> -11:00, E> -11:30")
    built.ran("a", "09:00", "09:30").started("c", "09:30").skipped("d", "09:40")
    assert built.answer(NextBlock(), "10:00") == (BlockEnded("c"), BlockStarted("e"))
    asked = built.answer(StartBlock("b"), "10:00")
    assert asked == (BlockEnded("c"), BlockStarted("b"))
    built.happened("10:00", *asked)
    assert built.answer(NextBlock(), "10:30") == (BlockEnded("b"), BlockStarted("e"))


def test_next_ends_the_last_block_and_then_has_nothing_to_do() -> None:
    """After the last block the day is over."""
    built = visit("A 09:00-09:30").started("a", "09:00")
    assert built.answer(NextBlock(), "09:30") == (BlockEnded("a"),)
    assert refused(built.ended("a", "09:30"), NextBlock(), "09:31") == ("day.over", {})


def test_starting_a_block_ends_what_runs_outside_its_group() -> None:
    """A jump ends what runs; a member that joins does not."""
    assert scene().started("a", "09:00").answer(StartBlock("c"), "09:10") == (
        BlockEnded("a"),
        BlockStarted("c"),
    )
    assert scene().started("i1", "11:00").answer(StartBlock("i2"), "11:05") == (BlockStarted("i2"),)


def test_a_skipped_block_can_be_begun_after_all() -> None:
    """It then is what any other running block is."""
    built = scene().skipped("b", "09:00").do(StartBlock("b"), "09:30")
    assert built.visit.run("b").running
    assert not built.visit.run("b").skipped


@pytest.mark.parametrize(
    ("intent", "code"),
    [
        (StartBlock("a"), "block.already_running"),
        (StartBlock("z"), "block.already_ended"),
        (StartBlock("nei"), "block.unknown"),
        (EndBlock("b"), "block.not_running"),
        (EndBlock("nei"), "block.unknown"),
        (ResumeBlock(), "block.not_paused"),
        (SkipBlock("a"), "skip.running"),
        (SkipBlock("z"), "skip.gone"),
        (SkipBlock("s"), "skip.gone"),
        (SkipBlock("nei"), "block.unknown"),
        (AddTime(0), "time.nothing"),
        (AddTime(721), "time.too_much"),
        (AddTime(-(10**15)), "time.too_much"),
        (AddTime(-21), "time.too_little"),
        (AddTime(5, "b"), "block.not_running"),
        (ToggleCheck("a", "nei"), "check.unknown"),
    ],
)
def test_what_the_rules_do_not_allow(intent: Intent, code: str) -> None:
    """While A runs, Z has ended and S is skipped, at ten past."""
    built = visit("Z 08:30-09:00, S> -09:00, A> -09:30, B> -10:00")
    built.ran("z", "08:30", "09:00").skipped("s", "09:00").started("a", "09:00")
    assert refused(built, intent)[0] == code


@pytest.mark.parametrize("intent", [EndBlock(), PauseBlock(), ResumeBlock(), AddTime(5)])
def test_with_nothing_running_there_is_nothing_to_change(intent: Intent) -> None:
    """Ending, pausing and adding time are about what runs."""
    assert refused(scene(), intent) == ("block.none_running", {})


def test_ending_pausing_and_adding_concern_all_that_runs() -> None:
    """Without a name both interviews are meant, with a name the one."""
    built = visit("I1|g 11:00-12:00, I2|g 11:00-12:00").do(NextBlock(), "11:00")
    assert len(built.answer(EndBlock(), "11:10")) == 2
    assert len(built.answer(AddTime(5), "11:10")) == 2
    assert built.answer(EndBlock("i2"), "11:10") == (BlockEnded("i2"),)
    assert built.answer(PauseBlock("i1"), "11:10") == (BlockPaused("i1"),)
    built.do(PauseBlock("i1"), "11:10")
    assert built.answer(PauseBlock(), "11:11") == (BlockPaused("i2"),)
    assert built.answer(ResumeBlock(), "11:11") == (BlockResumed("i1"),)
    built.do(PauseBlock(), "11:11")
    assert refused(built, PauseBlock(), "11:12") == ("block.already_paused", {})


def test_ending_a_paused_block_closes_its_pause() -> None:
    """The pause ends with the block, and is counted as such."""
    built = scene().started("a", "09:00").paused("a", "09:10").do(EndBlock(), "09:30")
    run = built.visit.run("a")
    assert run.paused_time(built.at("10:00")) == minutes(20)
    assert not run.paused


def test_time_is_taken_down_to_nothing_and_no_further() -> None:
    """Twenty minutes left: twenty can be taken; a refusal says how many there are."""
    built = scene().started("a", "09:00")
    assert built.answer(AddTime(-20), "09:10") == (TimeAdded(block="a", by=minutes(-20)),)
    assert refused(built, AddTime(-21)) == ("time.too_little", {"title": "A", "minutes": 20})
    assert refused(built, AddTime(-1), "09:40") == (
        "time.too_little",
        {"title": "A", "minutes": 0},
    )


def test_a_block_without_a_clock_takes_no_time() -> None:
    """In a checklist day there is no length to change."""
    block = timetable("A 09:00-09:30")[0]
    built = visit(type(block)(id="a", title="A")).do(NextBlock(), "09:00")
    assert refused(built, AddTime(5)) == ("time.untimed", {"title": "A"})


def test_an_item_is_ticked_and_cleared_again() -> None:
    """The same intent does both, by what is the case."""
    check = Check(id="lyd", text="Lyd og bilde")
    built = visit(timetable("A 09:00-09:30", a={"checks": (check,)}))
    toggle = ToggleCheck("a", "lyd")
    assert built.answer(toggle, "08:00") == (CheckTicked(block="a", check="lyd"),)
    built.do(toggle, "08:00")
    assert built.answer(toggle, "08:01") == (CheckCleared(block="a", check="lyd"),)
    assert not built.do(toggle, "08:01").visit.ticks


def test_skipping_leaves_a_block_out() -> None:
    """What waits can be skipped; it is then neither waiting nor running."""
    view = scene().do(SkipBlock("b"), "09:00").day("09:00").view("b")
    assert view is not None
    assert view.state is State.SKIPPED
