"""Runs the app on a terminal, and cleans up when it ends."""

import os
import sys
from collections.abc import Callable

from kvip_tui.commands.keymap import use_terminal
from kvip_tui.commands.terminals import here, kept
from kvip_tui.store.library import Library
from kvip_tui.ui.app import KvipApp
from kvip_tui.ui.collector import settle
from kvip_tui.ui.workspace import Desk
from kvip_tui.visits.open import Opened


def day(library: Library, opened: Opened) -> int:
    """Show the day of an open visit until the program is left; returns the exit code."""
    return _run(Desk(library, opened))


def asking(library: Library, opening: Callable[[], Opened]) -> int:
    """Ask for the passphrase of a visit over the start screen, and show its day."""
    return _run(Desk(library), lambda desk: desk.lay(opening()))


def start(library: Library) -> int:
    """Show the start screen until the program is left; returns the exit code."""
    return _run(Desk(library))


def demo(library: Library, clock: str | None) -> int:
    """Show the fictional visit in a folder of its own, removed afterwards."""
    desk = Desk(library)
    desk.demo(clock)
    return _run(desk)


def _run(desk: Desk, first: Callable[[Desk], Opened] | None = None) -> int:
    use_terminal(kept(here(os.environ, sys.platform)))
    app = KvipApp(desk, settle, first)
    try:
        app.run()
        return app.return_code or 0
    finally:
        app.window_title.restore()
        desk.clear()
