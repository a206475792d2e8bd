"""A whole visit put right, archived, deleted and brought back from the start screen."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from kvip_tui.store.library import Library
from kvip_tui.ui.exchange.screen import TaskMenu, TaskScreen
from kvip_tui.ui.start.screen import StartScreen
from kvip_tui.visits.life import archive
from tests.ui.doors import at_start, make, said, shown
from tests.ui.exchange.forms import filled, settled

PHRASE = "en lang passordfrase"


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seal in no time: what an age file is stands in the tests of hand-overs."""
    opening = b"age-encryption.org/v1\n"
    monkeypatch.setattr(archive, "sealed", lambda data, _phrase: opening + data)
    monkeypatch.setattr(archive, "unsealed", lambda data, _phrase: data.removeprefix(opening))


async def chosen(pilot: Pilot[None], task: str) -> None:
    """Choose what is to be done with the marked visit."""
    await pilot.press("r")
    assert isinstance(pilot.app.screen, TaskMenu)
    listed = pilot.app.screen.query_one(OptionList)
    listed.highlighted = listed.get_option_index(task)
    await pilot.press("enter")
    await pilot.pause()
    assert isinstance(pilot.app.screen, TaskScreen)


def back(pilot: Pilot[None]) -> bool:
    """Return whether the start screen is shown."""
    return isinstance(pilot.app.screen, StartScreen)


async def test_from_a_wrong_host_to_a_receipt_and_back(data: Path, tmp_path: Path) -> None:
    """Put right, archived, deleted once what goes has been seen, and brought back."""
    folder, library = make(Library(data)), Library(data)
    file = tmp_path / "arkiv.age"
    async with shown(at_start(data)) as pilot:
        await chosen(pilot, "rename")
        await filled(pilot, "BUP Bodø", "")
        await settled(pilot, lambda: back(pilot))
        assert said(pilot) == "Besøket er til BUP Bodø, tir. 16. mars 2021"
        assert [visit.host for visit in library.visits()] == ["BUP Bodø"]
        await chosen(pilot, "archive")
        await filled(pilot, str(file.with_suffix("")), PHRASE, PHRASE)
        await settled(pilot, lambda: back(pilot))
        assert file.is_file()
        await chosen(pilot, "delete")
        await filled(pilot, "BUP Ålesund")
        await settled(pilot, lambda: said(pilot).startswith("! Skriv navnet på verten, BUP Bodø"))
        await filled(pilot, "bup bodø")
        await settled(pilot, lambda: said(pilot).startswith("Enter tar det med"))
        assert folder.path.exists()
        await pilot.press("enter")
        await settled(pilot, lambda: back(pilot))
        assert not folder.path.exists()
        assert list((data / "receipts").iterdir()) != []
        await chosen(pilot, "restore")
        await filled(pilot, str(file), PHRASE)
        await settled(pilot, lambda: back(pilot))
        assert [visit.id for visit in library.visits()] == [folder.id]
