"""The barest Textual apps that do what is measured: ``clock``, or ``keys`` on a label or line."""

import sys
from datetime import UTC, datetime

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Digits, Input, Static


class BareClock(App[None]):
    """One clock that ticks each second."""

    def compose(self) -> ComposeResult:
        """Lay out the clock."""
        yield Digits("")

    def on_mount(self) -> None:
        """Start the clock."""
        self.tick()
        self.set_interval(1, self.tick)

    def tick(self) -> None:
        """Show the time."""
        self.query_one(Digits).update(f"{datetime.now(UTC):%T}")


class BareKeys(App[None]):
    """A label that a or b changes; Enter moves to a line of text."""

    AUTO_FOCUS = ""

    def compose(self) -> ComposeResult:
        """Lay out the label and the line."""
        yield Static("LABEL", id="label")
        yield Input()

    def on_mount(self) -> None:
        """Keep the cursor from blinking, which would count as a change."""
        self.query_one(Input).cursor_blink = False

    def on_key(self, event: events.Key) -> None:
        """Change the label, or go to the line."""
        if event.key == "enter":
            self.set_focus(self.query_one(Input))
        elif event.character:
            self.query_one("#label", Static).update(f"LABEL {event.character}", layout=False)


if __name__ == "__main__":
    {"clock": BareClock, "keys": BareKeys}[sys.argv[1]]().run()
