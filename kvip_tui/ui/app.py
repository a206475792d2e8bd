"""The app: wires themes, screens and the way out; all else is in the screens."""

import os
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.app import SystemCommand
from textual.binding import Binding
from textual.command import CommandPalette, Provider
from textual.driver import Driver
from textual.geometry import Size
from textual.screen import Screen

from kvip_tui import crash_report
from kvip_tui.commands.keymap import chord_sentence, key_or_word
from kvip_tui.commands.view import QUIT
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.board.shown import board
from kvip_tui.errors import UserError
from kvip_tui.i18n import _, current_language, ngettext
from kvip_tui.store.sealing.unlock import SealedError
from kvip_tui.texts import said as texts
from kvip_tui.texts.board import window_title
from kvip_tui.texts.preferences import spoken
from kvip_tui.ui.board.messages import ShowBoard
from kvip_tui.ui.chosen import Chosen
from kvip_tui.ui.collector import QUIET
from kvip_tui.ui.colourless import Colourless
from kvip_tui.ui.day.screen import DayScreen
from kvip_tui.ui.day.widgets.too_small import TooSmall, bounded, fits
from kvip_tui.ui.keymap import rebind
from kvip_tui.ui.messages import ForgetCopied, OpenDay, Speaks, Tell, WriteReport
from kvip_tui.ui.ordered_keys import KeysInOrder
from kvip_tui.ui.outside import opened as opened_outside
from kvip_tui.ui.signals import tell
from kvip_tui.ui.terminal import CapsLock, TerminalGone, driver_class
from kvip_tui.ui.theme import THEMES
from kvip_tui.ui.window_title import WindowTitle
from kvip_tui.ui.workspace import Desk
from kvip_tui.visits.open import Opened
from kvip_tui.visits.signals import Signaller

if TYPE_CHECKING:
    from kvip_tui.ui.exchange.tasks import Done, Task
    from kvip_tui.ui.start.screen import StartScreen

HELP = "help"
ASKED_FOR = 10.0
# The title says whole minutes: so many seconds late it may be.
TITLED = 5.0


def _help_screen() -> Screen[Any]:
    from kvip_tui.ui.help.screen import HelpScreen  # noqa: PLC0415 - the day begins without

    return HelpScreen()


def _commands() -> type[Provider]:
    from kvip_tui.ui.palette.palette import Commands  # noqa: PLC0415 - the day begins without

    return Commands


class KvipApp(KeysInOrder):
    """Shows the visit that lies on the desk, or else the list of visits.

    Args:
        desk: What is open, and where visits are found.
        settle: What is done, once, in the quiet after the first picture.
        first: Opens the visit that is wanted and needs its passphrase first, if one does.
    """

    TITLE = "KvIP"
    # The day's style sheet is the app's: a screen's own would be read after all others, which
    # are then read again, at 40 ms before the first picture.
    CSS_PATH = Path(__file__).parent / "day" / "day.tcss"
    CSS = """
    .input--placeholder, .text-area--placeholder { color: $text-muted; }
    SelectCurrent .arrow { color: $text-muted; }
    CommandPalette #--input { border: hkey $border-blurred; }
    CommandPalette CommandList { border-bottom: hkey $border-blurred; }
    """
    SCREENS = {HELP: _help_screen}
    COMMANDS = {_commands}
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [
        Binding("f1", "help", show=False),
        Binding("ctrl+p", "palette", show=False, priority=True),
    ]

    def __init__(
        self,
        desk: Desk,
        settle: Callable[[], None] | None = None,
        first: Callable[[Desk], Opened] | None = None,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._settle, self._first = settle, first
        self._leaving = False
        self._copied_apart = self._caps_lock = False
        self._spoken = current_language()
        desk.preferences.changed = self._preferred
        say = lambda text, refused: self._say(text, refused=refused)  # noqa: E731 - one place
        self._chosen = Chosen(self, desk.preferences, say)
        for theme in THEMES.values():
            self.register_theme(theme)
        # Chosen before the style sheets are read: changing it afterwards reads them all again.
        self.set_reactive(KvipApp.theme, THEMES[desk.settings.look].name)
        self.stylesheet.set_variables(self.get_css_variables())
        self.window_title = WindowTitle()

    async def on_event(self, event: events.Event) -> None:
        """Take an event: no window is larger than can be drawn, and nothing is typed on leaving."""
        if isinstance(event, events.Resize):
            event = bounded(event)
        left = self._exit or not self._screen_stack
        if not (left and isinstance(event, events.InputEvent | events.Paste)):
            await super().on_event(event)

    def get_driver_class(self) -> type[Driver]:
        """Return what reads the terminal: our own where there is one."""
        return driver_class() or super().get_driver_class()

    def chord_begun(self) -> None:
        """Say which keys the next digit stands for."""
        self._say(chord_sentence(), refused=False)

    def admitted(self, event: events.Key) -> Sequence[events.Key]:
        """Return the keys that the day lets through; on other screens a key is what it is."""
        day = self.screen
        if not isinstance(day, DayScreen):
            return [event]
        letter = event.character or ""
        if self._caps_lock and letter.isalpha() and not day.keys.typing:
            event = events.Key(letter.swapcase(), letter.swapcase())
        return day.admitted(event)

    @on(CapsLock)
    def _caps_changed(self, event: CapsLock) -> None:
        """Tell that Caps Lock is on: what letters mean on the day does not depend on it."""
        self._caps_lock = event.on
        if event.on:
            self._say(_("Caps Lock er på; bokstavene gir ordet som ellers."), refused=False)

    @on(TerminalGone)
    def _terminal_gone(self) -> None:
        """Leave at once, with what is being typed kept: nobody is there to be asked."""
        self._keep_draft()
        self.exit()

    def on_mount(self) -> None:
        """Show the first screen once the app is set up; until then all is drawn for nothing."""
        if self.no_color or (not self.is_headless and self.console.color_system == "standard"):
            # The framework's own filter leaves greys, which are colours to a terminal; and of
            # sixteen colours nobody knows which two can be told apart.
            self._filters = [Colourless()]
        self.call_later(self._show_first)

    def on_ready(self) -> None:
        """Let the first picture be drawn, and a little quiet come, before memory is seen to."""
        if self._settle is not None:
            self.set_timer(QUIET, self._settle)

    def _show_first(self) -> None:
        opened = self._desk.opened
        self.push_screen(self._day(opened) if opened else self._start())
        self._fit(self.size)
        if self._first is not None:
            self.post_message(OpenDay(self._first))
        self._show_title()
        self.set_interval(TITLED, self._show_title)

    def _show_title(self) -> None:
        """Let the window's title say what is left, where a visit is open and that is wanted."""
        opened = self._desk.opened
        if opened is None or not self._desk.settings.signals.title:
            self.window_title.hide(self)
            return
        session = opened.session
        self.window_title.show(self, window_title(board(session.visit, session.now())))

    def _day(self, opened: Opened) -> Screen[None]:
        opened.session.preferences = self._desk.preferences
        notices = (*opened.notices, *self._desk.notices())
        signaller = Signaller(lambda: self._desk.settings.signals, opened.told)
        day = DayScreen(opened.session, opened.draft, notices, signaller)
        opened.circle.start(lambda: day.call_later(day.follow))
        rebind(day)
        return day

    def _start(self) -> "StartScreen":
        from kvip_tui.ui.start.screen import StartScreen  # noqa: PLC0415 - the day does without

        return StartScreen(self._desk.library, self._desk.clock, self._desk.notices())

    @on(OpenDay)
    async def _open(self, wish: OpenDay) -> None:
        """Show the day of a visit that is being opened, or say why it cannot be."""
        try:
            opened = wish.opening(self._desk)
        except SealedError as sealed:
            self._unlock(sealed.folder, wish)
        except UserError as error:
            self._say(error.message)
        except Refusal as refusal:
            self._say(texts.refusal(refusal))
        else:
            await self._show(self._day(opened))

    def _unlock(self, folder: Path, wish: OpenDay) -> None:
        """Ask for the passphrase of a visit, and open it."""
        from kvip_tui.ui.passphrase import PassphraseScreen  # noqa: PLC0415 - few visits have one

        def known(unlocked: bool | None) -> None:
            if unlocked:
                self.post_message(OpenDay(wish.opening))

        unlock = partial(self._desk.library.unlock, folder)
        self.push_screen(PassphraseScreen(folder.name, unlock), known)

    @on(Tell)
    def _tell(self, wish: Tell) -> None:
        tell(self, wish.text, self._desk.settings.signals, os.environ)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy for all programs, but what is an interview's only to be pasted in this one."""
        self._copied_apart = any(day.notes.keeps_apart(text) for day in self._days())
        if self._copied_apart:
            self._clipboard = text
        else:
            super().copy_to_clipboard(text)

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open a link outside, beside the day; where that fails the link is copied instead."""
        if self._driver is not None and self._driver.is_web:
            super().open_url(url, new_tab=new_tab)
        else:
            self.run_worker(partial(self._open_outside, url), thread=True, group="outside")

    def _open_outside(self, url: str) -> None:
        if not opened_outside(url):
            self.call_from_thread(self._not_opened, url)

    def _not_opened(self, url: str) -> None:
        self.copy_to_clipboard(url)
        self._say(_("Fikk ikke åpnet nettleseren. Lenka er kopiert: {url}").format(url=url))

    @on(ForgetCopied)
    def _forget_copied(self) -> None:
        if self._copied_apart:
            self._clipboard = ""

    @on(WriteReport)
    def _write_report(self, wish: WriteReport) -> None:
        """Write a document beside the day, which goes on, and say where it is."""
        opened = self._desk.opened
        if opened is not None:
            writing = partial(self._written, opened, wish)
            self.run_worker(writing, thread=True, exclusive=True, group="report")

    def _written(self, opened: Opened, wish: WriteReport) -> None:
        from kvip_tui.ui.panels.report.writing import write_report  # noqa: PLC0415 - few days end so

        said, path = write_report(
            self._desk.library.root,
            opened,
            draft=wish.draft,
            feedback=wish.feedback,
            changes_since=wish.changes_since,
        )
        self.call_from_thread(self._say, said, refused=path is None)
        if path is not None:
            self.call_from_thread(self._hand_over, path)

    @on(ShowBoard)
    def _show_board(self, wish: ShowBoard) -> None:
        """Show the board until the same key is pressed again; it fits into any window."""
        from kvip_tui.ui.board.screen import BoardScreen  # noqa: PLC0415 - the day begins without

        self.push_screen(BoardScreen(wish.session), lambda _none: self._fit(self.size))

    def _hand_over(self, path: Path) -> None:
        """Give who sits in a browser the file as a download."""
        if self.is_web:
            self.deliver_binary(path, save_filename=path.name)

    async def _show(self, screen: Screen[None]) -> None:
        """Show a screen in place of the present one."""
        if isinstance(self.screen, TooSmall):
            await self.pop_screen()
        await self.switch_screen(screen)
        self._fit(self.size)

    def _say(self, text: str, *, refused: bool = True) -> None:
        if isinstance(self.screen, Speaks):
            self.screen.say(text, refused=refused)
        if isinstance(self.screen, DayScreen):
            self.screen.paint()

    async def action_leave_day(self) -> None:
        """Close the visit and show the list of visits; asks first as quitting does."""
        if not self._asks_first():
            self._leave_rehearsal(self._to_start)

    async def _to_start(self) -> None:
        self._keep_draft()
        start = self._start()
        await self._show(start)
        try:
            self._desk.clear()
        except UserError as error:
            self._say(error.message)
        start.reload()

    async def action_quit(self) -> None:
        """Leave the program, with what is being typed kept; asks where interview notes would go."""
        if not self._asks_first():
            self._leave_rehearsal(self._end)

    def _end(self) -> None:
        self._keep_draft()
        self.exit()

    def _leave_rehearsal(self, leave: Callable[[], object]) -> None:
        """Leave, once it has been said whether the rehearsal that is open is deleted."""
        if self._desk.rehearsal is None:
            self.call_next(leave)
            return
        from kvip_tui.ui.rehearsal import RehearsalOver  # noqa: PLC0415 - the day does without

        def answered(delete: bool | None) -> None:
            if delete is None:
                return
            if delete:
                self._desk.end_rehearsal()
            self.call_next(leave)

        if not isinstance(self.screen, RehearsalOver):
            self.push_screen(RehearsalOver(), answered)

    def _asks_first(self) -> bool:
        """Ask, the first time, where notes of interviews would go; returns whether it did."""
        count = sum(day.notes.at_stake for day in self._days())
        if not count or self._leaving:
            self._leaving = False
            return False
        self._leaving = True
        self.set_timer(ASKED_FOR, self._stay)
        asked = ngettext(
            "{n} notat fra intervjuene viskes ut; gjør det en gang til for å gå ut likevel.",
            "{n} notater fra intervjuene viskes ut; gjør det en gang til for å gå ut likevel.",
            count,
        )
        self._say(asked.format(n=count))
        return True

    def _stay(self) -> None:
        self._leaving = False

    def _fatal_error(self) -> None:
        """End with the places in the program, but no values: they may be an interview's words."""
        self._exit_renderables.append(crash_report.told())
        self._close_messages_no_wait()

    def _keep_draft(self) -> None:
        for day in self._days():
            day.notes.keep_draft()

    def _days(self) -> list[DayScreen]:
        return [s for s in self.screen_stack if isinstance(s, DayScreen) and s.is_mounted]

    def action_help(self) -> None:
        """Show the help, at what is said there of what is on the screen."""
        from kvip_tui.ui.help.screen import HelpScreen  # noqa: PLC0415 - the day begins without

        page = self.get_screen(HELP, HelpScreen)
        page.open_at(self.screen.panels.topic if isinstance(self.screen, DayScreen) else "")
        self.push_screen(page)

    def action_help_quit(self) -> None:
        """Say how to leave to who tries Ctrl+C, which copies."""
        key = key_or_word(QUIT) if isinstance(self.screen, DayScreen) else "Ctrl+Q"
        self._say(_("{key} avslutter; alt er lagret.").format(key=key), refused=False)

    async def action_palette(self) -> None:
        """Show the commands, to be found by typing, which may begin at once; or close them."""
        if isinstance(self.screen, CommandPalette):
            self.screen.dismiss()
        elif not isinstance(self.screen, TooSmall):
            from kvip_tui.ui.palette.palette import Palette  # noqa: PLC0415 - the day begins without

            await self.push_screen(Palette())

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Yield what the palette offers on every screen; the day's own commands have the rest."""
        if isinstance(screen, DayScreen):
            help_text = _("Lukk besøket og vis lista over besøk.")
            yield SystemCommand(_("Til startskjermen"), help_text, self.action_leave_day)
            for task in self._tasks():
                run = partial(self._carry_out_task, task)
                yield SystemCommand(_(task.title), _(task.about), run)
            yield from self._chosen.signals()
        else:
            if HELP not in {shown.name for shown in self.screen_stack}:
                yield SystemCommand(
                    _("Hjelp"), _("Vis tastene og hva ordene betyr."), self.action_help
                )
            yield SystemCommand(_("Avslutt"), _("Lukk; alt er lagret."), self.action_quit)
        yield SystemCommand(
            _("Bytt en tast"),
            _("Gi en kommando en annen tast."),
            self.action_change_key,
        )
        yield from self._chosen.looks()
        if self._is_first(screen) and not isinstance(screen, DayScreen):
            yield from self._chosen.languages()

    def action_change_key(self) -> None:
        """Show the commands, to give one of them another key."""
        from kvip_tui.ui.help.change_key import ChangeKeyScreen  # noqa: PLC0415 - seldom

        self.push_screen(ChangeKeyScreen(self._desk), self._keys_changed)

    def _keys_changed(self, _nothing: None) -> None:
        for day in self._days():
            rebind(day)
            day.paint()

    def _tasks(self) -> "list[Task]":
        """Return what can be done with the open visit: other machines, and its documents."""
        from kvip_tui.ui.exchange.documents import WRITING  # noqa: PLC0415 - the day begins without
        from kvip_tui.ui.exchange.screen import possible  # noqa: PLC0415 - the day begins without
        from kvip_tui.ui.exchange.tasks import Place  # noqa: PLC0415 - with it

        opened = self._desk.opened
        if opened is None:
            return []
        return [*possible(Place(self._desk.library, opened.folder, opened)), *WRITING]

    def _carry_out_task(self, task: "Task") -> None:
        """Ask for what a task needs, over the day, which goes on."""
        from kvip_tui.ui.exchange.screen import TaskScreen  # noqa: PLC0415 - the day begins without
        from kvip_tui.ui.exchange.tasks import Place  # noqa: PLC0415 - with it

        opened = self._desk.opened
        if opened is not None:
            place = Place(self._desk.library, opened.folder, opened)
            self.push_screen(TaskScreen(task, place), self._task_left)

    def _task_left(self, done: "Done | None") -> None:
        if done is not None:
            self._say(done.said, refused=False)
            if (opens := done.opens) is not None:
                self.post_message(OpenDay(lambda desk: desk.open(opens, done.said)))

    def _preferred(self) -> None:
        """Look, and speak, as has been chosen by whatever way."""
        self.theme = THEMES[self._desk.settings.look].name
        self._show_title()
        if self._spoken != current_language():
            self.call_later(self._speak_anew)

    async def _speak_anew(self) -> None:
        """Show the day, or the list of visits, with all its texts in the language in use."""
        screen, opened = self.screen, self._desk.opened
        if not self._is_first(screen) or self._spoken == current_language():
            return
        if isinstance(screen, DayScreen):
            if screen.notes.secrets_typed:
                self._say(_("Lagre eller slett teksten fra intervjuet, og bytt språk igjen."))
                return
            screen.notes.keep_draft()
        self._spoken = current_language()
        await self._show(self._day(opened) if opened else self._start())
        kept = self._desk.preferences.notice
        self._say(kept or spoken(self._spoken), refused=bool(kept))

    def _is_first(self, screen: Screen[Any]) -> bool:
        """Return whether a screen is the day or the list of visits, with nothing over it."""
        return screen in self.screen_stack[1:2]

    def on_resize(self, event: events.Resize) -> None:
        """Cover what does not fit into the window."""
        self._fit(event.size)

    def _is_at_home(self, size: Size) -> bool:
        """Return whether what is shown has room: the board makes do with any."""
        return fits(size) or getattr(self.screen, "any_size", False)

    def _fit(self, size: Size) -> None:
        covered = isinstance(self.screen, TooSmall)
        if covered and fits(size):
            self.pop_screen()
        elif not covered and not self._is_at_home(size) and len(self.screen_stack) > 1:
            self.push_screen(TooSmall())
