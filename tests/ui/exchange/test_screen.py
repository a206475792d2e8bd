"""Sharing, joining and handing over, on the start screen and over the day."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from kvip_tui.domain.sharing.changes import GiveClock, NameMate
from kvip_tui.sharing import handover
from kvip_tui.store.library import Library
from kvip_tui.ui.day.screen import DayScreen
from kvip_tui.ui.day.widgets.message import MessageLine
from kvip_tui.ui.exchange.screen import TaskMenu, TaskScreen, possible
from kvip_tui.ui.exchange.tasks import BY_ID, Place
from kvip_tui.ui.start.screen import StartScreen
from kvip_tui.visits.open import open_visit
from tests.ui.doors import at_day, at_start, day_of, make, said, shown
from tests.ui.exchange.forms import filled, settled

PHRASE = "en lang passordfrase"


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seal in no time: what an age file is stands in the tests of hand-overs."""
    opening = b"age-encryption.org/v1\n"
    monkeypatch.setattr(handover, "sealed", lambda data, phrase: opening + phrase.encode() + data)
    monkeypatch.setattr(
        handover,
        "unsealed",
        lambda data, phrase: (
            data.removeprefix(opening + phrase.encode())
            if data.startswith(opening + phrase.encode())
            else None
        ),
    )


async def chosen(pilot: Pilot[None], task: str) -> None:
    """Choose a task on the start screen."""
    await pilot.press("m")
    assert isinstance(pilot.app.screen, TaskMenu)
    listed = pilot.app.screen.query_one(OptionList)
    listed.highlighted = listed.get_option_index(task)
    await pilot.press("enter")
    await pilot.pause()
    assert isinstance(pilot.app.screen, TaskScreen)


async def test_a_visit_is_shared_and_joined_from_the_start_screen(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The evening before: the leader's «Del besøket», the secretary's «Bli med»."""
    folder = make(Library(data))
    (tmp_path / "Felles").mkdir()
    async with shown(at_start(data)) as pilot:
        await chosen(pilot, "share")
        await filled(pilot, str(tmp_path / "finnes ikke"), "", "", "")
        await settled(pilot, lambda: said(pilot).startswith("! Mappa"))
        await filled(pilot, str(tmp_path / "Felles"), "Anne Aas", "", "")
        await settled(pilot, lambda: isinstance(pilot.app.screen, StartScreen))
        await settled(pilot, lambda: str(tmp_path / "Felles" / folder.id) in said(pilot))
    monkeypatch.setenv("KVIP_MACHINE", "sekretaer")
    async with shown(at_start(tmp_path / "hennes")) as pilot:
        await chosen(pilot, "join")
        await filled(pilot, str(tmp_path / "Felles" / folder.id), "")
        await settled(pilot, lambda: said(pilot).startswith("! Skriv hvem"))
        await filled(pilot, str(tmp_path / "Felles" / folder.id), "Henrik Bø")
        await settled(pilot, lambda: isinstance(pilot.app.screen, DayScreen))
        session = day_of(pilot).session
        assert session.author == "Henrik Bø"
        assert session.visit.host == "BUP Ålesund"
        assert session.visit.shared is not None
        assert session.visit.shared.person(session.visit.shared.holder) == "Anne Aas"
        assert session.writer


async def test_notes_are_handed_over_and_received(data: Path, tmp_path: Path) -> None:
    """What goes and what stays is said; what comes is shown, and counts on Enter."""
    folder = make(Library(data))
    file = tmp_path / "notater.age"
    async with shown(at_start(data)) as pilot:
        await chosen(pilot, "handover")
        await filled(pilot, str(file), PHRASE, "noe annet helt")
        await settled(pilot, lambda: said(pilot).startswith("! De to"))
        await filled(pilot, str(file), PHRASE, PHRASE)
        await settled(pilot, lambda: isinstance(pilot.app.screen, StartScreen))
        assert said(pilot).startswith("0 notater: 0 P, 0 T.")
        assert file.is_file()
        await chosen(pilot, "receive")
        await filled(pilot, str(file), PHRASE)
        await settled(pilot, lambda: said(pilot).startswith("Enter"))
        shown_ = pilot.app.screen.query_one("#shown", Static)
        assert "0 nye notater" in str(shown_.content)
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: isinstance(pilot.app.screen, StartScreen))
        assert said(pilot).startswith(f"{folder.id}: 0 nye")


async def test_another_machines_visit_is_written_on_here(
    data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """«Skriv videre her» opens it for writing; before, it is only shown."""
    made = make(Library(tmp_path / "den gamle"))
    target = data / "visits" / made.id
    target.parent.mkdir(parents=True)
    made.path.rename(target)
    monkeypatch.setenv("KVIP_MACHINE", "den-nye")
    async with shown(at_start(data)) as pilot:
        await chosen(pilot, "take_over")
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: isinstance(pilot.app.screen, DayScreen))
        assert day_of(pilot).session.writer
    assert (target / "journal-her.jsonl").is_file()
    assert (target / "journal-den-nye.jsonl").is_file()


async def test_the_palette_shares_the_open_visit(data: Path, tmp_path: Path) -> None:
    """The day goes on below, and what is written from then on is sent."""
    (tmp_path / "Felles").mkdir()
    desk = at_day(data, "08.50")
    async with shown(desk) as pilot:
        titles = [c.title for c in pilot.app.get_system_commands(pilot.app.screen)]
        assert {"Del besøket", "Lever notatene", "Hent notater"} <= set(titles)
        assert "Bli med" in titles
        opened = desk.opened
        assert opened is not None
        pilot.app.push_screen(
            TaskScreen(BY_ID["share"], Place(desk.library, opened.folder, opened))
        )
        await pilot.pause()
        await filled(pilot, str(tmp_path / "Felles"), "Anne Aas", "", "")
        await settled(pilot, lambda: isinstance(pilot.app.screen, DayScreen))
        shared = day_of(pilot).session.visit.shared
        assert shared is not None
        assert shared.person(opened.circle.machine) == "Anne Aas"
        opened.session.do(NameMate("Kari Vik", machine="hennes"))
        await pilot.press(":", *"maskiner", "enter")
        await pilot.pause()
        told = day_of(pilot).query_one(MessageLine).rows[0].plain
        assert told.startswith(" Anne Aas har styringen · Kari Vik: 0 av 0 notater er her")
        # What only the holder of the clock can do is offered to nobody else.
        day = day_of(pilot)
        day.tick()
        assert day.offers.now is not None
        opened.session.do(GiveClock("Kari", machine=opened.circle.machine))
        day.tick()
        assert day.offers.now is None
        await settled(pilot, lambda: opened.circle.post is not None and opened.circle.post.sent > 0)


def test_what_can_be_done_depends_on_the_visit(data: Path) -> None:
    """Without a visit only joining and receiving; a visit of one's own is not taken over."""
    library = Library(data)
    assert [task.id for task in possible(Place(library))] == ["join", "receive"]
    folder = make(library)
    ids = {task.id for task in possible(Place(library, folder))}
    assert ids == {"share", "join", "handover", "receive"}
    opened = open_visit(library, folder)
    ids = {task.id for task in possible(Place(library, folder, opened))}
    assert ids == {"share", "join", "handover", "receive"}
    opened.close()
