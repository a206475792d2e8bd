"""What the day screen shows: its panels, and the tick that keeps them current."""

from contextlib import ExitStack
from datetime import UTC, datetime

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.screen import Screen

from kvip_tui.clock import RehearsalClock
from kvip_tui.commands.base import Now
from kvip_tui.commands.table import BY_ID, Command
from kvip_tui.domain.day.projection import date_of
from kvip_tui.domain.floor.view import Scope
from kvip_tui.domain.people.roles import vacant
from kvip_tui.domain.state.visit import Note, Visit
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.privacy_check import warm_up
from kvip_tui.session import Session
from kvip_tui.snapshot import Glance, glance
from kvip_tui.store.drafts.note import Draft
from kvip_tui.texts import card as texts_card
from kvip_tui.texts import formats
from kvip_tui.texts import people as texts_people
from kvip_tui.ui.day.completion import Vocabulary
from kvip_tui.ui.day.note_keeper import NoteKeeper
from kvip_tui.ui.day.widgets.block import BlockPanel
from kvip_tui.ui.day.widgets.catchup_line import CatchupLine
from kvip_tui.ui.day.widgets.clockline import ClockLine
from kvip_tui.ui.day.widgets.command_line import CommandLine
from kvip_tui.ui.day.widgets.floor import FloorPanel
from kvip_tui.ui.day.widgets.headline import Headline
from kvip_tui.ui.day.widgets.keybar import FOOTER, KeyBar
from kvip_tui.ui.day.widgets.message import MessageLine
from kvip_tui.ui.day.widgets.note_frame import NoteFrame, StopOffer
from kvip_tui.ui.day.widgets.note_rows import NotesTail
from kvip_tui.ui.day.widgets.notes import NoteLine
from kvip_tui.ui.day.widgets.roles import RolesPanel
from kvip_tui.ui.day.widgets.timeline import Timeline
from kvip_tui.ui.keymap import key_text
from kvip_tui.ui.messages import Tell
from kvip_tui.ui.signals import Signaller
from kvip_tui.ui.widgets.lines import Lines

ROLES = BY_ID["show_roles"]
TAIL = 2
WARM_UP = 2.0


class DayPanels(Screen[None]):
    """The panels of the day, kept current each second."""

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (130, "-wide")]

    def __init__(
        self,
        session: Session,
        draft: Draft,
        notices: tuple[str, ...] = (),
        signaller: Signaller | None = None,
    ) -> None:
        super().__init__()
        self._signaller = signaller or Signaller()
        self.session = session
        session.careful = True
        self._draft = draft
        self._notices = notices
        self.looked_at: str | None = None
        self.scope = Scope.DAY
        self._titles: tuple[str, ...] = ()
        self._unseen = ExitStack()
        self._glance: Glance | None = None
        self._asked: tuple[object, ...] = ()
        self._painted: tuple[Glance | None, tuple[Note, ...]] = (None, ())
        self._reflowing = False

    def compose(self) -> ComposeResult:
        """Lay out the panels; the style sheet decides where each stands.

        What it goes by is there before them: all styles would be worked out once more after it.
        """
        width = self.app.size.width
        self.add_class(max(size for size in self.HORIZONTAL_BREAKPOINTS if size[0] <= width)[1])
        yield Headline(id="headline")
        yield ClockLine()
        with Container(id="columns"):
            with Container(id="left"):
                yield Timeline()
            yield BlockPanel()
            with Container(id="right"):
                yield FloorPanel()
                yield RolesPanel()
        yield CatchupLine()
        yield NotesTail(TAIL)
        yield NoteFrame()
        yield StopOffer()
        with Horizontal(id="note-row"):
            yield Lines(id="note-sign")
            yield NoteLine(words=Vocabulary(self.session))
        yield CommandLine()
        yield MessageLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """Put back an unfinished note, then show the day and keep it current."""
        self.query_one("#floor").border_title = _("Erteposen")
        self.query_one("#roles").border_title = _("Roller")
        self._keeper = NoteKeeper(self.session, self._draft, self.query_one("#note-line", NoteLine))
        self._restore()
        for notice in self._notices:
            self.say(notice, refused=True)
        self._unseen.enter_context(self.app.batch_update())
        self.call_after_refresh(self._begin)
        self.set_timer(WARM_UP, lambda: self.run_worker(warm_up, thread=True))

    def on_resize(self) -> None:
        """Fill the panels when they first have their sizes, and only then let them be seen.

        Else they are drawn empty first, which is a third of what there is to draw.
        """
        self.paint()
        self._unseen.close()

    def _begin(self) -> None:
        self._unseen.close()
        self.tick()

    @property
    def glance(self) -> Glance:
        """What there is to show now."""
        session = self.session
        asked = (
            *(session.writer, session.clock, session.chosen, self.looked_at),
            *(session.limits, session.author),
        )
        visit, now = session.visit, session.now()
        found = None
        if self._glance is not None and asked == self._asked:
            found = self._glance.renewed(visit, now, session.limits)
        self._glance, self._asked = found or self._fresh(visit, now), asked
        return self._glance

    def _fresh(self, visit: Visit, now: datetime) -> Glance:
        found = glance(
            visit,
            now,
            writer=self.session.writer,
            rehearsing=isinstance(self.session.clock, RehearsalClock),
            chosen=self.session.chosen,
            looked_at=self.looked_at,
            limits=self.session.limits,
        )
        return replace(found, author=self.session.author)

    def tick(self) -> None:
        """Show the present second, and wake for the next one."""
        if not self.session.writer:
            self._follow()
        self.keep_draft()
        now = self.glance
        self._signal(now)
        self.paint(now)
        clock = self.session.clock
        speed = clock.speed if isinstance(clock, RehearsalClock) else 1.0
        spent = self.session.now().microsecond / 1_000_000
        self.set_timer(min(1.0, max(0.25, (1.0 - spent) / (speed or 1.0) + 0.005)), self.tick)

    def _follow(self) -> None:
        """Take in what the other window wrote; with its pen comes what it was typing."""
        self.session.refresh()
        if self.session.writer:
            self._restore()

    def _restore(self) -> None:
        if self._keeper.restore() is not None:
            self.say(_("Et uferdig notat er hentet fram igjen; trykk Enter for å skrive videre."))

    def _signal(self, now: Glance) -> None:
        """Tell what has to be told this second, unless a fresh refusal has to be read first."""
        if self.query_one(MessageLine).holds(datetime.now(UTC)):
            return
        if text := self._signaller.due(now):
            self.say(text)
            self.post_message(Tell(text))

    @on(Lines.Reflowed)
    def _reflow(self) -> None:
        """Fit the rows to the new widths, once for all the widgets that say so."""
        if not self._reflowing:
            self._reflowing = True
            self.call_after_refresh(self._fit_rows)

    def _fit_rows(self) -> None:
        self._reflowing = False
        self.repaint()

    def repaint(self) -> None:
        """Bring every panel up to date, those too that have nothing new to show but have room."""
        self._forget_painted()
        self.paint()

    def _forget_painted(self) -> None:
        self._painted = (None, ())

    def paint(self, now: Glance | None = None) -> None:
        """Bring every panel that is shown up to date; *now* is what there is to show, if known.

        The floor is what changes most, and within a second often all that does.
        """
        now = now or self.glance
        before, whispered = self._painted
        whispers = self.session.whispers
        self._painted = (now, whispers)
        if not now.same_but_floor(before) or whispers != whispered:
            self._paint_day(now, whispers)
        if not self.hidden:
            self.query_one(FloorPanel).show_glance(now, self.scope)
        line = self.query_one(ClockLine)
        if line.display:
            line.show_glance(now)
        idle = texts_card.tip_text(now.tip) if now.tip else ""
        self.query_one(MessageLine).show_moment(datetime.now(UTC), idle)
        self.show_keys(now)

    def show_keys(self, now: Glance) -> None:
        """Show in the bottom line what one key does now."""
        keys = self.query_one(KeyBar)
        keys.show_commands(lambda command: self.offers(command, now), self.footer)

    def offers(self, command: Command, now: Glance) -> bool | None:
        """Return what the bottom line says of a command: None greyed, False hidden."""
        return self.possible(command, now)

    def _paint_day(self, now: Glance, whispers: tuple[Note, ...]) -> None:
        """Bring up to date what the floor has no part in."""
        self.query_one(Headline).show_glance(now)
        if not self.hidden:
            self._show_titles(now)
            self.query_one(Timeline).show_glance(now, self.looked_at)
            self.query_one(BlockPanel).show_glance(now, self.looked_at)
            self.query_one(RolesPanel).show_glance(now)
        self.query_one(CatchupLine).show_glance(now)
        self.query_one(NotesTail).show_glance(now, whispers)

    @property
    def hidden(self) -> bool:
        """Whether the day's own panels are out of sight, and need not be kept current."""
        return False

    def _show_titles(self, now: Glance) -> None:
        """Say which day and block are looked at, where they are not those of now."""
        day, hint = _("Dagen"), ""
        if now.elsewhere:
            date = formats.date_text(date_of(now.visit, now.day.day))
            day, hint = now.day.day.title, _("Esc: tilbake · {date}").format(date=date)
        block = _("Ser på") if now.elsewhere or self.looked_at else _("Nå")
        empty = texts_people.vacancies(len(vacant(now.visit)))
        roles = f"{empty} [{key_text(ROLES)}]" if empty else ""
        if (day, hint, block, roles) != self._titles:
            self._titles = (day, hint, block, roles)
            left = self.query_one("#left")
            left.border_title, left.border_subtitle = Content(day), Content(hint)
            panel = self.query_one(BlockPanel)
            panel.border_title, panel.border_subtitle = block, Content(roles)

    def possible(self, command: Command, now: Glance) -> bool | None:
        """Return whether a command can be done now: None greyed, False hidden."""
        return command.possible(Now(now, self.session))

    def say(self, text: str, *, refused: bool = False) -> None:
        """Say a sentence on the quiet line."""
        self.query_one(MessageLine).say(text, refused=refused)

    @property
    def footer(self) -> tuple[Command, ...]:
        """The commands of the bottom line."""
        return FOOTER

    def show_day(self) -> None:
        """Show the day's own panels."""
        self._forget_painted()

    @property
    def note_lines(self) -> tuple[NoteLine, ...]:
        """Where notes are typed: found without a search of the whole screen, which costs a tick."""
        return (self._keeper.line,)

    def keep_draft(self) -> None:
        """Save what is being typed, so that a crash loses no more than a second of it."""
        try:
            self._keeper.save(self.note_lines)
        except UserError as error:
            self.say(error.message, refused=True)
