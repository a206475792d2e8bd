"""What is done on the day screen: carried out, and answered on the quiet line."""

import time
from collections.abc import Callable

from kvip_tui.commands.execute import answer, carry_out
from kvip_tui.commands.table import Command
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.checks.changes import ToggleCheck
from kvip_tui.domain.history import Intent
from kvip_tui.errors import UserError
from kvip_tui.session import ASKED_TWICE
from kvip_tui.texts import said as texts
from kvip_tui.ui.day.panels_base import DayPanels

# Longer than keyboards wait before they repeat a key that is held down.
BOUNCE = 0.8


class DayActs(DayPanels):
    """A day on which things can be done."""

    _warned = 0.0

    @property
    def bouncing(self) -> bool:
        """Whether a key that must be pressed twice on purpose has only bounced, or is held."""
        now = time.monotonic()
        bounced = now - self._warned < BOUNCE
        if bounced:
            self._warned = now
        return bounced

    def hold_off(self) -> None:
        """Let no key that has only bounced answer what has just been asked."""
        self._warned = time.monotonic()

    def carry_out(self, command: Command, rest: str) -> bool:
        """Carry out a command with its words and say what happened; returns whether it was done."""
        return self._said(lambda: carry_out(self.session, command, rest))

    def ask(self, intent: Intent) -> bool:
        """Carry out an intent and say what happened; returns whether it was done."""
        return self._said(
            lambda: answer(self.session, intent), stay=isinstance(intent, ToggleCheck)
        )

    def _said(self, act: Callable[[], str], *, stay: bool = False) -> bool:
        """Do something and say what happened; what is looked at stays only where it is ticked."""
        try:
            answer, done = act(), True
        except Refusal as refusal:
            answer, done = texts.refusal(refusal), False
            if refusal.code in ASKED_TWICE:
                self.hold_off()
        except UserError as error:
            answer, done = error.message, False
        if done:
            self._warned = 0.0
        self.say(answer, refused=not done)
        if done and not stay:
            self.looked_at = None
        self.paint()
        return done
