"""Asks for the passphrase of a sealed visit, once, over the screen that wants to open it."""

from collections.abc import Callable
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from kvip_tui.domain.text.legible import legible
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.ui.plain_screen import Key, KeyRow

KEYS: Final = (
    Key("enter", "screen.unlock", m("Åpne"), first=False),
    Key("escape", "screen.leave", m("Tilbake")),
    Key("ctrl+q", "app.quit", m("Avslutt")),
)
LONGEST: Final = 1000


class PassphraseScreen(ModalScreen[bool]):
    """A field that shows nothing of what is typed; is left with whether the visit is open to us.

    Args:
        name: The visit's name.
        unlock: Tries a passphrase, and raises a `UserError` where it is another.
    """

    DEFAULT_CSS = """
    PassphraseScreen {
        align: center middle;
        & > Vertical {
            width: 64; max-width: 96%; height: auto; max-height: 100%;
            border: round $border; background: $background; padding: 0 1;
        }
        #title { text-style: bold; }
        #phrase { width: 100%; border: none; background: $surface; padding: 0 1; margin: 1 0; }
        #message { height: auto; min-height: 1; }
        #message.-refused { color: $text-error; text-style: bold; }
    }
    """
    BINDINGS = [key.binding() for key in KEYS[1:]]
    AUTO_FOCUS = "#phrase"
    # It makes do with any window.
    any_size = True

    def __init__(self, name: str, unlock: Callable[[str], None]) -> None:
        super().__init__()
        self._visit, self._unlock = name, unlock
        self._busy = False

    def compose(self) -> ComposeResult:
        """Lay out the question, the field and what is said about it."""
        with Vertical():
            yield Static(Content(_("Besøket er forseglet")), id="title")
            yield Static(Content(legible(self._visit)))
            field = Input(
                id="phrase",
                password=True,
                compact=True,
                max_length=LONGEST,
                placeholder=_("Passordfrase"),
            )
            field.cursor_blink = False
            yield field
            yield Static(id="message")
            yield KeyRow(KEYS)

    @on(Input.Submitted)
    def action_unlock(self) -> None:
        """Try what was typed, beside the screen: finding the key takes a moment on purpose."""
        phrase = self.query_one(Input).value
        if phrase and not self._busy:
            self._busy = True
            self.say(_("Et øyeblikk …"))
            self.run_worker(lambda: self._try(phrase), thread=True, exit_on_error=False)

    def _try(self, phrase: str) -> None:
        try:
            self._unlock(phrase)
        except UserError as error:
            self.app.call_from_thread(self._failed, error.message)
        else:
            self.app.call_from_thread(self.dismiss, True)

    def _failed(self, said: str) -> None:
        self._busy = False
        self.query_one(Input).value = ""
        self.say(said, refused=True)

    def say(self, text: str, *, refused: bool = False) -> None:
        """Say a sentence below the field; a refusal gets a sign."""
        line = self.query_one("#message", Static)
        line.update(Content(f"! {text}" if refused else text))
        line.set_class(refused, "-refused")

    def action_leave(self) -> None:
        """Go back; the visit stays closed."""
        self.dismiss(False)
