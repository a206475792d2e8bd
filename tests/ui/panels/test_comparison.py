"""Planned against actual on screen: a table and a picture, readable without colour."""

from pathlib import Path

import pytest

from kvip_tui.domain.day.changes import TimeAdded
from kvip_tui.domain.planning.vocabulary import BlockRenamed
from kvip_tui.ui.panels.comparison import ALL_COLUMNS, comparison_rows, table_rows
from kvip_tui.ui.widgets.big_clock import BigClock
from tests.builders import VisitBuilder
from tests.ui.days import DayApp, small_day, text

SIZES = [(140, 40), (100, 30), (80, 24)]
PANEL = "#comparison-rows"


def morning() -> VisitBuilder:
    """Return the small day with a pause, added time and overtime, and a skipped block."""
    built = small_day().started("team", "08:32").paused("team", "08:40").resumed("team", "08:43")
    built.added("team", 5, "08:50").ended("team", "09:12").started("oppstart", "09:12")
    return built.skipped("pause", "09:20")


@pytest.mark.parametrize("size", SIZES)
async def test_the_table_and_the_picture_fit_every_window(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """Each block has a row in both; the numbers are minutes and never merge."""
    day = DayApp(tmp_path, morning(), "09:22")
    async with day.app.run_test(size=size) as pilot:
        await pilot.press("ctrl+r")
        await pilot.pause()
        panel = pilot.app.screen.query_one("#comparison")
        lines = text(pilot.app.screen, PANEL).splitlines()
        assert all(len(line) <= panel.content_size.width for line in lines)
        assert panel.region.width == size[0]
    team = lines[1].split()
    assert team[:4] == ["✓", "Team", "08.30–09.00", "08.32–09.12"]
    assert [cell for cell in team[4:] if cell in {"3", "+5", "2"}] == ["3", "+5", "2"]
    assert lines[3].split()[:4] == ["×", "Pause", "09.30–09.45", "droppet"]
    assert "  pause 3 min · lagt til 5 min · over tida 2 min" in lines
    drawn = next(line for line in lines if "37 av 30 min" in line)
    assert drawn.split()[-1].strip("▇").startswith("│+")
    assert "│" in lines[-1]
    assert lines[-1].split()[:4] == ["Intervju", "60", "min", lines[-1].split()[3]]


async def test_the_key_that_opens_it_closes_it(tmp_path: Path) -> None:
    """So do Escape and the day's own key; the clock goes on under it."""
    day = DayApp(tmp_path, morning(), "09:22")
    async with day.app.run_test(size=(100, 30)) as pilot:
        screen = pilot.app.screen
        for closing in ("ctrl+r", "escape", "f2"):
            await pilot.press("ctrl+r")
            assert screen.query_one("#comparison").display
            assert not screen.query_one("#block").display
            await pilot.press(closing)
            assert not screen.query_one("#comparison").display
            assert screen.query_one("#block").display


async def test_what_happens_is_in_it_at_once(tmp_path: Path) -> None:
    """The live keys work while it is open."""
    day = DayApp(tmp_path, morning(), "09:22")
    async with day.app.run_test(size=(140, 40)) as pilot:
        await pilot.press("ctrl+r", "plus")
        await pilot.pause()
        assert "+1" in text(pilot.app.screen, PANEL).splitlines()[2]
    assert isinstance(day.keeper.records[-1].events[0], TimeAdded)


async def test_it_opens_by_its_word(tmp_path: Path) -> None:
    """As in the line mode."""
    day = DayApp(tmp_path, morning(), "09:22")
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("colon", *"oversikt", "enter")
        await pilot.pause()
        assert pilot.app.screen.query_one("#comparison").display


async def test_it_scrolls_by_pages(tmp_path: Path) -> None:
    """What does not fit is one key away."""
    day = DayApp(tmp_path, morning(), "09:22")
    async with day.app.run_test(size=(80, 15)) as pilot:
        await pilot.press("ctrl+r", "pagedown")
        await pilot.pause()
        assert pilot.app.screen.query_one("#comparison").scroll_offset.y > 0


async def test_titles_show_as_typed(tmp_path: Path) -> None:
    """Markup is not carried out, and what is too long is cut."""
    built = small_day()
    built.happened("08:00", BlockRenamed("team", "[red]Team[/red] " + "æ" * 200))
    day = DayApp(tmp_path, built, "08:10")
    async with day.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert "[red]Team[/red]" in text(pilot.app.screen, PANEL)
        assert pilot.app.screen.query(BigClock)


def test_the_narrow_table_leaves_out_what_can_be_worked_out(tmp_path: Path) -> None:
    """Length and start follow from the times; pauses, added time and overtime do not."""
    day = DayApp(tmp_path, morning(), "09:22")
    glance = day.app._first.glance
    wide = comparison_rows(glance, ALL_COLUMNS)[0].plain
    narrow = comparison_rows(glance, ALL_COLUMNS - 1)[0].plain
    assert all(head in wide for head in ("plan ", "brukt", "start"))
    assert not any(head in narrow for head in ("plan ", "brukt", "start"))
    assert all(head in narrow for head in ("pause", "lagt til", "over", "slutt"))
    assert [row.cell_length for row in table_rows((), glance.zone, 76)] == [76]


def test_a_block_never_ended_costs_no_overtime_until_today(tmp_path: Path) -> None:
    """Looked at another day it is as it was when something last happened, and that is said."""
    day = DayApp(tmp_path, morning(), "09:20")
    last = day.session.records[-1].at
    then = comparison_rows(day.app._first.glance, 140, last)
    day.pass_time(34 * 24 * 60)
    glance = day.app._first.glance
    said, *later = comparison_rows(glance, 140, day.session.sums_at(glance.now))
    assert said.plain.startswith("! «Oppstart» ble aldri avsluttet.")
    assert [row.plain for row in later[1:3]] == [row.plain for row in then[1:3]]
