"""A command is given another key by pressing it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kvip_tui.commands.keymap import keys_of, use_keys
from kvip_tui.commands.table import BY_ID
from kvip_tui.settings import Settings, read_settings
from kvip_tui.ui.help.change_key import ChangeKeyScreen, chosen
from kvip_tui.ui.widgets.long_list import LongList
from tests.ui.doors import at_day, day_of, said, shown


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    use_keys({})


async def test_a_key_is_changed_by_pressing_it(data: Path) -> None:
    """It works at once and is kept; a key that is taken is refused, and Del brings back the old."""
    desk = at_day(data)
    async with shown(desk, (140, 40)) as pilot:
        await pilot.app.run_action("change_key")
        await pilot.pause()
        pilot.app.screen.query_one(LongList).move_to("next")
        await pilot.press("enter", "f9")
        assert "F9 er allerede «Slutt»" in said(pilot)
        await pilot.press("enter", "escape")
        assert read_settings(data)[0] == Settings()
        await pilot.press("enter", "f12")
        assert said(pilot) == "«Neste» har nå F12."
        assert read_settings(data)[0].keys == {"next": "F12"}
        await pilot.press("escape", "f8")
        assert day_of(pilot).session.visit.running() == ()
        await pilot.press("f12")
        assert len(day_of(pilot).session.visit.running()) == 1


async def test_two_that_share_a_key_move_together(data: Path) -> None:
    """«Pause» and «Fortsett» are one key; Del gives both the one they came with."""
    desk = at_day(data)
    async with shown(desk, (140, 40)) as pilot:
        screen = ChangeKeyScreen(desk)
        await pilot.app.push_screen(screen)
        await pilot.pause()
        screen.query_one(LongList).move_to("resume")
        await pilot.press("enter", "f12")
        assert keys_of(BY_ID["pause"]) == keys_of(BY_ID["resume"]) == ("f12",)
        await pilot.press("delete")
        assert keys_of(BY_ID["pause"]) == keys_of(BY_ID["resume"]) == ("f7",)
        assert read_settings(data)[0].keys == {}


def test_what_was_chosen_by_word_is_replaced() -> None:
    """Settings may name a command by its word; the screen does not leave two choices."""
    own = {"neste": "F12", "slutt": "F11"}
    assert chosen(own, BY_ID["next"], "F10") == {"slutt": "F11", "next": "F10"}
    assert chosen(own, BY_ID["next"], None) == {"slutt": "F11"}
