"""Blocks that run side by side: a joint start, separate ends, and what follows them."""

import pytest

from tests.builders import minutes, timetable, visit

PARALLEL = "Lunsj! 11:30-12:00, I1|g 12:00-13:00, I2|g 12:00-13:00, Pause> -13:15"


def test_parallel_blocks_share_their_time_and_what_follows_waits_for_the_later() -> None:
    """Both interviews are planned and projected at 12:00 of one day, the pause at 13:00."""
    scene = visit(PARALLEL)
    assert scene.spans("08:00") == {
        "lunsj": "11:30-12:00",
        "i1": "12:00-13:00",
        "i2": "12:00-13:00",
        "pause": "13:00-13:15",
    }
    assert scene.day_end("08:00") == "13:15"


@pytest.mark.parametrize(
    ("ends", "pause"), [(("12:50", "13:10"), "13:10"), (("13:10", "12:50"), "13:10")]
)
def test_what_follows_a_group_waits_for_its_last_member(ends: tuple[str, str], pause: str) -> None:
    """Separate ends, in either order: the pause comes after the later one."""
    scene = visit(PARALLEL).ran("lunsj", "11:30", "12:00")
    scene.started("i1", "12:00").started("i2", "12:00")
    for block, clock in sorted(zip(("i1", "i2"), ends, strict=True), key=lambda pair: pair[1]):
        scene.ended(block, clock)
    assert scene.starts(pause)["pause"] == pause


def test_one_member_in_overtime_holds_what_follows() -> None:
    """The first interview has ended on time, the second is ten minutes over."""
    scene = visit(PARALLEL).ran("lunsj", "11:30", "12:00")
    scene.started("i1", "12:00").started("i2", "12:00").ended("i1", "13:00")
    assert scene.starts("13:10")["pause"] == "13:10"
    assert scene.day("13:10").behind == minutes(10)


def test_a_member_that_joins_late_is_projected_from_now() -> None:
    """While the first interview runs the second can begin at once, and the pause waits for it."""
    scene = visit(PARALLEL).ran("lunsj", "11:30", "12:00").started("i1", "12:00")
    assert scene.spans("12:10") == {
        "i1": "12:00-13:00",
        "i2": "12:10-13:10",
        "pause": "13:10-13:25",
    }


def test_a_changeover_does_not_hold_back_who_joins() -> None:
    """The minutes that must remain are between the group and what was before it."""
    plan = "A 11:30-12:00, I1|g 12:00-13:00, I2|g 12:00-13:00"
    changeover = {"changeover": 10}
    scene = visit(timetable(plan, i1=changeover, i2=changeover)).ran("a", "11:30", "12:00")
    assert scene.starts("12:00") == {"i1": "12:10", "i2": "12:10"}
    scene.started("i1", "12:10")
    assert scene.starts("12:12")["i2"] == "12:12"


def test_a_skipped_member_leaves_its_group() -> None:
    """What follows waits only for the members that are left."""
    scene = visit("I1|g 12:00-13:00, I2|g 12:00-13:30, P> -13:45").skipped("i2", "11:00")
    assert scene.starts("11:00") == {"i1": "12:00", "p": "13:00"}


def test_who_can_join_a_running_group_is_next_and_what_was_jumped_past_is_not_to_come() -> None:
    """B was jumped past, I1 runs: I2 joins now, B has no time any more."""
    scene = visit("A 09:00-09:30, B> -09:45, I1|g 09:45-10:15, I2|g 09:45-10:15")
    scene.ran("a", "09:00", "09:30").started("i1", "09:30")
    assert scene.spans("09:35") == {"i1": "09:30-10:00", "i2": "09:35-10:05"}
    assert [view.block.id for view in scene.day("09:35").upcoming] == ["i2"]


@pytest.mark.parametrize("name", ["g", "h"])
def test_a_group_is_what_stands_together_under_one_name(name: str) -> None:
    """The same name further down the day is another group."""
    scene = visit(f"I1|g 09:00-09:30, I2|g 09:00-09:30, P> -09:45, J1|{name} 09:45-10:00")
    assert [view.block.id for view in scene.day("08:00").upcoming] == ["i1", "i2"]
    assert scene.starts("08:00")["j1"] == "09:45"
