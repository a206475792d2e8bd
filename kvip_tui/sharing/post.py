"""The worker that puts what is new into the share and fetches from it; no key ever waits for it."""

import threading
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Final
from zlib import crc32

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.base import Record
from kvip_tui.domain.forgetting.forms import (
    held_back,
    what_holds,
    withdrawn_by,
    without_note,
)
from kvip_tui.domain.sharing.order import name
from kvip_tui.domain.sharing.travels import of_floor
from kvip_tui.sharing.deleted import Deleted, deleted_in
from kvip_tui.sharing.inbox import Inbox, notes_in
from kvip_tui.sharing.mailbox import Mailbox
from kvip_tui.sharing.presence import Heard, PresenceFile, Seen, Watch
from kvip_tui.store import codec

# How often the share is looked at, and how long is waited for it when the program ends, seconds.
EVERY: Final = 0.5
AT_THE_END: Final = 5.0


class _Out(Struct, frozen=True):
    """What leaves this machine, and how many notes the first so many of the records hold."""

    records: list[Record]
    notes: list[int]

    def add(self, record: Record) -> None:
        self.records.append(record)
        self.notes.append(self.notes[-1] + notes_in(record))


class Post:
    """Sends and fetches in a thread of its own; what came is picked up by `arrived`.

    Attributes:
        heard: What is known of each other machine, replaced as a whole.
        away_since: Since when the share cannot be reached, None while it can.
        sent: How many records the share has from this machine.
        received: How many records have come from each machine.
        came: Called in the worker's thread when something has come.
        deleted: That who held the clock deleted the visit, None where it was not: it is left.
        forgotten: What has been taken out of which records for good, '' for nothing.
    """

    def __init__(
        self,
        mailbox: Mailbox,
        inbox: Inbox,
        me: Seen,
        now: Callable[[], datetime],
        leave: Callable[[Deleted], None] = lambda _deleted: None,
    ) -> None:
        """Begin with nothing sent; *leave* is done where the visit was deleted in the share."""
        self._leave = leave
        self._mailbox, self._inbox, self._me, self._now = mailbox, inbox, me, now
        self._presence = PresenceFile(mailbox.folder, me.machine, mailbox.seal)
        self._watch = Watch(mailbox.folder, me.visit, me.machine, mailbox.seal)
        self._out = _Out([], [0])
        self._sending: list[Record] | None = None
        self._in: deque[list[Record]] = deque()
        self._lacking: deque[tuple[Record, Record]] = deque()
        self._wake, self._stopped = threading.Event(), threading.Event()
        self._busy = threading.Lock()
        self._thread: threading.Thread | None = None
        self._turns = self._others_turns = True
        self.came: Callable[[], object] = _nothing
        self.forgotten = ""
        self.heard: Mapping[str, Heard] = {}
        self.away_since: datetime | None = None
        self.deleted: Deleted | None = None
        self.sent = 0
        self.received: Mapping[str, int] = {}

    def start(self) -> None:
        """Begin to look at the share, now and again."""
        if self._thread is not None:
            return
        self._thread = threading.Thread(target=self._run, name="kvip-post", daemon=True)
        self._thread.start()

    def stop(self, *, wait: float = AT_THE_END) -> bool:
        """End, after a last round that is waited for; return whether all was sent."""
        self._stopped.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(wait)
        elif self.deleted is None and self.sent != len(self._out.records):
            self.once(wait)
        return self.deleted is not None or self.sent == len(self._out.records)

    def call(self, person: str) -> None:
        """Say from now on that somebody else sits here."""
        self._me = replace(self._me, person=person)
        self._wake.set()

    def put(self, record: Record) -> None:
        """Send a record as soon as the share takes it; what it withdraws leaves the share."""
        if self._turns or not of_floor(record):
            self._out.add(record)
        for note in withdrawn_by(record):
            self.withhold(note)
        self._wake.set()

    def put_anew(self, records: Iterable[Record]) -> None:
        """Send these in the place of the records that were sent: words are lacking in them."""
        self._replace(held_back(records))

    def withhold(self, note: str) -> None:
        """Take the words of a note out of what was sent."""
        self._replace(without_note(record, note) for record in self._out.records)

    def _replace(self, records: Iterable[Record]) -> None:
        out = _Out([], [0])
        for record in records:
            if self._turns or not of_floor(record):
                out.add(record)
        self._out, self._sending = out, None
        self._mailbox.doubt()
        self._wake.set()

    def end_turns(self, *, keep: bool) -> None:
        """Take this machine's turns of the floor out of the share, and send no more of them.

        Those of the others are fetched from now on only where this machine is to *keep* them.
        """
        self._turns, self._others_turns = False, keep
        self._replace(self._out.records)

    def arrived(self) -> list[Record]:
        """Return what has come since last asked; costs nothing where nothing has."""
        fresh: list[Record] = []
        while self._in:
            fresh += self._in.popleft()
        return fresh

    def lacking(self) -> list[tuple[Record, Record]]:
        """Return, once, this machine's records out of which others took words: as sent, and so."""
        found: list[tuple[Record, Record]] = []
        while self._lacking:
            found.append(self._lacking.popleft())
        return found

    def problems(self) -> list[str]:
        """Return, once, what is to be said of files that could not be used."""
        said = [*self._mailbox.problems, *self._inbox.problems]
        self._mailbox.problems, self._inbox.problems = [], []
        return said

    def round(self) -> None:
        """Send and fetch once; where the share cannot be reached, that is noted and no more."""
        with self._busy:
            try:
                self._round()
            except OSError:
                self.away_since = self.away_since or self._now()
            else:
                self.away_since = None

    def once(self, wait: float) -> bool:
        """Send and fetch once, for at most so many seconds; return whether that was enough."""
        done = threading.Thread(target=self.round, name="kvip-post-once", daemon=True)
        done.start()
        done.join(wait)
        return not done.is_alive() and self.away_since is None

    def _run(self) -> None:
        while True:
            last = self._stopped.is_set()
            self._wake.clear()
            self.round()
            if last or self.deleted is not None:
                return
            self._wake.wait(EVERY)

    def _round(self) -> None:
        if self.deleted is not None:
            return
        deleted = deleted_in(self._mailbox.folder, self._me.visit)
        if deleted is None:
            self._exchange()
            return
        with suppress(OSError):
            self._mailbox.empty()
        self._leave(deleted)
        self.deleted = deleted

    def _exchange(self) -> None:
        out, had = self._out, self.sent
        count = len(out.notes) - 1
        came = map(self._others, self._mailbox.fetch())
        fresh = self._inbox.keep(record for record in came if record is not None)
        if fresh:
            self._in.append(fresh)
            self.came()
        if fresh or self._inbox.anew or count != had or self._sending is None:
            forgotten = [r for r in self._inbox.records.values() if r.forgotten]
            self._sending = [*out.records[:count], *forgotten]
            self.forgotten = digest(self._sending)
            self.received = self._counts()
        self._mailbox.send(self._sending, turns=self._turns)
        self.sent = count
        seen = replace(
            self._me,
            at=self._now(),
            records=count,
            notes=out.notes[count],
            read=dict(self.received),
            left=self._stopped.is_set(),
            forgotten=self.forgotten,
        )
        self._presence.say(seen, seen.at)
        self.heard = self._watch.look(self._now)

    def _others(self, record: Record) -> Record | None:
        """Return a record of another machine, None for one that is this one's own.

        What a file says is this machine's, and is not in its journal, is kept as another's.
        Turns of the floor are None once they are over, but for those that are to be kept.
        """
        mine = record.machine == self._me.machine
        if of_floor(record) and not (self._turns if mine else self._others_turns):
            return None
        if not mine:
            return record
        sent = self._sent_by_number(record.n)
        held = what_holds(sent, record) if sent is not None else None
        if sent is None or held is None:
            return replace(record, machine=f"{record.machine}~2")
        if held.events != sent.events and record.forgotten:
            self._lacking.append((sent, held))
        return None

    def _sent_by_number(self, n: int) -> Record | None:
        records = self._out.records
        place = bisect_left(records, n, key=lambda record: record.n)
        found = records[place : place + 1]
        return found[0] if found and found[0].n == n else None

    def _counts(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for machine, _n in self._inbox.records:
            found[machine] = found.get(machine, 0) + 1
        return found


def _nothing() -> None:
    """Do nothing: who asks now and again is not told."""


def digest(records: Iterable[Record]) -> str:
    """Return what tells whether two machines have taken the same words out of the same records."""
    lines = sorted((*name(r), codec.seal(codec.document(r))) for r in records if r.forgotten)
    return f"{crc32(b''.join(line for *_name, line in lines)):08x}" if lines else ""
