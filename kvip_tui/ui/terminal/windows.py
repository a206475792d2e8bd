"""Lets Textual's driver for Windows read whole keys."""

from textual.drivers import win32, windows_driver

from kvip_tui.ui.terminal.keyboard import KeyReader


class ConsoleDriver(windows_driver.WindowsDriver):
    """Reads whole keys from a Windows console."""

    def start_application_mode(self) -> None:
        """Begin to use the console; its reader makes a parser for itself, by this name."""
        setattr(win32, "XTermParser", KeyReader)  # noqa: B010 - it is no promise of Textual's
        super().start_application_mode()

    def _enable_mouse_support(self) -> None:
        if self._mouse:
            self.write("\x1b[?1000h\x1b[?1002h\x1b[?1006h")

    def _disable_mouse_support(self) -> None:
        if self._mouse:
            self.write("\x1b[?1000l\x1b[?1002l\x1b[?1006l")
