"""The day screen: turns keys, clicks and typed lines into commands."""

from collections.abc import Callable

from textual import events, on

from kvip_tui import texts
from kvip_tui.commands import BY_ID, Command
from kvip_tui.domain import intents as it
from kvip_tui.domain.people import LETTERS
from kvip_tui.domain.refusal import Refusal
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.interpret import answer, carry_out, understood
from kvip_tui.ui.keys import bindings
from kvip_tui.ui.room import no_link, room_now
from kvip_tui.ui.screens.day_panels import DayPanels
from kvip_tui.ui.widgets.block import BlockPanel
from kvip_tui.ui.widgets.command_line import CommandLine
from kvip_tui.ui.widgets.floor import FloorPanel
from kvip_tui.ui.widgets.keybar import KeyBar
from kvip_tui.ui.widgets.notes import NoteLine, NotesPanel
from kvip_tui.ui.widgets.timeline import Timeline


class DayScreen(DayPanels):
    """The day as it runs; one key does one thing and nothing is modal."""

    BINDINGS = bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let the one of «Pause» and «Fortsett» through that makes sense."""
        if action == "command" and parameters[0] in {"pause", "resume"}:
            return self.possible(BY_ID[str(parameters[0])], self.glance) is not False
        return True

    def action_command(self, command_id: str) -> None:
        """Carry out a command of the table; what concerns only the screen is done here."""
        match command_id:
            case "note":
                self.query_one(NoteLine).focus()
            case "line":
                self.query_one(CommandLine).open()
            case "room" | "copy_room":
                self._room(copy=command_id == "copy_room")
            case "help":
                self.app.push_screen("help")
            case "quit":
                self.run_worker(self.app.action_quit())
            case _ if command_id.startswith("show_"):
                self.looked_at = None
                self.show_panel(command_id.removeprefix("show_"))
                self.set_focus(None)
                self.call_after_refresh(self.paint)
            case _:
                minutes = "1" if command_id in {"longer", "shorter"} else ""
                self.carry_out(BY_ID[command_id], minutes)

    def carry_out(self, command: Command, rest: str) -> bool:
        """Carry out a command with its words and say what happened; returns whether it was done."""
        return self._said(lambda: carry_out(self.session, command, rest))

    def _said(self, act: Callable[[], str]) -> bool:
        try:
            answer, done = act(), True
        except Refusal as refusal:
            answer, done = texts.refusal(refusal), False
        except UserError as error:
            answer, done = error.message, False
        self.say(answer, refused=not done)
        if done:
            self.looked_at = None
        self.paint()
        return done

    def carry_out_line(self, line: str) -> None:
        """Carry out a command given in words."""
        try:
            command, rest = understood(line)
        except Refusal as refusal:
            self.say(texts.refusal(refusal), refused=True)
            self.paint()
            return
        if command.make is None and command.id not in {"note", "person", "clock"}:
            self.action_command(command.id)
        else:
            self.carry_out(command, rest)

    def ask(self, intent: it.Intent) -> bool:
        """Carry out an intent and say what happened; returns whether it was done."""
        return self._said(lambda: answer(self.session, intent))

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
        if self.focused is not None:
            return
        if event.key in {"up", "down"}:
            self._browse(1 if event.key == "down" else -1)
        elif event.key in {"pageup", "pagedown"}:
            self._scroll(1 if event.key == "pagedown" else -1)
        elif event.key == "escape":
            self.look_at(None)
        elif len(character) == 1 and character in "123456789":
            self._tick_number(int(character))
        elif len(character) == 1 and character.casefold() in LETTERS:
            self._letter(character)
        else:
            return
        event.stop()

    def _tick_number(self, number: int) -> None:
        items = self.glance.items
        if number > len(items):
            self.say(_("Det er ikke noe punkt {number}.").format(number=number), refused=True)
            self.paint()
            return
        item = items[number - 1]
        self.ask(it.ToggleCheck(block=item.block.id, check=item.check.id))

    def _letter(self, character: str) -> None:
        """Give the floor by a letter; a capital puts on the list, or takes off it."""
        letter = character.casefold()
        person = next((p for p in self.session.visit.people if p.letter == letter), None)
        if person is None:
            self.say(_("Ingen har bokstaven {letter}.").format(letter=letter), refused=True)
            self.paint()
        elif character == letter:
            self.ask(it.GiveFloor(person=person.id))
        elif self.session.visit.floor.request(person.id) is not None:
            self.ask(it.LowerHand(person=person.id))
        else:
            self.ask(it.RaiseHand(person=person.id, chair=True))

    def look_at(self, block: str | None) -> None:
        """Show a block ahead of its time, or what is now for None."""
        running = {view.block.id for view in self.glance.day.running}
        self.looked_at = None if block in running else block
        self.paint()

    def _scroll(self, pages: int) -> None:
        """Scroll what fills the panel of the moment."""
        panels = [self.query_one(BlockPanel), self.query_one(NotesPanel)]
        shown = panels[1] if self.has_class("-show-notes") else panels[0]
        shown.scroll_relative(y=pages * shown.size.height // 2, animate=False)

    def _browse(self, step: int) -> None:
        """Look at the next or the previous block of the day."""
        day = self.glance.day
        ids = [view.block.id for view in day.blocks]
        current = (day.running or day.upcoming or day.blocks[-1:])[:1]
        start = self.looked_at or (current[0].block.id if current else None)
        if start in ids:
            self.look_at(ids[min(len(ids) - 1, max(0, ids.index(start) + step))])

    @on(NoteLine.Changed)
    def _typing(self) -> None:
        self.query_one(NoteLine).began(self.session.now())

    @on(NoteLine.Stored)
    def _store(self, event: NoteLine.Stored) -> None:
        """Store the note; an empty line gives the keys back to the day."""
        line = self.query_one(NoteLine)
        if not event.text.strip():
            self.set_focus(None)
            return
        typed_at = event.typed_at or self.session.now()
        if self.ask(it.AddNote(text=event.text, typed_at=typed_at)):
            line.empty()
            self.keep_draft()

    @on(NoteLine.Left)
    def _leave(self) -> None:
        self.set_focus(None)

    @on(CommandLine.Given)
    def _given(self, event: CommandLine.Given) -> None:
        self.set_focus(None)
        if event.text:
            self.carry_out_line(event.text)

    @on(KeyBar.Chosen)
    def _chosen(self, event: KeyBar.Chosen) -> None:
        self.action_command(event.command)

    @on(FloorPanel.PersonPicked)
    def _picked(self, event: FloorPanel.PersonPicked) -> None:
        self.ask(it.GiveFloor(person=event.person))

    @on(BlockPanel.ItemPicked)
    def _ticked(self, event: BlockPanel.ItemPicked) -> None:
        self.ask(it.ToggleCheck(block=event.block, check=event.check))

    @on(Timeline.BlockPicked)
    def _looked(self, event: Timeline.BlockPicked) -> None:
        self.look_at(event.block)
