"""Catching up on screen: a quiet line, a panel with its key, and one digit that applies."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from kvip_tui.domain.catchup.planner import CatchupApplied
from kvip_tui.ui.day.widgets.block import BlockPanel
from kvip_tui.ui.day.widgets.headline import CatchupLine, ClockLine
from kvip_tui.ui.day.widgets.notes.line import NoteLine
from tests.builders import VisitBuilder, minutes, timetable, visit
from tests.ui.days import DayApp, said, text

DAY = "Drofting 09:00-10:00, Pause> -10:15, Intervju⚑ 10:15-11:00, Slutt> -11:30"
LEAST: dict[str, dict[str, Any]] = {"drofting": {"min": 40}, "pause": {"min": 5}}
SIZES = [(140, 40), (100, 30), (80, 24)]
Late = Callable[[float], DayApp]


@pytest.fixture
def late(tmp_path: Path) -> Late:
    """Return what opens a day whose first block began so many minutes late."""

    def open_day(by: float) -> DayApp:
        clock = f"09:{int(by):02}"
        return DayApp(tmp_path, began(clock), clock)

    return open_day


def began(clock: str) -> VisitBuilder:
    """Return the visit whose first block began at that time."""
    return visit(timetable(DAY, **LEAST)).started("drofting", clock)


def rows(pilot: Pilot[None]) -> str:
    """Return what the panel says."""
    return text(pilot.app.screen, "#catchup-rows")


def shown(pilot: Pilot[None]) -> bool:
    """Return whether the panel stands in the block's place."""
    screen = pilot.app.screen
    found, block = screen.query("#catchup"), screen.query_one(BlockPanel)
    there = any(panel.is_on_screen for panel in found)
    assert not (there and block.is_on_screen)
    return there


async def test_in_a_timely_day_there_is_no_line(late: Late) -> None:
    """Up to two minutes are passed in silence; the key says so and shows nothing."""
    day = late(2)
    async with day.app.run_test() as pilot:
        await pilot.pause()
        assert not pilot.app.screen.query_one(CatchupLine).display
        await pilot.press("ctrl+t")
        assert (
            " ".join(said(pilot).split()) == "! Det er ingenting å hente inn: ingen avtale og ikke "
            "slutten er i fare; «tider» viser hvordan dagen ligger an."
        )
        assert not shown(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_a_late_day_says_so_in_one_quiet_row(late: Late, size: tuple[int, int]) -> None:
    """How late for what, and the key; the row takes one line of the panels and no more."""
    day = late(0)
    async with day.app.run_test(size=size) as pilot:
        await pilot.pause()
        before = pilot.app.screen.query_one("#columns").size.height
        day.pass_time(1)
        await pilot.press("plus", "plus", "plus", "plus")
        await pilot.pause()
        row = text(pilot.app.screen, "#catchup-line")
        assert row.startswith(" ▲ 4 min for sent til «Intervju»")
        assert row.endswith("^T 3 forslag")
        assert pilot.app.screen.query_one("#columns").size.height == before - 1
        assert pilot.app.screen.query_one(CatchupLine).region.height == 1


async def test_the_first_proposal_stands_in_the_row_where_there_is_room(late: Late) -> None:
    """At 140 columns it is read without opening anything."""
    day = late(10)
    async with day.app.run_test(size=(140, 40)) as pilot:
        await pilot.pause()
        assert "· ta 10 min fra «Drofting» " in text(pilot.app.screen, "#catchup-line")


@pytest.mark.parametrize("size", SIZES)
async def test_the_panel_shows_before_and_after(late: Late, size: tuple[int, int]) -> None:
    """The same key opens and closes it; each block has its start and minutes, now and after."""
    day = late(10)
    async with day.app.run_test(size=size) as pilot:
        await pilot.press("ctrl+t")
        # It is filled in once it is laid out, which a crowded machine does later.
        for _time in range(50):
            await pilot.pause()
            if words := rows(pilot):
                break
        assert shown(pilot)
        assert pilot.app.screen.query_one(ClockLine).is_on_screen
        for line in ("1 ta 10 min", "2 ta 10 min", "3 ta 8 min fra «Drofting» og 2 fra «Pause»"):
            assert line in words
        assert "09.10  60 09.10▾ 50 09.10  60 09.10▾ 52" in words
        assert "10.25! 45 10.15  45 10.15  45 10.15  45" in words
        assert "11.40!    11.30" in words
        await pilot.press("ctrl+t")
        await pilot.pause()
        assert not shown(pilot)


async def test_a_digit_applies_while_the_panel_is_open(late: Late) -> None:
    """It is one event; the panel and the row go, the sentence stays, and one key takes it back."""
    day = late(10)
    async with day.app.run_test() as pilot:
        await pilot.press("ctrl+t", "3")
        await pilot.pause()
        taken = (("drofting", -minutes(8)), ("pause", -minutes(2)))
        assert day.keeper.records[-1].events == (CatchupApplied("dagen", taken),)
        assert said(pilot) == "Innhenting: ta 8 min fra «Drofting» og 2 fra «Pause»"
        assert not shown(pilot)
        bar = text(pilot.app.screen, ".card-foot").splitlines()[-1]
        assert len(bar) > 20, "the block was not fitted to its width again"
        assert not pilot.app.screen.query_one(CatchupLine).display
        await pilot.press("ctrl+z")
        assert not day.session.visit.run("drofting").added
        assert pilot.app.screen.query_one(CatchupLine).display


async def test_a_number_that_is_not_there_is_answered(late: Late) -> None:
    """Nothing is kept and the panel stays."""
    day = late(10)
    async with day.app.run_test() as pilot:
        before = len(day.keeper.records)
        await pilot.press("ctrl+t", "4")
        assert said(pilot) == "! Det er ikke noe forslag 4; skriv et tall fra 1 til 3."
        assert shown(pilot)
    assert len(day.keeper.records) == before


async def test_the_day_goes_on_behind_the_panel(late: Late) -> None:
    """Letters give the floor, F7 stops the clock, and a click on a proposal applies it."""
    day = late(10)
    async with day.app.run_test(size=(140, 40)) as pilot:
        await pilot.press("ctrl+t", "b", "f7", "f7")
        await pilot.pause()
        assert day.session.visit.floor.holder == "berit"
        assert len(day.session.visit.run("drofting").pauses) == 1
        line = next(i for i, row in enumerate(rows(pilot).splitlines()) if row.startswith("2 "))
        await pilot.click("#catchup-rows", offset=(3, line))
        assert day.session.visit.run("pause").added == -minutes(10)


async def test_the_key_works_while_a_note_is_typed(late: Late) -> None:
    """The panel opens, the digit applies, and what was typed still stands."""
    day = late(10)
    async with day.app.run_test() as pilot:
        await pilot.press("enter", *"halv", "ctrl+t", "1")
        assert day.session.visit.run("drofting").added == -minutes(10)
        assert pilot.app.screen.query_one(NoteLine).text == "halv"


async def test_words_do_the_same(late: Late) -> None:
    """«innhenting» opens the panel, «innhenting 2» applies; «kryss 1» still ticks."""
    day = late(10)
    async with day.app.run_test() as pilot:
        await pilot.press("colon", *"innhenting", "enter")
        await pilot.pause()
        assert shown(pilot)
        await pilot.press("colon", *"kryss 1", "enter")
        assert "Det er ikke noe punkt 1." in said(pilot)
        await pilot.press("colon", *"innhenting 2", "enter")
        assert day.session.visit.run("pause").added == -minutes(10)
