"""Runs the app on a terminal, and cleans up when it ends."""

from kvip_tui.store.library import Library
from kvip_tui.ui.app import KvipApp
from kvip_tui.ui.collector import QUIET, settle
from kvip_tui.ui.workspace import Desk
from kvip_tui.visits.open import Opened


def day(library: Library, opened: Opened) -> int:
    """Show the day of an open visit until the program is left; returns the exit code."""
    return _run(Desk(library, opened))


def start(library: Library) -> int:
    """Show the start screen until the program is left; returns the exit code."""
    return _run(Desk(library))


def demo(library: Library, clock: str | None) -> int:
    """Show the fictional visit in a folder of its own, removed afterwards."""
    desk = Desk(library)
    desk.demo(clock)
    return _run(desk)


class _App(KvipApp):
    """The app in a process of its own."""

    def on_ready(self) -> None:
        """Let the first picture be drawn, and a little quiet come, before memory is seen to."""
        self.set_timer(QUIET, settle)


def _run(desk: Desk) -> int:
    try:
        app = _App(desk)
        app.run()
        return app.return_code or 0
    finally:
        desk.clear()
