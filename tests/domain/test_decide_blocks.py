"""What happens when somebody asks for a block to begin, end, pause or change."""

from typing import Any

import pytest

from kvip_tui.domain import base as ev
from kvip_tui.domain import intents as it
from kvip_tui.domain.day.timeline import State
from kvip_tui.domain.refusal import Refusal
from kvip_tui.domain.state.plan import Check
from tests.builders import VisitBuilder, minutes, timetable, visit

DAY = "A 09:00-09:30, B> -10:00, C@ 10:30-11:00, I1|g⚑ 11:00-12:00, I2|g⚑ 11:00-12:00, D> -12:30"


def scene() -> VisitBuilder:
    """Return a visit with following, fixed and parallel blocks."""
    return visit(DAY)


def refused(built: VisitBuilder, intent: it.Intent, clock: str = "09:10") -> tuple[str, Any]:
    """Return the code and the parameters of the refusal of an intent."""
    with pytest.raises(Refusal) as caught:
        built.answer(intent, clock)
    return caught.value.code, caught.value.params


def test_next_begins_the_day() -> None:
    """With nothing running the next block begins at once, early or not."""
    assert scene().answer(it.Next(), "08:00") == (ev.BlockStarted("a"),)
    waiting = scene().ran("a", "09:00", "09:30").ran("b", "09:30", "10:00")
    assert waiting.answer(it.Next(), "10:00") == (ev.BlockStarted("c"),)


def test_next_ends_what_runs_and_begins_what_follows() -> None:
    """One command, two events."""
    assert scene().started("a", "09:00").answer(it.Next(), "09:20") == (
        ev.BlockEnded("a"),
        ev.BlockStarted("b"),
    )


@pytest.mark.parametrize(("clock", "begins"), [("10:28", False), ("10:29", True), ("10:40", True)])
def test_next_waits_for_what_keeps_its_time(clock: str, begins: bool) -> None:
    """More than a minute before 10:30 the fixed block is not begun, only the other ended."""
    built = scene().ran("a", "09:00", "09:30").started("b", "09:30")
    expected = (ev.BlockEnded("b"), ev.BlockStarted("c"))
    assert built.answer(it.Next(), clock) == expected[: 1 + begins]


def test_next_begins_a_group_together() -> None:
    """Both interviews begin with one command, and both end with one."""
    built = scene().ran("a", "09:00", "09:30").ran("b", "09:30", "10:00").started("c", "10:30")
    assert built.answer(it.Next(), "11:00") == (
        ev.BlockEnded("c"),
        ev.BlockStarted("i1"),
        ev.BlockStarted("i2"),
    )
    built.do(it.Next(), "11:00")
    assert built.answer(it.Next(), "12:00") == (
        ev.BlockEnded("i1"),
        ev.BlockEnded("i2"),
        ev.BlockStarted("d"),
    )


def test_next_lets_the_rest_of_a_group_join() -> None:
    """While one interview runs, next begins the other and ends nothing."""
    built = visit("I1|g 11:00-12:00, I2|g 11:00-12:00, D> -12:30").started("i1", "11:00")
    assert built.answer(it.Next(), "11:05") == (ev.BlockStarted("i2"),)


def test_next_after_one_of_a_group_ended_leaves_it_behind() -> None:
    """Only the other is ended; what has ended is not begun again."""
    built = visit("I1|g 11:00-12:00, I2|g 11:00-12:00, D> -12:30")
    built.do(it.Next(), "11:00").do(it.EndBlock("i1"), "11:50")
    assert built.answer(it.Next(), "12:00") == (ev.BlockEnded("i2"), ev.BlockStarted("d"))


def test_next_goes_on_from_what_runs_past_what_was_jumped_and_skipped() -> None:
    """After a jump to C next begins E: B was left behind, D skipped; B can still be asked for."""
    built = visit("A 09:00-09:30, B> -10:00, C> -10:30, D> -11:00, E> -11:30")
    built.ran("a", "09:00", "09:30").started("c", "09:30").skipped("d", "09:40")
    assert built.answer(it.Next(), "10:00") == (ev.BlockEnded("c"), ev.BlockStarted("e"))
    asked = built.answer(it.StartBlock("b"), "10:00")
    assert asked == (ev.BlockEnded("c"), ev.BlockStarted("b"))
    built.happened("10:00", *asked)
    assert built.answer(it.Next(), "10:30") == (ev.BlockEnded("b"), ev.BlockStarted("e"))


def test_next_ends_the_last_block_and_then_has_nothing_to_do() -> None:
    """After the last block the day is over."""
    built = visit("A 09:00-09:30").started("a", "09:00")
    assert built.answer(it.Next(), "09:30") == (ev.BlockEnded("a"),)
    assert refused(built.ended("a", "09:30"), it.Next(), "09:31") == ("day.over", {})


def test_starting_a_block_ends_what_runs_outside_its_group() -> None:
    """A jump ends what runs; a member that joins does not."""
    assert scene().started("a", "09:00").answer(it.StartBlock("c"), "09:10") == (
        ev.BlockEnded("a"),
        ev.BlockStarted("c"),
    )
    assert scene().started("i1", "11:00").answer(it.StartBlock("i2"), "11:05") == (
        ev.BlockStarted("i2"),
    )


def test_a_skipped_block_can_be_begun_after_all() -> None:
    """It then is what any other running block is."""
    built = scene().skipped("b", "09:00").do(it.StartBlock("b"), "09:30")
    assert built.visit.run("b").running
    assert not built.visit.run("b").skipped


@pytest.mark.parametrize(
    ("intent", "code"),
    [
        (it.StartBlock("a"), "block.already_running"),
        (it.StartBlock("z"), "block.already_ended"),
        (it.StartBlock("nei"), "block.unknown"),
        (it.EndBlock("b"), "block.not_running"),
        (it.EndBlock("nei"), "block.unknown"),
        (it.Resume(), "block.not_paused"),
        (it.SkipBlock("a"), "skip.running"),
        (it.SkipBlock("z"), "skip.gone"),
        (it.SkipBlock("s"), "skip.gone"),
        (it.SkipBlock("nei"), "block.unknown"),
        (it.AddTime(0), "time.nothing"),
        (it.AddTime(721), "time.too_much"),
        (it.AddTime(-(10**15)), "time.too_much"),
        (it.AddTime(-21), "time.too_little"),
        (it.AddTime(5, "b"), "block.not_running"),
        (it.ToggleCheck("a", "nei"), "check.unknown"),
    ],
)
def test_what_the_rules_do_not_allow(intent: it.Intent, code: str) -> None:
    """While A runs, Z has ended and S is skipped, at ten past."""
    built = visit("Z 08:30-09:00, S> -09:00, A> -09:30, B> -10:00")
    built.ran("z", "08:30", "09:00").skipped("s", "09:00").started("a", "09:00")
    assert refused(built, intent)[0] == code


@pytest.mark.parametrize("intent", [it.EndBlock(), it.Pause(), it.Resume(), it.AddTime(5)])
def test_with_nothing_running_there_is_nothing_to_change(intent: it.Intent) -> None:
    """Ending, pausing and adding time are about what runs."""
    assert refused(scene(), intent) == ("block.none_running", {})


def test_ending_pausing_and_adding_concern_all_that_runs() -> None:
    """Without a name both interviews are meant, with a name the one."""
    built = visit("I1|g 11:00-12:00, I2|g 11:00-12:00").do(it.Next(), "11:00")
    assert len(built.answer(it.EndBlock(), "11:10")) == 2
    assert len(built.answer(it.AddTime(5), "11:10")) == 2
    assert built.answer(it.EndBlock("i2"), "11:10") == (ev.BlockEnded("i2"),)
    assert built.answer(it.Pause("i1"), "11:10") == (ev.BlockPaused("i1"),)
    built.do(it.Pause("i1"), "11:10")
    assert built.answer(it.Pause(), "11:11") == (ev.BlockPaused("i2"),)
    assert built.answer(it.Resume(), "11:11") == (ev.BlockResumed("i1"),)
    built.do(it.Pause(), "11:11")
    assert refused(built, it.Pause(), "11:12") == ("block.already_paused", {})


def test_ending_a_paused_block_closes_its_pause() -> None:
    """The pause ends with the block, and is counted as such."""
    built = scene().started("a", "09:00").paused("a", "09:10").do(it.EndBlock(), "09:30")
    run = built.visit.run("a")
    assert run.paused_time(built.at("10:00")) == minutes(20)
    assert not run.paused


def test_time_is_taken_down_to_nothing_and_no_further() -> None:
    """Twenty minutes left: twenty can be taken; a refusal says how many there are."""
    built = scene().started("a", "09:00")
    assert built.answer(it.AddTime(-20), "09:10") == (ev.TimeAdded(block="a", by=minutes(-20)),)
    assert refused(built, it.AddTime(-21)) == ("time.too_little", {"title": "A", "minutes": 20})
    assert refused(built, it.AddTime(-1), "09:40") == (
        "time.too_little",
        {"title": "A", "minutes": 0},
    )


def test_a_block_without_a_clock_takes_no_time() -> None:
    """In a checklist day there is no length to change."""
    block = timetable("A 09:00-09:30")[0]
    built = visit(type(block)(id="a", title="A")).do(it.Next(), "09:00")
    assert refused(built, it.AddTime(5)) == ("time.untimed", {"title": "A"})


def test_an_item_is_ticked_and_cleared_again() -> None:
    """The same intent does both, by what is the case."""
    check = Check(id="lyd", text="Lyd og bilde")
    built = visit(timetable("A 09:00-09:30", a={"checks": (check,)}))
    toggle = it.ToggleCheck("a", "lyd")
    assert built.answer(toggle, "08:00") == (ev.CheckTicked(block="a", check="lyd"),)
    built.do(toggle, "08:00")
    assert built.answer(toggle, "08:01") == (ev.CheckCleared(block="a", check="lyd"),)
    assert not built.do(toggle, "08:01").visit.ticks


def test_skipping_leaves_a_block_out() -> None:
    """What waits can be skipped; it is then neither waiting nor running."""
    view = scene().do(it.SkipBlock("b"), "09:00").day("09:00").view("b")
    assert view is not None
    assert view.state is State.SKIPPED
