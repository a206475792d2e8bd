"""What is drawn of a change: the cells that are new, and nothing else."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual._compositor import CompositorUpdate
from textual.geometry import Region
from textual.strip import Strip

from kvip_tui.ui.terminal.sparing import Cells, pieces
from tests.ui.day.floors import an_hour

WIDTH, HEIGHT = 12, 6
PLACES = st.builds(
    Region, st.integers(0, 8), st.integers(0, 4), st.integers(1, 6), st.integers(1, 4)
)
WHOLE = Region(0, 0, WIDTH, HEIGHT)


class Painted:
    """A widget of one letter."""

    def __init__(self, letter: str) -> None:
        self.letter = letter

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return rows of the letter."""
        return [Strip([Segment(self.letter * crop.width)], crop.width)] * crop.height


@given(st.lists(PLACES, max_size=5), st.lists(PLACES, max_size=4))
def test_each_changed_cell_is_drawn_once_by_what_stands_foremost(
    places: list[Region], changed: list[Region]
) -> None:
    """And no other cell; rectangles that overlap may draw theirs again."""
    seen = {Painted(chr(65 + n)): (place, WHOLE) for n, place in enumerate((*places, WHOLE))}
    regions = [region.intersection(WHOLE) for region in changed]
    drawn: dict[tuple[int, int], str] = {}
    for region in regions:
        times: dict[tuple[int, int], str] = {}
        for x, y, strip in pieces(seen.items(), [region]):
            for offset, letter in enumerate(strip.text):
                assert (x + offset, y) not in times
                times[x + offset, y] = letter
        drawn.update(times)
    wanted = {
        (x, y): next(w.letter for w, (place, _clip) in seen.items() if place.contains(x, y))
        for region in regions
        for x in region.column_range
        for y in region.line_range
    }
    assert drawn == wanted


async def test_what_is_drawn_bit_by_bit_is_what_the_screen_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a key or a second changes, the terminal has after it what a whole frame would say.

    This is what tells when the framework's own painting, which is stood in for here, changes.
    """
    day = an_hour(tmp_path)
    sparing = 0
    async with day.app.run_test(size=(140, 40)) as pilot:
        screen = pilot.app.screen
        await pilot.pause()
        terminal = [list(strip.text) for strip in screen._compositor.render_strips()]

        def display(_screen: object, update: CompositorUpdate | None) -> None:
            nonlocal sparing, terminal
            if isinstance(update, Cells):
                sparing += 1
                for x, y, strip in update.pieces:
                    terminal[y][x : x + strip.cell_length] = strip.text
            elif update is not None:
                terminal = [list(strip.text) for strip in screen._compositor.render_strips()]

        monkeypatch.setattr(pilot.app, "_display", display)
        for key in ("b", "A", "1", "enter", *"hei", "enter", "escape", "f3", "f3", "%", "space"):
            day.pass_time(0.6)
            await pilot.press(key)
            await pilot.pause()
            shown: list[Any] = [strip.text for strip in screen._compositor.render_strips()]
            assert ["".join(row) for row in terminal] == shown, key
    assert sparing >= 8
