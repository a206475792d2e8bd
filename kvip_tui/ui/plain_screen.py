"""What the screens that are not the day have in common: a quiet line, and their keys below it."""

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen, ScreenResultType
from textual.widgets import Static

from kvip_tui.ui.widgets.key_row import Key, KeyRow


class PlainScreen(Screen[ScreenResultType]):
    """A screen that is read in peace: what it says stands until the next thing is said."""

    DEFAULT_CSS = """
    PlainScreen {
        layout: vertical;
        background: $background;
        #headline { height: 1; background: $panel; }
        #message { height: auto; min-height: 1; max-height: 4; padding: 0 1; color: $text-accent; }
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
