"""A data folder with visits in it, and the whole app on it: what tests of the ways in need."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from textual import events
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Static

from kvip_tui.clock import RehearsalClock
from kvip_tui.domain.base import AnyEvent
from kvip_tui.domain.state.people import PersonLine
from kvip_tui.store.library import Library, VisitFolder
from kvip_tui.store.plans.file import find_plan
from kvip_tui.time_parsing import moment
from kvip_tui.ui.app import KvipApp
from kvip_tui.ui.day.screen import DayScreen
from kvip_tui.ui.workspace import Desk
from kvip_tui.visits.create import visit_of
from kvip_tui.visits.open import open_visit

TODAY = date(2021, 3, 16)
HOST = "BUP Ålesund"
PEOPLE = (
    PersonLine("Anne Lie", "besoksteam"),
    PersonLine("Berit Moe", "vertsenhet"),
    PersonLine("Fatima Ali", "brukerrepresentant"),
)


def make(library: Library, host: str = HOST, day: date = TODAY) -> VisitFolder:
    """Make a visit by the plan of the sources."""
    event = visit_of(find_plan("kvip-digital", None), day, host, PEOPLE)
    return library.create(event, moment("08.00", TODAY, "Europe/Oslo"))


def at_start(data: Path) -> Desk:
    """Return a desk on which nothing lies, on the day of the tests."""
    clock = RehearsalClock(moment("08.00", TODAY, "Europe/Oslo"), speed=0)
    return Desk(Library(data), clock=clock)


def at_day(data: Path, clock: str = "08.25") -> Desk:
    """Return a desk with a visit open, at a time of its day that stands still."""
    desk = at_start(data)
    desk.opened = open_visit(desk.library, make(desk.library), clock=clock, speed="0")
    return desk


@asynccontextmanager
async def shown(desk: Desk, size: tuple[int, int] = (100, 30)) -> AsyncIterator[Pilot[None]]:
    """Run the app on a desk, and clear the desk afterwards."""
    try:
        async with KvipApp(desk).run_test(size=size) as pilot:
            await pilot.pause()
            yield pilot
    finally:
        desk.clear()


def day_of(pilot: Pilot[None]) -> DayScreen:
    """Return the day that is shown."""
    screen = pilot.app.screen
    assert isinstance(screen, DayScreen), screen
    return screen


def said(pilot: Pilot[None], selector: str = "#message") -> str:
    """Return what a line of a form or of the start screen says."""
    content = pilot.app.screen.query_one(selector, Static).content
    return content.plain if isinstance(content, Content) else str(content)


async def paste(pilot: Pilot[None], text: str) -> None:
    """Paste a text into what has the focus."""
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


async def type_fast(pilot: Pilot[None], *keys: str) -> None:
    """Type keys and texts without waiting for what each of them does."""
    for key in keys:
        for name in [key] if key in {"enter", "ctrl+p", "tab"} else key:
            pilot.app.post_message(events.Key(name, name if len(name) == 1 else None))
    for _ in range(3):
        await pilot.pause()


def kept(desk: Desk) -> list[AnyEvent]:
    """Return everything that has happened to the visit that is open."""
    assert desk.opened is not None
    return [event for record in desk.opened.journal.records for event in record.events]
