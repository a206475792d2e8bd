"""What has come from other machines, kept in the visit's own folder (DESIGN 11).

What was received stays, whatever becomes of the place that it came from: a rollback or a
deletion there takes nothing away here.
"""

import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from kvip_tui.domain.base import Record
from kvip_tui.domain.forgetting.forms import what_holds
from kvip_tui.domain.notes.vocabulary import NoteAdded
from kvip_tui.domain.sharing.order import Name, name
from kvip_tui.domain.sharing.travels import of_floor
from kvip_tui.i18n import _
from kvip_tui.sharing.copies import journal_files
from kvip_tui.sharing.files import StreamFile, StreamTail
from kvip_tui.sharing.stream import KIND, Header
from kvip_tui.store.checked import BadLineError

if TYPE_CHECKING:
    from kvip_tui.store.sealing.seal import Seal

RECEIVED: Final = "received"
HANDED: Final = "handed"


class Inbox:
    """A folder with a stream of each machine whose records came.

    Attributes:
        records: What has come, by machine and number.
        problems: Sentences on what could not be read.
        twins: The machines of which two different records came with one number.
        anew: The records that came before, and have come to be without some words.
    """

    def __init__(self, folder: Path, visit: str, seal: "Seal | None" = None) -> None:
        self.folder, self._seal = folder, seal
        self.records: dict[Name, Record] = {}
        self.problems: list[str] = []
        self.twins: set[str] = set()
        self.anew: set[Name] = set()
        self._visit = visit
        # The worker keeps what comes while a key takes words out of what came.
        self._lock = threading.RLock()
        self._files: dict[tuple[str, bool], StreamFile] = {}
        self._tails: dict[Path, StreamTail] = {}
        self.look()

    def look(self) -> list[Record]:
        """Return what another process has put into the folder since last asked."""
        fresh: list[Record] = []
        try:
            paths = journal_files(self.folder)
        except FileNotFoundError:
            return []
        for path in paths:
            tail = self._tails.setdefault(path, StreamTail(path, self._seal))
            try:
                found = tail.fresh()
            except (OSError, BadLineError) as error:
                self.problems.append(_unreadable(path, str(error)))
                continue
            if found is None or tail.header is None or tail.header.visit != self._visit:
                continue
            self.problems += [_unreadable(path, d.reason, d.line) for d in found.damage]
            for record in found.records:
                known = self.records.get(name(record))
                held = record if known is None else what_holds(known, record) or known
                self.records[name(record)] = held
                if known is None:
                    fresh.append(record)
                elif held != known:
                    self.anew.add(name(record))
        return fresh

    def keep(self, records: Iterable[Record]) -> list[Record]:
        """Keep what came, durably, and return what of it is new.

        The same again is nothing new. Of two different records with one number both are kept,
        the later one as another machine's.

        Raises:
            OSError: It could not be kept; it may be tried again.
        """
        with self._lock:
            placed: dict[Name, Record] = {}
            for record in records:
                found = self._placed(record, placed)
                if found is not None:
                    placed[name(found)] = found
            changed = [record for key, record in placed.items() if key in self.records]
            fresh = {key: record for key, record in placed.items() if key not in self.records}
            if fresh:
                self._hold(fresh)
            self.replace(changed)
            return list(fresh.values())

    def _hold(self, fresh: dict[Name, Record]) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for kind in {(r.machine, of_floor(r)) for r in fresh.values()}:
            every = [*self.records.values(), *fresh.values()]
            held = [r for r in every if (r.machine, of_floor(r)) == kind]
            self._file(*kind).hold(held)
        self.records |= fresh

    def replace(self, records: Iterable[Record]) -> None:
        """Keep records in the place of those of the same machines and numbers.

        Raises:
            OSError: They could not be written; what was kept still is.
        """
        changed = {name(record): record for record in records}
        with self._lock:
            every = self.records | changed
            for kind in {(r.machine, of_floor(r)) for r in changed.values()}:
                held = [r for r in every.values() if (r.machine, of_floor(r)) == kind]
                self._file(*kind).rewrite(held)
            self.records |= changed
            self.anew |= set(changed)

    def take_anew(self) -> list[Record]:
        """Return, once, the records that have lost some of their words."""
        found = []
        while self.anew:
            record = self.records.get(self.anew.pop())
            found += [record] if record is not None else []
        return found

    def drop_turns(self) -> bool:
        """Delete the turns of the floor that came from other machines; return if there were any."""
        with self._lock:
            had = any(map(of_floor, self.records.values()))
            for path in sorted(self.folder.glob("turns-*.jsonl")):
                with suppress(OSError):
                    path.unlink()
                self._tails.pop(path, None)
            self.records = {key: r for key, r in self.records.items() if not of_floor(r)}
            self._files = {key: file for key, file in self._files.items() if not key[1]}
        return had

    def _placed(self, record: Record, more: Mapping[Name, Record]) -> Record | None:
        """Return a record under a name that is its own, None where it is there already.

        A form of one that is there, with other words lacking, is returned as what holds of both.
        """
        machine, number = record.machine, 2
        while True:
            known = more.get(name(record)) or self.records.get(name(record))
            if known is None:
                return record
            held = what_holds(known, record)
            if held is not None:
                return None if held == known else held
            self.twins.add(machine)
            record = replace(record, machine=f"{machine}~{number}")
            number += 1

    def _file(self, machine: str, turns: bool) -> StreamFile:
        key = machine, turns
        if key not in self._files:
            path = self.folder / f"{'turns' if turns else 'journal'}-{machine}.jsonl"
            header = Header(KIND, self._visit, machine)
            self._files[key] = StreamFile(path, header, 0o600, self._seal)
        return self._files[key]


def notes_in(record: Record) -> int:
    """Return how many notes a record stores."""
    return sum(isinstance(event, NoteAdded) for event in record.events)


def _unreadable(path: Path, reason: str, line: int = 1) -> str:
    text = _("{path} kan ikke leses på linje {line} ({reason}): resten er lest.")
    return text.format(path=path, line=line, reason=reason)
