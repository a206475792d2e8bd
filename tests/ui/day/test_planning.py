"""Changing blocks on the day screen: the panel, its keys, and the sub-items under the clock."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Input

from kvip_tui.domain.planning.vocabulary import BlockRenamed, LengthChanged, SplitBlock
from kvip_tui.ui.day.widgets.edit import EditPanel
from tests.builders import VisitBuilder, minutes
from tests.ui.days import DayApp, said, small_day, text

Opened = Callable[..., DayApp]
SIZES = [(140, 40), (100, 30), (80, 24)]


def running() -> VisitBuilder:
    """Return the small day with the team's meeting running."""
    return small_day().started("team", "08:30")


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """Return what opens a day at 08:40."""
    return lambda builder=None: DayApp(tmp_path, builder or running(), "08:40")


async def typed(pilot: Pilot[None], field: str, words: str) -> None:
    """Put words into a field of the panel and press Enter."""
    box = pilot.app.screen.query_one(f"#edit-{field}", Input)
    pilot.app.screen.set_focus(box)
    box.value = words
    await pilot.press("enter")
    await pilot.pause()


def value(pilot: Pilot[None], field: str) -> str | None:
    """Return what stands in a field, None where it cannot be changed."""
    box = pilot.app.screen.query_one(f"#edit-{field}", Input)
    return None if box.disabled else box.value


def order(day: DayApp) -> list[str]:
    """Return the ids of the day's blocks."""
    return [block.id for block in day.session.visit.plan.days[0].blocks]


@pytest.mark.parametrize("size", SIZES)
async def test_one_key_opens_the_panel_and_closes_it(opened: Opened, size: tuple[int, int]) -> None:
    """It shows what runs, at every width, and the keys go back to the day."""
    day = opened()
    async with day.app.run_test(size=size) as pilot:
        await pilot.press("ctrl+e")
        panel = pilot.app.screen.query_one(EditPanel)
        assert panel.block == "team"
        assert panel.region.bottom < size[1]
        assert panel.size.height == 6
        assert value(pilot, "title") == "Team"
        assert value(pilot, "length") == "30 min"
        assert value(pilot, "began") == "08.30"
        assert (value(pilot, "start"), value(pilot, "ended")) == (None, None)
        await pilot.press("ctrl+e")
        assert not pilot.app.screen.query(EditPanel)
        await pilot.press("plus")
        assert day.session.visit.run("team").added == minutes(1)
        await pilot.press(*["ctrl+e"] * 5)
        assert len(pilot.app.screen.query(EditPanel)) == 1


async def test_enter_carries_out_what_was_changed(opened: Opened) -> None:
    """Each field is a command of its own; Enter with nothing changed closes."""
    day = opened()
    async with day.app.run_test(size=(140, 40)) as pilot:
        await pilot.press("ctrl+e")
        pilot.app.screen.query_one("#edit-title", Input).value = "Teamet [red]"
        await typed(pilot, "length", "40m")
        assert day.session.visit.run("team").added == minutes(10)
        assert day.keeper.records[-2].events == (BlockRenamed("team", "Teamet [red]"),)
        assert value(pilot, "title") == "Teamet [red]"
        assert "Teamet [red]" in text(pilot.app.screen, "#timeline")
        assert value(pilot, "length") == "40 min"
        await pilot.press("enter")
        await pilot.pause()
        assert not pilot.app.screen.query(EditPanel)


async def test_what_is_refused_stays_in_its_field(opened: Opened) -> None:
    """With the reason on the quiet line; nothing has changed."""
    day = opened()
    async with day.app.run_test() as pilot:
        await pilot.press("ctrl+e")
        await typed(pilot, "began", "09.30")
        assert said(pilot).startswith("! Tidspunktet er ikke kommet ennå")
        assert value(pilot, "began") == "09.30"
        await typed(pilot, "began", "08.34")
        assert day.session.visit.run("team").started == day.keeper.records[0].at + minutes(514)
        assert len(day.keeper.records) == 3


async def test_up_and_down_change_the_block(opened: Opened) -> None:
    """What was changed in the one before is carried out first."""
    day = opened()
    async with day.app.run_test() as pilot:
        await pilot.press("ctrl+e", "down", "down")
        await pilot.pause()
        assert pilot.app.screen.query_one(EditPanel).block == "pause"
        assert value(pilot, "start") == "løs"
        assert "> " in text(pilot.app.screen, "#timeline").splitlines()[2][:2]
        pilot.app.screen.query_one("#edit-length", Input).value = "20m"
        await pilot.press("down")
        await pilot.pause()
        assert day.keeper.records[-1].events[0] == LengthChanged("pause", 20)
        assert pilot.app.screen.query_one(EditPanel).block == "pause"
        await pilot.press("up", "up", "up")
        await pilot.pause()
        assert pilot.app.screen.query_one(EditPanel).block == "team"


async def test_a_click_on_a_block_changes_that_one(opened: Opened) -> None:
    """Where the panel is open."""
    day = opened()
    async with day.app.run_test(size=(140, 40)) as pilot:
        await pilot.press("ctrl+e")
        rows = text(pilot.app.screen, "#timeline").splitlines()
        last = next(number for number, row in enumerate(rows) if "Intervju" in row)
        await pilot.click("#timeline", offset=(12, last))
        await pilot.pause()
        assert pilot.app.screen.query_one(EditPanel).block == "intervju"
        assert value(pilot, "start") == "avtale 10.00"


async def test_the_start_rule_is_a_word_and_a_time(opened: Opened) -> None:
    """A time alone is a fixed start."""
    day = opened()
    async with day.app.run_test() as pilot:
        await pilot.press("ctrl+e", "down", "down")
        for words, shown in (
            ("09.35", "fast 09.35"),
            ("avtale 09.40", "avtale 09.40"),
            ("Løs", "løs"),
        ):
            await typed(pilot, "start", words)
            assert value(pilot, "start") == shown
        await typed(pilot, "start", "i morgen")
        assert said(pilot).startswith("! ")


async def test_blocks_are_moved_removed_and_brought_back(opened: Opened) -> None:
    """By key or by button; undo works inside the panel."""
    day = opened()
    async with day.app.run_test() as pilot:
        await pilot.press("ctrl+e", "down", "pagedown")
        await pilot.pause()
        assert order(day) == ["team", "pause", "oppstart", "intervju"]
        await pilot.press("pageup")
        await pilot.pause()
        assert order(day)[1] == "oppstart"
        await pilot.press("pageup")
        await pilot.pause()
        assert (
            said(pilot)
            == "! Den kan ikke stå før «Team», som alt har begynt; skriv en blokk som kommer."
        )
        await pilot.press("down")
        pilot.app.screen.query_one("#do-remove", Button).press()
        await pilot.pause()
        assert order(day) == ["team", "oppstart", "intervju"]
        restore = pilot.app.screen.query_one("#do-restore", Button)
        assert str(restore.label) == "Hent tilbake «Pause»"
        restore.press()
        await pilot.pause()
        assert order(day) == ["team", "oppstart", "pause", "intervju"]
        await pilot.press("ctrl+z", "ctrl+z")
        await pilot.pause()
        assert order(day) == ["team", "oppstart", "pause", "intervju"]
        assert said(pilot) == "Angret: Pause er tatt ut av planen; «tilbake» henter den inn igjen"


async def test_a_block_is_put_in_and_the_day_goes_on(opened: Opened) -> None:
    """The function keys work while the panel is open, and its fields follow what happens."""
    day = opened()
    async with day.app.run_test() as pilot:
        await pilot.press("ctrl+e")
        await typed(pilot, "new", "Kaffe [/], 10m")
        assert order(day)[:2] == ["team", "kaffe"]
        assert value(pilot, "new") == ""
        await pilot.press("f8")
        await pilot.pause()
        assert day.session.visit.run("kaffe").running
        assert value(pilot, "ended") == "08.40"
        assert value(pilot, "length") is None


async def test_one_key_gives_five_minutes(opened: Opened) -> None:
    """And another goes on to the next sub-item."""
    day = opened(running().do(SplitBlock("team", (("En", 1), ("[red]To", 1))), "08:35"))
    async with day.app.run_test() as pilot:
        await pilot.press("greater_than_sign", "ctrl+d")
        assert day.session.visit.run("team").added == minutes(5)
        assert said(pilot) == "Team: [red]To er i gang"


@pytest.mark.parametrize("size", SIZES)
async def test_sub_items_stand_under_the_clock(opened: Opened, size: tuple[int, int]) -> None:
    """Each with its own bar and time, and a line that warns when one eats the others' time."""
    parts = (("En", 10), ("[red]To", 10), ("Tre", 5))
    day = opened(small_day().do(SplitBlock("team", parts), "08:00").started("team", "08:30"))
    async with day.app.run_test(size=size) as pilot:
        await pilot.pause()
        rows = text(pilot.app.screen, "#parts").splitlines()
        assert rows[1].startswith("▶ En")
        assert rows[1].endswith(" 2:00")
        assert rows[2].startswith("  [red]To")
        assert rows[2].endswith("(12 min)")
        assert len(rows) == 4
        day.pass_time(4)
        await pilot.press("escape")
        await pilot.pause()
        shown = " ".join(text(pilot.app.screen, "#parts").split())
        assert "! «En» har tatt 2 min fra de 2 neste; 16 min igjen til dem" in shown
        await pilot.press("ctrl+d", "ctrl+d")
        await pilot.pause()
        rows = text(pilot.app.screen, "#parts").splitlines()
        assert rows[1].startswith("✓ En")
        assert rows[1].endswith("14 min")
        assert rows[3].startswith("▶ Tre")
        assert len(rows) == 4
