"""A running block: what is left, its phase, its three numbers (DESIGN 2, rules 1–3, 5, 6)."""

from datetime import date, timedelta

import pytest

from kvip_tui.domain.day.timeline import BlockView, Phase, State
from kvip_tui.domain.state.floor import ZERO
from tests.builders import VisitBuilder, minutes, visit

AT_MIDNIGHT = "B 00:00-00:10"


def shown(scene: VisitBuilder, clock: str, block: str = "b") -> BlockView:
    """Return a block as it stands."""
    view = scene.day(clock).view(block)
    assert view is not None
    return view


def test_added_time_moves_the_projected_end() -> None:
    """B of 10 min begun at 09:01 with 20 min added ends at 09:31."""
    scene = visit("B 09:00-09:10").started("b", "09:01").added("b", 20, "09:02")
    assert scene.spans("09:02")["b"].endswith("09:31")


def test_added_time_changes_what_is_left_and_not_what_has_passed() -> None:
    """At 00:02 elapsed stays 2:00 while +5 leaves 13:00 and −8 then leaves 5:00."""
    scene = visit(AT_MIDNIGHT).started("b", "00:00").added("b", 5, "00:02")
    assert (shown(scene, "00:02").elapsed, shown(scene, "00:02").remaining) == (
        minutes(2),
        minutes(13),
    )
    scene.added("b", -8, "00:02")
    assert (shown(scene, "00:02").elapsed, shown(scene, "00:02").remaining) == (
        minutes(2),
        minutes(5),
    )


def test_a_pause_is_neither_elapsed_nor_added() -> None:
    """Paused 00:02–00:07: elapsed 2:00 then, 3:00 a minute later, behind 5, paused 5, added 0."""
    scene = visit(AT_MIDNIGHT).started("b", "00:00").paused("b", "00:02").resumed("b", "00:07")
    assert shown(scene, "00:07").elapsed == minutes(2)
    view = shown(scene, "00:08")
    assert (view.elapsed, view.remaining) == (minutes(3), minutes(7))
    assert (view.paused, view.added) == (minutes(5), ZERO)
    assert scene.day("00:08").behind == minutes(5)
    assert scene.spans("00:08")["b"].endswith("00:15")


def test_what_is_left_freezes_while_paused() -> None:
    """B 09:00–09:05 paused at 09:02:30 has 2:30 left at 09:05 and is 2:30 behind."""
    scene = visit("B 09:00-09:05").started("b", "09:00").paused("b", "09:02:30")
    view = shown(scene, "09:05")
    assert view.state is State.PAUSED
    assert view.remaining == minutes(2.5)
    assert scene.day("09:05").behind == minutes(2.5)


@pytest.mark.parametrize(
    ("clock", "phase"),
    [
        ("00:07:30", Phase.DEFAULT),
        ("00:08", Phase.WARNING),
        ("00:08:30", Phase.WARNING),
        ("00:09", Phase.DANGER),
        ("00:10", Phase.DANGER),
        ("00:10:30", Phase.OVERTIME),
    ],
)
def test_the_phase_follows_what_is_left(clock: str, phase: Phase) -> None:
    """With a warning at 2:00 and danger at 1:00 the thresholds belong to the graver phase."""
    scene = visit(AT_MIDNIGHT, warning=2, danger=1).started("b", "00:00")
    assert shown(scene, clock).phase is phase


@pytest.mark.parametrize(("added", "behind"), [(0, 5), (1, 6)])
def test_a_late_start_and_added_time_are_both_behind(added: int, behind: int) -> None:
    """B planned 09:00 and begun 09:05 is 5 min behind, and 6 with a minute added."""
    scene = visit("B 09:00-09:30").started("b", "09:05").added("b", added, "09:05")
    assert scene.day("09:05").behind == minutes(behind)


def test_pause_added_time_and_overtime_are_three_numbers() -> None:
    """They never merge, and the headline is their sum with the late start."""
    scene = visit("B 09:00-09:10").started("b", "09:03").added("b", 2, "09:04")
    scene.paused("b", "09:05").resumed("b", "09:09")
    view = shown(scene, "09:20")
    assert (view.added, view.paused, view.overtime) == (minutes(2), minutes(4), minutes(1))
    assert view.remaining == minutes(-1)
    assert view.elapsed == minutes(13)
    assert scene.day("09:20").behind == minutes(10)
    assert scene.spans("09:20")["b"].endswith("09:20")


def test_an_open_pause_goes_on_after_another() -> None:
    """Several pauses add up, the last of them up to now."""
    scene = visit("B 09:00-09:30").started("b", "09:00")
    scene.paused("b", "09:01").resumed("b", "09:02").paused("b", "09:10")
    view = shown(scene, "09:15")
    assert view.paused == minutes(6)
    assert view.remaining == minutes(21)
    assert scene.spans("09:15")["b"].endswith("09:36")


def test_time_added_in_overtime_rearms_the_phases() -> None:
    """Two minutes over, ten minutes more leave eight, and the phase is the default again."""
    scene = visit("B 09:00-09:10").started("b", "09:00")
    assert shown(scene, "09:12").phase is Phase.OVERTIME
    scene.added("b", 10, "09:12")
    view = shown(scene, "09:12")
    assert (view.phase, view.remaining, view.overtime) == (Phase.DEFAULT, minutes(8), ZERO)


def test_a_fixed_end_is_counted_down_to_however_late_the_start() -> None:
    """Lunch until 12:00, begun 11:40 instead of 11:30, has 15 min left at 11:45 and is on time."""
    scene = visit("L! 11:30-12:00").started("l", "11:40")
    assert shown(scene, "11:45", "l").remaining == minutes(15)
    assert scene.day("11:45").behind == ZERO
    assert scene.spans("11:45")["l"].endswith("12:00")


def test_a_fixed_end_is_behind_by_overtime_and_added_time_only() -> None:
    """Two minutes added and one over are three behind; the late start is absorbed."""
    scene = visit("L! 11:30-12:00").started("l", "11:40").added("l", 2, "11:50")
    assert shown(scene, "11:50", "l").remaining == minutes(12)
    assert scene.day("11:50").behind == minutes(2)
    assert scene.day("12:03").behind == minutes(3)
    assert scene.spans("12:03")["l"].endswith("12:03")


def test_an_ended_block_keeps_planned_against_actual() -> None:
    """Actual times, pause, added time and overtime of a block stay as they were at its end."""
    scene = visit("B 09:00-09:10, C> -09:20").started("b", "09:02").added("b", 1, "09:03")
    scene.paused("b", "09:04").ended("b", "09:20")
    for clock in ("09:20", "15:00"):
        view = shown(scene, clock)
        assert view.state is State.DONE
        assert (view.started, view.ended) == (scene.at("09:02"), scene.at("09:20"))
        assert (view.added, view.paused) == (minutes(1), minutes(16))
        assert (view.elapsed, view.overtime) == (minutes(2), ZERO)
        assert view.phase is None


def test_overtime_of_an_ended_block_is_kept() -> None:
    """A block of ten minutes that took twelve had two of overtime, whatever the clock says now."""
    scene = visit("B 09:00-09:10, C> -09:20").ran("b", "09:00", "09:12")
    assert shown(scene, "10:00").overtime == minutes(2)
    assert shown(scene, "10:00").remaining == minutes(-2)


@pytest.mark.parametrize(
    ("state", "clock"),
    [(State.WAITING, "08:50"), (State.RUNNING, "09:05"), (State.PAUSED, "09:15")],
)
def test_the_state_of_a_block(state: State, clock: str) -> None:
    """A block waits, runs or is paused; only what runs has a phase."""
    scene = visit("B 09:00-09:30")
    if state is not State.WAITING:
        scene.started("b", "09:00")
    if state is State.PAUSED:
        scene.paused("b", "09:10")
    view = shown(scene, clock)
    assert view.state is state
    assert (view.phase is None) == (state is State.WAITING)


def test_a_skipped_block_has_no_times() -> None:
    """It is neither projected nor has it anything left."""
    view = shown(visit("B 09:00-09:30").skipped("b", "08:50"), "09:00")
    assert view.state is State.SKIPPED
    assert (view.projected, view.remaining, view.phase) == (None, None, None)
    assert view.elapsed == ZERO


def test_a_waiting_block_has_its_whole_length_left() -> None:
    """Where a fixed end absorbs delay that is what is projected to be left of it."""
    scene = visit("A 11:00-11:30, L!> -12:00").started("a", "11:10")
    assert shown(scene, "11:10", "l").remaining == minutes(20)


def test_a_clock_that_was_set_back_gives_no_negative_time() -> None:
    """Before a block's own start it has run for nothing, and ends no earlier than it began."""
    scene = visit("B 09:00-09:10").started("b", "09:00").paused("b", "09:05").resumed("b", "09:01")
    view = shown(scene, "08:00")
    assert (view.elapsed, view.paused) == (ZERO, ZERO)
    scene.added("b", -60, "08:00")
    span = shown(scene, "08:00").projected
    assert span is not None
    assert span[0] <= span[1]


@pytest.mark.parametrize(
    ("on", "length"),
    [(date(2021, 3, 28), 30), (date(2021, 10, 31), 150), (date(2021, 3, 16), 90)],
)
def test_a_night_when_the_clock_changes_has_its_real_length(on: date, length: int) -> None:
    """A block planned 01:30–03:00 lasts an hour less or more in the nights of the change."""
    scene = visit("B 01:30-03:00", on=on).started("b", "01:30")
    assert shown(scene, "01:30").remaining == timedelta(minutes=length)
