"""Planned against actual, block by block, and what the groups have said."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from kvip_tui.domain.day.changes import AddTime, EndBlock, PauseBlock, ResumeBlock, StartBlock
from kvip_tui.domain.day.timeline import State
from kvip_tui.domain.floor.turns import GiveFloor, ReleaseFloor
from kvip_tui.export.comparison import Comparison, compared, group_talk
from kvip_tui.export.write import KINDS, export
from tests.builders import minutes
from tests.export.visits import Story, finished, mid_day


def row(story: Story, block: str, clock: str) -> Comparison:
    """Return one block's row at a time."""
    day = story.visit.day_of(block)
    assert day is not None
    rows = compared(story.visit, day, story.at(clock))
    return next(row for row in rows if row.block.id == block)


def test_a_block_that_waits_has_its_plan_only() -> None:
    """Nothing is said of what has not happened."""
    waiting = row(Story(), "oppstart", "08:00")
    assert waiting.state is State.WAITING
    assert waiting.planned_length == minutes(30)
    assert (waiting.started, waiting.ended) == (None, None)
    assert (waiting.active, waiting.paused, waiting.added, waiting.overtime) == (None,) * 4
    assert (waiting.start_deviation, waiting.end_deviation) == (None, None)


def test_a_block_that_runs_is_measured_at_now() -> None:
    """A running block has no end and no deviation at its end; pauses are not active time."""
    story = Story().asked("09:07", StartBlock("oppstart")).asked("09:10", PauseBlock())
    running = row(story, "oppstart", "09:14")
    assert running.state is State.PAUSED
    assert (running.active, running.paused) == (minutes(3), minutes(4))
    assert running.start_deviation == minutes(7)
    assert running.end_deviation is None


def test_pause_added_time_and_overtime_never_merge() -> None:
    """The three numbers and the deviations stand apart when the block is over."""
    story = Story().asked("09:07", StartBlock("oppstart")).asked("09:10", PauseBlock())
    story.asked("09:14", ResumeBlock()).asked("09:15", AddTime(5)).asked("09:48", EndBlock())
    ended = row(story, "oppstart", "15:00")
    assert (ended.paused, ended.added, ended.overtime) == (minutes(4), minutes(5), minutes(2))
    assert ended.active == minutes(37)
    assert (ended.start_deviation, ended.end_deviation) == (minutes(7), minutes(18))


def test_early_is_negative() -> None:
    """A block that begins and ends before its time has negative deviations."""
    ended = row(finished(), "avslutning", "15:00")
    assert (ended.start_deviation, ended.end_deviation) == (minutes(-12), minutes(-13))


def test_a_block_without_times_has_actual_times_only() -> None:
    """An untimed block that ran has no deviation."""
    story = Story().asked("16:00", StartBlock("rapport")).asked("16:30", EndBlock())
    ended = row(story, "rapport", "17:00")
    assert (ended.planned, ended.planned_length, ended.start_deviation) == (None, None, None)
    assert ended.active == minutes(30)


def test_groups_share_what_was_said_on_the_day() -> None:
    """Shares are whole per cents that add up; silence and interviews are nobody's."""
    story = Story().asked("09:00", StartBlock("oppstart"), GiveFloor("berit"))
    story.asked("09:10", GiveFloor("henrik")).asked("09:20", GiveFloor("fatima"))
    story.asked("09:30", ReleaseFloor()).asked("11:00", EndBlock())
    _before, day, after = story.visit.plan.days
    talk = group_talk(story.visit, day, story.at("12:00"))
    assert [(t.title, t.percent, t.turns) for t in talk] == [
        ("Vertsenhet", 67, 2),
        ("Besøksteam", 0, 0),
        ("Brukerrepresentanter", 33, 1),
    ]
    assert group_talk(story.visit, after, story.at("12:00")) == ()


def test_the_turn_that_goes_on_counts() -> None:
    """What is being said now is part of the shares."""
    story = Story().asked("09:00", StartBlock("oppstart"), GiveFloor("berit"))
    day = story.visit.plan.days[1]
    assert group_talk(story.visit, day, story.at("09:00")) == ()
    assert group_talk(story.visit, day, story.at("09:01"))[0].percent == 100


@pytest.mark.parametrize("ending", sorted(KINDS))
def test_a_block_never_ended_costs_no_overtime_until_today(ending: str, tmp_path: Path) -> None:
    """Exported a month later it ends with the last thing that was done, and that is said."""
    story = mid_day()
    last = story.records[-1].at
    then, later = (
        export(story.visit, story.records, tmp_path / f"{name}{ending}", moment).read_text("utf-8")
        for name, moment in (("samme", last), ("senere", last + timedelta(days=34)))
    )
    if ending == ".md":
        assert "ble aldri avsluttet. Tida er regnet til" in later
        assert "ble aldri avsluttet" not in then
        assert [row for row in then.splitlines() if row.startswith("|")] == [
            row for row in later.splitlines() if row.startswith("|")
        ]
    elif ending == ".json":
        assert '"never_ended"' in later
        assert json.loads(later)["days"] == json.loads(then)["days"]
    else:
        assert then == later
