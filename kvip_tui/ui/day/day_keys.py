"""What the guard of the keys sees and does of the day, and what is offered beside a field."""

import time
from datetime import timedelta
from typing import Any

from textual import events
from textual.screen import Screen
from textual.widgets import Input, TextArea

from kvip_tui.commands.base import Typing
from kvip_tui.commands.keymap import keys_of, reaches_fields
from kvip_tui.commands.table import Command
from kvip_tui.domain.history import Undo
from kvip_tui.i18n import _
from kvip_tui.session import Session
from kvip_tui.ui.day.actions import Actions
from kvip_tui.ui.day.floor_keys import FloorKeys
from kvip_tui.ui.day.note_area import NoteArea
from kvip_tui.ui.day.offers import Offer, Offers
from kvip_tui.ui.day.panel_stack import PanelStack
from kvip_tui.ui.day.widgets.notes.line import NoteLine

# So many signs of a text tell which it is.
BEGINNING = 40


class DayKeys:
    """The day as the guard of its keys knows it."""

    def __init__(
        self,
        screen: Screen[Any],
        session: Session,
        actions: Actions,
        floor: FloorKeys,
        notes: NoteArea,
        panels: PanelStack,
    ) -> None:
        self._screen = screen
        self._session = session
        self._actions = actions
        self._floor = floor
        self._notes = notes
        self._panels = panels

    @property
    def typing(self) -> bool:
        """Whether letters are written into a field."""
        return isinstance(self._screen.focused, TextArea | Input)

    @property
    def on_day(self) -> bool:
        """Whether letters are the day's: no field and no list has the keys."""
        return self._screen.focused is None

    @property
    def done(self) -> int:
        """How much has been done of the visit and is in force."""
        return len(self._session.history.done)

    def reached_by(self, command: Command, key: str = "") -> bool:
        """Return whether a command's key, or any of its keys, reaches it from what has the focus.

        What is typed in takes its own chords; a list in a panel leaves all chords to the day,
        and the line of commands.
        """
        typing = self.typing
        if typing and command.typing is Typing.IN_NOTES:
            return isinstance(self._screen.focused, NoteLine)
        keys = (key,) if key else keys_of(command)
        if self._screen.focused is None or any(reaches_fields(command, one) for one in keys):
            return True
        if not typing and command.while_typing:
            return True
        to_begin = command.typing is Typing.WHILE_EMPTY
        if to_begin and isinstance(self._screen.focused, NoteLine):
            return not self._screen.focused.text
        apart = command.keys.startswith("ctrl+") or to_begin
        return not typing and self._panels.holds(self._screen.focused) and apart

    def take_back(self, before: int) -> int:
        """Take back what has been done since there was so much; returns how much that was."""
        self._floor.lower()
        count = 0
        while self.done > before and self._actions.ask(Undo()):
            count += 1
        return count

    def write_note(self, text: str, ago: timedelta) -> None:
        """Make a note of a text whose typing began that long ago."""
        self._notes.write(text, self._session.now() - ago)

    def press_again(self, event: events.Key) -> bool:
        """Let a key come in that was waited with."""
        return self._screen.app.post_message(event)

    def say(self, text: str, *, refused: bool = False) -> None:
        """Say a sentence on the quiet line."""
        self._actions.say(text, refused=refused)

    def paint(self) -> None:
        """Bring everything up to date."""
        self._actions.paint()

    def offer_paste(self, offers: Offers, text: str) -> bool:
        """Offer what was pasted while no field had the keys as a note; returns whether it was."""
        if not text.strip() or self.typing:
            return False
        said = _("Limt inn uten et felt: «{text}». Tab: skriv det i notatlinja. Esc: nei.")
        offer = said.format(text=" ".join(text.split())[:BEGINNING])
        offers.make(Offer(("paste", time.monotonic()), offer, lambda: self._notes.put(text)))
        self.say("")
        return True
