"""Draws the main screens as text, to be kept and looked at: ``python -m tests.pictures [FOLDER]``.

It writes `tests/ui/pictures` anew; with a folder it writes every screen there as SVG too, in every
look. Whoever changes a screen looks at the difference before keeping it.
"""

import asyncio
import sys
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from textual.app import App
from textual.color import Color
from textual.pilot import Pilot

from kvip_tui.settings import Look
from kvip_tui.store.library import Library
from kvip_tui.ui.app import KvipApp
from kvip_tui.ui.day.screen import DayScreen
from kvip_tui.ui.day.widgets import message
from kvip_tui.ui.theme import THEMES
from kvip_tui.ui.workspace import Desk
from kvip_tui.visits.demo import NOW, make_demo
from kvip_tui.visits.open import open_visit

PICTURES = Path(__file__).parent / "ui" / "pictures"
DATE = date(2021, 3, 16)
SIZES = ((140, 40), (100, 30), (80, 24), (60, 20))
# A screen, and what is pressed to come to it from the one before.
SCREENS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("dagen", ()),
    ("erteposen", ("f3",)),
    ("roller", ("f3", "f4")),
    ("notater", ("f4", "f5")),
    ("rapporten", ("escape", "f2", "f6")),
    ("tavla", ("escape", "number_sign")),
)
# From the demo's moment on to the interviews, in words.
ON = ("klokka 11.32", "neste likevel", "klokka 12.01", "neste likevel", "klokka 12.12")
# What stands for a colour where its meaning is drawn instead of the letters.
LETTERS = {
    "text-primary": "p",
    "text-secondary": "s",
    "text-accent": "k",
    "text-warning": "w",
    "text-error": "e",
    "text-success": "g",
    "text-muted": "-",
}
# The screens that are drawn in every look.
COLOURED = ("dagen", "rapporten")
# Those that are laid out otherwise at 100 columns.
LAID_OUT = (*COLOURED, "erteposen", "intervjuene")
MEANINGS = "meaning.txt"
# What is done with a screen: its name, the app that shows it, its size and its look.
Drawn = Callable[[str, App[Any], tuple[int, int], Look], None]


def text(app: App[Any]) -> str:
    """Return what the screen shows, a line for each row."""
    rows = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in row).rstrip() for row in rows)


def meanings(app: App[Any], look: Look) -> str:
    """Return what the colour of each letter on the screen means, in the letters of `LETTERS`."""
    theme = THEMES[look]
    colors = {**theme.to_color_system().generate(), **theme.variables}
    named = {Color.parse(colors[name]).rgb: letter for name, letter in LETTERS.items()}
    rows = []
    for strip in app.screen._compositor.render_strips():
        row = ""
        for segment in strip:
            color = segment.style.color if segment.style else None
            letter = named.get(Color.from_rich_color(color).rgb, ".") if color else "."
            row += "".join(" " if char == " " else letter for char in segment.text)
        rows.append(row.rstrip())
    return "\n".join(rows)


async def settled(pilot: Pilot[None]) -> None:
    """Let what has changed be laid out and drawn."""
    await pilot.pause()
    await pilot.pause()


async def visited(drawn: Drawn) -> None:
    """Go through the screens of the demo, and hand over each.

    What the quiet line says stands meanwhile, however long it takes.
    """
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(message, "STANDS", timedelta(days=1)),
    ):
        library = Library(Path(folder))
        visit, _now = make_demo(library, DATE)
        desk = Desk(library, open_visit(library, visit, clock=NOW, speed="0"))
        try:
            async with KvipApp(desk).run_test(size=SIZES[0]) as pilot:
                await settled(pilot)
                for name, keys in SCREENS:
                    await pilot.press(*keys)
                    await _in_every_size(pilot, name, drawn)
                await pilot.press("escape")
                day = pilot.app.screen
                assert isinstance(day, DayScreen)
                for line in ON:
                    day.carry_out_line(line)
                await _in_every_size(pilot, "intervjuene", drawn)
        finally:
            desk.clear()


async def _in_every_size(pilot: Pilot[None], name: str, drawn: Drawn) -> None:
    """Hand over a screen in every size, in the smallest last, and some in every look."""
    for size in SIZES if name in LAID_OUT else (SIZES[0], *SIZES[2:]):
        await pilot.resize_terminal(*size)
        looks = Look if name in COLOURED and size == SIZES[2] else (Look.DARK,)
        for look in (*looks, Look.DARK):
            pilot.app.theme = THEMES[look].name
            await settled(pilot)
            drawn(name, pilot.app, size, look)


class Pictures:
    """The screens as they are to be kept: by the name of the file, all in one size.

    Attributes:
        texts: What they say.
        meanings: What their colours mean, by look.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self.texts: dict[str, dict[str, str]] = {}
        self.meanings: dict[Look, dict[str, str]] = {look: {} for look in Look}

    def draw(self, name: str, app: App[Any], size: tuple[int, int], look: Look) -> None:
        """Keep a screen, in a folder for people too."""
        self.texts.setdefault(f"{size[0]}x{size[1]}.txt", {})[name] = text(app)
        if name in COLOURED and size == SIZES[2]:
            self.meanings[look][name] = meanings(app, look)
        if self._folder is not None:
            file = self._folder / f"{name}-{size[0]}x{size[1]}-{look.value}.svg"
            file.write_text(app.export_screenshot(title=name), "utf-8")

    def files(self) -> dict[str, str]:
        """Return the files to keep; of the meanings those of one look, as they are of all."""
        return {
            file: "\n".join(f"== {name}\n{drawn}\n" for name, drawn in screens.items())
            for file, screens in (*self.texts.items(), (MEANINGS, self.meanings[Look.DARK]))
        }


def main(folder: Path | None = None) -> None:
    """Write the pictures anew."""
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    pictures = Pictures(folder)
    asyncio.run(visited(pictures.draw))
    PICTURES.mkdir(exist_ok=True)
    for file, content in pictures.files().items():
        (PICTURES / file).write_text(content, "utf-8", newline="\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
