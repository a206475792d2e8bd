"""Random keys on every screen of the program: none may end it, and what is kept must be valid.

``python -m tests.e2e.walk SEED KEYS`` walks through the fictional visit, in a folder of its own. A
walk that fails prints its seed and its last keys, and the same seed walks the same way again.
"""

import asyncio
import os
import random
import sys
import tempfile
import webbrowser
from collections import deque
from pathlib import Path
from typing import Final

from textual import events
from textual.pilot import Pilot, WaitForScreenTimeout

from kvip_tui.domain.history import replay
from kvip_tui.store.journal import Journal
from kvip_tui.store.library import Library
from kvip_tui.ui.app import KvipApp
from kvip_tui.ui.workspace import Desk

PLAIN: Final = "abcdefghijklmnopqrstuvwxyzæøåABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.,:;/?!#@ "
NAMED: Final = (
    *("enter", "escape", "tab", "shift+tab", "backspace", "delete", "up", "down", "left", "right"),
    *("home", "end", "pageup", "pagedown", "insert", "space", "shift+enter", "ctrl+enter"),
    *(f"f{n}" for n in range(1, 13)),
    *(f"shift+f{n}" for n in range(1, 13)),
    *(f"ctrl+{letter}" for letter in "abcdefghijklmnopqrstuvwxy"),
    *(f"ctrl+{arrow}" for arrow in ("up", "down", "left", "right", "home", "end")),
)
# What is typed now and then as a whole, since hardly any random letters make a command.
LINES: Final = (
    *("neste", "slutt", "pause", "fortsett", "+5", "-3", "angre", "gjør om", "ordet Anne", "ledig"),
    *("hånd Berit", "strek", "runde", "pass", "notat En ting #styrke", "tanke Noe annet", "hjelp"),
    *("start intervju-pasient likevel", "rapport", "sjekk", "folk", "person Ny Person, vertsenhet"),
    *("endre notat 1 Noe nytt", "slett notat 2", "dagen før", "dagen etter", "status", "avslutt"),
)
SIZES: Final = ((140, 40), (100, 30), (80, 24), (40, 12), (200, 60), (10, 3), (1, 1))
SIGNS: Final = {"space": " ", "minus": "-", "plus": "+", "enter": "\r", "tab": "\t"}
REMEMBERED: Final = 40
# How often the pilot, which gives up after half a minute, is asked again.
PATIENCE: Final = 10


class Walk:
    """One random walk; the same seed presses the same keys."""

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(seed)
        self.pressed: deque[str] = deque(maxlen=REMEMBERED)
        self.screens: set[str] = set()

    async def through(self, pilot: Pilot[None], keys: int) -> int:
        """Press random keys until the program is left, and return how many are still to press."""
        left = keys
        while left > 0 and pilot.app.is_running and not pilot.app._exit:
            chance = self._draw.random()
            if chance < 0.01:
                width, height = self._draw.choice(SIZES)
                self.pressed.append(f"{width}x{height}")
                await pilot.resize_terminal(width, height)
                continue
            pressed = self._typed() if chance < 0.04 else [self._key()]
            self.pressed.extend(pressed)
            left -= len(pressed)
            for key in pressed:
                pilot.app.post_message(
                    events.Key(key, SIGNS.get(key, key if len(key) == 1 else None))
                )
            await asyncio.sleep(0)
            if self._draw.random() < 0.2:
                await settled(pilot)
            if pilot.app.is_running and not pilot.app._exit:
                self.screens.add(type(pilot.app.screen).__name__)
        await settled(pilot)
        return left

    def _key(self) -> str:
        return self._draw.choice(PLAIN if self._draw.random() < 0.4 else NAMED)

    def _typed(self) -> list[str]:
        line = self._draw.choice(LINES)
        if self._draw.random() < 0.4:
            return ["ctrl+p", *(named(char) for char in line[:6]), "enter"]
        return ["escape", ":", *(named(char) for char in line), "enter"]


async def settled(pilot: Pilot[None]) -> None:
    """Wait until the program has done what it was given; a crowded machine is waited for.

    Raises:
        WaitForScreenTimeout: It has not for several minutes.
    """
    for waited in range(PATIENCE):
        try:
            await pilot.pause()
        except WaitForScreenTimeout:
            if waited == PATIENCE - 1:
                raise
        else:
            return


def named(char: str) -> str:
    """Return what the key of a sign is called."""
    return {" ": "space", "-": "minus", "+": "plus"}.get(char, char)


def _nowhere(*_given: object, **_more: object) -> bool:
    return False


async def _walked(walk: Walk, desk: Desk, keys: int) -> int:
    app = KvipApp(desk)
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        return await walk.through(pilot, keys)


def valid(path: Path) -> int:
    """Return how many records a journal has.

    Raises:
        AssertionError: It is damaged, or was written on beside.
        ValueError: It makes no visit.
    """
    with Journal.open(path, write=False) as journal:
        assert journal.notices == []
        replay(journal.records)
        return len(journal.records)


def walked(seed: int, keys: int, folder: Path) -> str:
    """Walk with a seed, beginning anew where the program was left, and return what came of it.

    Raises:
        Exception: Whatever the program ended with.
    """
    os.environ["KVIP_MACHINE"] = "vandring"
    webbrowser.open = _nowhere
    walk, count, starts = Walk(seed), 0, 0
    left = keys
    while left > 0:
        desk = Desk(Library(folder))
        opened = desk.demo()
        path = opened.journal.path
        starts += 1
        try:
            left = asyncio.run(_walked(walk, desk, left))
            count += valid(path) if path.exists() else 0
        except BaseException:
            sys.stderr.write(f"seed {seed}: {' '.join(walk.pressed)}\n")
            raise
        finally:
            desk.clear()
    screens = ", ".join(sorted(walk.screens))
    return f"seed {seed}: {keys} keys, {starts} starts, {count} records, {screens}"


def main(seed: int, keys: int) -> int:
    """Walk through the fictional visit in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="kvip-walk-") as name:
        print(walked(seed, keys, Path(name)))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
