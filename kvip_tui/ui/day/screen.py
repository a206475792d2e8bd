"""The day screen: hands keys, clicks and typed lines to its parts, and shows them what is new."""

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import AwaitMount

from kvip_tui.clock import RehearsalClock
from kvip_tui.commands.base import Act, Now
from kvip_tui.commands.notes import named
from kvip_tui.commands.table import BY_ID, SHARING_A_KEY, Command, understood
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.checks.changes import ToggleCheck
from kvip_tui.domain.history import Intent
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.privacy_check import warm_up
from kvip_tui.session import Session
from kvip_tui.snapshot import Glance
from kvip_tui.store.drafts.note import Draft
from kvip_tui.store.drafts.report import SheetDraft
from kvip_tui.texts import card as texts_card
from kvip_tui.texts import formats
from kvip_tui.texts import sharing as texts_sharing
from kvip_tui.texts.watch import Watch
from kvip_tui.ui.day.actions import Actions, go_to, leave_for, room_now
from kvip_tui.ui.day.completion import Vocabulary
from kvip_tui.ui.day.day_face import DayFace
from kvip_tui.ui.day.day_keys import DayKeys
from kvip_tui.ui.day.edit_dock import EditDock
from kvip_tui.ui.day.floor_keys import FloorKeys
from kvip_tui.ui.day.forgotten import Forgotten
from kvip_tui.ui.day.key_guard import KeyGuard
from kvip_tui.ui.day.note_area import NoteArea
from kvip_tui.ui.day.offers import Offers
from kvip_tui.ui.day.outlook import Outlook
from kvip_tui.ui.day.panel_stack import PanelStack
from kvip_tui.ui.day.widgets.block import BlockPanel
from kvip_tui.ui.day.widgets.command_line import CommandLine
from kvip_tui.ui.day.widgets.keybar import FOOTER, KeyBar
from kvip_tui.ui.day.widgets.message import MessageLine
from kvip_tui.ui.day.widgets.notes.frame import NoteFrame, StopOffer
from kvip_tui.ui.day.widgets.notes.line import NoteLine
from kvip_tui.ui.day.widgets.notes.rows import NotesTail
from kvip_tui.ui.day.widgets.people import PersonPicked
from kvip_tui.ui.day.widgets.timeline import Timeline
from kvip_tui.ui.keymap import bindings
from kvip_tui.ui.messages import Tell
from kvip_tui.ui.terminal.sparing import SparingScreen
from kvip_tui.ui.widgets.lines import Lines
from kvip_tui.visits.signals import Signaller

TAIL = 2
WARM_UP = 2.0
# What answers the privacy check: its keys are those of the note while nothing is stopped.
ANSWERING = {Act.STRIKE, Act.REWRITE, Act.KEEP}


class DayScreen(SparingScreen[None]):
    """The day as it runs; one key does one thing and nothing is modal.

    It is made of parts, each with a matter of its own, which know nothing of each other but what
    they are handed here. What they do asks for one `paint`, which shows all of them one snapshot.

    Attributes:
        session: The visit that is open.
        outlook: What of it this window looks at.
        actions: What is done with it, and said about that.
        floor: The letters that name people.
        panels: What covers the day.
        notes: Where notes are written.
    """

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (130, "-wide")]
    BINDINGS = bindings()

    def __init__(
        self,
        session: Session,
        draft: Draft,
        notices: tuple[str, ...] = (),
        signaller: Signaller | None = None,
    ) -> None:
        super().__init__()
        self.session = session
        session.careful = True
        self._watch = Watch()
        self._draft = draft
        self._notices = notices
        self._signaller = signaller or Signaller()
        self.outlook = Outlook(session)
        self.actions = Actions(session, self.outlook, self)
        self.floor = FloorKeys(self, session, self.actions)
        self.panels = PanelStack(self, session, self.outlook, self.actions)
        self.notes = NoteArea(self, session, draft, self.actions, self.panels)
        self.offers = Offers()
        self.keys = DayKeys(self, session, self.actions, self.floor, self.notes, self.panels)
        self._guard = KeyGuard(self.keys, self.offers, self.keys.press_again, self.set_timer)
        self.forgotten = Forgotten(session, self.actions, self.offers, draft.heartbeat())
        self.actions.after = self.forgotten.done
        self._dock = EditDock(self.outlook, self.actions)
        self._face = DayFace(self)
        self._unseen = ExitStack()
        self._to_paint = self._reflowing = False

    def compose(self) -> ComposeResult:
        """Lay out the parts; the style sheet decides where each stands.

        What it goes by is there before them: all styles would be worked out once more after it.
        """
        width = self.app.size.width
        self.add_class(max(size for size in self.HORIZONTAL_BREAKPOINTS if size[0] <= width)[1])
        yield from self._face.compose()
        yield self._dock
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
        self._paint()
        self._unseen.close()

    def _begin(self) -> None:
        self._unseen.close()
        self.tick()

    # What goes on by itself.

    def tick(self) -> None:
        """Show the present second, and wake for the next one."""
        self.follow()
        self.notes.keep_draft()
        self.forgotten.look(self.glance)
        self._signal(self.glance)
        self._paint()
        clock = self.session.clock
        speed = clock.speed if isinstance(clock, RehearsalClock) else 1.0
        spent = self.session.now().microsecond / 1_000_000
        self.set_timer(min(1.0, max(0.25, (1.0 - spent) / (speed or 1.0) + 0.005)), self.tick)

    def follow(self) -> None:
        """Take in what the other window wrote; with its pen comes what it was typing."""
        wrote = self.session.writer
        try:
            if self.session.refresh():
                self.paint()
            notice = self.session.take_notice()
        except UserError as error:
            notice = error.message
        if notice:
            self.say(notice, refused=True)
        if self.session.writer and not wrote:
            self._restore()
        if said := self._watch.due(self.session, self.session.now()):
            self.say(said)

    def _restore(self) -> None:
        restored = self.notes.restore()
        if restored:
            self.say(_("Et uferdig notat ligger over notatlinja: Tab henter det fram."))

    def _signal(self, now: Glance) -> None:
        """Tell what has to be told this second, unless a fresh refusal has to be read first."""
        if self.query_one(MessageLine).holds(datetime.now(UTC)):
            return
        if text := self._signaller.due(now):
            self.say(text)
            self.post_message(Tell(text))

    # What is shown.

    @property
    def glance(self) -> Glance:
        """What there is to show now."""
        return self.outlook.glance

    def paint(self) -> None:
        """Bring every part up to date, once, when the event in hand has been dealt with."""
        if not self._to_paint:
            self._to_paint = True
            self.call_next(self._paint_if_due)

    def _paint_if_due(self) -> None:
        if self._to_paint:
            self._paint()

    def _paint(self) -> None:
        """Show every part what there is to see at this moment."""
        self._to_paint = False
        sight = self.outlook.sight
        self._face.show_sight(sight, hidden=self.panels.hides_day)
        self._show_foot(sight.glance)
        self._dock.show_sight(sight)
        self.panels.show_sight(sight)
        self.notes.show_sight(sight)
        self.notes.let_go(sight)

    def _show_foot(self, now: Glance) -> None:
        """Show the quiet line, and what one key does now."""
        tip = texts_card.tip_text(now.tip) if now.tip else ""
        there = texts_sharing.presence(self.session, datetime.now(UTC))
        idle = " · ".join(filter(None, (*there, tip)))
        self.query_one(MessageLine).show_moment(datetime.now(UTC), idle, self.offers.text)
        footer = self.panels.footer or FOOTER
        self.query_one(KeyBar).show_commands(lambda command: self._offers(command, now), footer)

    @on(Lines.Reflowed)
    def _reflow(self) -> None:
        """Fit the rows to the new widths, once for all the widgets that say so."""
        if not self._reflowing:
            self._reflowing = True
            self.call_after_refresh(self._fit_rows)

    def _fit_rows(self) -> None:
        self._reflowing = False
        self._face.invalidate()
        self._paint()

    @on(events.DescendantFocus)
    def _keys_taken(self) -> None:
        """Show at once which keys there are now that something has them."""
        self.paint()

    @on(events.DescendantBlur)
    def _keys_left(self) -> None:
        """Show the keys of the day, unless something else is about to take them."""
        if self.focused is None:
            self.paint()

    # Which commands there are, and which a key reaches.

    def possible(self, command: Command, now: Glance) -> bool | None:
        """Return whether a command can be done now: None greyed, False hidden."""
        notes = self.notes
        return command.possible(Now(now, self.session, stopped=notes.stopped, aside=notes.aside))

    def _offers(self, command: Command, now: Glance) -> bool | None:
        """Return what the bottom line says of a command: no key that would only be typed."""
        if self.keys.typing and not self.keys.reached_by(command):
            return False
        return self.possible(command, now)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let letters through to what is typed, and of two that share a key the one that fits."""
        if action != "command":
            return True
        command, key = BY_ID[str(parameters[0])], str(parameters[1])
        if not self.keys.reached_by(command, key) or self.panels.owns_key(command):
            return False
        if command.screen in ANSWERING:
            return self.notes.answered_by(command)
        return command.id not in SHARING_A_KEY or self.possible(command, self.glance) is not False

    # What is done: by a key, by words, by a panel.

    def ask(self, intent: Intent) -> bool:
        """Carry out an intent, say what happened and show it; returns whether it was done."""
        done = self.actions.ask(intent)
        self._paint_if_due()
        return done

    def carry_out(self, command: Command, rest: str) -> bool:
        """Carry out a command, say what happened and show it; returns whether it was done."""
        done = self._do(command, rest)
        self._paint_if_due()
        return done

    def _do(self, command: Command, rest: str) -> bool:
        """Carry out a command; the answers to the privacy check are about the note it stopped."""
        done = self.notes.answer(command, rest)
        return self.actions.carry_out(command, rest) if done is None else done

    def say(self, text: str, *, refused: bool = False) -> None:
        """Say a sentence on the quiet line."""
        self.query_one(MessageLine).say(text, refused=refused)

    @property
    def sheet_draft(self) -> SheetDraft:
        """Where what is typed in the report is kept until it is stored."""
        return self._draft.of_sheets()

    def look_at_moment(self, block: str | None, moment: datetime) -> None:
        """Show a block, of whatever day, or else the day of a moment."""
        self.outlook.look_at_moment(block, moment)
        self.paint()

    def uncover(self) -> None:
        """Close the panel that covers the day."""
        self.panels.close()

    def action_command(self, command_id: str, key: str = "") -> AwaitMount | None:
        """Carry out a command of the table; what concerns only the screen is done here."""
        command = BY_ID[command_id]
        if command.aim is not None:
            self.floor.take_aim(command.aim)
            return None
        self.floor.lower()
        if self.notes.command(command):
            return None
        if command.panel is not None:
            self.outlook.looked_at = None
            return self.panels.open(command.panel, command.place)
        return self._act(command)

    def _act(self, command: Command) -> AwaitMount | None:
        """Do what a key asks of the screen itself, or else what its command does."""
        match command.screen:
            case Act.SCOPE:
                self.outlook.turn_scope()
                self.paint()
            case Act.EDIT:
                return self._dock.open()
            case Act.LINE:
                self.query_one(CommandLine).open()
            case Act.ROOM | Act.COPY_ROOM:
                room = room_now(self.glance)
                said, done = go_to(self.app, room, copy=command.screen is Act.COPY_ROOM)
                self.actions.say(said, refused=not done)
            case Act.HELP | Act.BOARD:
                leave_for(self, command.screen, self.session)
            case Act.QUIT:
                self.run_worker(self.app.action_quit())
            case Act.DAY:
                self.outlook.looked_at = None
                self.set_focus(None)
                self.panels.close()
            case _:
                self._by_key(command)
        return None

    def _by_key(self, command: Command) -> None:
        """Carry out a command that its key gives; where it needs words, begin to write them."""
        if command.once and self.actions.bouncing:
            return
        if self.session.writer and self.actions.asks(command.asks(self.glance)):
            return
        if command.takes.needed and not command.key_words:
            self.query_one(CommandLine).open(f"{command.word} ")
        else:
            self._do(command, command.key_words)

    def carry_out_line(self, line: str) -> None:
        """Carry out a command given in words."""
        try:
            command, rest = understood(line)
        except Refusal as refusal:
            self.actions.refuse(refusal)
            return
        if command.panel is not None and command.shows(rest):
            self.panels.open(command.panel, rest or command.place)
            return
        match command.screen:
            case Act.TICK if rest.isdecimal():
                self._tick_number(int(rest[:6]))
            case Act.JUMP:
                self._find_note(command, rest)
            case Act.STATUS:
                day = self.glance.day
                self.actions.say(formats.headline(day, self.session.visit.plan.timezone))
            case _ if command.takes_effect:
                self._do(command, rest)
            case _:
                self.action_command(command.id)

    def _tick_number(self, number: int) -> None:
        items = self.glance.items
        if 1 <= number <= len(items):
            item = items[number - 1]
            self.actions.ask(ToggleCheck(block=item.block.id, check=item.check.id))
        else:
            said = _("Det er ikke noe punkt {number}.").format(number=number)
            self.actions.say(said, refused=True)

    def _find_note(self, command: Command, words: str) -> None:
        """Show the block that a note belongs to, on its day."""
        if self._do(command, words):
            note = named(self.session, words)
            self.panels.put_away()
            self.look_at_moment(next(iter(note.blocks), None), note.typed_at)

    # What the keys are guarded by.

    def admitted(self, event: events.Key) -> Sequence[events.Key]:
        """Return the keys that are meant, of what was pressed: none, this one, or one before it."""
        return self._guard.admitted(event)

    def on_paste(self, event: events.Paste) -> None:
        """Offer what was pasted while no field had the keys as a note."""
        if self.keys.offer_paste(self.offers, event.text):
            event.stop()

    # What reaches the screen, and which part it is for.

    def on_key(self, event: events.Key) -> None:
        """Read the keys that stand for people and for items of the checklist."""
        character = event.character or ""
        if self._covered_key(event.key, character):
            pass
        elif self.focused is not None or not self._day_key(event.key, character):
            return
        event.stop()

    def _covered_key(self, key: str, character: str) -> bool:
        """Offer a key to the panel that is shown; a letter that is waited for is the day's."""
        if self.floor.aiming and character.isalnum():
            return False
        if taken := self.panels.take_key(key, character):
            self.floor.lower()
        return taken

    def _day_key(self, key: str, character: str) -> bool:
        """Take a key of the day's own; returns whether it was one."""
        match key:
            case "up" | "down":
                self.outlook.browse(1 if key == "down" else -1)
                self.paint()
            case "pageup" | "pagedown":
                self._turn_pages(1 if key == "pagedown" else -1)
            case "escape" if self.floor.aiming:
                self.floor.lower()
                self.actions.say("")
            case "escape":
                self.outlook.back()
                self.panels.close()
            case _ if len(character) == 1 and character in "123456789":
                self.floor.lower()
                self._tick_number(int(character))
            case _:
                return self.floor.press(character)
        return True

    def _turn_pages(self, pages: int) -> None:
        """Scroll what fills the panel of the moment."""
        shown = self.panels.shown or self.query_one(BlockPanel)
        shown.scroll_relative(y=pages * shown.size.height // 2, animate=False)

    @on(CommandLine.Given)
    def _given(self, event: CommandLine.Given) -> None:
        self.set_focus(event.back)
        if event.text:
            self.carry_out_line(event.text)

    @on(KeyBar.Chosen)
    def _chosen(self, event: KeyBar.Chosen) -> None:
        self.action_command(event.command.id)

    @on(BlockPanel.ItemPicked)
    def _ticked(self, event: BlockPanel.ItemPicked) -> None:
        self.actions.ask(ToggleCheck(block=event.block, check=event.check))

    @on(Timeline.BlockPicked)
    def _looked(self, event: Timeline.BlockPicked) -> None:
        self._dock.turn_to(event.block)
        self.outlook.look_at(event.block)
        self.paint()

    @on(PersonPicked)
    def _picked(self, event: PersonPicked) -> None:
        self.floor.name(event.person, hand=event.hand)

    @on(NoteLine.Changed)
    def _note_typed(self, event: NoteLine.Changed) -> None:
        if isinstance(event.text_area, NoteLine):
            self.notes.typed(event.text_area)

    @on(NoteLine.Stored)
    def _note_stored(self, event: NoteLine.Stored) -> None:
        self.notes.store(event.line)

    @on(NoteLine.Left)
    def _note_left(self, event: NoteLine.Left) -> None:
        self.notes.leave(event.line)

    @on(NoteLine.TooMuch)
    def _too_much(self, event: NoteLine.TooMuch) -> None:
        self.notes.refuse_paste(event.count)
