"""The title of the window: what is left and of what, and what it was before when it is over."""

import os
import sys
from typing import Any, Final

from textual.app import App

from kvip_tui.domain.text.legible import one_line

# The terminal keeps its title on a stack of its own; those that have none pass this over.
SAVE: Final = "\x1b[22;2t"
RESTORE: Final = "\x1b[23;2t"
LONGEST: Final = 80
# These have no title, and might print what they do not know.
WITHOUT: Final = ("linux", "dumb", "")


def sequence(text: str) -> str:
    """Return what sets the title of a terminal's window."""
    return f"\x1b]2;{one_line(text)[:LONGEST]}\x07"


class WindowTitle:
    """Shows a title, and puts back the one that was there."""

    def __init__(self) -> None:
        self._shown = ""
        self._before = ""

    def show(self, app: App[Any], text: str) -> None:
        """Let the window say *text* from now on; where it says so already, nothing is written."""
        driver = app._driver
        if text == self._shown or driver is None or app.is_headless or not self._known(app):
            return
        if not self._shown and not app.is_web:
            self._before = _console_title()
            driver.write(SAVE)
        self._shown = text
        driver.write(sequence(text))

    def hide(self, app: App[Any]) -> None:
        """Put back the title while the app goes on."""
        if self._shown and app._driver is not None:
            app._driver.write(self._back())
        self._shown = ""

    def restore(self) -> None:
        """Put back the title once the app has left the terminal."""
        if self._shown and sys.__stderr__ is not None and sys.__stderr__.isatty():
            sys.__stderr__.write(self._back())
            sys.__stderr__.flush()
        self._shown = ""

    def _back(self) -> str:
        """Return what sets the title that was there: the console's own, or the stack's."""
        return sequence(self._before) + RESTORE

    @staticmethod
    def _known(app: App[Any]) -> bool:
        term = os.environ.get("TERM", "")
        return app.is_web or sys.platform == "win32" or term not in WITHOUT


def _console_title() -> str:
    """Return the title of a Windows console, '' elsewhere: there is no asking a terminal."""
    if sys.platform != "win32":
        return ""
    import ctypes  # noqa: PLC0415 - only there

    buffer = ctypes.create_unicode_buffer(1024)
    ctypes.windll.kernel32.GetConsoleTitleW(buffer, len(buffer))
    return buffer.value
