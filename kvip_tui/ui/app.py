"""The app: wires themes, screens and the way out; all else is in the screens."""

from collections.abc import Callable

from textual.app import App
from textual.screen import Screen

from kvip_tui.ui.theme import DARK, THEMES


class KvipApp(App[None]):
    """Shows one screen of the program on a terminal."""

    TITLE = "KvIP"
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, first: Callable[[], Screen[None]]) -> None:
        super().__init__()
        self._first = first

    def on_mount(self) -> None:
        """Register the themes and show the first screen."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name
        self.push_screen(self._first())
