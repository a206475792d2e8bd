"""The help: it opens at what is on the screen, and anything in it is found by typing."""

from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input

from kvip_tui.i18n import _, current_language
from kvip_tui.i18n import marked as m
from kvip_tui.resources import assets
from kvip_tui.ui.help.pages import SIGNS, Manual, manual
from kvip_tui.ui.plain_screen import Key, PlainScreen
from kvip_tui.ui.widgets.lines import Lines, sides

KEYS: Final = (
    Key("f1", "screen.signs", m("Tegnene")),
    Key("enter,f3", "screen.next", m("Neste treff"), first=False),
    Key("escape", "screen.close", m("Lukk")),
    Key("ctrl+q", "app.quit", m("Avslutt")),
)
LONGEST: Final = 60


def user_page(language: str) -> str:
    """Return the page for users in a language, or in bokmål where there is none in it."""
    folder = assets() / "help"
    own = folder / f"{language}.md"
    page = own if own.is_file() else folder / "nb.md"
    return page.read_text("utf-8")


class HelpScreen(PlainScreen[None]):
    """Shows the help over what goes on; no key reaches what is behind it."""

    CSS_PATH = "help.tcss"
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS = [key.binding() for key in KEYS]
    # What the field takes for itself, though it moves the page.
    _MOVES: ClassVar = frozenset({"up", "down", "pageup", "pagedown"})

    def __init__(self) -> None:
        super().__init__(name="help")
        self._width = 0
        self._manual = Manual()
        self._found: list[int] = []
        self._topic = ""
        self._opens = False

    def compose(self) -> ComposeResult:
        """Lay out the page above the field that it is searched with."""
        yield Lines(id="headline")
        with VerticalScroll():
            yield Lines(id="page")
        field = Input(id="find", compact=True, max_length=LONGEST)
        field.placeholder = _("skriv det du leter etter")
        field.cursor_blink = False
        yield field
        yield from self.bottom(KEYS)

    def on_mount(self) -> None:
        """Go to what is looked for once the page has its height."""
        self.watch(self.query_one(VerticalScroll), "virtual_size", self._laid_out, init=False)

    def _laid_out(self) -> None:
        laid_out = self.query_one(VerticalScroll).virtual_size.height >= len(self._manual.rows)
        if self._opens and laid_out:
            self._opens = False
            self.call_after_refresh(self._go_to, self._manual.topics.get(self._topic, 0))

    def open_at(self, topic: str) -> None:
        """Begin with what the page says of a topic, '' for the first page, when it is shown."""
        self._topic = topic
        self._width = 0
        if self.is_mounted:
            self._reflow()

    @on(Lines.Reflowed)
    def _reflow(self) -> None:
        """Fit the rows to the window."""
        width = self.size.width
        if width == self._width or not width:
            return
        self._width = width
        self._manual = manual(user_page(current_language()), max(20, width - 6))
        self._show()
        self._opens = True
        self.call_after_refresh(self._laid_out)

    @on(Input.Changed)
    def _search(self) -> None:
        """Go to the first place with what was typed."""
        self._show()
        if self._found:
            self._go_to(self._found[0])

    @on(Input.Submitted)
    def action_next(self) -> None:
        """Go to the next place with what was typed, from the last one to the first."""
        top = round(self.query_one(VerticalScroll).scroll_target_y)
        if self._found:
            self._go_to(next((row for row in self._found if row > top), self._found[0]))

    def on_key(self, event: events.Key) -> None:
        """Let whatever is typed be what is looked for, and the page be moved all the while."""
        field, page = self.query_one("#find", Input), self.query_one(VerticalScroll)
        if event.character and event.is_printable and not field.has_focus:
            field.focus()
            field.insert_text_at_cursor(event.character)
            event.stop()
        elif field.has_focus and event.key in self._MOVES:
            getattr(page, f"action_{event.key.replace('page', 'page_')}", _nothing)()
            event.stop()

    def action_signs(self) -> None:
        """Go to what the signs of the day mean; from there, back to what goes on."""
        signs = self._manual.topics.get(SIGNS, 0)
        page = self.query_one(VerticalScroll)
        on_day = len(self.app.screen_stack) > 1 and hasattr(self.app.screen_stack[-2], "glance")
        if not on_day or self._topic == SIGNS or page.scroll_target_y == page.max_scroll_y:
            self.action_close()
        else:
            self._topic = SIGNS
            self._go_to(signs)

    def action_close(self) -> None:
        """Leave the search where there is one, else go back to what goes on."""
        field = self.query_one("#find", Input)
        if field.value:
            field.value = ""
            self.query_one(VerticalScroll).focus()
            return
        self.dismiss()

    def _show(self) -> None:
        """Show the page with what was typed marked, and how often it stands there."""
        words = self.query_one("#find", Input).value.strip()
        rows, self._found = self._manual.searched(words)
        self.query_one("#page", Lines).show(rows)
        hint = _("piltaster og PgUp/PgDn blar ")
        if words:
            hint = _("{n} treff ").format(n=len(self._found))
        said = Content.styled(hint, "$text-muted")
        title = Content(_(" KvIP · Hjelp"))
        self.query_one("#headline", Lines).show([sides(title, said, self.size.width)])

    def _go_to(self, row: int) -> None:
        self.query_one(VerticalScroll).scroll_to(y=row, animate=False)


def _nothing() -> None:
    """Do nothing."""
