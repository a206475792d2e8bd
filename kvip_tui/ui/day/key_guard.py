"""Stands between the keyboard and the day: once is once, and a sentence is no row of commands."""

import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Protocol

from textual import events
from textual.timer import Timer

from kvip_tui.commands.day import UNDO
from kvip_tui.commands.keymap import by_key, key_or_word, keys_of, reaches_fields
from kvip_tui.i18n import _
from kvip_tui.ui.day.bounce import REPEAT, Bounce, Verdict
from kvip_tui.ui.day.burst import Burst, Turn
from kvip_tui.ui.day.offers import Offers

SHOWN = 40


class Guarded(Protocol):
    """The screen whose keys are guarded."""

    @property
    def typing(self) -> bool:
        """Whether letters are written into a field."""

    @property
    def on_day(self) -> bool:
        """Whether letters are the day's: no panel has the keys."""

    @property
    def done(self) -> int:
        """How much has been done of the visit and is in force."""

    def take_back(self, before: int) -> int:
        """Take back what has been done since there was so much; returns how much that was."""

    def write_note(self, text: str, ago: timedelta) -> None:
        """Make a note of a text whose typing began that long ago."""

    def say(self, text: str, *, refused: bool = False) -> None:
        """Say a sentence on the quiet line."""

    def paint(self) -> None:
        """Bring everything up to date."""


class KeyGuard:
    """Lets keys through that are meant, holds back those that are not, and says what it held."""

    def __init__(
        self,
        screen: Guarded,
        offers: Offers,
        again: Callable[[events.Key], object],
        timer: Callable[[float, Callable[[], None]], Timer],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._screen = screen
        self._offers = offers
        self._again = again
        self._timer = timer
        self._clock = clock
        self._bounce = Bounce()
        self._burst = Burst()
        self._pending: events.Key | None = None
        self._let: events.Key | None = None
        self._waiting: Timer | None = None

    def admitted(self, event: events.Key) -> Sequence[events.Key]:
        """Return the keys that go on to the day, in order: none, this, or one held before it."""
        if event is self._let:
            self._let = None
            return [event]
        now = self._clock()
        if self._is_mistake(event, now) or self._is_answer(event.key):
            return [*self._flushed(event.key)]
        if not self._must_be_meant(event):
            self._bounce.between()
            return [*self._flushed(event.key), event]
        before = self._flushed(event.key)
        match self._bounce.press(event.key, now):
            case Verdict.NOW:
                return [*before, event]
            case Verdict.LATER:
                self._hold(event)
        return before

    def _is_answer(self, key: str) -> bool:
        """Take or leave what is offered; in a field only function keys do."""
        if self._screen.typing and not key.startswith("f"):
            return False
        answered = self._offers.press(key)
        if answered:
            self._screen.paint()
        return answered

    def _must_be_meant(self, event: events.Key) -> bool:
        """Return whether a second press must be meant: it ends, ticks, hands over or opens."""
        if event.key == "tab" and not self._screen.on_day:
            # It moves the keys from column to column, there as in a form.
            return False
        commands = by_key(event.key)
        if commands:
            reached = not self._screen.typing or any(
                reaches_fields(command, event.key) for command in commands
            )
            return reached and not any(command.repeats for command in commands)
        return self._screen.on_day and (event.character or "").isalnum()

    def _hold(self, event: events.Key) -> None:
        """Wait whether a key is held, before its second press counts."""
        self._pending = event
        self._waiting = self._timer(REPEAT, self._release)

    def _release(self) -> None:
        event, self._pending = self._pending, None
        if event is not None:
            self._let = events.Key(event.key, event.character)
            self._again(self._let)

    def _flushed(self, key: str) -> list[events.Key]:
        """Return a key that was waited with, once another is pressed; held, it was none."""
        event, self._pending = self._pending, None
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
        return [] if event is None or event.key == key else [event]

    # A sentence where letters are commands.

    def _is_mistake(self, event: events.Key, now: float) -> bool:
        """Take what was typed by mistake, or what puts it right; returns whether it was that."""
        if self._screen.typing:
            self._burst.forget()
            return False
        character = event.character or ""
        if not (len(character) == 1 and character.isprintable()):
            if self._burst.stands(now):
                return self._puts_right(event.key, now)
            self._burst.forget()
            return False
        turn = self._burst.press(character, now, self._screen.done)
        if turn is not Turn.COMMAND:
            self._show()
        return turn is not Turn.COMMAND

    def _puts_right(self, key: str, now: float) -> bool:
        """Do with a mistake what a key asks for; returns whether the key was for that."""
        burst = self._burst
        match key:
            case "backspace":
                burst.rub_out()
                self._show()
            case "enter":
                text, ago = burst.text.strip(), timedelta(seconds=now - burst.since)
                self._take_back()
                self._screen.write_note(text, ago)
            case _ if key in keys_of(UNDO):
                self._screen.say(self._take_back())
            case "escape":
                burst.forget()
                self._screen.say("")
            case _:
                burst.forget()
                return False
        self._screen.paint()
        return True

    def _take_back(self) -> str:
        """Take back what the first letters did, and return what is to be said of it."""
        count = self._screen.take_back(self._burst.before)
        self._burst.forget()
        said = _("Bokstavene er glemt, og det de gjorde, er tatt tilbake: {n}.")
        return said.format(n=count) if count else _("Bokstavene er glemt; ingenting ble gjort.")

    def _show(self) -> None:
        text = self._burst.text
        shown = text if len(text) <= SHOWN else f"…{text[-SHOWN:]}"
        said = _("Dette ligner et notat: «{text}». Enter: ja. {key}: ta tilbake det som ble gjort.")
        self._screen.say(said.format(text=shown, key=key_or_word(UNDO)), refused=True)
        self._screen.paint()
