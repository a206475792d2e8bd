"""The one thing that changes while the program runs: a journal, the visit it makes, and a clock."""

from datetime import datetime, timedelta
from typing import Protocol

from msgspec.structs import replace

from kvip_tui.clock import Clock
from kvip_tui.domain import events as ev
from kvip_tui.domain import intents as it
from kvip_tui.domain.decide import decide
from kvip_tui.domain.fold import note_of
from kvip_tui.domain.history import History, advance, replay
from kvip_tui.domain.notes import closing_meeting, privacy_at
from kvip_tui.domain.plan import Privacy
from kvip_tui.domain.refusal import Refusal
from kvip_tui.domain.visit import Note, Visit

INSIST_WITHIN = timedelta(seconds=60)


class Keeper(Protocol):
    """Keeps records durably; the journal is one."""

    @property
    def records(self) -> list[ev.Record]:
        """Everything kept so far."""

    @property
    def writer(self) -> bool:
        """Whether this process may add to what is kept."""

    @property
    def generation(self) -> int:
        """Goes up when ``records`` were replaced, not added to."""

    def append(self, at: datetime, events: tuple[ev.AnyEvent, ...]) -> ev.Record:
        """Keep one command's events; returns when they are safe."""

    def follow(self) -> list[ev.Record]:
        """Return what another process has added since last asked."""

    def try_upgrade(self) -> bool:
        """Become the one who may add, where the process that could has ended."""


class Session:
    """A visit that is open; ``do`` is the only way to change it.

    Raises:
        ValueError: The journal does not begin with the making of a visit.
    """

    def __init__(self, journal: Keeper, clock: Clock) -> None:
        self._journal = journal
        self.clock = clock
        self.history: History = replay(journal.records)
        self._generation = journal.generation
        self._insisting: tuple[it.Intent, datetime] | None = None
        self._whispers: list[tuple[int, Note]] = []

    @property
    def visit(self) -> Visit:
        """The visit as it stands."""
        return self.history.visit

    @property
    def writer(self) -> bool:
        """Whether this process may change the visit."""
        return self._journal.writer

    @property
    def whispers(self) -> tuple[Note, ...]:
        """The notes of the interviews: in memory only, never on disk (DESIGN 5, class D)."""
        return tuple(note for _, note in self._whispers)

    def now(self) -> datetime:
        """Return the present instant of this session's clock."""
        return self.clock.now()

    def do(self, intent: it.Intent) -> tuple[ev.AnyEvent, ...]:
        """Carry out *intent* and return what happened, once it is safely kept.

        Asking twice within a minute for what open gates hold back passes them on purpose.

        Raises:
            Refusal: The rules do not allow it, or the visit is open for reading only.
            UserError: The events could not be kept; nothing has changed.
        """
        if not self.writer:
            raise Refusal("session.read_only")
        now = self.now()
        if (whisper := self._whisper(intent, now)) is not None:
            return whisper
        try:
            events = decide(self.history, self._insisted(intent, now), now)
        except Refusal as refusal:
            self._insisting = (intent, now) if refusal.code == "gate.open" else None
            raise
        record = self._journal.append(now, events)
        self._insisting = None
        closed = self._closed()
        self.history = advance(self.history, record)
        if self._closed() and not closed:
            self.forget()
        return events

    def refresh(self) -> bool:
        """Take in what another process has written, and take over its pen when it has ended.

        Returns whether anything is new.
        """
        if self.writer:
            return False
        took_over = self._journal.try_upgrade()
        fresh = self._journal.follow()
        if self._journal.generation != self._generation:
            self._generation = self._journal.generation
            self.history = replay(self._journal.records)
            return True
        for record in fresh:
            self.history = advance(self.history, record)
        return took_over or bool(fresh)

    def forget(self) -> None:
        """Wipe the notes of the interviews from memory."""
        self._whispers.clear()

    def _insisted(self, intent: it.Intent, now: datetime) -> it.Intent:
        if self._insisting is None or not isinstance(intent, it.Next | it.StartBlock):
            return intent
        asked, at = self._insisting
        again = asked == intent and abs(now - at) <= INSIST_WITHIN
        return replace(intent, anyway=True) if again else intent

    def _whisper(self, intent: it.Intent, now: datetime) -> tuple[ev.AnyEvent, ...] | None:
        """Handle a note of an interview, or its undoing, without the journal; None: not one."""
        top = self.history.done[-1].n if self.history.done else 1
        if isinstance(intent, it.Undo) and self._whispers and self._whispers[-1][0] == top:
            self._whispers.pop()
            return (ev.Undone(record=0),)
        if not isinstance(intent, it.AddNote):
            return None
        if privacy_at(self.visit, intent.typed_at) is not Privacy.INTERVIEW:
            return None
        events = decide(self.history, intent, now)
        whispered = [note_of(0, now, e) for e in events if isinstance(e, ev.NoteAdded)]
        self._whispers += [(top, note) for note in whispered]
        return events

    def _closed(self) -> bool:
        """Whether the team's closing meeting has ended, and the interviews' notes with it."""
        closing = closing_meeting(self.visit.plan)
        return closing is not None and self.visit.run(closing.id).ended is not None
