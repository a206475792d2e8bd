"""Runs the app on a terminal, and cleans up when it ends."""

import shutil
import tempfile
from pathlib import Path

from textual.app import App

from kvip_tui.opening import Opened, open_visit
from kvip_tui.store.library import Library
from kvip_tui.ui.app import KvipApp
from kvip_tui.ui.screens.day import DayScreen


def day_screen(opened: Opened) -> DayScreen:
    """Return the day screen of an open visit."""
    return DayScreen(opened.session, opened.draft, tuple(opened.journal.notices))


def day(opened: Opened) -> int:
    """Show the day of an open visit until it is left; returns the exit code."""
    try:
        return _run(KvipApp(lambda: day_screen(opened)))
    finally:
        opened.close()


def start(library: Library) -> int:
    """Show the start screen until it is left; returns the exit code."""
    from kvip_tui.ui.screens.start import StartScreen  # noqa: PLC0415 - the day does without

    return _run(KvipApp(lambda: StartScreen(library)))


def demo(clock: str | None) -> int:
    """Show the fictional visit in a folder of its own, removed afterwards."""
    from kvip_tui.demo import make_demo  # noqa: PLC0415 - only the demo needs its history

    folder = Path(tempfile.mkdtemp(prefix="kvip-demo-"))
    try:
        library = Library(folder)
        visit, now = make_demo(library)
        return day(open_visit(library, visit, clock=clock or now))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(app: App[None]) -> int:
    app.run()
    return app.return_code or 0
