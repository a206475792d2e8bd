"""What the screens that are not the day have in common: a quiet line, and their keys below it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen, ScreenResultType
from textual.widgets import Static

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


class PlainScreen(Screen[ScreenResultType]):
    """A screen that is read in peace: what it says stands until the next thing is said."""

    DEFAULT_CSS = """
    PlainScreen {
        layout: vertical;
        background: $background;
        #headline { height: 1; background: $panel; }
        #message { height: auto; min-height: 1; max-height: 4; padding: 0 1; }
        #message { color: $text-secondary; }
        #message.-refused { color: $text-error; text-style: bold; }
    }
    """

    def bottom(self, keys: tuple[Key, ...]) -> ComposeResult:
        """Lay out the last lines of the screen."""
        yield Static(id="message")
        yield KeyRow(keys)

    def say(self, text: str, *, refused: bool = False) -> None:
        """Say a sentence on the quiet line; a refusal gets a sign."""
        line = self.query_one("#message", Static)
        line.update(Content(f"! {text}" if refused else text))
        line.set_class(refused, "-refused")
