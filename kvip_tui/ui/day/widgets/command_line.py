"""Where a command is typed in words, as in the line mode."""

from dataclasses import dataclass

from textual.binding import Binding
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from kvip_tui.i18n import _


class CommandLine(Input):
    """Takes one command; Enter carries it out, Escape or an empty line closes it."""

    BINDINGS = [
        Binding("enter", "submit", show=False, priority=True),
        Binding("escape", "close", show=False, priority=True),
    ]

    @dataclass
    class Given(Message):
        """A command was given; empty where the line was closed. ``back`` had the focus before."""

        text: str
        back: Widget | None = None

    def __init__(self) -> None:
        super().__init__(
            id="command-line",
            compact=True,
            placeholder=_("kommando, som «hopp pause» …"),
            select_on_focus=False,
        )
        self.cursor_blink = False
        self._back: Widget | None = None

    def open(self, beginning: str = "") -> None:
        """Show the line with the beginning of a command in it."""
        if not self.has_focus:
            self._back = self.screen.focused
        self.add_class("-open")
        self.value = beginning
        self.cursor_position = len(beginning)
        self.screen.set_focus(self)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand the command over."""
        event.stop()
        self._give(self.value.strip())

    def action_close(self) -> None:
        """Close the line without a command."""
        self._give("")

    def _give(self, text: str) -> None:
        self.remove_class("-open")
        self.value = ""
        self.post_message(self.Given(text, self._back))
