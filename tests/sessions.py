"""A session whose clock is set before each thing asked for."""

from datetime import datetime
from typing import Any

import pytest

from kvip_tui.clock import RehearsalClock
from kvip_tui.domain.base import AnyEvent, Refusal
from kvip_tui.domain.day.changes import (
    NextBlock,
)
from kvip_tui.domain.history import Intent
from kvip_tui.domain.notes.vocabulary import AddNote
from kvip_tui.domain.state.plan import Check, Privacy
from kvip_tui.session import Session
from tests.builders import FakeKeeper, VisitBuilder, timetable, visit

GATE = Check(id="samtykke", text="Samtykker er signert", gate=True)
INTERVIEW: dict[str, Any] = {"privacy": Privacy.INTERVIEW}
TEAM: dict[str, Any] = {"privacy": Privacy.TEAM}
BLOCKS = timetable(
    "A 09:00-09:30, I1|g 09:30-10:00, I2|g 09:30-10:00, P> -10:15, Slutt> -11:00",
    a={"checks": (GATE,)},
    i1=INTERVIEW,
    i2=INTERVIEW,
    p=TEAM,
    slutt=TEAM,
)


def scene() -> VisitBuilder:
    """Return a visit with a gate before two interviews and a closing meeting."""
    return visit(BLOCKS)


class TimedSession:
    """A session whose clock is set before each thing asked for."""

    def __init__(self, built: VisitBuilder | None = None, *, writer: bool = True) -> None:
        self.built = built or scene()
        self.keeper = FakeKeeper(self.built.records, writer=writer)
        self.clock = RehearsalClock(self.built.at("08:00"), speed=0)
        self.session = Session(self.keeper, self.clock)

    def at(self, clock: str) -> datetime:
        """Set the clock and return its instant."""
        self.clock.set(self.built.at(clock))
        return self.session.now()

    def do(self, intent: Intent, clock: str) -> tuple[AnyEvent, ...]:
        """Ask for something at a time."""
        self.at(clock)
        return self.session.do(intent)

    def note(self, text: str, clock: str) -> tuple[AnyEvent, ...]:
        """Store a note whose typing begins as it is stored."""
        return self.do(AddNote(text, self.at(clock)), clock)

    def refused(self, intent: Intent, clock: str) -> str:
        """Return the code of the refusal, having checked that nothing changed."""
        kept, visit_before = list(self.keeper.records), self.session.visit
        with pytest.raises(Refusal) as caught:
            self.do(intent, clock)
        assert self.keeper.records == kept
        assert self.session.visit == visit_before
        return caught.value.code


def interviewing() -> TimedSession:
    """Return a session in the middle of the interviews."""
    desk = TimedSession(scene().ran("a", "09:00", "09:30"))
    desk.do(NextBlock(anyway=True), "09:30")
    return desk
