"""The other machines of a visit, as the session meets them: what they did, and who they are."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.bounded import JOURNAL, read_kept
from kvip_tui.domain.base import Record
from kvip_tui.domain.forgetting.forms import held_back, what_holds, withdrawn_by, without_note
from kvip_tui.domain.forgetting.words import Words, forgotten
from kvip_tui.domain.history import travels
from kvip_tui.domain.sharing.changes import Joined, Received
from kvip_tui.domain.sharing.clock import clocked
from kvip_tui.domain.sharing.order import Name, name
from kvip_tui.domain.sharing.travels import Outgoing, without_turns
from kvip_tui.domain.state.visit import Visit
from kvip_tui.errors import UserError
from kvip_tui.i18n import _, ngettext
from kvip_tui.sharing.copies import is_copy, lines_files, machine_of
from kvip_tui.sharing.deleted import Deleted, deleted_in, leave_deleted, told_deleted
from kvip_tui.sharing.identity import Share, identity, share_of
from kvip_tui.sharing.inbox import HANDED, RECEIVED, Inbox, notes_in
from kvip_tui.sharing.stream import MACHINE
from kvip_tui.store.journal import KIND
from kvip_tui.store.lock import WriteLock
from kvip_tui.store.scan import scan

if TYPE_CHECKING:
    from kvip_tui.sharing.post import Post
    from kvip_tui.sharing.presence import Heard
    from kvip_tui.store.sealing.seal import Seal

# How long a command line waits for the share before it goes on without.
PATIENCE: Final = 4.0
# What the machine of a journal is called that nothing names.
_UNNAMED: Final = "ukjent"


class Extra(Struct, frozen=True):
    """A journal that lies beside this machine's own in the visit's folder."""

    path: Path
    machine: str
    records: tuple[Record, ...]
    trusted: bool = False


class Circle:
    """What this machine knows of the others in one visit.

    Attributes:
        machine: What this machine is called.
        uid: The identity of the visit.
        shared: Where the visit is shared, None where it is not.
        seal: The seal of the visit, None where it has none.
        deleted: That who held the clock deleted the visit, None where that is not known.
        post: What sends and fetches, None where the visit is not shared or is only looked at.
    """

    def __init__(
        self,
        folder: Path,
        uid: str,
        machine: str,
        own: Sequence[Record],
        trusted: Iterable[str],
        seal: "Seal | None" = None,
    ) -> None:
        self.machine, self.uid, self.folder = machine, uid, folder
        self.shared: Share | None = share_of(folder)
        self.post: Post | None = None
        self.deleted = deleted_in(folder, uid)
        self.seal = seal
        self._trusted = frozenset(trusted)
        self._inbox = Inbox(folder / RECEIVED, uid, seal)
        self._handed = Inbox(folder / HANDED, uid, seal)
        self._apart: list[str] = []
        self._extras = self._beside(own)
        self._leaving = Outgoing(machine, travels)
        self._counted: set[Name] = set()
        self._notes: Counter[str] = Counter()
        self._lock: WriteLock | None = None

    @property
    def alone(self) -> bool:
        """Whether no other machine has anything to do with the visit."""
        here = self._inbox.records or self._handed.records
        return self.shared is None and not here and not any(e.trusted for e in self._extras)

    @property
    def extras(self) -> tuple[Extra, ...]:
        """The journals in the visit's folder that are not counted: they are offered."""
        return tuple(extra for extra in self._extras if not extra.trusted)

    def others(self, own: Iterable[Record]) -> list[Record]:
        """Return the records of other machines that count; *own* are those in force here."""
        upto: dict[str, int] = {}
        for record in own:
            for event in record.events:
                if isinstance(event, Received):
                    upto |= {m: max(n, upto.get(m, 0)) for m, n in event.machines}
        found = dict(self._inbox.records)
        offered = [*self._handed.records.values(), *(r for e in self.extras for r in e.records)]
        found |= {name(r): r for r in offered if r.n <= upto.get(r.machine, 0)}
        found |= {name(r): r for e in self._extras if e.trusted for r in e.records}
        mine = {key for key in found if key[0] == self.machine}
        self._counted = set(found) - mine
        others = [record for key, record in found.items() if key not in mine]
        self._notes = Counter()
        self._count(others)
        return others

    def came(self) -> list[Record]:
        """Return every record that came from other machines, whether it counts or not."""
        beside = {name(r): r for e in self._extras for r in e.records}
        return list((beside | self._handed.records | self._inbox.records).values())

    def arrived(self) -> list[Record]:
        """Return what has come from other machines since last asked."""
        fresh = self.post.arrived() if self.post is not None else self._inbox.look()
        new = [record for record in fresh if name(record) not in self._counted]
        self._counted |= {name(record) for record in new}
        self._count(new)
        return new

    def _count(self, records: list[Record]) -> None:
        for record in records:
            if notes := notes_in(record):
                self._notes[record.machine] += notes

    def hand_in(self, records: Iterable[Record]) -> list[Record]:
        """Keep what came in a file, and return what of it is new.

        Raises:
            OSError: It could not be kept.
        """
        return self._handed.keep(records)

    def did(self, record: Record, visit: Visit) -> None:
        """Send what of this machine's next record may leave it; *visit* is what it came to."""
        if self.post is not None:
            leaving = self._leaving.of(record, visit)
            if leaving is not None:
                self.post.put(leaving)

    def outgoing(self, own: Iterable[Record], visit: Visit) -> list[Record]:
        """Return what of this machine's records leaves it."""
        self._leaving = leaving = Outgoing(self.machine, travels)
        sent = (leaving.of(record, visit) for record in clocked(own, self.machine))
        return held_back(record for record in sent if record is not None)

    def connect(
        self, own: Iterable[Record], visit: Visit, person: str, now: Callable[[], datetime]
    ) -> "Post | None":
        """Make ready to send and fetch through the share.

        None: there is none, or another process of this machine does that already.
        """
        if self.shared is None:
            return None
        lock = WriteLock(self.folder / RECEIVED)
        with suppress(OSError):
            if lock.acquire():
                self._lock = lock
        if self._lock is None:
            return None
        # The worker costs 5 ms before the first picture, and most visits are shared with nobody.
        from kvip_tui.sharing.mailbox import Mailbox  # noqa: PLC0415
        from kvip_tui.sharing.post import Post  # noqa: PLC0415
        from kvip_tui.sharing.presence import Seen  # noqa: PLC0415

        me = Seen(visit=self.uid, machine=self.machine, person=person, at=now())
        title = f"{visit.host}, {visit.title}"
        folder = Path(self.shared.folder)
        mailbox = Mailbox(folder, self.uid, self.machine, title, self.seal)
        self.post = Post(mailbox, self._inbox, me, now, self._left)
        self.send_anew(own, visit)
        return self.post

    def _left(self, deleted: Deleted) -> None:
        """Share the visit no more, for who held the clock has deleted it."""
        self.deleted = deleted
        # Where it cannot be kept here, it is read in the share again next time.
        with suppress(OSError, UserError):
            leave_deleted(self.folder, deleted)

    def send_anew(self, own: Iterable[Record], visit: Visit) -> None:
        """Send this machine's records as they are now, without the words that they lack."""
        if self.post is not None:
            self.post.put_anew(self.outgoing(own, visit))
            for record in [*self._inbox.records.values()]:
                for note in withdrawn_by(record):
                    self.post.withhold(note)

    def end_turns(self, *, keep: bool) -> bool:
        """Take this machine's turns of the floor out of the share, and send no more of them.

        Those that came from others go too, unless this machine is to *keep* them. Returns whether
        there were any.
        """
        if self.post is not None:
            self.post.end_turns(keep=keep)
        return not keep and self._inbox.drop_turns()

    def withhold(self, fresh: Iterable[Record]) -> None:
        """Take the words of the notes that some records withdraw out of what was received."""
        for note in (note for record in fresh for note in withdrawn_by(record)):
            self._change(lambda record, note=note: without_note(record, note))  # type: ignore[misc]
            if self.post is not None:
                self.post.withhold(note)

    def forget(self, words: Words) -> None:
        """Take words out of what was received, for good.

        Raises:
            OSError: A file could not be written.
        """
        self._change(lambda record: forgotten(record, words))

    def _change(self, change: Callable[[Record], Record]) -> None:
        for inbox in (self._inbox, self._handed):
            pairs = [(record, change(record)) for record in [*inbox.records.values()]]
            inbox.replace([new for old, new in pairs if new is not old])
        self._extras = [
            replace(extra, records=tuple(map(change, extra.records))) for extra in self._extras
        ]

    def renewed(self) -> bool:
        """Return, once, whether records that had come have lost some of their words."""
        if not self._inbox.anew and not self._handed.anew:
            return False
        for one, two in ((self._inbox, self._handed), (self._handed, self._inbox)):
            two.keep(record for record in one.take_anew() if name(record) in two.records)
        self._inbox.take_anew()
        return True

    def lacking(self) -> list[tuple[Record, Record]]:
        """Return, once, this machine's records out of which others took words: as sent, and so."""
        return self.post.lacking() if self.post is not None else []

    def heard(self) -> "dict[str, Heard]":
        """Return what is known of each other machine that was seen in the share."""
        return dict(self.post.heard) if self.post is not None else {}

    def counts(self) -> dict[str, int]:
        """Return how many records have come from each other machine."""
        return dict(Counter(machine for machine, _n in self._counted))

    def note_counts(self) -> dict[str, int]:
        """Return how many notes have come from each other machine."""
        return dict(self._notes)

    def notices(self) -> list[str]:
        """Return sentences on journals beside this one's that hold more than is counted."""
        missing, said = self.missing(), [*self._apart]
        if self.deleted is not None:
            said.append(told_deleted(self.folder.name, self.deleted))
        if missing:
            text = _("Skriv «slå sammen journaler» for å ta det med ({files}).")
            files = ", ".join(extra.path.name for extra, _records in missing)
            said.append(f"{told_missing(missing)} {text.format(files=files)}")
        problems = self.post.problems() if self.post is not None else self._inbox.problems
        twins = _("Noe er skrevet to steder under samme navn ({machine}): begge er tatt vare på.")
        said += [twins.format(machine=machine) for machine in sorted(self._inbox.twins)]
        return [*said, *problems]

    def missing(self) -> list[tuple[Extra, list[Record]]]:
        """Return the journals beside this one's that hold more than is counted, and what."""
        found = ((e, [r for r in e.records if name(r) not in self._counted]) for e in self.extras)
        return [(extra, records) for extra, records in found if records]

    def offered(self) -> tuple[tuple[str, int], ...]:
        """Return the machines whose journals are offered, with the last number of each."""
        return tuple((e.machine, max(r.n for r in e.records)) for e in self.extras if e.records)

    def start(self, came: Callable[[], object] | None = None) -> None:
        """Begin to send and fetch in the background; *came* is called there when something came."""
        if self.post is not None:
            self.post.came = came or self.post.came
            self.post.start()

    def catch_up(self) -> bool:
        """Send and fetch once, for a moment at most; return whether that was enough."""
        return self.post.once(PATIENCE) if self.post is not None else True

    def close(self) -> bool:
        """Stop sending and fetching; return whether all was sent."""
        sent = self.post.stop() if self.post is not None else True
        if self._lock is not None:
            self._lock.release()
            self._lock = None
        return sent

    def _beside(self, own: Sequence[Record]) -> list[Extra]:
        """Return the journals in the visit's folder beside this machine's own."""
        found: list[Extra] = []
        with suppress(OSError):
            for path in lines_files(self.folder):
                if path.name != f"journal-{self.machine}.jsonl":
                    found += self._extra(path, own)
        return found

    def _extra(self, path: Path, own: Sequence[Record]) -> list[Extra]:
        with suppress(OSError):
            data = read_kept(path, JOURNAL)
            closing = self.seal and self.seal.file(KIND)
            records = scan(data, seal=closing).records
            if not records or records == list(own)[: len(records)]:
                return []
            if closing is None and identity(records[0], data.partition(b"\n")[0]) != self.uid:
                text = _("{path} hører til et annet besøk og er ikke lest.")
                self._apart.append(text.format(path=path))
                return []
            machine = _whose(path, records, own) or self.machine
            if machine == self.machine:
                mine = {record.n: record for record in own}
                records = [r for r in records if not _is_here(r, mine.get(r.n))]
                machine = f"{machine}~2"
            joined = bool(own) and isinstance(own[0].events[0], Joined)
            trusted = machine in self._trusted or (joined and not is_copy(path.name))
            return [Extra(path, machine, tuple(clocked(records, machine)), trusted)]
        return []


def told_missing(missing: Sequence[tuple[Extra, Sequence[Record]]]) -> str:
    """Return how much lies in journals that are not counted, in a sentence."""
    records = [record for _extra, found in missing for record in found]
    if notes := sum(map(notes_in, records)):
        text = ngettext(
            "{n} notat er ikke med: slå sammen?", "{n} notater er ikke med: slå sammen?", notes
        )
        return text.format(n=notes)
    text = ngettext(
        "{n} hendelse er ikke med: slå sammen?",
        "{n} hendelser er ikke med: slå sammen?",
        len(records),
    )
    return text.format(n=len(records))


def _is_here(record: Record, mine: Record | None) -> bool:
    """Return whether a record of a copy stands in this machine's journal, in whatever form."""
    return mine is not None and (
        mine == without_turns(record) or what_holds(mine, record) is not None
    )


def _whose(path: Path, records: Sequence[Record], own: Sequence[Record]) -> str:
    """Return the machine of a journal, whatever it is called; '' for the one that asks."""
    first = records[0].events[0]
    if own and records[0] == own[0]:
        return ""
    if isinstance(first, Joined) and MACHINE.fullmatch(first.machine):
        return first.machine
    named = machine_of(path.name) or ""
    return named if MACHINE.fullmatch(named) else _UNNAMED
