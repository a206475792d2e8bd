"""What a letter means on the day screen: it names somebody, alone or behind another key."""

from typing import Any

from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.timer import Timer
from textual.widget import Widget

from kvip_tui.commands.base import Aim
from kvip_tui.commands.floor import GIVE
from kvip_tui.domain.state.people import LETTERS, SECOND
from kvip_tui.i18n import _
from kvip_tui.session import Session
from kvip_tui.ui.day.actions import Actions
from kvip_tui.ui.day.widgets.message import STANDS


class FloorKeys:
    """People are named by a letter: alone it gives the floor, behind another key it means more."""

    def __init__(self, screen: Screen[Any], session: Session, actions: Actions) -> None:
        self._screen = screen
        self._session = session
        self._actions = actions
        self._aim = GIVE
        self._second = False
        self._back: Widget | None = None
        self._patience: Timer | None = None

    @property
    def aiming(self) -> bool:
        """Whether a letter is waited for."""
        return self._patience is not None

    def take_aim(self, aim: Aim) -> None:
        """Let the next letter be for something else than usual, even from a note or a list."""
        focused = self._screen.focused
        if focused is not None:
            if not isinstance(focused, ScrollView):
                return
            self._back = focused
            self._screen.set_focus(None)
        self._wait(aim, second=False)
        self._actions.say(_(aim.hint))

    def lower(self) -> None:
        """Let letters mean what they usually do, and go back to what had the focus."""
        if self._patience is not None:
            self._patience.stop()
        self._aim, self._second, self._patience = GIVE, False, None
        if self._back is not None:
            self._screen.set_focus(self._back)
            self._back = None

    def _wait(self, aim: Aim, *, second: bool) -> None:
        """Wait for a letter, but no longer than what is said about it stands."""
        if self._patience is not None:
            self._patience.stop()
        self._aim, self._second = aim, second
        self._patience = self._screen.set_timer(STANDS.total_seconds(), self.lower)

    def press(self, character: str) -> bool:
        """Take a letter, or the nought before one; returns whether it was that."""
        letter = character.casefold()
        if character == SECOND and not self._second:
            self._wait(self._aim, second=True)
            self._actions.say(_("0 og så bokstaven, for dem som har to tegn foran navnet."))
        elif len(character) == 1 and letter in LETTERS:
            self._letter(letter, hand=character != letter)
        else:
            return False
        return True

    def _letter(self, letter: str, *, hand: bool) -> None:
        key = SECOND + letter if self._second else letter
        person = self._session.visit.lettered(key)
        if person is None:
            said = _("Ingen har {letter} foran navnet.").format(letter=key)
            self._actions.say(said, refused=True)
            self.lower()
        else:
            self.name(person.id, hand=hand)

    def name(self, person: str, *, hand: bool = False) -> None:
        """Ask for what naming a person means now; *hand* is about the speakers' list."""
        aim = self._aim
        self.lower()
        self._actions.ask(aim.asks(self._session.visit, person, hand))
