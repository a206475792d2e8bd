"""What is drawn can be seen by everybody: contrast on rendered cells, and without any colour."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.errors import NoWidget

from kvip_tui.cli import verbs
from kvip_tui.errors import UserError
from kvip_tui.settings import Look
from kvip_tui.store.library import Library
from kvip_tui.ui.board.screen import BoardScreen
from kvip_tui.ui.colourless import contrast, without_colour
from kvip_tui.ui.exchange.screen import TaskScreen
from kvip_tui.ui.passphrase import PassphraseScreen
from kvip_tui.ui.theme import THEMES
from tests.ui.doors import at_day, at_start, make, shown

TEXT, SIGN = 4.5, 3.0
DAY = ("", "f1", "escape", "ctrl+p", "down", "escape", "f2", "f3", "f4", "f5", "f6", "f7", "escape")
START = ("", "ctrl+p", "down", "escape", "n", *["tab"] * 7)


class Piece(Struct, frozen=True):
    """Some letters of one style: what they say, and how they are drawn."""

    text: str
    style: Style

    def shades(self) -> float:
        """Return the contrast of the letters on their ground; 21 where no colour is asked for."""
        if self.style.color is None or self.style.bgcolor is None:
            return 21.0
        return contrast(*map(Color.from_rich_color, (self.style.color, self.style.bgcolor)))


def pieces(app: App[Any]) -> Iterator[Piece]:
    """Yield what is drawn of the screen in front, not of what it covers."""
    screen = app.screen
    for y, strip in enumerate(screen._compositor.render_strips()):
        x = 0
        for segment in strip:
            try:
                widget = screen.get_widget_at(min(x, screen.size.width - 1), y)[0]
            except NoWidget:
                widget = screen
            x += segment.cell_length
            if segment.text.strip() and segment.style and widget is not screen:
                yield Piece(segment.text.strip(), segment.style)


def too_faint(app: App[Any], *, few: bool = False) -> list[tuple[str, float]]:
    """Return what cannot be read, or told from its ground, with its contrast."""
    seen = [(piece, piece.shades()) for piece in pieces(app)]
    assert len(seen) > (3 if few else 10)
    return [
        (piece.text, round(shades, 2))
        for piece, shades in seen
        if shades < (TEXT if any(map(str.isalnum, piece.text)) else SIGN)
    ]


@pytest.mark.parametrize("look", Look)
@pytest.mark.parametrize("keys", [START, DAY], ids=["start", "day"])
async def test_every_cell_can_be_read_in_every_look(
    data: Path, look: Look, keys: tuple[str, ...]
) -> None:
    """4.5 to 1 for letters, 3 to 1 for signs, borders, scrollbars: palette, help, form, panels."""
    async with shown(at_day(data) if keys == DAY else at_start(data)) as pilot:
        pilot.app.theme = THEMES[look].name
        for key in keys:
            await pilot.press(*filter(None, [key]))
            await pilot.pause()
            assert too_faint(pilot.app) == [], key


async def test_selected_text_can_be_read_in_every_look(data: Path) -> None:
    """What is chosen inside a field."""
    async with shown(at_start(data)) as pilot:
        await pilot.press("n", "x", "y", "z", "shift+home")
        for look in Look:
            pilot.app.theme = THEMES[look].name
            await pilot.pause()
            assert too_faint(pilot.app) == [], look


@pytest.mark.parametrize("look", Look)
async def test_the_board_the_exchange_and_the_seal_can_be_read_too(data: Path, look: Look) -> None:
    """Over the day, beside it, and before it."""
    async with shown(at_day(data)) as pilot:
        app = pilot.app
        app.theme = THEMES[look].name
        for key in ("f8", "number_sign"):
            await pilot.press(key)
            await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
        assert too_faint(app, few=True) == []
        await pilot.press("escape")
    make(Library(data), "BUP Molde")
    async with shown(at_start(data)) as pilot:
        app = pilot.app
        app.theme = THEMES[look].name
        await pilot.press("m")
        await pilot.pause()
        assert too_faint(app) == []
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, TaskScreen)
        for key in ("x", *["tab"] * 4):
            await pilot.press(key)
            await pilot.pause()
            assert too_faint(app) == [], key
        await app.push_screen(PassphraseScreen("besøket", lambda _phrase: None))
        await pilot.press("x")
        await pilot.pause()
        assert too_faint(app, few=True) == []


async def test_no_color_means_no_colour_and_what_is_chosen_is_reversed(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even greys; the palette's chosen row still stands out."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with shown(at_day(data)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        drawn = list(pieces(pilot.app))
        assert drawn
        filtered = [
            segment
            for strip in pilot.app.screen._compositor.render_strips()
            for segment in strip.apply_filter(pilot.app._filters[-1], Color(0, 0, 0))
        ]
        styles = [segment.style for segment in filtered if segment.style]
        assert not any(style.color or style.bgcolor for style in styles)
        assert any(style.reverse for style in styles)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("#e4e6e8 on #14181c", ""),
        ("bold #e4e6e8 on #1b2126", "bold"),
        ("#000000 on #6ea8d8", "reverse"),
        ("underline #000000 on #e0b46c", "underline reverse"),
        ("reverse #e4e6e8 on #14181c", "reverse"),
        ("bold red", "bold"),
        ("default on default", ""),
    ],
)
def test_a_ground_that_stands_out_is_reversed(given: str, expected: str) -> None:
    """A shade of the screen's is not; how letters are written stays."""
    style = without_colour(Style.parse(given), Color.parse("#14181c"))
    assert style == Style.parse(expected or "none")


class Terminal(io.StringIO):
    """A window that says it is a terminal."""

    def isatty(self) -> bool:
        """Return that it is."""
        return True


def test_a_terminal_that_moves_no_cursor_is_shown_the_way_to_line_mode(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """TERM=dumb, as inside an editor."""
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)
    monkeypatch.setenv("TERM", "dumb")
    with pytest.raises(UserError, match="kvip line"):
        verbs._ready_for_screens()
