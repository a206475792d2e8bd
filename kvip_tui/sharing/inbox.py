"""What has come from other machines, kept in the visit's own folder (DESIGN 11).

What was received stays, whatever becomes of the place that it came from: a rollback or a
deletion there takes nothing away here.
"""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from kvip_tui.domain.base import Record
from kvip_tui.domain.notes.vocabulary import NoteAdded
from kvip_tui.domain.sharing.order import Name, name
from kvip_tui.domain.sharing.travels import of_floor
from kvip_tui.i18n import _
from kvip_tui.sharing.copies import journal_files
from kvip_tui.sharing.files import StreamFile, StreamTail
from kvip_tui.sharing.stream import KIND, Header
from kvip_tui.store.codec import BadLineError

if TYPE_CHECKING:
    from kvip_tui.store.sealing.seal import Seal

RECEIVED: Final = "received"
HANDED: Final = "handed"
# What stands in the place of words that were taken out.
GONE: Final = "…"


class Inbox:
    """A folder with a stream of each machine whose records came.

    Attributes:
        records: What has come, by machine and number.
        problems: Sentences on what could not be read.
        twins: The machines of which two different records came with one number.
    """

    def __init__(self, folder: Path, visit: str, seal: "Seal | None" = None) -> None:
        self.folder, self._seal = folder, seal
        self.records: dict[Name, Record] = {}
        self.problems: list[str] = []
        self.twins: set[str] = set()
        self._visit = visit
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
                if name(record) not in self.records:
                    self.records[name(record)] = record
                    fresh.append(record)
        return fresh

    def keep(self, records: Iterable[Record]) -> list[Record]:
        """Keep what came, durably, and return what of it is new.

        The same again is nothing new. Of two different records with one number both are kept,
        the later one as another machine's.

        Raises:
            OSError: It could not be kept; it may be tried again.
        """
        fresh: dict[Name, Record] = {}
        for record in records:
            found = self._placed(record, fresh)
            if found is not None:
                fresh[name(found)] = found
        if not fresh:
            return []
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for kind in {(r.machine, of_floor(r)) for r in fresh.values()}:
            every = [*self.records.values(), *fresh.values()]
            held = [r for r in every if (r.machine, of_floor(r)) == kind]
            self._file(*kind).hold(held)
        self.records |= fresh
        return list(fresh.values())

    def replace(self, record: Record) -> None:
        """Keep a record in the place of the one of the same machine and number.

        Raises:
            OSError: It could not be written; what was kept still is.
        """
        self.records[name(record)] = record
        kind = record.machine, of_floor(record)
        every = [r for r in self.records.values() if (r.machine, of_floor(r)) == kind]
        self._file(*kind).rewrite(every)

    def drop_turns(self) -> None:
        """Delete the turns of the floor that came from other machines."""
        for path in sorted(self.folder.glob("turns-*.jsonl")):
            with suppress(OSError):
                path.unlink()
            self._tails.pop(path, None)
        self.records = {key: r for key, r in self.records.items() if not of_floor(r)}
        self._files = {key: file for key, file in self._files.items() if not key[1]}

    def _placed(self, record: Record, fresh: dict[Name, Record]) -> Record | None:
        """Return a record under a name that is its own, None where it is there already."""
        machine, number = record.machine, 2
        while True:
            known = self.records.get(name(record)) or fresh.get(name(record))
            if known is None:
                return record
            if known.events == record.events or emptied(known):
                return None
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


def emptied(record: Record) -> bool:
    """Return whether a record's words were taken out: no other copy of it puts them back."""
    return any(isinstance(event, NoteAdded) and event.text == GONE for event in record.events)


def without_words(record: Record) -> Record:
    """Return a record with the words of its notes taken out."""
    events = tuple(
        replace(event, text=GONE, tags=(), mentions=(), because="")
        if isinstance(event, NoteAdded)
        else event
        for event in record.events
    )
    return replace(record, events=events)


def notes_in(record: Record) -> int:
    """Return how many notes a record stores."""
    return sum(isinstance(event, NoteAdded) for event in record.events)


def _unreadable(path: Path, reason: str, line: int = 1) -> str:
    text = _("{path} kan ikke leses på linje {line} ({reason}): resten er lest.")
    return text.format(path=path, line=line, reason=reason)
