"""The board in a window of its own, on a terminal or in a browser."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from textual.app import App
from textual.binding import Binding

from kvip_tui import crash_report
from kvip_tui.session import Session
from kvip_tui.settings import Settings, read_settings
from kvip_tui.store.library import Library
from kvip_tui.ui.board.screen import BoardScreen
from kvip_tui.ui.collector import QUIET, settle
from kvip_tui.ui.passphrase import PassphraseScreen
from kvip_tui.ui.theme import THEMES
from kvip_tui.ui.window_title import WindowTitle
from kvip_tui.visits.open import Opened


class BoardApp(App[None]):
    """Shows the board of one visit until it is closed.

    Args:
        session: The visit, None where its passphrase comes first.
        settings: What the person has chosen.
        names: Whether it is shown who has the floor.
        ask: Asks for the passphrase.
        opening: Opens the visit once that is known.
    """

    TITLE = "KvIP"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [Binding("q,escape,ctrl+q,ctrl+c", "quit", show=False, priority=True)]

    def __init__(
        self,
        session: Session | None,
        settings: Settings,
        *,
        names: bool = False,
        ask: PassphraseScreen | None = None,
        opening: Callable[[], Opened] | None = None,
    ) -> None:
        super().__init__()
        self._session, self._names = session, names
        self._ask, self._opening = ask, opening
        self.opened: Opened | None = None
        self.window_title = WindowTitle()
        self._titled = settings.signals.title
        theme = THEMES[settings.look]
        self.register_theme(theme)
        # Chosen before the style sheets are read: changing it afterwards reads them all again.
        self.set_reactive(BoardApp.theme, theme.name)
        self.stylesheet.set_variables(self.get_css_variables())

    def on_ready(self) -> None:
        """Let the first picture be drawn, and a little quiet come, before memory is seen to."""
        self.set_timer(QUIET, settle)

    def on_mount(self) -> None:
        """Show the board, once the passphrase is known."""
        if self._session is not None:
            self._show(self._session)
        elif self._ask is not None:
            self.push_screen(self._ask, self._known)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let no key leave while it may be a letter of the passphrase."""
        return not (action == "quit" and isinstance(self.screen, PassphraseScreen))

    def _known(self, unlocked: bool | None) -> None:
        """Show the board of the visit that is open to us, or leave."""
        if unlocked and self._opening is not None:
            self.opened = self._opening()
            self._show(self.opened.session)
        else:
            self.exit()

    def _show(self, session: Session) -> None:
        titled = self._show_title if self._titled else None
        self.push_screen(BoardScreen(session, names=self._names, follow=True, titled=titled))

    def _show_title(self, text: str) -> None:
        self.window_title.show(self, text)

    def _fatal_error(self) -> None:
        """End with the places in the program, but no values of the visit."""
        self._exit_renderables.append(crash_report.told())
        self._close_messages_no_wait()


def run(opened: Opened, library: Library, *, names: bool) -> int:
    """Show the board of an open visit until it is closed; returns the exit code."""
    return _run(BoardApp(opened.session, read_settings(library.root)[0], names=names))


def asking(library: Library, folder: Path, opening: Callable[[], Opened], *, names: bool) -> int:
    """Ask for the passphrase of a visit, and show its board; returns the exit code."""
    ask = PassphraseScreen(folder.name, partial(library.unlock, folder))
    settings = read_settings(library.root)[0]
    app = BoardApp(None, settings, names=names, ask=ask, opening=opening)
    try:
        return _run(app)
    finally:
        if app.opened is not None:
            app.opened.close()


def _run(app: BoardApp) -> int:
    try:
        app.run()
    finally:
        app.window_title.restore()
    return app.return_code or 0
