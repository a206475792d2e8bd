"""The day screen: turns keys, clicks and typed lines into commands."""

from datetime import datetime

from textual import events, on
from textual.widget import AwaitMount
from textual.widgets import Input, TextArea

from kvip_tui.commands.base import Act, Typing
from kvip_tui.commands.execute import understood
from kvip_tui.commands.note_answers import named
from kvip_tui.commands.table import BY_ID, SHARING_A_KEY, Command
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.checks.changes import ToggleCheck
from kvip_tui.domain.day.timeline import current_day
from kvip_tui.i18n import _
from kvip_tui.snapshot import Glance
from kvip_tui.texts import formats
from kvip_tui.texts import said as texts
from kvip_tui.ui.day.notes import DayNotes
from kvip_tui.ui.day.room import no_link, room_now
from kvip_tui.ui.day.widgets.block import BlockPanel
from kvip_tui.ui.day.widgets.command_line import CommandLine
from kvip_tui.ui.day.widgets.keybar import KeyBar
from kvip_tui.ui.day.widgets.notes import NoteLine
from kvip_tui.ui.day.widgets.timeline import Timeline
from kvip_tui.ui.keymap import bindings

# What answers the privacy check: its keys are those of the note while nothing is stopped.
ANSWERING = {Act.STRIKE, Act.REWRITE, Act.KEEP}


class DayScreen(DayNotes):
    """The day as it runs; one key does one thing and nothing is modal."""

    BINDINGS = bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let letters through to what is typed, and of two that share a key the one that fits."""
        if action != "command":
            return True
        command = BY_ID[str(parameters[0])]
        if not self._reached_by(command) or self.owns_key(command.id):
            return False
        if command.screen in ANSWERING:
            return self.stopped is not None
        return command.id not in SHARING_A_KEY or self.possible(command, self.glance) is not False

    def offers(self, command: Command, now: Glance) -> bool | None:
        """Return what the bottom line says of a command: no key that would only be typed."""
        typing = isinstance(self.focused, TextArea | Input)
        return False if typing and not self._reached_by(command) else super().offers(command, now)

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _keys_move(self) -> None:
        """Show at once which keys there are where something else has them now."""
        self.show_keys(self.glance)

    def _reached_by(self, command: Command) -> bool:
        """Return whether a command's keys reach it from what has the focus.

        What is typed in takes its own chords; a list in a panel leaves all chords to the day,
        and the line of commands.
        """
        typing = isinstance(self.focused, TextArea | Input)
        if typing and command.typing is Typing.IN_NOTES:
            return isinstance(self.focused, NoteLine)
        if self.focused is None or command.while_typing:
            return True
        to_begin = command.typing is Typing.WHILE_EMPTY
        if to_begin and isinstance(self.focused, NoteLine):
            return not self.focused.text
        apart = command.keys.startswith("ctrl+") or to_begin
        return not typing and self.in_cover(self.focused) and apart

    def action_command(self, command_id: str) -> AwaitMount | None:
        """Carry out a command of the table; what concerns only the screen is done here."""
        command = BY_ID[command_id]
        if command.aim is not None:
            self.take_aim(command.aim)
            return None
        self.lower_aim()
        if self.note_command(command):
            return None
        if command.panel is not None:
            self.looked_at = None
            return self.open_cover(command.panel, command.place)
        return self._act(command)

    def _act(self, command: Command) -> AwaitMount | None:
        """Do what a key asks of the screen itself, or else what its command does."""
        match command.screen:
            case Act.SCOPE:
                self.toggle_scope()
            case Act.EDIT:
                return self.edit_block()
            case Act.LINE:
                self.query_one(CommandLine).open()
            case Act.ROOM | Act.COPY_ROOM:
                self._room(copy=command.screen is Act.COPY_ROOM)
            case Act.HELP:
                self.app.push_screen("help")
            case Act.QUIT:
                self.run_worker(self.app.action_quit())
            case Act.DAY:
                self.looked_at = None
                self.show_day()
                self.set_focus(None)
                self.call_after_refresh(self.paint)
            case _:
                self._by_key(command)
        return None

    def _by_key(self, command: Command) -> None:
        """Carry out a command that its key gives; where it needs words, begin to write them."""
        if command.once and self.bouncing:
            return
        if command.needs_words and not command.key_words:
            self.query_one(CommandLine).open(f"{command.word} ")
        else:
            self.carry_out(command, command.key_words)

    def carry_out_line(self, line: str) -> None:
        """Carry out a command given in words."""
        try:
            command, rest = understood(line)
        except Refusal as refusal:
            self.say(texts.refusal(refusal), refused=True)
            self.paint()
            return
        if command.panel is not None and command.shows(rest):
            self.open_cover(command.panel, rest or command.place)
            return
        match command.screen:
            case Act.TICK if rest.isdecimal():
                self._tick_number(int(rest[:6]))
            case Act.JUMP:
                self._find_note(command, rest)
            case Act.STATUS:
                day = self.glance.day
                self.say(formats.headline(day, self.session.visit.plan.timezone))
                self.paint()
            case _ if command.takes_effect:
                self.carry_out(command, rest)
            case _:
                self.action_command(command.id)

    def _room(self, *, copy: bool) -> None:
        """Open the room of the moment in the browser, or copy its link."""
        room = room_now(self.glance)
        if room is None or not room.url:
            self.say(no_link(room), refused=True)
        elif copy:
            self.app.copy_to_clipboard(room.url)
            self.say(_("Lenka er kopiert: {url}").format(url=room.url))
        else:
            self.app.open_url(room.url)
            self.say(_("Åpner {room}: {url}").format(room=room.title, url=room.url))
        self.paint()

    def on_key(self, event: events.Key) -> None:
        """Read the keys that stand for people and for items of the checklist."""
        character = event.character or ""
        if self.covered_key(event.key, character):
            pass
        elif self.focused is not None:
            return
        elif event.key in {"up", "down"}:
            self._browse(1 if event.key == "down" else -1)
        elif event.key in {"pageup", "pagedown"}:
            self.turn_pages(1 if event.key == "pagedown" else -1)
        elif event.key == "escape" and self.aiming:
            self.lower_aim()
            self.say("")
            self.paint()
        elif event.key == "escape":
            self.session.choose_day(None)
            if self.cover:
                self.uncover()
            self.look_at(None)
        elif len(character) == 1 and character in "123456789":
            self.lower_aim()
            self._tick_number(int(character))
        elif not self.floor_key(character):
            return
        event.stop()

    def _tick_number(self, number: int) -> None:
        items = self.glance.items
        if not 1 <= number <= len(items):
            self.say(_("Det er ikke noe punkt {number}.").format(number=number), refused=True)
            self.paint()
            return
        item = items[number - 1]
        self.ask(ToggleCheck(block=item.block.id, check=item.check.id))

    def look_at(self, block: str | None) -> None:
        """Show a block ahead of its time, or what is now for None."""
        running = {view.block.id for view in self.glance.day.running}
        self.looked_at = None if block in running else block
        self.paint()

    def _find_note(self, command: Command, words: str) -> None:
        """Show the block that a note belongs to, on its day."""
        if self.carry_out(command, words):
            note = named(self.session, words)
            self.show_day()
            self.look_at_moment(next(iter(note.blocks), None), note.typed_at)

    def look_at_moment(self, block: str | None, moment: datetime) -> None:
        """Look at a block, of whatever day, or else at the day of a moment."""
        day = self.session.visit.day_of(block) if block else None
        day = day or current_day(self.session.visit, moment)
        self.session.choose_day(day.id)
        self.look_at(block)

    def _browse(self, step: int) -> None:
        """Look at the next or the previous block of the day."""
        day = self.glance.day
        ids = [view.block.id for view in day.blocks]
        current = (day.running or day.upcoming or day.blocks[-1:])[:1]
        start = self.looked_at or (current[0].block.id if current else None)
        if start in ids:
            self.look_at(ids[min(len(ids) - 1, max(0, ids.index(start) + step))])

    @on(CommandLine.Given)
    def _given(self, event: CommandLine.Given) -> None:
        self.set_focus(event.back)
        if event.text:
            self.carry_out_line(event.text)

    @on(KeyBar.Chosen)
    def _chosen(self, event: KeyBar.Chosen) -> None:
        self.action_command(event.command)

    @on(BlockPanel.ItemPicked)
    def _ticked(self, event: BlockPanel.ItemPicked) -> None:
        self.ask(ToggleCheck(block=event.block, check=event.check))

    @on(Timeline.BlockPicked)
    def _looked(self, event: Timeline.BlockPicked) -> None:
        self.look_at(event.block)
