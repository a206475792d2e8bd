"""The notes of the interviews: in memory only, and nothing here ever writes (DESIGN 5)."""

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.base import AnyEvent, Redone, Refusal, Undone
from kvip_tui.domain.history import History, Intent, Redo, Undo
from kvip_tui.domain.log import Log
from kvip_tui.domain.notes.changes import apply_note, decide_note
from kvip_tui.domain.notes.reading import privacy_at
from kvip_tui.domain.notes.vocabulary import (
    AddNote,
    JoinNotes,
    NoteIntent,
    OnNote,
    SplitNote,
)
from kvip_tui.domain.report.points import KEPT_OUT, AddSources, PromoteNotes
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.visit import Note, Visit, place_of

# What takes the place of a machine's name in the id of a note that no machine stores.
MEMORY = "minne"
Happened = tuple[AnyEvent, ...]


class _Step(Struct, frozen=True):
    """What was done with the notes while the journal ended with the record ``top``."""

    top: int
    before: Log[Note]
    after: Log[Note]


class Whispers:
    """The notes of the interviews, changed by the same rules as others, without the journal."""

    def __init__(self) -> None:
        self._count = 0
        self.wipe()

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes there are, in the order in which they were stored."""
        return tuple(self._notes)

    def wipe(self) -> None:
        """Forget everything, also what could have been taken back."""
        self._notes: Log[Note] = Log()
        self._done: list[_Step] = []
        self._undone: list[_Step] = []

    def moved_on(self) -> None:
        """Something else was done: what was taken back here cannot be carried out again."""
        self._undone.clear()

    def handle(
        self, history: History, intent: Intent, now: datetime, *, closed: bool
    ) -> Happened | None:
        """Carry out what concerns an interview's note and return what happened; None: not one.

        ``closed`` says that the meeting has ended with which these notes end.

        Raises:
            Refusal: The rules of notes do not allow it.
        """
        top = history.done[-1].n if history.done else 1
        match intent:
            case Undo():
                return self._taken_back(top)
            case Redo():
                return self._again(top)
            case AddNote() if intent.interview or _in_interview(history.visit, intent):
                if closed:
                    raise Refusal("note.closed")
                return self._step(history.visit, top, replace(intent, machine=MEMORY), now)
            case SplitNote() if self._has(intent.note):
                return self._step(history.visit, top, replace(intent, machine=MEMORY), now)
            case JoinNotes() if any(map(self._has, intent.notes)):
                if not all(map(self._has, intent.notes)):
                    raise Refusal("note.mixed")
                return self._step(history.visit, top, intent, now)
            case OnNote() if self._has(intent.note):
                return self._step(history.visit, top, intent, now)
            case PromoteNotes() | AddSources() if any(map(self._has, intent.notes)):
                raise Refusal(KEPT_OUT[Privacy.INTERVIEW])
            case _:
                return None

    def _has(self, note_id: str) -> bool:
        return place_of(self._notes, note_id) is not None

    def _step(self, visit: Visit, top: int, intent: NoteIntent, now: datetime) -> Happened:
        """Decide and fold as for a visit that has these notes and no others."""
        visit = replace(visit, notes=self._notes)
        events = decide_note(visit, intent, now)
        self._count += 1
        for event in events:
            visit = apply_note(visit, self._count, now, event)
        self._done.append(_Step(top, self._notes, visit.notes))
        self._notes = visit.notes
        self._undone.clear()
        return events

    def _taken_back(self, top: int) -> Happened | None:
        if not self._done or self._done[-1].top != top:
            return None
        step = self._done.pop()
        self._undone.append(step)
        self._notes = step.before
        return (Undone(record=0),)

    def _again(self, top: int) -> Happened | None:
        if not self._undone or self._undone[-1].top != top:
            return None
        step = self._undone.pop()
        self._done.append(step)
        self._notes = step.after
        return (Redone(record=0),)


def _in_interview(visit: Visit, intent: AddNote) -> bool:
    return privacy_at(visit, intent.typed_at) is Privacy.INTERVIEW
