"""What the terminal sends, put together, and what becomes of the program when it is gone."""

import os
import sys

from textual.driver import Driver

from kvip_tui.ui.terminal.events import CapsLock, TerminalGone

__all__ = ["CapsLock", "TerminalGone", "driver_class"]


def driver_class() -> type[Driver] | None:
    """Return the driver for the terminal; None where another was asked for, as a browser's is."""
    if "TEXTUAL_DRIVER" in os.environ:
        return None
    if sys.platform == "win32":
        from kvip_tui.ui.terminal.windows import ConsoleDriver  # noqa: PLC0415 - only there

        return ConsoleDriver
    from kvip_tui.ui.terminal.driver import TerminalDriver  # noqa: PLC0415 - not on Windows

    return TerminalDriver
