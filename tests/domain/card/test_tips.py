"""The tip of the moment: one that matters now, none beside what is more urgent."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from kvip_tui.domain.card.tips import Situation, Tip, tip
from kvip_tui.domain.day.changes import BlockPaused
from kvip_tui.domain.day.timeline import current_day, day_view
from kvip_tui.domain.floor.nudges import Nudge
from kvip_tui.domain.floor.view import floor_view
from kvip_tui.domain.state.plan import Day, Privacy
from tests.builders import VisitBuilder, timetable, visit_of_days

TEAM: dict[str, Any] = {"privacy": Privacy.TEAM}
INTERVIEW: dict[str, Any] = {"privacy": Privacy.INTERVIEW}
DAY = "Team 08:30-09:00, Start> -09:30, Drofting> -11:00, Lunsj> -12:00, I⚑ 12:00-13:00, C> -14:00"
BLOCKS = timetable(DAY, team=TEAM, lunsj=TEAM, i=INTERVIEW, c=TEAM)
TIPS = (
    *(Tip(when=one, nb=one, nn=one, en=one) for one in Situation),
    Tip(when=Situation.DISCUSSION, nb="mer", nn="mer", en="more"),
)


def scene() -> VisitBuilder:
    """Return a visit with a day before it, its day, and a day after it."""
    before = Day(id="f", title="F", offset=-1, blocks=timetable("T 11:00-12:00"))
    after = Day(id="e", title="E", offset=1, blocks=timetable("R 11:00-12:00"))
    return visit_of_days(before, Day(id="d", title="D", blocks=BLOCKS), after)


def said(built: VisitBuilder, clock: str, *, days: int = 0, nudges: tuple[Nudge, ...] = ()) -> str:
    """Return the tip at a time, so many days after the visit's."""
    now = built.at(clock) + timedelta(days=days)
    day = day_view(built.visit, current_day(built.visit, now), now)
    floor = replace(floor_view(built.visit, now), nudges=nudges)
    found = tip(TIPS, built.visit, day, floor, now)
    return found.nb if found else ""


def ran(*times: str) -> VisitBuilder:
    """Return the visit whose blocks followed each other at these times; the last is running."""
    built = scene()
    for block, clock in zip(BLOCKS, times, strict=False):
        if running := built.visit.running():
            built.ended(running[0].id, clock)
        built.started(block.id, clock)
    return built


@pytest.mark.parametrize(
    ("times", "clock", "situation"),
    [
        ((), "08:20", ""),
        (("08:30",), "08:40", ""),
        (("08:30", "09:00"), "09:05", "opening"),
        (("08:30", "09:00", "09:30"), "09:35", "discussion"),
        (("08:30", "09:00", "09:30"), "09:39", "mer"),
        (("08:30", "09:00", "09:30"), "09:47", "discussion"),
        (("08:30", "09:00", "09:36"), "09:40", "late"),
        (("08:30", "09:00", "09:30"), "10:59:30", ""),
        (("08:30", "09:00", "09:30"), "11:01", ""),
        (("08:30", "09:00", "09:30", "11:00"), "11:20", "before_interviews"),
        (("08:30", "09:00", "09:30", "11:00", "12:07"), "12:10", "interviews"),
        (("08:30", "09:00", "09:30", "11:00", "12:00", "13:00"), "13:10", "closing"),
    ],
)
def test_a_tip_belongs_to_its_moment(times: tuple[str, ...], clock: str, situation: str) -> None:
    """Late comes first, but never in an interview; those of one moment take turns."""
    assert said(ran(*times), clock) == situation


def test_before_and_after_the_day() -> None:
    """There is time to prepare, and the report to be written."""
    assert said(scene(), "10:00", days=-1) == "preparing"
    assert said(scene(), "10:00", days=1) == "afterwards"
    over = ran("08:30", "09:00", "09:30", "11:00", "12:00", "13:00").ended("c", "14:00")
    assert said(over, "14:05") == "afterwards"


def test_what_is_more_urgent_is_said_alone() -> None:
    """A nudge silences the tip; that somebody has not been heard yet does not."""
    built = ran("08:30", "09:00", "09:30")
    assert said(built, "09:35", nudges=(Nudge("user_silent", "fatima"),)) == ""
    assert said(built, "09:35", nudges=(Nudge("not_heard", "berit"),)) == "discussion"
    assert said(built.happened("09:36", BlockPaused("drofting")), "09:37") == "discussion"
