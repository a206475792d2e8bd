"""The one thing that changes while the program runs: a journal, the visit it makes, and a clock."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kvip_tui.clock import Clock, on_clock
from kvip_tui.domain.base import AnyEvent, Record, Refusal, Signed
from kvip_tui.domain.day.changes import ANYWAY, BlockStarted, NextBlock, StartBlock
from kvip_tui.domain.day.lost_time import reckoned_at
from kvip_tui.domain.day.timeline import current_day, day_beside
from kvip_tui.domain.floor.nudges import FloorLimits
from kvip_tui.domain.forgetting.forms import lost, words_lost
from kvip_tui.domain.forgetting.words import Forget, Words, forgotten, words_to_forget
from kvip_tui.domain.history import History, Intent, Redo, Undo, advance, decide, received
from kvip_tui.domain.notes.interviews import interviews_since, privacy_outside, typed_words
from kvip_tui.domain.notes.reading import interviews_closed, privacy_at
from kvip_tui.domain.notes.vocabulary import AddNote, TypedInInterview
from kvip_tui.domain.sharing.changes import Received, TakeClock
from kvip_tui.domain.state.plan import Day, Privacy
from kvip_tui.domain.state.visit import Note, Visit
from kvip_tui.interview_notes import Seat, Whispers
from kvip_tui.settings import FloorSettings, Preferences
from kvip_tui.sharing import company
from kvip_tui.sharing.circle import Circle
from kvip_tui.store.book_keeper import BookKeeper
from kvip_tui.store.keeper import Keeper

INSIST_WITHIN = timedelta(seconds=60)
# How long a notice stands before what another machine ended wipes this one's interview notes.
WIPED_AFTER = timedelta(seconds=60)
ASKED_TWICE = frozenset(
    {
        *ANYWAY,
        *("whispers.wiped", "privacy.stop", "privacy.look", "privacy.text", "forget.sure"),
        *("interview.text", "interview.which", "clock.held"),
    }
)

if TYPE_CHECKING:
    from kvip_tui.store.sealing.seal import Seal


def _forget(chosen: object) -> None:
    """Keep nothing: what is chosen is for this session."""


class Session:
    """A visit that is open; ``do`` is the only way to change it.

    Attributes:
        clock: Tells what time it is.
        history: What has been done and taken back, and the visit that it makes.
        preferences: What whoever sits here has chosen of how the program looks and speaks.
        floor_settings: The thresholds of the floor that are in use.
        author: The name of whoever sits at this machine, '' where nobody has said so.
        machine: What this machine is called in notes.
        book: Keeps the address book in step with the roster, or None.
        held: What the privacy check stopped and nothing else has been done since, or None.
        circle: The other machines of the visit, None where there can be none.
        left_over: The files that still have what another machine took out for good; None where
            none did.
        group: The id of the one of several running blocks that is meant, None for all of them.
        wiped_at: When the notes of the interviews are wiped because another machine ended the
            meeting, or None.

    Raises:
        ValueError: The journal does not begin with the making of a visit.
    """

    def __init__(self, journal: Keeper, clock: Clock, circle: Circle | None = None) -> None:
        self._journal = journal
        self.clock, self.circle = clock, circle
        self.wiped_at: datetime | None = None
        self.left_over: list[Path] | None = None
        # A person at a screen is asked before notes are wiped; a script has said what it wants.
        self.careful = False
        self.history: History = self._replayed()
        self._generation = journal.generation
        self._insisting: tuple[object, datetime, str] | None = None
        # The journal's file, None for one that is in memory only.
        self.path: Path | None = None
        self.seal: Seal | None = None
        self._whispers, self.seat = Whispers(), Seat()
        self._keep_count: Callable[[int], None] = _forget
        self.held: Intent | None = None
        self._chosen: str | None = None
        self.group: str | None = None
        self.preferences = Preferences()
        self.floor_settings = FloorSettings()
        self._keep_floor: Callable[[FloorSettings], None] = _forget
        self.author = self.machine = ""
        self.book: BookKeeper | None = None
        self._keep_author: Callable[[str], None] = _forget

    @property
    def visit(self) -> Visit:
        """The visit as it stands."""
        return self.history.visit

    @property
    def records(self) -> tuple[Record, ...]:
        """Everything that is kept, in force or not."""
        return tuple(self._journal.records)

    @property
    def chronicle(self) -> Sequence[Record]:
        """All records that count here, those of other machines too, in their one order."""
        return company.in_order(self._journal.records, self.history)

    @property
    def writer(self) -> bool:
        """Whether this process may change the visit."""
        return self._journal.writer

    @property
    def limits(self) -> FloorLimits:
        """The thresholds of the floor, as the rules want them."""
        return self.floor_settings.limits()

    def use_floor(
        self, chosen: FloorSettings, keep: Callable[[FloorSettings], None] = _forget
    ) -> None:
        """Use thresholds of the floor; *keep* is how others are kept when they are chosen."""
        self.floor_settings, self._keep_floor = chosen, keep

    def choose_floor(self, chosen: FloorSettings) -> None:
        """Use other thresholds of the floor, and keep them.

        Raises:
            UserError: They could not be kept; those in use stay.
        """
        self._keep_floor(chosen)
        self.floor_settings = chosen

    def use_author(self, author: str, machine: str, keep: Callable[[str], None] = _forget) -> None:
        """Sign notes and ticks from now on; *keep* is how another author is kept when chosen."""
        self.author, self.machine, self._keep_author = author, machine, keep

    def choose_author(self, author: str) -> None:
        """Let somebody else sit at this machine, and keep that.

        Raises:
            Refusal: Words are typed while an interview runs, and it is not asked for twice.
            UserError: It could not be kept; who was here stays.
        """
        if author not in {person.name for person in self.visit.roster}:
            self._guard((author,), ("author", author), self.now())
        self._keep_author(author)
        self.author = author
        self.introduce()

    def introduce(self) -> None:
        """Tell the other machines who sits here, where they know another name or none."""
        named = company.named(self.circle, self.history, self.author)
        if self.writer and named is not None:
            self.do(named)

    @property
    def whispers(self) -> tuple[Note, ...]:
        """The notes of the interviews: in memory only, never on disk (DESIGN 5, class D)."""
        return self._whispers.notes

    def now(self) -> datetime:
        """Return the present instant of this session's clock."""
        return self.clock.now()

    def sums_at(self, now: datetime | None = None) -> datetime:
        """Return the instant that sums are made up at: now, unless what runs was forgotten."""
        last = company.last_at(self._journal.records, self.history)
        return reckoned_at(self.visit, last, now or self.now())

    @property
    def chosen(self) -> Day | None:
        """The day that is looked at in place of the current one, or None."""
        day = self.visit.plan.day(self._chosen)
        return None if day is None or day == current_day(self.visit, self.now()) else day

    def choose_day(self, day_id: str | None) -> None:
        """Look at another day than the current one, or at the current one again for None.

        That is this window's own business, nothing that has happened; it ends when a block begins.
        """
        self._chosen = day_id

    def step_day(self, step: int) -> None:
        """Look at the day that many days after the one looked at, or before it.

        Raises:
            Refusal: The plan has no such day.
        """
        here = self.chosen or current_day(self.visit, self.now())
        self.choose_day(day_beside(self.visit.plan, here, step).id)

    def do(self, intent: Intent, *, firm: bool = False) -> tuple[AnyEvent, ...]:
        """Carry out *intent* and return what happened, once it is safely kept.

        Asking twice within a minute does on purpose what `ASKED_TWICE` names; not so where it is
        *firm*, as for what stays where it was written, to be changed or given a reason for.

        Raises:
            Refusal: The rules do not allow it, or the visit is open for reading only.
            UserError: The events could not be kept; nothing has changed.
        """
        if not self.writer:
            raise Refusal("session.read_only")
        now = self.now()
        intent, kept = self._signed(intent), self._journal.records
        n = kept[-1].n + 1 if kept else 1
        if isinstance(intent, AddNote):
            distant = company.interview_by_plan(self.circle, self.visit, now)
            intent = replace(intent, interview=intent.interview or distant)
        whispered = self._whisper(intent, now)
        if whispered is not None:
            return whispered
        intent = self._seated(intent)
        events = self._decided(intent, now, n, firm=firm)
        record = self._journal.append(now, events, self.history.clock_for(now, n))
        self._insisting = self.held = None
        if not isinstance(intent, Undo | Redo):
            self._whispers.moved_on()
        self._advance(intent, record)
        return events

    def _decided(
        self, intent: Intent, now: datetime, n: int, *, firm: bool
    ) -> tuple[AnyEvent, ...]:
        """Return what an intent brings about, where nothing is to be asked first.

        Raises:
            Refusal: The rules do not allow it, or it is asked for once more.
        """
        try:
            knowingly = self._guard(typed_words(intent), intent, now)
            asked = "" if firm else self._asked(intent, now)
            again = asked not in {"", "interview.text"}
            if isinstance(intent, TakeClock) and not again:
                company.ask_holder(self.circle, self.visit, now)
            events = decide(self.history, self._insisted(intent, again=again), now, n)
            self._ask(events, again=again)
            if not again:
                self._warn(events, now)
        except Refusal as refusal:
            if not firm:
                self._refused(intent, now, refusal.code)
                self.held = intent if refusal.code == "privacy.stop" else self.held
            raise
        return (*events, TypedInInterview()) if knowingly else events

    def _advance(self, intent: Intent, record: Record) -> None:
        """Let what has been kept become what stands, here and on the other machines."""
        before, closed, history = self.visit, self.closed, self.history
        moved = history.done[-1:] if isinstance(intent, Undo) else [*history.undone[-1:]]
        self.history = advance(history, record)
        self._tell_others(record, [*moved, record])
        if self.book is not None:
            self.book.follow(before, self.visit)
        if any(isinstance(event, BlockStarted) for event in record.events):
            self.choose_day(None)
        if self.closed and not closed:
            self.forget()
            self.end_turns()

    def _whisper(self, intent: Intent, now: datetime) -> tuple[AnyEvent, ...] | None:
        """Carry out what concerns an interview's note; None: it concerns none.

        Raises:
            Refusal: The rules of notes do not allow it, or nobody has said which interview it is.
        """
        seated = self._seated(intent)
        if isinstance(seated, AddNote) and seated.within is None and not seated.outside:
            running = [b for b in self.visit.running() if b.privacy is Privacy.INTERVIEW]
            known = self._asked(intent, now) == "interview.which"
            if self.careful and not known and len(running) > 1 and self.seat.ask(running):
                self._refused(intent, now, "interview.which")
                raise Refusal("interview.which")
        happened = self._whispers.handle(self.history, seated, now, closed=self.closed)
        if happened is not None:
            self._insisting = None
            self._keep_count(len(self.whispers))
        return happened

    def _seated(self, intent: Intent) -> Intent:
        """Return a note with the interview that it is of, where its writer sits in one or none."""
        if not isinstance(intent, AddNote):
            return intent
        running = interviews_since(self.visit, intent.typed_at)
        if not intent.interview and self.seat.outside(running):
            return replace(intent, outside=True)
        return replace(intent, within=self.seat.within(self.visit, self.author, running))

    def privacy_at(self, moment: datetime) -> Privacy:
        """Return the class of a note begun here at a moment and stored now."""
        if self.seat.outside(interviews_since(self.visit, moment)):
            return privacy_outside(self.visit, moment)
        return privacy_at(self.visit, moment)

    @property
    def interviewing(self) -> bool:
        """Whether an interview runs in which whoever writes here may sit."""
        return self.privacy_at(self.now()) is Privacy.INTERVIEW

    def _guard(self, words: tuple[str, ...], wish: object, now: datetime) -> bool:
        """Let no words of one's own on disk while an interview runs, unless asked for twice.

        Returns whether they are stored knowingly. Every command that takes words comes by here.

        Raises:
            Refusal: ``interview.text``, the first time.
        """
        if not words or not self.interviewing:
            return False
        if not self._asked(wish, now):
            self._refused(wish, now, "interview.text")
            raise Refusal("interview.text")
        return True

    def forget_for_good(self, wish: Forget) -> list[Path]:
        """Take words out of the journal itself, and of all else that lies in the visit's folder.

        Returns the files that still have them: exports and the journals of other machines.

        Raises:
            Refusal: There are no such words; ``forget.sure`` the first time, as it is final; or
                the visit is open for reading only.
            UserError: A file could not be written; the journal is wholly the old or the new one.
        """
        if not self.writer:
            raise Refusal("session.read_only")
        records, now = company.every_record(self._journal.records, self.circle), self.now()
        merged = self.history.merged
        words = words_to_forget(records, wish, merged.order if merged else None)
        if not self._asked(wish, now):
            self._refused(wish, now, "forget.sure")
            places = sum(forgotten(record, words) != record for record in records)
            raise Refusal("forget.sure", count=places)
        return self._take_out(words, partial(forgotten, words=words))

    def _take_out(self, words: Words, change: Callable[[Record], Record]) -> list[Path]:
        """Take words out of all files, and return those that still have them."""
        self._journal.rewrite(change)
        company.forget(self.circle, words)
        self._insisting = self.held = None
        self._begin_anew()
        self._whispers.moved_on()
        from kvip_tui import privacy_check  # noqa: PLC0415 - 5 ms before the first picture
        from kvip_tui.store.forgetting import Folder  # noqa: PLC0415 - so is this

        privacy_check.clear_cache()
        if self.path is None:
            return []
        return Folder(self.path, words.texts, change, self.seal).clean()

    def end_turns(self, *, later: bool = False) -> None:
        """Let go of the turns of the floor, where they are another machine's to keep."""
        if company.end_turns(self.circle, self.visit, self.author, self._journal, later=later):
            self._begin_anew()

    def _begin_anew(self) -> None:
        """Go on from records that were replaced, here and on the other machines."""
        self._generation = self._journal.generation
        self.history = self._replayed()
        if self.circle is not None:
            self.circle.send_anew(self._journal.records, self.visit)

    def refresh(self) -> bool:
        """Take in what another process has written, and take over its pen when it has ended.

        Returns whether anything is new.

        Raises:
            UserError: What another program took away cannot be kept anew.
        """
        arrived = self._take_in()
        if self.writer:
            self._journal.guard()
            return arrived
        took_over = self._journal.try_upgrade()
        fresh = self._journal.follow()
        if self._journal.generation != self._generation:
            self._generation = self._journal.generation
            self.history = self._replayed()
            return True
        for record in fresh:
            self.history = advance(self.history, record)
        return took_over or bool(fresh) or arrived

    def meet(self, circle: Circle) -> None:
        """Write the visit together with other machines from now on."""
        self.circle = circle
        self.history = self._replayed()

    def _replayed(self) -> History:
        """Return what this machine's records come to, with those of the others that count."""
        return company.replayed(self._journal.records, self.circle, self.now())

    def _take_in(self) -> bool:
        """Take in what other machines did; what they ended is wiped here after a notice."""
        circle, now = self.circle, self.now()
        if self.whispers and not self.closed:
            self.wiped_at = company.wiped_unheard(circle, self.visit, now, WIPED_AFTER)
        if self.wiped_at is not None and now >= self.wiped_at:
            self.forget()
        if circle is None:
            return False
        if self.writer and (lacking := circle.lacking()):
            words = words_lost(lacking)
            self.left_over = self._take_out(words, partial(lost, words=words, pairs=lacking))
        fresh, renewed = circle.arrived(), circle.renewed()
        if not fresh and not renewed:
            return False
        closed = self.closed
        circle.withhold(fresh)
        if self.history.merged is None or renewed:
            self.history = self._replayed()
        else:
            self.history = received(self.history, fresh, now)
        if self.closed and not closed:
            self.end_turns()
            self.wiped_at = now + WIPED_AFTER if self.whispers else None
        return True

    def _tell_others(self, record: Record, changed: list[Record]) -> None:
        """Send what this machine did, and count what a file brought, or count it no more."""
        circle = self.circle
        if circle is None:
            return
        if self.history.merged is not None:
            own = replace(record, machine=circle.machine, clock=self.history.last)
            circle.did(own, self.visit)
        if any(isinstance(event, Received) for one in changed for event in one.events):
            self.history = self._replayed()

    def take_notice(self) -> str:
        """Return, once, what there is to say about how the visit is kept, '' for nothing."""
        return self._journal.take_notice()

    def forget(self) -> None:
        """Wipe the notes of the interviews from memory."""
        self._whispers.wipe()
        self._keep_count(0)
        self.wiped_at = None

    def count_with(self, keep: Callable[[int], None]) -> None:
        """Let the number of the interviews' notes, and it alone, be kept from now on."""
        self._keep_count = keep

    def _signed(self, intent: Intent) -> Intent:
        """Return an intent with who it comes from, where that is recorded."""
        if isinstance(intent, Signed):
            return intent.signed(self.author, self.machine)
        return intent

    def _insisted(self, intent: Intent, *, again: bool) -> Intent:
        if isinstance(intent, NextBlock | StartBlock) and again:
            return replace(intent, anyway=True)
        return intent

    def _asked(self, wish: object, now: datetime) -> str:
        """Return why the same has just been refused, '' where it has not: now it is on purpose."""
        asked, at, code = self._insisting or (None, now, "")
        if isinstance(asked, AddNote) and isinstance(wish, AddNote):
            asked = replace(asked, typed_at=wish.typed_at)
        patience = on_clock(self.clock, INSIST_WITHIN)
        return code if asked == wish and abs(now - at) <= patience else ""

    def _refused(self, wish: object, now: datetime, code: str) -> None:
        """Remember what was refused, where asking for it twice does it on purpose."""
        self._insisting = (wish, now, code) if code in ASKED_TWICE else None

    def _ask(self, events: tuple[AnyEvent, ...], *, again: bool) -> None:
        """Ask about what would be stored and may give somebody away."""
        from kvip_tui.privacy_check import ask  # noqa: PLC0415 - 5 ms before the first picture

        ask(self.visit, events, again=again)

    def _warn(self, events: tuple[AnyEvent, ...], now: datetime) -> None:
        """Refuse, the first time, what wipes the interviews' notes: however it ends the meeting."""
        if not self.careful or not self.whispers:
            return
        top = self.history.done[-1].n if self.history.done else 1
        after = advance(self.history, Record(top + 1, now, events))
        if interviews_closed(after.visit):
            raise Refusal("whispers.wiped", count=len(self.whispers))

    @property
    def closed(self) -> bool:
        """Whether the team's closing meeting has ended, and the interviews' notes with it."""
        return interviews_closed(self.visit)
