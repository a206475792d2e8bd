"""What the day screen shows: its panels, and the tick that keeps them current."""

from datetime import UTC, datetime

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.screen import Screen

from kvip_tui import texts
from kvip_tui.clock import RehearsalClock
from kvip_tui.commands import Command
from kvip_tui.domain.notes import privacy_at
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.session import Session
from kvip_tui.store.draft import Draft
from kvip_tui.ui.glance import Glance, glance
from kvip_tui.ui.note_keeper import NoteKeeper
from kvip_tui.ui.possible import possible
from kvip_tui.ui.widgets.block import BlockPanel
from kvip_tui.ui.widgets.clockline import ClockLine
from kvip_tui.ui.widgets.command_line import CommandLine
from kvip_tui.ui.widgets.floor import FloorPanel
from kvip_tui.ui.widgets.headline import Headline
from kvip_tui.ui.widgets.keybar import KeyBar
from kvip_tui.ui.widgets.lines import Lines
from kvip_tui.ui.widgets.message import MessageLine
from kvip_tui.ui.widgets.notes import NoteLine, NotesPanel, NotesTail
from kvip_tui.ui.widgets.roles import RolesPanel
from kvip_tui.ui.widgets.timeline import Timeline

PANELS = ("day", "floor", "roles", "notes")
TAIL = 2


class DayPanels(Screen[None]):
    """The panels of the day, kept current each second."""

    CSS_PATH = "day.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (130, "-wide")]

    def __init__(self, session: Session, draft: Draft, notices: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.session = session
        self._draft = draft
        self._notices = notices
        self.looked_at: str | None = None

    def compose(self) -> ComposeResult:
        """Lay out the panels; the style sheet decides where each stands."""
        yield Headline(id="headline")
        yield ClockLine()
        with Container(id="columns"):
            with Container(id="left"):
                yield Timeline()
            yield BlockPanel()
            with Container(id="right"):
                yield FloorPanel()
                yield RolesPanel()
                yield NotesPanel()
        yield NotesTail(TAIL)
        with Horizontal(id="note-row"):
            yield NoteLine()
            yield Lines(id="note-class")
        yield CommandLine()
        yield MessageLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """Put back an unfinished note, then show the day and keep it current."""
        self.query_one("#left").border_title = _("Dagen")
        self.query_one("#block").border_title = _("Nå")
        self.query_one("#floor").border_title = _("Erteposen")
        self.query_one("#roles").border_title = _("Roller")
        self.query_one("#notes").border_title = _("Notater")
        self.show_panel("day")
        self._keeper = NoteKeeper(self.session, self._draft, self.query_one(NoteLine))
        if self._keeper.restore() is not None:
            self.say(_("Et uferdig notat er hentet fram igjen; trykk Enter for å skrive videre."))
        for notice in self._notices:
            self.say(notice, refused=True)
        self.call_after_refresh(self.tick)

    @property
    def glance(self) -> Glance:
        """What there is to show now."""
        clock = self.session.clock
        return glance(
            self.session.visit,
            self.session.now(),
            writer=self.session.writer,
            rehearsing=isinstance(clock, RehearsalClock),
        )

    def tick(self) -> None:
        """Show the present second, and wake for the next one."""
        if not self.session.writer:
            self.session.refresh()
        self.keep_draft()
        self.paint()
        clock = self.session.clock
        speed = clock.speed if isinstance(clock, RehearsalClock) else 1.0
        spent = self.session.now().microsecond / 1_000_000
        self.set_timer(max(0.25, (1.0 - spent) / (speed or 1.0) + 0.005), self.tick)

    @on(Lines.Reflowed)
    def _reflow(self) -> None:
        self.paint()

    def paint(self) -> None:
        """Bring every panel that is shown up to date."""
        now = self.glance
        whispers = self.session.whispers
        self.query_one(Headline).show_glance(now)
        self.query_one(Timeline).show_glance(now, self.looked_at)
        self.query_one(BlockPanel).show_glance(now, self.looked_at)
        for panel in (self.query_one(ClockLine), self.query_one(FloorPanel)):
            panel.show_glance(now)
        self.query_one(RolesPanel).show_glance(now)
        self.query_one(NotesTail).show_glance(now, whispers)
        if self.has_class("-show-notes"):
            self.query_one(NotesPanel).show_glance(now, whispers)
        privacy = texts.privacy(privacy_at(now.visit, now.now))
        self.query_one("#note-class", Lines).show([Content.styled(privacy, "$text-muted")])
        self.query_one(MessageLine).show_moment(datetime.now(UTC))
        self.query_one(KeyBar).show_commands(lambda command: self.possible(command, now))

    def possible(self, command: Command, now: Glance) -> bool | None:
        """Return whether a command can be done now: None greyed, False hidden."""
        history = self.session.history
        return possible(command, now, undoable=bool(history.done), redoable=bool(history.undone))

    def say(self, text: str, *, refused: bool = False) -> None:
        """Say a sentence on the quiet line."""
        self.query_one(MessageLine).say(text, refused=refused)

    def show_panel(self, panel: str) -> None:
        """Show one of the panels that share a place."""
        for name in PANELS:
            self.set_class(name == panel, f"-show-{name}")

    def keep_draft(self) -> None:
        """Save what is being typed, so that a crash loses no more than a second of it."""
        try:
            self._keeper.save()
        except UserError as error:
            self.say(error.message, refused=True)
