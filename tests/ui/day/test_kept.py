"""What is kept from one second to the next is never what stood there before something changed."""

from datetime import UTC, datetime
from pathlib import Path

from textual.pilot import Pilot

from kvip_tui.ui.day.screen import DayScreen
from kvip_tui.ui.day.widgets.headline import (
    CatchupLine,
    Headline,
    clock_part,
    day_part,
    quiet_row,
)
from kvip_tui.ui.day.widgets.message import MessageLine
from kvip_tui.ui.day.widgets.notes.frame import NoteFrame
from kvip_tui.ui.widgets.lines import sides
from tests.builders import visit
from tests.ui.days import DayApp
from tests.ui.doors import day_of

# How many minutes pass, and what is pressed then.
KEYS = ((0.0, ""), (0.02, "+"), (60, ""), (0.02, "+"), (1, ""), (0.02, "f6"), (0.02, "f6"))

# What is said, whether it refuses, what is offered, and the row that there is then.
SAID = (
    ("Nei.", True, "", " ! Nei."),
    ("Nei.", False, "", " Nei."),
    ("", False, "Nei.", " Nei."),
    ("", False, "", " Stille"),
    ("Stille", False, "", " Stille"),
)


def check(day: DayScreen) -> None:
    """Assert that the lines say what they would say if nothing of them had been kept."""
    glance = day.glance
    headline, late = day.query_one(Headline), day.query_one(CatchupLine)
    width = headline.size.width
    right = clock_part(glance)
    left = day_part(glance, width - right.cell_length, dated=True)
    assert headline.rows == (sides(left, right, width),)
    assert late.display == bool(glance.catchup.delays)
    if late.display:
        assert late.rows == (quiet_row(glance, late.size.width),)


async def shown(day: DayScreen, pilot: Pilot[None]) -> None:
    """Let all be shown, in its second picture what has appeared in the first, and check it."""
    for _picture in range(2):
        day.paint()
        await pilot.pause(0.05)
    check(day)


async def test_lines_that_are_kept_follow_time_keys_and_width(tmp_path: Path) -> None:
    """A day becomes late and is caught up with, the window changes, things are said and refused."""
    builder = visit("A 09:00-10:00, B> -11:00, C@ 11:00-12:00").started("a", "09:00")
    day = DayApp(tmp_path, builder, "09:10")
    said = []
    async with day.app.run_test(size=(140, 40)) as pilot:
        screen = day_of(pilot)
        for minutes, key in KEYS:
            day.pass_time(minutes)
            if key:
                await pilot.press(key)
            await shown(screen, pilot)
            said.append(screen.query_one(MessageLine).rows)
        assert screen.query_one(CatchupLine).display
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        await shown(screen, pilot)
        line, now = screen.query_one(MessageLine), datetime(2021, 3, 16, tzinfo=UTC)
        for words, refused, offer, row in SAID:
            line.say(words, refused=refused)
            line.show_moment(now, "Stille", offer)
            assert [shown.plain for shown in line.rows] == [row]
    assert len(set(map(str, said))) > 1


async def test_the_rule_above_a_note_follows_the_width_of_the_window(tmp_path: Path) -> None:
    """It fills its row in a window that has grown, and in one that has shrunk."""
    builder = visit("A 09:00-10:00, B> -11:00").started("a", "09:00")
    async with DayApp(tmp_path, builder, "09:10").app.run_test(size=(60, 20)) as pilot:
        for size in ((80, 24), (140, 40), (100, 30)):
            await pilot.resize_terminal(*size)
            await pilot.pause(0.05)
            frame = day_of(pilot).query_one(NoteFrame)
            assert [row.cell_length for row in frame.rows] == [size[0]]
