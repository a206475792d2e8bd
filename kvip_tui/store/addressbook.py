"""The address book: who has taken part in visits, by group, so that nobody is typed in twice.

One small file in the data folder, a TinyDB table for each group. It holds name and title only.
"""

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from errno import EFBIG
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import Struct
from tinydb import TinyDB
from tinydb.storages import Storage

from kvip_tui.bounded import read_kept
from kvip_tui.domain.state.people import PersonLine
from kvip_tui.domain.text.words import plain
from kvip_tui.errors import UserError, reason
from kvip_tui.i18n import _
from kvip_tui.paths import make_private
from kvip_tui.store.atomic import patiently, write_atomic, write_error
from kvip_tui.store.fitness import legible_json
from kvip_tui.store.lock import WriteLock

FILE: Final = "addressbook.json"
LARGEST: Final = 4_000_000  # bytes: some forty thousand people
PATIENCE: Final = 1.0  # seconds: another process has the book for some milliseconds
LONGEST_NUMBER: Final = 12
_UNREADABLE: Final = (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError)


class _Entry(Struct, frozen=True):
    name: str
    title: str = ""


_tables = msgspec.json.Decoder(dict[str, dict[str, _Entry]]).decode


class AtomicStorage(Storage):
    """A file that is either wholly the old or wholly the new one; written when it is closed."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._new: Mapping[str, Any] | None = None

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return the pending tables, else those of the file, or None where there is no file.

        Raises:
            OSError: The file cannot be read.
            ValueError: What stands in it is not an address book.
        """
        if self._new is not None:
            return dict(self._new)
        try:
            data = read_kept(self._path, LARGEST)
        except FileNotFoundError:
            return None
        except OSError as error:
            if error.errno == EFBIG:
                raise OSError(_("den er større enn 4 MB")) from error
            raise
        tables = _tables(legible_json(data.removeprefix(BOM_UTF8)))
        if not all(_is_number(number) for table in tables.values() for number in table):
            raise ValueError("the entries are not numbered")
        return {name: msgspec.to_builtins(table) for name, table in tables.items()}

    def write(self, data: Mapping[str, Any]) -> None:
        """Hold the new tables back until the file is closed."""
        self._new = {name: {str(n): dict(e) for n, e in t.items()} for name, t in data.items()}

    def close(self) -> None:
        """Write the pending tables, if any.

        Raises:
            UserError: The file cannot be written; what was there before still is.
        """
        if self._new is not None:
            write_atomic(self._path, msgspec.json.format(msgspec.json.encode(self._new)))
            self._new = None


def _stored(db: TinyDB) -> dict[str, dict[str, Any]]:
    """Return all tables as they are kept; asking for them one by one reads the file each time."""
    return db.storage.read() or {}


def _retitle(titles: Mapping[str, str], entry: MutableMapping[str, Any]) -> None:
    entry["title"] = titles[entry["name"]]


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= LONGEST_NUMBER


class AddressBook:
    """The people of earlier visits; read anew each time it is asked, which is seldom.

    Every method raises UserError where the file cannot be read or written. One that is damaged
    is kept aside under another name, once, and `take_notice` says so.
    """

    def __init__(self, data: Path) -> None:
        self.path = data / FILE
        self._notice = ""

    def take_notice(self) -> str:
        """Return, once, what there is to say about a file that was damaged."""
        said, self._notice = self._notice, ""
        return said

    def entries(self) -> list[PersonLine]:
        """Return everybody, by name."""
        with self._open() as db:
            tables = _stored(db)
        found = [
            PersonLine(entry["name"], group, entry["title"])
            for group, table in tables.items()
            for entry in table.values()
        ]
        return sorted(found, key=lambda line: (plain(line.name), line.group, line.title))

    def remember(self, people: Iterable[PersonLine]) -> set[PersonLine]:
        """Put people in, each once in a group, with the latest title; return who was not there."""
        by_group: dict[str, dict[str, str]] = {}
        for line in people:
            by_group.setdefault(line.group, {})[line.name] = line.title
        new = set()
        with self._changing() as db:
            for group, titles in by_group.items():
                table = db.table(group)
                known = {entry["name"]: entry for entry in table}
                fresh = {name: titles[name] for name in titles if name not in known}
                if fresh:
                    table.insert_multiple({"name": n, "title": t} for n, t in fresh.items())
                new |= {PersonLine(name, group, title) for name, title in fresh.items()}
                changed = {
                    known[name].doc_id
                    for name in titles.keys() & known.keys()
                    if titles[name] not in {"", known[name]["title"]}
                }
                if changed:
                    table.update(partial(_retitle, titles), doc_ids=changed)
        return new

    def forget(self, people: Iterable[PersonLine]) -> None:
        """Take people out, those of that name in that group."""
        by_group: dict[str, set[str]] = {}
        for line in people:
            by_group.setdefault(line.group, set()).add(line.name)
        with self._changing() as db:
            tables = {
                group: {n: e for n, e in table.items() if e["name"] not in by_group.get(group, ())}
                for group, table in _stored(db).items()
            }
            db.storage.write({group: table for group, table in tables.items() if table})

    @contextmanager
    def _changing(self) -> Iterator[TinyDB]:
        """Yield the tables for a change, locked from reading to writing."""
        lock = WriteLock(self.path)
        try:
            make_private(self.path.parent)
            if not lock.acquire(PATIENCE):
                said = _("Adresseboka {path} er i bruk i et annet vindu: prøv igjen.")
                raise UserError(said.format(path=self.path))
        except OSError as error:
            raise write_error(self.path, error) from error
        try:
            with self._open() as db:
                yield db
        finally:
            lock.release()

    def _open(self) -> TinyDB:
        """Open the tables; changes are written when they are closed."""
        try:
            AtomicStorage(self.path).read()
        except OSError as error:
            said = _("Adresseboka {path} kan ikke leses ({reason}): se om du har tilgang til den.")
            raise UserError(said.format(path=self.path, reason=reason(error))) from error
        except _UNREADABLE:
            self._notice = self._kept_aside()
        return TinyDB(self.path, storage=AtomicStorage)

    def _kept_aside(self) -> str:
        """Rename the damaged file, so that nothing of it is lost, and return what to say."""
        names = (self.path.with_suffix(f".skadet-{number}.json") for number in count(1))
        aside = next(name for name in names if not name.exists())
        try:
            patiently(lambda: self.path.rename(aside))
        except OSError as error:
            raise write_error(self.path, error) from error
        said = _("Adresseboka var skadet og er lagt til side som {path}: en ny er begynt.")
        return said.format(path=aside)
