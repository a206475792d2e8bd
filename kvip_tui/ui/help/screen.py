"""The help: the first steps, every command with its key and its words, then all the rest."""

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from kvip_tui.i18n import _, current_language
from kvip_tui.i18n import marked as m
from kvip_tui.resources import assets
from kvip_tui.ui.help.pages import command_rows, page_rows
from kvip_tui.ui.plain_screen import Key, PlainScreen
from kvip_tui.ui.widgets.lines import Lines, sides

KEYS = (
    Key("f1,escape", "screen.close", m("Lukk hjelpen")),
    Key("ctrl+q", "app.quit", m("Avslutt")),
)
SECTION = "\n## "


def user_page(language: str) -> str:
    """Return the page for users in a language, or in bokmål where there is none in it."""
    folder = assets() / "help"
    own = folder / f"{language}.md"
    page = own if own.is_file() else folder / "nb.md"
    return page.read_text("utf-8")


def opened(page: str) -> tuple[str, str]:
    """Return what a newcomer reads first, a page's beginning and first section, and the rest."""
    beginning, *sections = page.split(SECTION)
    return SECTION.join([beginning, *sections[:1]]), "".join(SECTION + s for s in sections[1:])


class HelpScreen(PlainScreen[None]):
    """Shows the help over what goes on; no key reaches what is behind it."""

    CSS_PATH = "help.tcss"
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS = [key.binding() for key in KEYS]

    def __init__(self) -> None:
        super().__init__(name="help")
        self._width = 0

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        yield Lines(id="headline")
        with VerticalScroll():
            yield Lines(id="page")
        yield from self.bottom(KEYS)

    @on(Lines.Reflowed)
    def _reflow(self) -> None:
        """Fit the rows to the window."""
        width = self.size.width
        if width == self._width:
            return
        self._width = width
        hint = Content.styled(_("piltaster og PgUp/PgDn blar "), "$text-muted")
        self.query_one("#headline", Lines).show([sides(Content(_(" KvIP · Hjelp")), hint, width)])
        inner = max(20, width - 6)
        first, rest = opened(user_page(current_language()))
        keys = [Content(""), *command_rows(inner), Content("")]
        rows = [*page_rows(first, inner), *keys, *page_rows(rest, inner)]
        self.query_one("#page", Lines).show(rows)

    def action_close(self) -> None:
        """Go back to what goes on."""
        for page in self.query(VerticalScroll):
            page.scroll_home(animate=False)
        self.dismiss()
