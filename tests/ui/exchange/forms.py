"""Fills in the forms of tasks, and waits for what is done beside the screen."""

from collections.abc import Callable

from textual.pilot import Pilot
from textual.widgets import Input

from tests.ui.doors import said


async def settled(pilot: Pilot[None], done: Callable[[], bool]) -> None:
    """Wait until what is done beside the screen has come."""
    for _ in range(200):
        if done():
            return
        await pilot.pause(0.02)
    raise AssertionError(said(pilot))


async def filled(pilot: Pilot[None], *texts: str) -> None:
    """Fill in the fields of a task, and carry it out."""
    for field, text in zip(pilot.app.screen.query(Input), texts, strict=True):
        field.value = text
    await pilot.press("ctrl+s")
