"""Which of a visit's days is shown."""

from datetime import UTC, datetime

import pytest

from kvip_tui.domain.day.timeline import current_day
from kvip_tui.domain.state.plan import Block, Day
from tests.builders import VisitBuilder, timetable, visit_of_days

CHECKLIST = Day(id="ark", title="Ark", offset=-7, untimed=True, blocks=(Block(id="x", title="X"),))
LAST = Block(id="z", title="Z")
BEFORE = Day(id="foer", title="Før", offset=-1, blocks=timetable("T 11:30-12:30"))
VISIT = Day(id="dagen", title="Dagen", blocks=timetable("A 09:00-09:30, B> -10:00"))
AFTER = Day(id="etter", title="Etter", offset=2, blocks=timetable("E 09:00-09:30"))


def three_days() -> VisitBuilder:
    """Return a visit with a checklist, a day before, the day and a day after."""
    return visit_of_days(CHECKLIST, BEFORE, VISIT, AFTER)


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2021, 3, 1, 12, tzinfo=UTC), "foer"),
        (datetime(2021, 3, 15, 23, 30, tzinfo=UTC), "dagen"),
        (datetime(2021, 3, 15, 22, 30, tzinfo=UTC), "foer"),
        (datetime(2021, 3, 16, 12, tzinfo=UTC), "dagen"),
        (datetime(2021, 3, 17, 12, tzinfo=UTC), "etter"),
        (datetime(2021, 4, 17, 12, tzinfo=UTC), "etter"),
    ],
)
def test_it_is_todays_else_the_next_else_the_last(now: datetime, day: str) -> None:
    """Dates are those of the visit's time zone; the checklist is passed over."""
    assert current_day(three_days().visit, now).id == day


def test_what_runs_decides() -> None:
    """A block of the day before that still runs keeps its day, and a checklist's block its own."""
    assert three_days().started("t", "09:00").day("09:00").day.id == "foer"
    assert three_days().started("x", "09:00").day("09:00").day.id == "ark"


def test_a_day_planned_past_midnight_goes_on() -> None:
    """Between its blocks at 00:20 it is still the evening's day, and in the morning the next."""
    evening = Day(id="kveld", title="K", blocks=timetable("A 22:00-23:50, B> -00:30"))
    morning = Day(id="morgen", title="M", offset=1, blocks=timetable("C 09:00-10:00"))
    scene = visit_of_days(evening, morning).ran("a", "22:00", "24:15")
    assert scene.day("24:20").day.id == "kveld"
    assert scene.day("24:30").day.id == "morgen"


@pytest.mark.parametrize("clock", ["09:00", "48:00"])
def test_checklists_of_one_date_come_one_after_the_other(clock: str) -> None:
    """Where no day has a timetable the first with something left is shown, the date past or not."""
    phases = [
        Day(id=f"fase{i}", title="F", untimed=True, blocks=(Block(id=f"b{i}", title="B"),))
        for i in range(3)
    ]
    scene = visit_of_days(*phases)
    assert scene.day(clock).day.id == "fase0"
    scene.ran("b0", clock, clock)
    assert scene.day(clock).day.id == "fase1"


def test_a_checklist_whose_last_item_was_jumped_to_has_nothing_left() -> None:
    """What was jumped past waits to be asked for and does not hold its day."""
    first = Day(id="en", title="E", untimed=True, blocks=(Block(id="a", title="A"), LAST))
    scene = visit_of_days(first, Day(id="to", title="T", untimed=True, blocks=CHECKLIST.blocks))
    assert scene.ran("z", "09:00", "09:30").day("09:30").day.id == "to"
