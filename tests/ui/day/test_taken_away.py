"""What another program does to the file while the day is on screen is told there."""

import sys
from pathlib import Path

import pytest

from tests.ui.days import said
from tests.ui.doors import at_day, day_of, shown


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody delete an open file")
async def test_a_journal_that_is_deleted_is_written_anew_within_a_second(data: Path) -> None:
    """Before anything is written, so that nothing is lost however the day goes on."""
    desk = at_day(data)
    async with shown(desk) as pilot:
        assert desk.opened is not None
        desk.opened.journal.path.unlink()
        day_of(pilot).tick()
        await pilot.pause()
        assert "ingenting er tapt" in " ".join(said(pilot).split())
        assert desk.opened.journal.path.exists()
