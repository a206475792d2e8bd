"""The notes of the interviews: in memory only, and nothing here ever writes (DESIGN 5)."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.base import AnyEvent, Redone, Refusal, Undone
from kvip_tui.domain.history import History, Intent, Redo, Undo
from kvip_tui.domain.log import Log
from kvip_tui.domain.notes.changes import apply_note, decide_note
from kvip_tui.domain.notes.interviews import interview_by_role
from kvip_tui.domain.notes.reading import privacy_at
from kvip_tui.domain.notes.vocabulary import (
    AddNote,
    JoinNotes,
    NoteIntent,
    OnNote,
    SplitNote,
)
from kvip_tui.domain.report.points import KEPT_OUT, AddSources, PromoteNotes
from kvip_tui.domain.state.plan import Block, Privacy
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
    return not intent.outside and privacy_at(visit, intent.typed_at) is Privacy.INTERVIEW


class Seat:
    """Where whoever writes here sits while interviews run: in one, in none, or nobody has said.

    A role in one of them says it, until something else is said here; it is kept nowhere.
    """

    def __init__(self) -> None:
        self._block: str | None = None
        self._outside = self._asked = frozenset[str]()

    def take(self, block: str) -> None:
        """Sit in an interview from now on."""
        self._block, self._outside = block, frozenset()

    def leave(self, visit: Visit) -> None:
        """Sit in none of the visit's interviews."""
        blocks = (block for _day, block in visit.plan.blocks())
        self._outside = frozenset(b.id for b in blocks if b.privacy is Privacy.INTERVIEW)
        self._block = None

    def outside(self, running: Iterable[Block]) -> bool:
        """Return whether it was said that one sits in none of some interviews."""
        ids = {block.id for block in running}
        return bool(ids) and ids <= self._outside

    def within(self, visit: Visit, author: str, running: Sequence[Block]) -> str | None:
        """Return the interview of those running in which one sits, None where that is not known."""
        if any(block.id == self._block for block in running):
            return self._block
        if len(running) == 1:
            return running[0].id
        return interview_by_role(visit, author, running)

    def ask(self, running: Iterable[Block]) -> bool:
        """Return whether it is to be asked in which of some interviews one sits: once."""
        ids = frozenset(block.id for block in running)
        new = not ids <= self._asked
        self._asked |= ids
        return new
