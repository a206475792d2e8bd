"""Asks, when a rehearsal is left, whether it is deleted: one answer, and it is gone."""

from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.ui.plain_screen import Key, KeyRow

KEYS: Final = (
    Key("enter,s,S", "screen.delete", m("Slett øvingen")),
    Key("b,B", "screen.keep", m("Behold")),
    Key("escape", "screen.go_on", m("Øv videre")),
)


class RehearsalOver(ModalScreen[bool | None]):
    """The question; is left with whether to delete the rehearsal, None to go on rehearsing."""

    DEFAULT_CSS = """
    RehearsalOver {
        align: center middle;
        & > Vertical {
            width: 60; max-width: 96%; height: auto; max-height: 100%;
            border: round $border; background: $background; padding: 0 1;
        }
        #title { text-style: bold; margin-bottom: 1; }
        #about { margin-bottom: 1; }
    }
    """
    BINDINGS = [key.binding() for key in KEYS]
    # It makes do with any window.
    any_size = True

    def compose(self) -> ComposeResult:
        """Lay out the question above its answers."""
        about = _("Øvingen er en kopi; selve besøket er urørt.")
        with Vertical():
            yield Static(Content(_("Skal øvingen slettes?")), id="title")
            yield Static(Content(about), id="about")
            yield KeyRow(KEYS)

    def action_delete(self) -> None:
        """Let it be deleted."""
        self.dismiss(True)

    def action_keep(self) -> None:
        """Let it stay in the list of visits."""
        self.dismiss(False)

    def action_go_on(self) -> None:
        """Go back to it."""
        self.dismiss(None)
