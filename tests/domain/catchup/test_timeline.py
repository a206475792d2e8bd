"""Added time of a block that waits: the timetable counts with it (DESIGN 2, rules 1–4 and 8)."""

import pytest

from kvip_tui.domain.catchup.planner import CatchupApplied
from tests.builders import VisitBuilder, minutes, visit


def changed(day: str, **changes: float) -> VisitBuilder:
    """Return a visit of a day in which blocks were made longer, or shorter, before 09:00."""
    taken = tuple((block, minutes(count)) for block, count in changes.items())
    return visit(day).happened("08:50", CatchupApplied("dagen", taken))


@pytest.mark.parametrize(
    ("added", "b", "c"), [(-6, "09:30-09:54", "09:54"), (4, "09:30-10:04", "10:04")]
)
def test_a_waiting_block_lasts_as_long_as_it_was_made(added: float, b: str, c: str) -> None:
    """B of 30 min gets 6 less or 4 more, and C follows."""
    scene = changed("A 09:00-09:30, B> -10:00, C> -10:30", b=added).started("a", "09:00")
    assert scene.spans("09:00")["b"] == b
    assert scene.starts("09:00")["c"] == c


def test_the_added_time_goes_along_when_the_block_begins() -> None:
    """Begun at 09:30, B has 24 min left, ends at 09:54, and its 6 min are added time."""
    scene = changed("A 09:00-09:30, B> -10:00", b=-6).ran("a", "09:00", "09:30")
    view = scene.started("b", "09:30").day("09:30").view("b")
    assert view is not None
    assert (view.remaining, view.added) == (minutes(24), -minutes(6))
    assert scene.spans("09:30")["b"] == "09:30-09:54"


def test_a_shortened_block_makes_up_for_a_late_start() -> None:
    """Begun ten minutes late with ten less to go, the day is in time."""
    scene = changed("A 09:00-09:30", a=-10).started("a", "09:10")
    assert scene.day("09:10").behind == minutes(0)
    assert scene.day_end("09:10") == "09:30"


def test_a_block_is_never_shorter_than_nothing() -> None:
    """Forty minutes less than thirty is no time at all."""
    scene = changed("A 09:00-09:30, B> -10:00", a=-40)
    assert scene.spans("08:55") == {"a": "09:00-09:00", "b": "09:00-09:30"}


@pytest.mark.parametrize(
    ("added", "began", "lunch", "after"),
    [
        (-6, "09:00", "09:30-09:54", "09:54"),
        (-6, "09:27", "09:57-09:57", "09:57"),
        (4, "09:00", "09:30-10:04", "10:04"),
        (4, "09:27", "09:57-10:04", "10:04"),
    ],
)
def test_a_fixed_end_that_was_moved_absorbs_up_to_there(
    added: float, began: str, lunch: str, after: str
) -> None:
    """The end of L at 10:00 is moved by what was added, waiting as when it runs."""
    scene = changed("A 09:00-09:30, L!> -10:00, B> -10:30", l=added).started("a", began)
    assert scene.spans(began)["l"] == lunch
    assert scene.starts(began)["b"] == after


def test_a_skipped_block_takes_its_added_time_with_it() -> None:
    """B is left out: C follows A."""
    scene = changed("A 09:00-09:30, B> -10:00, C> -10:30", b=-6).started("a", "09:00")
    assert scene.skipped("b", "09:10").starts("09:10") == {"a": "09:00", "c": "09:30"}
