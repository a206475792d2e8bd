"""Everything can be reached, seen and left with the keyboard: rings of Tab, and ways out."""

from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from kvip_tui.store.library import Library
from tests.ui.doors import at_day, at_start, make, shown

FORM = ("host", "day", "plan", "language", "people", "phrase", "again", "Button")
REPORT = ("report-outline", "report-points", "report-notes")


def focused(app: App[Any]) -> str:
    """Return what has the keys: its id, or its kind where it has none."""
    widget = app.screen.focused
    return "" if widget is None else widget.id or type(widget).__name__


def drawn(app: App[Any]) -> list[list[tuple[str, str]]]:
    """Return every cell of the screen, with how it is drawn."""
    strips = app.screen._compositor.render_strips()
    return [[(segment.text, str(segment.style)) for segment in strip] for strip in strips]


async def walked(pilot: Pilot[None], key: str, steps: int) -> list[str]:
    """Return where the keys go, press by press, each of which must be seen."""
    seen, places = drawn(pilot.app), [focused(pilot.app)]
    for _step in range(steps):
        await pilot.press(key)
        await pilot.pause()
        now = drawn(pilot.app)
        assert now != seen, places
        seen = now
        places.append(focused(pilot.app))
    return places


@pytest.mark.parametrize(
    ("door", "keys", "ring"),
    [("start", ("n",), FORM), ("day", ("f6",), REPORT)],
    ids=["the form", "the report"],
)
async def test_tab_goes_round_and_shift_tab_back_and_both_are_seen(
    data: Path, door: str, keys: tuple[str, ...], ring: tuple[str, ...]
) -> None:
    """However fast it is pressed: nothing is skipped, and nothing holds the keys."""
    async with shown(at_start(data) if door == "start" else at_day(data), (100, 30)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        there = await walked(pilot, "tab", len(ring))
        begin = ring.index(there[0])
        assert there == [*ring[begin:], *ring[:begin], there[0]]
        assert await walked(pilot, "shift+tab", len(ring)) == there[::-1]


@pytest.mark.parametrize(
    ("door", "keys"),
    [
        *(("start", keys) for keys in ((), ("m",), ("m", "enter"), ("f1",), ("n",))),
        *(("day", (key,)) for key in ("f1", "f2", "f3", "f4", "f5", "f6", "ctrl+b", "ctrl+e")),
        *(("day", (key,)) for key in ("question_mark", "ctrl+r", "enter")),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, tuple) else value,
)
async def test_tab_holds_the_keys_on_no_screen(
    data: Path, door: str, keys: tuple[str, ...]
) -> None:
    """Tab comes round, Shift+Tab goes the other way round, and Escape is always a way out."""
    make(Library(data))
    async with shown(at_start(data) if door == "start" else at_day(data), (100, 30)) as pilot:
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        front = pilot.app.screen
        for way in ("tab", "shift+tab"):
            places = []
            for _step in range(14):
                await pilot.press(way)
                places.append(focused(pilot.app))
            assert pilot.app.screen is front, way
            assert set(places) == set(places[-12:]), (way, places)
        for _step in range(4):
            await pilot.press("escape")
        await pilot.pause()
        assert len(pilot.app.screen_stack) <= 2
        assert focused(pilot.app) in {"", "visits"}, places


async def test_every_screen_is_left_by_escape(data: Path) -> None:
    """Help, palette and the form; on the day the notes and the report too."""
    async with shown(at_start(data)) as pilot:
        first = type(pilot.app.screen)
        for key in ("f1", "ctrl+p", "n"):
            await pilot.press(key)
            await pilot.pause()
            assert type(pilot.app.screen) is not first, key
            await pilot.press("escape")
            await pilot.pause()
            assert type(pilot.app.screen) is first, key
    async with shown(at_day(data)) as pilot:
        await pilot.pause()
        calm, at_rest = drawn(pilot.app), (type(pilot.app.screen), focused(pilot.app))
        for key in ("f1", "ctrl+p", "f5", "f6"):
            await pilot.press(key)
            await pilot.pause()
            assert drawn(pilot.app) != calm, key
            await pilot.press("escape")
            await pilot.pause()
            assert (type(pilot.app.screen), focused(pilot.app)) == at_rest, key
