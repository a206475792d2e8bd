"""TinyDB over a file that only grows: one record a line, and an insert appends one line.

TinyDB's own storage rewrites the whole file for every insert. Here reading and queries are
TinyDB's, an insert is one write and one fsync, and whatever would rewrite is refused.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from kvip_tui.bounded import open_kept
from kvip_tui.domain.base import Record
from kvip_tui.store import codec
from kvip_tui.store.atomic import BINARY, write_all
from kvip_tui.store.beginning import with_beginning
from kvip_tui.store.checked import BadLineError, bare, check_of
from kvip_tui.store.scan import scan

if TYPE_CHECKING:
    from kvip_tui.store.sealing.seal import FileSeal

TABLE: Final = "records"


class AppendOnlyError(Exception):
    """Something was asked for that would rewrite the file, or that could not be read back."""


class TouchedError(AppendOnlyError):
    """The file is not as this process left it, or has another name by now."""


class AppendOnlyStorage(Storage):
    """A journal's file; ``write`` is whether it may grow, ``seal`` what closes its lines.

    Raises:
        OSError: The file cannot be opened.
    """

    def __init__(self, path: Path, *, write: bool = True, seal: "FileSeal | None" = None) -> None:
        super().__init__()
        self.path = path
        self._seal = seal
        self._lines = 0
        self._handle: int | None = None
        self._end: int | None = None
        self._last = 0
        self._check = b""
        self._leftover = False
        if write:
            self._handle = os.open(path, os.O_RDWR | os.O_APPEND | BINARY)
        else:
            path.stat()

    @property
    def last(self) -> int:
        """The number of the last record; reads the file where that has not been done."""
        if self._end is None:
            self.scan()
        return self._last

    def bytes_from(self, start: int = 0) -> bytes:
        """Return what the file holds from *start* on."""
        with open_kept(self.path) as file:
            file.seek(start)
            return file.read()

    def scan(self) -> codec.Scan:
        """Read the whole file anew and note where the next record belongs."""
        data = self.bytes_from()
        found = scan(data, seal=self._seal)
        if self._seal is None:
            found = with_beginning(found, data, self.path)
        self._lines = found.lines
        self._last, self._check = found.last, found.check
        self._end = None if found.damage or found.torn else found.end
        return found

    def scan_more(self, start: int, after: int) -> codec.Scan:
        """Read what has been added behind *start*, where the record number *after* ended."""
        return scan(self.bytes_from(start), after=after, seal=self._seal)

    def scan_torn(self, found: codec.Scan) -> codec.Scan:
        """Read the torn end of what was found as if its newline stood there."""
        return scan(found.torn + b"\n", after=found.last, seal=self._seal)

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return every readable record as TinyDB wants it, by the number of its line."""
        *lines, _torn = self.bytes_from().split(b"\n")
        documents = {}
        for number, line in enumerate(lines, start=1):
            with suppress(BadLineError):
                plain = line if self._seal is None else self._seal.opened(bare(line))
                documents[str(number)] = codec.decode_document(plain)
        return {TABLE: documents} if documents else None

    def write(self, data: Mapping[str, Any]) -> NoReturn:
        """Refuse: nothing that is written is ever rewritten.

        Raises:
            AppendOnlyError: Always.
        """
        raise AppendOnlyError("a journal only grows; it cannot be rewritten")

    def append(self, lines: Iterable[bytes], last: int) -> None:
        """Write lines at the end, of which *last* is the last record; returns when safe.

        Each says which line it follows.

        Raises:
            AppendOnlyError: The file is not open for writing, or its end cannot be trusted.
            TouchedError: Another program has changed the file; nothing was added.
            OSError: There is no space or no permission; nothing was added.
        """
        if self._handle is None or self._end is None:
            raise AppendOnlyError("the journal is not open for writing, or damaged")
        if self._leftover:
            os.ftruncate(self._handle, self._end)
            self._leftover = False
        if not self.untouched():
            raise TouchedError(str(self.path))
        made, check = list[bytes](), self._check
        for line in lines:
            linked = codec.chained(line, check)
            made.append(linked)
            check = check_of(linked[:-1])
        closing = self._seal
        written = closing.more(made, self._lines + 1) if closing else b"".join(made)
        try:
            write_all(self._handle, written)
            os.fsync(self._handle)
        except BaseException:
            self._take_back()
            raise
        self._end += len(written)
        self._lines += len(made)
        self._last, self._check = last, check

    def finish(self, found: codec.Scan, *, keep: bool) -> None:
        """Make the file end with a whole line: cut off what is torn, or *keep* and complete it.

        The file is to be read anew afterwards.
        """
        if self._handle is None:
            raise AppendOnlyError("the journal is not open for writing")
        if keep:
            write_all(self._handle, b"\n")
        else:
            os.ftruncate(self._handle, found.end)
        os.fsync(self._handle)
        self._end = None

    def close(self) -> None:
        """Close the file; what was acknowledged is on disk already."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _take_back(self) -> None:
        """Remove what a failed append left behind; the next append tries again if this fails."""
        if self._handle is None or self._end is None:
            return
        self._leftover = True
        with suppress(OSError):
            os.ftruncate(self._handle, self._end)
            self._leftover = False

    def untouched(self) -> bool:
        """Return whether the file is as this process left it, and still lies where it lay."""
        if self._handle is None or self._end is None:
            return True
        ours = os.fstat(self._handle)
        try:
            same = os.path.samestat(ours, self.path.stat())
        except FileNotFoundError:
            return False
        except OSError:  # a share that is away for a moment
            return True
        # What a failed append could not take back is cut off by the next.
        return same and (ours.st_size == self._end or self._leftover) and ours.st_nlink > 0


class AppendOnlyTable(Table):
    """The records of a journal as a TinyDB table that can be read, queried and added to."""

    def __init__(
        self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False
    ) -> None:
        """Open the table; *cache_size* stays 0 because other processes add records too.

        Raises:
            AppendOnlyError: The storage is another kind, or the table another than the one.
        """
        if not isinstance(storage, AppendOnlyStorage) or name != TABLE:
            raise AppendOnlyError(f"a journal is an AppendOnlyStorage with one table, {TABLE!r}")
        self._file = storage
        super().__init__(storage, name, cache_size, persist_empty)

    def extend(self, records: Iterable[Record]) -> list[Record]:
        """Add records, durably and all or none; returns them as they will be read back.

        Raises:
            AppendOnlyError: Something is not a record, or ``n`` is not the next number.
            TouchedError: Another program has changed the file.
            UserError: A text cannot be stored.
            OSError: The file could not be written; nothing was added.
        """
        settled = [codec.settle(record) for record in records]
        read_back = [record for _line, record in settled]
        self._commit([line for line, _record in settled], read_back)
        return read_back

    def insert(self, document: Mapping[str, Any]) -> int:
        """Add one record; returns its number. Errors are those of `extend`."""
        return self.insert_multiple([document])[0]

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Add records in one write; returns their numbers. Errors are those of `extend`."""
        after = self._file.last + 1
        lines = [_line(document, n) for n, document in enumerate(documents, start=after)]
        records = [_read_back(line) for line in lines]
        self._commit(lines, records)
        return [record.n for record in records]

    def _commit(self, lines: list[bytes], records: list[Record]) -> None:
        last = self._file.last
        for record in records:
            last += 1
            if record.n != last:
                raise AppendOnlyError(f"the next record is number {last}, not {record.n}")
        if records:
            self._file.append(lines, last)

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> NoReturn:
        """Refuse: updating, removing and truncating all come here in TinyDB."""
        raise AppendOnlyError("a journal only grows; nothing in it can be changed or removed")


class JournalDB(TinyDB):
    """A TinyDB whose only table is the records of one journal.

    Attributes:
        file: The storage.
        records: The table.
    """

    table_class = AppendOnlyTable
    default_table_name = TABLE

    def __init__(self, path: Path, *, write: bool = True, seal: "FileSeal | None" = None) -> None:
        """Open the journal's file; errors are those of `AppendOnlyStorage`."""
        self.file = AppendOnlyStorage(path, write=write, seal=seal)
        self.records = AppendOnlyTable(self.file, TABLE)
        super().__init__(storage=lambda: self.file)


def _line(document: Mapping[str, Any], n: int) -> bytes:
    """Return a document as a line of the journal, with *n* where it has no number of its own."""
    number = document.doc_id if isinstance(document, Document) else document.get("n", n)
    rest = {name: document[name] for name in document if name not in {"n", "check"}}
    return codec.seal({"n": number, **rest})


def _read_back(line: bytes) -> Record:
    try:
        return codec.decode(line[:-1])
    except BadLineError as error:
        raise AppendOnlyError("the document is not a record of a journal") from error
