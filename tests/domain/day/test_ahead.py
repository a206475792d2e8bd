"""Where a rehearsal is sent ahead to: what happens next is seen to come."""

import pytest

from kvip_tui.domain.day.ahead import next_stop
from tests.builders import VisitBuilder, visit

DAY = "A 09:00-09:30, B> -10:00, I⚑ 12:00-13:00"


def running() -> VisitBuilder:
    """Return a day whose first block began in time."""
    return visit(DAY).started("a", "09:00")


@pytest.mark.parametrize(
    ("built", "now", "stop"),
    [
        (visit(DAY), "08:00", "08:58"),
        (visit(DAY), "08:58", "09:00"),
        (visit(DAY), "08:59", "09:00"),
        (running(), "09:00", "09:28"),
        (running(), "09:28", "09:30"),
        (running(), "09:40", "10:08"),
        (running().ended("a", "09:30").ran("b", "09:30", "10:00"), "10:00", "11:58"),
        (
            running().ended("a", "09:30").skipped("b", "09:30").ran("i", "12:00", "13:00"),
            "14:00",
            "",
        ),
    ],
)
def test_it_goes_on_two_minutes_before_the_next_change(
    built: VisitBuilder, now: str, stop: str
) -> None:
    """Or at the change, where that is nearer; nowhere when the day is over."""
    found = next_stop(built.day(now))
    assert (built.clock(found) if found else "") == stop
