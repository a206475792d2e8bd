"""The floor on the day screen: letters and clicks that name people, and what they are for."""

from textual import on
from textual.scroll_view import ScrollView
from textual.timer import Timer
from textual.widget import Widget

from kvip_tui.commands.base import Aim
from kvip_tui.commands.floor_arguments import GIVE
from kvip_tui.domain.floor.view import Scope
from kvip_tui.domain.state.people import LETTERS, SECOND
from kvip_tui.i18n import _
from kvip_tui.ui.day.actions import DayActs
from kvip_tui.ui.day.widgets.floor import PersonPicked
from kvip_tui.ui.day.widgets.message import STANDS


class DayFloor(DayActs):
    """A day on which people are named by a letter, alone or behind another key."""

    _aim = GIVE
    _second = False
    _back: Widget | None = None
    _patience: Timer | None = None

    def take_aim(self, aim: Aim) -> None:
        """Let the next letter be for something else than usual, even from a note or a list."""
        if self.focused is not None:
            if not isinstance(self.focused, ScrollView):
                return
            self._back = self.focused
            self.set_focus(None)
        self._wait(aim, second=False)
        self.say(_(aim.hint))
        self.paint()

    @property
    def aiming(self) -> bool:
        """Whether a letter is waited for."""
        return self._patience is not None

    def lower_aim(self) -> None:
        """Let letters mean what they usually do, and go back to what had the focus."""
        if self._patience is not None:
            self._patience.stop()
        self._aim, self._second, self._patience = GIVE, False, None
        if self._back is not None:
            self.set_focus(self._back)
            self._back = None

    def _wait(self, aim: Aim, *, second: bool) -> None:
        """Wait for a letter, but no longer than what is said about it stands."""
        if self._patience is not None:
            self._patience.stop()
        self._aim, self._second = aim, second
        self._patience = self.set_timer(STANDS.total_seconds(), self.lower_aim)

    def floor_key(self, character: str) -> bool:
        """Take a letter, or the nought before one; returns whether it was that."""
        letter = character.casefold()
        if character == SECOND and not self._second:
            self._wait(self._aim, second=True)
            self.say(_("0 og så bokstaven, for dem som har to tegn foran navnet."))
            self.paint()
        elif len(character) == 1 and letter in LETTERS:
            self._letter(letter, hand=character != letter)
        else:
            return False
        return True

    def _letter(self, letter: str, *, hand: bool) -> None:
        key = SECOND + letter if self._second else letter
        person = self.session.visit.lettered(key)
        if person is None:
            self.say(_("Ingen har {letter} foran navnet.").format(letter=key), refused=True)
            self.paint()
            self.lower_aim()
        else:
            self.named(person.id, hand=hand)

    def named(self, person: str, *, hand: bool = False) -> None:
        """Ask for what naming a person means now."""
        aim = self._aim
        self.lower_aim()
        self.ask(aim.asks(self.session.visit, person, hand))

    def toggle_scope(self) -> None:
        """Show the talk of the day instead of the block's, or the other way round."""
        self.scope = Scope.BLOCK if self.scope is Scope.DAY else Scope.DAY
        self.paint()

    @on(PersonPicked)
    def _picked(self, event: PersonPicked) -> None:
        self.named(event.person, hand=event.hand)
