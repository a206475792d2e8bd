"""Where the day is going: projected starts and ends (DESIGN 2, rule 4; VECTORS)."""

from datetime import date

import pytest

from kvip_tui.domain.day.timeline import State
from kvip_tui.domain.state.floor import ZERO
from kvip_tui.domain.state.plan import Block, Day
from tests.builders import minutes, timetable, visit, visit_of_days

FOUR_HOURS = "E1 00:00-01:00, E2!> -02:00, E3> -03:00, E4> -04:00"
APPOINTED = "A 09:00-09:30, C@ 09:40-10:10, D@ 10:20-10:50, E> -11:20"
VISIT_DAY = (
    "Team1 08:30-09:00, Oppstart> -09:30, Pause> -09:45, Drofting> -11:30, Lunsj!> -12:00, "
    "Intervju> -13:00, Pause2> -13:15, Team2> -14:15"
)


@pytest.mark.parametrize(
    ("began", "b", "c"),
    [("09:00", "09:30", "10:00"), ("09:20", "09:50", "10:20"), ("08:50", "09:20", "10:00")],
)
def test_what_follows_moves_and_what_is_fixed_only_is_pushed(began: str, b: str, c: str) -> None:
    """A late or early A moves B; C at 10:00 is pushed by delay and never earlier."""
    scene = visit("A 09:00-09:30, B> -10:00, C@ 10:00-10:30").started("a", began)
    found = scene.starts(began)
    assert (found["b"], found["c"]) == (b, c)


@pytest.mark.parametrize(
    ("began", "c", "d", "end"),
    [
        ("08:50", "09:40", "10:20", "11:20"),
        ("09:10", "09:40", "10:20", "11:20"),
        ("09:15", "09:45", "10:20", "11:20"),
        ("09:20", "09:50", "10:20", "11:20"),
        ("09:25", "09:55", "10:25", "11:25"),
    ],
)
def test_gaps_before_fixed_starts_eat_delay(began: str, c: str, d: str, end: str) -> None:
    """The slack of ten minutes before each fixed block is used up first."""
    scene = visit(APPOINTED).started("a", began)
    found = scene.starts(began)
    assert (found["c"], found["d"], scene.day_end(began)) == (c, d, end)


@pytest.mark.parametrize(
    ("began", "second", "end"),
    [
        ("00:20", "01:20-02:00", "04:00"),
        ("01:00", "02:00-02:00", "04:00"),
        ("01:10", "02:10-02:10", "04:10"),
    ],
)
def test_a_fixed_end_absorbs_delay_down_to_nothing(began: str, second: str, end: str) -> None:
    """The second of four hours is shortened, never below zero, and then pushed."""
    scene = visit(FOUR_HOURS).started("e1", began)
    assert (scene.spans(began)["e2"], scene.day_end(began)) == (second, end)


@pytest.mark.parametrize(
    ("began", "lunch", "interview", "end"),
    [
        ("09:40", "11:25", "12:00", "14:15"),
        ("09:55", "11:40", "12:00", "14:15"),
        ("10:15", "12:00", "12:00", "14:15"),
        ("10:20", "12:05", "12:05", "14:20"),
    ],
)
def test_lunch_absorbs_the_delay_of_the_visit_day(
    began: str, lunch: str, interview: str, end: str
) -> None:
    """Half an hour of delay is gone after lunch; what is beyond it pushes the interviews."""
    scene = visit(VISIT_DAY)
    for block in ("team1", "oppstart", "pause"):
        scene.ran(block, began, began)
    scene.started("drofting", began)
    found = scene.starts(began)
    assert (found["lunsj"], found["intervju"], scene.day_end(began)) == (lunch, interview, end)


def test_lengths_and_a_start_make_a_timetable() -> None:
    """Lengths 5, 25, 15, 10, 90, 25 and 20 min from 09:00 end at 12:10."""
    clocks = ["09:00", "09:05", "09:30", "09:45", "09:55", "11:25", "11:50", "12:10"]
    blocks = (f"b{i} {clocks[i]}-{clocks[i + 1]}" for i in range(7))
    scene = visit(", ".join(blocks))
    assert list(scene.starts("08:00").values()) == clocks[:-1]
    assert scene.day_end("08:00") == "12:10"


@pytest.mark.parametrize(
    ("began", "c"), [("09:00", "09:45"), ("09:20", "09:55"), ("08:50", "09:45")]
)
def test_a_changeover_must_remain(began: str, c: str) -> None:
    """Five minutes between A and C stay even where delay has eaten the rest of the gap."""
    blocks = timetable("A 09:00-09:30, C@ 09:45-10:00", c={"changeover": 5})
    assert visit(blocks).started("a", began).starts(began)["c"] == c


def test_a_changeover_before_the_first_block_is_nothing_to_wait_for() -> None:
    """Nothing precedes the day's first block."""
    scene = visit(timetable("A 09:00-09:30", a={"changeover": 5}))
    assert scene.starts("08:00") == {"a": "09:00"}


def test_everything_links_past_a_skipped_block() -> None:
    """What follows it begins where what was before it ends; fixed blocks stay."""
    scene = visit("A 09:00-09:30, B> -09:45, C> -10:15, D@ 10:15-10:30").started("a", "09:00")
    scene.skipped("b", "09:10")
    assert scene.spans("09:10") == {"a": "09:00-09:30", "c": "09:30-10:00", "d": "10:15-10:30"}


def test_after_a_skipped_first_block_the_day_begins_as_planned() -> None:
    """Nobody is expected before the time of the first block that is left."""
    scene = visit("A 08:30-09:00, B> -09:30, C> -10:00").skipped("a", "08:00")
    assert scene.starts("08:00") == {"b": "09:00", "c": "09:30"}
    assert scene.day("08:00").behind == ZERO


def test_skipping_the_last_blocks_ends_the_day_earlier() -> None:
    """The day's projected end is that of the last block left."""
    scene = visit("A 09:00-09:30, B> -10:00").started("a", "09:00").skipped("b", "09:10")
    assert scene.day_end("09:10") == "09:30"


def test_projection_goes_on_from_what_runs() -> None:
    """C runs, B was jumped past: B has no time any more, D comes after C."""
    scene = visit("A 09:00-09:30, B> -09:45, C> -10:15, D> -10:30")
    scene.ran("a", "09:00", "09:30").started("c", "09:30")
    assert scene.spans("09:30") == {
        "c": "09:30-10:00",
        "d": "10:00-10:15",
    }
    upcoming = scene.day("09:30").upcoming
    assert [view.block.id for view in upcoming] == ["d"]


def test_what_has_not_started_in_time_is_projected_from_now() -> None:
    """At 09:12 the block of 09:00 begins now and the day is twelve minutes behind."""
    scene = visit("A 09:00-09:30, B> -10:00")
    assert scene.spans("09:12") == {"a": "09:12-09:42", "b": "09:42-10:12"}
    assert scene.day("09:12").behind == minutes(12)


def test_waiting_between_blocks_is_counted() -> None:
    """A ended in time; at 09:40 B, planned 09:30, has still not begun."""
    scene = visit("A 09:00-09:30, B> -10:00").ran("a", "09:00", "09:30")
    assert scene.starts("09:40")["b"] == "09:40"
    assert scene.day("09:40").behind == minutes(10)


@pytest.mark.parametrize(("b", "behind"), [("B>", -10), ("B@", 0), ("B⚑", 0)])
def test_ending_early_pulls_only_what_follows(b: str, behind: int) -> None:
    """A ended ten minutes early: what follows is ahead, what keeps its time is on time."""
    scene = visit(f"A 09:00-09:30, {b} 09:30-10:00").ran("a", "09:00", "09:20")
    assert scene.day("09:20").behind == minutes(behind)


def test_overtime_pushes_the_rest_as_it_grows() -> None:
    """Five minutes over, what follows begins now."""
    scene = visit("A 09:00-09:30, B> -10:00").started("a", "09:00")
    assert scene.starts("09:35") == {"a": "09:00", "b": "09:35"}


def test_a_finished_day_ends_when_its_last_block_did() -> None:
    """The day is over, and behind by its last end."""
    scene = visit("A 09:00-09:30, B> -10:00").ran("a", "09:00", "09:30").ran("b", "09:30", "10:07")
    day = scene.day("15:00")
    assert day.over
    assert (scene.day_end("15:00"), day.behind) == ("10:07", minutes(7))


def test_midnight_makes_no_difference() -> None:
    """A block from 23:30 that runs over midnight is on the same timetable as what follows it."""
    scene = visit("A 22:00-23:30, B> -00:30, C> -01:30").ran("a", "22:00", "23:40")
    scene.started("b", "23:40")
    assert scene.spans("24:10") == {"b": "23:40-00:40", "c": "00:40-01:40"}
    assert scene.day("24:10").behind == minutes(10)
    assert scene.ended("b", "24:40").day("24:45").view("c") is not None


@pytest.mark.parametrize(
    ("on", "until"), [(date(2021, 3, 28), "03:00"), (date(2021, 10, 31), "02:00")]
)
def test_a_running_block_keeps_running_while_the_clock_changes(on: date, until: str) -> None:
    """Begun at 01:30 with thirty minutes planned: on 28 March summer time begins at its end."""
    scene = visit("A 01:30-02:00, B 04:00-05:00", on=on).started("a", "01:30")
    assert scene.spans("01:30") == {"a": f"01:30-{until}", "b": "04:00-05:00"}
    assert scene.day("01:30").behind == ZERO


def test_no_block_has_a_negative_length_in_the_missing_hour() -> None:
    """02:30 does not exist on 28 March: a block until 03:00 that begins there has no length."""
    scene = visit("A 02:00-02:30, B> -03:00, C> -04:00", on=date(2021, 3, 28))
    for view in scene.day("00:30").blocks:
        assert view.planned is not None
        assert view.projected is not None
        assert view.planned[0] <= view.planned[1]
        assert view.projected[0] <= view.projected[1]


def test_an_untimed_day_has_states_and_no_times() -> None:
    """A checklist day: what has begun has elapsed time, nothing is planned, projected or late."""
    blocks = (Block(id="a", title="A"), Block(id="b", title="B"))
    scene = visit_of_days(Day(id="d", title="D", untimed=True, blocks=blocks))
    scene.started("a", "09:00")
    day = scene.day("09:20")
    first, second = day.blocks
    assert (first.state, first.elapsed) == (State.RUNNING, minutes(20))
    assert (first.phase, first.remaining, first.projected, first.planned) == (None,) * 4
    assert second.state is State.WAITING
    assert (day.behind, day.planned_end, day.projected_end) == (ZERO, None, None)
