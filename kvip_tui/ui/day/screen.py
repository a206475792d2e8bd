"""The day screen: turns keys, clicks and typed lines into commands."""

from datetime import datetime

from textual import events, on
from textual.widget import AwaitMount
from textual.widgets import Input, TextArea

from kvip_tui.commands import people_answers as interpret_people
from kvip_tui.commands.execute import understood
from kvip_tui.commands.note_answers import ANSWERS, WISHES, named
from kvip_tui.commands.table import BY_ID, Command
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.checks.changes import ToggleCheck
from kvip_tui.domain.day.timeline import current_day
from kvip_tui.i18n import _
from kvip_tui.snapshot import Glance
from kvip_tui.texts import formats
from kvip_tui.texts import said as texts
from kvip_tui.ui.day.floor_keys import Aim
from kvip_tui.ui.day.notes import ANSWERING, DayNotes
from kvip_tui.ui.day.people import JOINING
from kvip_tui.ui.day.room import no_link, room_now
from kvip_tui.ui.day.widgets.block import BlockPanel
from kvip_tui.ui.day.widgets.command_line import CommandLine
from kvip_tui.ui.day.widgets.keybar import KeyBar
from kvip_tui.ui.day.widgets.notes import NoteLine
from kvip_tui.ui.day.widgets.timeline import Timeline
from kvip_tui.ui.keymap import bindings, while_typing
from kvip_tui.ui.panels.registry import COVERS

SHARING_A_KEY = {"pause", "resume", "close_list", "open_list"}
# What is carried out with its words although it makes no intent of them.
WITH_WORDS = {
    *("person", "me", "clock", "day", "hush", "limits"),
    *WISHES,
    *ANSWERS,
}
PEOPLE_WORDS = interpret_people.COMMANDS - {"book"}
# What asks, without words behind it, for what a panel shows, and where in it.
SHOWN_BY = {
    "catchup": ("catchup", ""),
    "support": ("show_card", ""),
    "dilemma": ("show_card", ""),
    "check_report": ("show_report", "@checks"),
    "review": ("show_report", "@review"),
    "received": ("show_report", "@received"),
}


class DayScreen(DayNotes):
    """The day as it runs; one key does one thing and nothing is modal."""

    BINDINGS = bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let letters through to what is typed, and of two that share a key the one that fits."""
        if action == "command" and not self._reached_by(BY_ID[str(parameters[0])]):
            return False
        if action == "command" and self.owns_key(str(parameters[0])):
            return False
        if action == "command" and parameters[0] in ANSWERING:
            return self.stopped is not None
        if action == "command" and parameters[0] in SHARING_A_KEY:
            return self.possible(BY_ID[str(parameters[0])], self.glance) is not False
        return True

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
        if typing and command.id in {"thought", "impression"}:
            return isinstance(self.focused, NoteLine)
        if self.focused is None or while_typing(command):
            return True
        if command.id == "line" and isinstance(self.focused, NoteLine):
            return not self.focused.text
        apart = command.keys.startswith("ctrl+") or command.id == "line"
        return not typing and self.in_cover(self.focused) and apart

    def action_command(self, command_id: str) -> AwaitMount | None:
        """Carry out a command of the table; what concerns only the screen is done here."""
        if command_id in set(Aim):
            self.take_aim(Aim(command_id))
            return None
        self.lower_aim()
        if self.note_command(command_id):
            return None
        match command_id:
            case "scope":
                self.toggle_scope()
            case "edit":
                return self.edit_block()
            case "line":
                self.query_one(CommandLine).open()
            case "room" | "copy_room":
                self._room(copy=command_id == "copy_room")
            case "help":
                self.app.push_screen("help")
            case "quit":
                self.run_worker(self.app.action_quit())
            case _ if command_id in COVERS or command_id in JOINING:
                self.looked_at = None
                return self.toggle_cover(command_id)
            case "show_day":
                self.looked_at = None
                self.show_day()
                self.set_focus(None)
                self.call_after_refresh(self.paint)
            case "next" | "end" if self.bouncing:
                return None
            case _:
                self._by_key(BY_ID[command_id])
        return None

    def _by_key(self, command: Command) -> None:
        """Carry out a command that its key gives; where it needs words, begin to write them."""
        if command.id in SHOWN_BY:
            self.open_cover(*SHOWN_BY[command.id])
        elif command.id in {"longer", "shorter"}:
            self.carry_out(command, "1")
        elif command.takes and not command.takes.startswith("["):
            self.query_one(CommandLine).open(f"{command.word} ")
        else:
            self.carry_out(command, "")

    def carry_out_line(self, line: str) -> None:
        """Carry out a command given in words."""
        try:
            command, rest = understood(line)
        except Refusal as refusal:
            self.say(texts.refusal(refusal), refused=True)
            self.paint()
            return
        if command.id in COVERS and command.make is None:
            self.open_cover(command.id, rest)
        elif command.id in SHOWN_BY and not rest:
            self.open_cover(*SHOWN_BY[command.id])
        elif command.id == "tick" and rest.isdecimal():
            self._tick_number(int(rest[:6]))
        elif command.id == "jump":
            self._find_note(command, rest)
        elif command.id == "status":
            day = self.glance.day
            self.say(formats.headline(day, self.session.visit.plan.timezone))
            self.paint()
        elif command.make is None and command.id not in WITH_WORDS | PEOPLE_WORDS:
            self.action_command(command.id)
        else:
            self.carry_out(command, rest)

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
