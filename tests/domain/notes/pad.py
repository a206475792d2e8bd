"""A visit with notes, in its plenum, over lunch or in its closing meeting."""

from typing import Any

import pytest

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.day.changes import NextBlock
from kvip_tui.domain.floor.turns import GiveFloor, ReleaseFloor
from kvip_tui.domain.history import Intent
from kvip_tui.domain.notes.vocabulary import (
    AddNote,
)
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.visit import Note
from tests.builders import VisitBuilder, timetable, visit

BLOCKS = timetable(
    "Plenum 09:00-11:30, Lunsj> -12:00, I1 12:00-13:00, Pause> -13:15, Slutt> -14:15",
    lunsj={"privacy": Privacy.TEAM},
    i1={"privacy": Privacy.INTERVIEW},
    slutt={"privacy": Privacy.TEAM},
)


class Pad(VisitBuilder):
    """A visit with notes, which are written and changed by Henrik."""

    def note(self, text: str, clock: str, **more: Any) -> Note:
        """Store a note whose typing begins as it is stored."""
        self.do(AddNote(text, self.at(clock), author="Henrik Bø", machine="m", **more), clock)
        return self.visit.notes[-1]

    def refused(self, intent: Intent, clock: str = "14:30") -> str:
        """Return the code by which an intent is refused."""
        with pytest.raises(Refusal) as caught:
            self.answer(intent, clock)
        return caught.value.code

    @property
    def texts(self) -> list[str]:
        """The notes that there are."""
        return [note.text for note in self.visit.notes]


def pad() -> Pad:
    """Return a visit whose plenum has run and whose lunch runs from 11:30."""
    built = visit(BLOCKS)
    made = Pad(built.visit.plan, built.on, built.visit.people)
    made.do(NextBlock(), "09:00").do(GiveFloor("berit"), "10:00")
    return made.do(ReleaseFloor(), "10:30").do(NextBlock(), "11:30")


def closing() -> Pad:
    """Return a visit in its closing meeting."""
    made = pad().do(NextBlock(), "12:00").do(NextBlock(), "13:00")
    return made.do(NextBlock(), "13:15")
