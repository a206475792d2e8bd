"""The bottom line of the screens that are not the day: their own few keys."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from textual import events
from textual.binding import Binding
from textual.content import Content

from kvip_tui.i18n import _
from kvip_tui.ui.keymap import printed
from kvip_tui.ui.widgets.lines import Lines


@dataclass(frozen=True)
class Key:
    """A key of a screen: what it does there, and its label in bokmål, '' where it is not shown.

    ``first``: the screen takes it before what has the focus, and before what is typed after it.
    """

    keys: str
    action: str
    label: str = ""
    first: bool = True

    def binding(self) -> Binding:
        """Return the key as Textual binds it."""
        return Binding(self.keys, self.action, show=False, priority=self.first)


class KeyRow(Lines):
    """Shows keys; a click is a key press."""

    DEFAULT_CSS = "KeyRow { height: 1; background: $panel; }"

    def __init__(self, keys: Sequence[Key]) -> None:
        super().__init__()
        self._keys = [key for key in keys if key.label]
        self._ends: list[tuple[int, str]] = []

    def on_mount(self) -> None:
        """Show the keys."""
        self.leave_out(())

    def leave_out(self, actions: Collection[str]) -> None:
        """Show the keys but those of some actions, which nothing can be done with now."""
        row, self._ends = Content(""), []
        for key in self._keys:
            if key.action in actions:
                continue
            name = printed(key.keys.split(",")[0])
            row = row + Content.assemble((f" {name}", "bold $text-accent"), f" {_(key.label)} ")
            self._ends.append((row.cell_length, key.action))
        self.show([row])

    def on_click(self, event: events.Click) -> None:
        """Do what the key does."""
        action = next((action for end, action in self._ends if event.x < end), None)
        if action is not None:
            self.call_later(self.run_action, action)
