"""The worker that puts what is new into the share and fetches from it; no key ever waits for it."""

import threading
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from msgspec.structs import replace

from kvip_tui.domain.base import AnyEvent, Record
from kvip_tui.sharing.inbox import Inbox, notes_in
from kvip_tui.sharing.mailbox import Mailbox
from kvip_tui.sharing.presence import Heard, PresenceFile, Seen, Watch

# How often the share is looked at, and how long is waited for it when the program ends, seconds.
EVERY: Final = 0.5
AT_THE_END: Final = 5.0


class Post:
    """Sends and fetches in a thread of its own; what came is picked up by `arrived`.

    Attributes:
        heard: What is known of each other machine, replaced as a whole.
        away_since: Since when the share cannot be reached, None while it can.
        sent: How many records the share has from this machine.
        received: How many records have come from each machine.
    """

    def __init__(
        self, mailbox: Mailbox, inbox: Inbox, me: Seen, now: Callable[[], datetime]
    ) -> None:
        self._mailbox, self._inbox, self._me, self._now = mailbox, inbox, me, now
        self._presence = PresenceFile(mailbox.folder, me.machine, mailbox.seal)
        self._watch = Watch(mailbox.folder, me.visit, me.machine, mailbox.seal)
        self._out: list[Record] = []
        # How many notes the first so many records hold.
        self._notes = [0]
        self._in: deque[list[Record]] = deque()
        self._wake, self._stopped = threading.Event(), threading.Event()
        self._busy = threading.Lock()
        self._thread: threading.Thread | None = None
        self._turns = True
        self.heard: Mapping[str, Heard] = {}
        self.away_since: datetime | None = None
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
        elif self.sent != len(self._out):
            self.once(wait)
        return self.sent == len(self._out)

    def put(self, record: Record) -> None:
        """Send a record as soon as the share takes it."""
        self._out.append(record)
        self._notes.append(self._notes[-1] + notes_in(record))
        self._wake.set()

    def end_turns(self) -> None:
        """Take this machine's turns of the floor out of the share, and send no more of them."""
        self._turns = False
        self._wake.set()

    def arrived(self) -> list[Record]:
        """Return what has come since last asked; costs nothing where nothing has."""
        fresh: list[Record] = []
        while self._in:
            fresh += self._in.popleft()
        return fresh

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
            if last:
                return
            self._wake.wait(EVERY)

    def _round(self) -> None:
        count = len(self._out)
        came = map(self._others, self._mailbox.fetch())
        fresh = self._inbox.keep(record for record in came if record is not None)
        if fresh:
            self._in.append(fresh)
        self._mailbox.send(self._out[:count], turns=self._turns)
        self.sent = count
        self.received = self._counts()
        left = self._stopped.is_set()
        seen = replace(self._me, at=self._now(), records=count, read=dict(self.received), left=left)
        self._presence.say(seen, seen.at)
        self.heard = self._watch.look(self._now)

    def _others(self, record: Record) -> Record | None:
        """Return a record of another machine, None for one that is this one's own.

        What a file says is this machine's, and is not in its journal, is kept as another's.
        """
        if record.machine != self._me.machine:
            return record
        if self._sent_by_number(record.n) == record.events:
            return None
        return replace(record, machine=f"{record.machine}~2")

    def _sent_by_number(self, n: int) -> tuple[AnyEvent, ...]:
        place = bisect_left(self._out, n, key=lambda record: record.n)
        found = self._out[place : place + 1]
        return found[0].events if found and found[0].n == n else ()

    def _counts(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for machine, _n in self._inbox.records:
            found[machine] = found.get(machine, 0) + 1
        return found
