"""TinyDB over a file that only grows."""

import os
from collections.abc import Callable, Iterator
from errno import EIO, ENOSPC
from pathlib import Path
from typing import Any

import pytest
from tinydb import where
from tinydb.storages import JSONStorage
from tinydb.table import Document

from kvip_tui.domain.base import Record
from kvip_tui.store import codec
from kvip_tui.store.storage import (
    TABLE,
    AppendOnlyError,
    AppendOnlyTable,
    JournalDB,
    TouchedError,
)

AT = "2021-03-16T09:37:00.000Z"
ENDED = {"at": AT, "events": [{"kind": "block_ended", "block": "oppstart"}]}
STARTED = {"at": AT, "events": [{"kind": "block_started", "block": "oppstart"}]}


@pytest.fixture
def db(path: Path, first: Record) -> Iterator[JournalDB]:
    """Return a database of one record."""
    path.write_bytes(codec.encode(first))
    with JournalDB(path) as opened:
        yield opened


def test_an_insert_appends_a_line_and_rewrites_nothing(db: JournalDB, path: Path) -> None:
    """What was in the file stays byte for byte, in the same file."""
    before, node = path.read_bytes(), path.stat().st_ino
    assert db.insert(ENDED) == 2
    assert db.insert_multiple([STARTED, {"n": 4, **ENDED}]) == [3, 4]
    after = path.read_bytes()
    assert after.startswith(before)
    assert after.count(b"\n") == 4
    assert path.stat().st_ino == node


def test_an_insert_is_one_write_and_one_sync(
    db: JournalDB, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One command costs one write and one wait for the disk, however many records it has."""
    calls: list[str] = []
    write, fsync = os.write, os.fsync

    def counted_write(handle: int, data: bytes) -> int:
        calls.append("write")
        return write(handle, data)

    def counted_fsync(handle: int) -> None:
        calls.append("fsync")
        fsync(handle)

    monkeypatch.setattr(os, "write", counted_write)
    monkeypatch.setattr(os, "fsync", counted_fsync)
    db.insert_multiple([ENDED, STARTED])
    assert calls == ["write", "fsync"]


def test_reading_and_queries_are_tinydbs_own(db: JournalDB) -> None:
    """The records can be listed, counted, fetched and searched like any table."""
    db.insert_multiple([ENDED, STARTED])
    assert len(db) == len(db.all()) == 3
    assert db.table(TABLE).search(where("n") == 3)[0]["events"] == STARTED["events"]
    assert db.search(where("events").any(where("kind") == "block_ended"))[0].doc_id == 2
    found = db.get(doc_id=2)
    assert isinstance(found, Document)
    assert found["at"] == AT
    assert db.tables() == {TABLE}


def test_queries_see_what_another_process_adds(db: JournalDB, path: Path) -> None:
    """No answer is remembered: a reader's second query finds the writer's new record."""
    with JournalDB(path, write=False) as reader:
        assert reader.search(where("n") == 2) == []
        db.insert(ENDED)
        assert len(reader.search(where("n") == 2)) == 1


def test_an_empty_file_is_an_empty_database(path: Path) -> None:
    """A file without lines has no records, and can be added to."""
    path.touch()
    with JournalDB(path) as db:
        assert (len(db), db.all(), db.tables()) == (0, [], set())
        assert db.insert(ENDED) == 1


rewriting: dict[str, Callable[[JournalDB], Any]] = {
    "update": lambda db: db.update({"n": 9}),
    "update where": lambda db: db.update({"n": 9}, where("n") == 1),
    "update_multiple": lambda db: db.update_multiple([({"n": 9}, where("n") == 1)]),
    "upsert": lambda db: db.upsert(ENDED, where("n") == 1),
    "upsert new": lambda db: db.upsert(ENDED, where("n") == 99),
    "remove": lambda db: db.remove(where("n") == 1),
    "remove by id": lambda db: db.remove(doc_ids=[1]),
    "truncate": lambda db: db.truncate(),
    "drop_table": lambda db: db.drop_table(TABLE),
    "drop_tables": lambda db: db.drop_tables(),
    "write": lambda db: db.storage.write({}),
    "another table": lambda db: db.table("annet"),
}


@pytest.mark.parametrize("doing", rewriting.values(), ids=rewriting.keys())
def test_whatever_would_rewrite_is_refused(
    db: JournalDB, path: Path, doing: Callable[[JournalDB], Any]
) -> None:
    """TinyDB's ways of changing and removing raise an error and leave the file alone."""
    before = path.read_bytes()
    with pytest.raises(AppendOnlyError):
        doing(db)
    assert path.read_bytes() == before
    assert db.insert(ENDED) == 2


@pytest.mark.parametrize(
    "document",
    [
        {**ENDED, "n": 3},
        {**ENDED, "n": 1},
        Document(ENDED, doc_id=5),
        {"n": 2},
        {"at": "i går", "events": []},
    ],
)
def test_only_the_next_record_can_be_inserted(
    db: JournalDB, path: Path, document: dict[str, Any]
) -> None:
    """A wrong number, or something that would not be read back, is refused before writing."""
    before = path.read_bytes()
    with pytest.raises(AppendOnlyError):
        db.insert_multiple([{**ENDED, "n": 2}, document] if "n" not in document else [document])
    assert path.read_bytes() == before


def test_a_record_read_from_one_journal_can_be_inserted_in_another(
    db: JournalDB, tmp_path: Path
) -> None:
    """A document with its check gets a check of its own in the journal it is copied to."""
    copy = tmp_path / "kopi.jsonl"
    copy.touch()
    with JournalDB(copy) as other:
        other.insert_multiple(db.all())
        assert other.file.scan().records == db.file.scan().records


def test_the_table_is_for_a_journal_only(tmp_path: Path) -> None:
    """Another storage, such as TinyDB's own, is refused."""
    storage = JSONStorage(str(tmp_path / "annet.json"))
    with pytest.raises(AppendOnlyError):
        AppendOnlyTable(storage, TABLE)
    storage.close()


def test_a_torn_or_damaged_file_cannot_be_appended_to(db: JournalDB, path: Path) -> None:
    """Nothing is glued to half a line, nor put behind a damaged one."""
    db.close()
    line = path.read_bytes()
    for content in (line + b'{"n":2', b"tull\n" + line):
        path.write_bytes(content)
        with JournalDB(path) as opened, pytest.raises(AppendOnlyError):
            opened.insert({"n": 2, **ENDED})
        assert path.read_bytes() == content


def test_a_reader_cannot_append(db: JournalDB, path: Path) -> None:
    """A file opened for reading only stays as it is."""
    with JournalDB(path, write=False) as reader, pytest.raises(AppendOnlyError):
        reader.insert(ENDED)
    assert db.insert(ENDED) == 2


class HalfFullDisk:
    """A disk with room for half of what is written, until it gets more."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.full = True
        self.stuck = False
        self._write, self._truncate = os.write, os.ftruncate
        monkeypatch.setattr(os, "write", self.write)
        monkeypatch.setattr(os, "ftruncate", self.truncate)

    def write(self, handle: int, data: bytes) -> int:
        """Take half of a line, then nothing."""
        if not self.full:
            return self._write(handle, data)
        if len(data) < 60:
            raise OSError(ENOSPC, "full")
        return self._write(handle, data[: len(data) // 2])

    def truncate(self, handle: int, length: int) -> None:
        """Cut the file, if the disk answers."""
        if self.stuck:
            raise OSError(EIO, "stuck")
        self._truncate(handle, length)


def test_a_full_disk_adds_nothing_and_the_next_append_works(
    db: JournalDB, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a line is taken away again; when there is space, the journal goes on."""
    before = path.read_bytes()
    disk = HalfFullDisk(monkeypatch)
    with pytest.raises(OSError, match="full"):
        db.insert(ENDED)
    assert path.read_bytes() == before
    disk.full = False
    assert db.insert(ENDED) == 2
    assert path.read_bytes().startswith(before)


def test_half_a_line_that_cannot_be_removed_at_once_is_removed_later(
    db: JournalDB, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a failed append left behind is removed before anything else is added."""
    disk = HalfFullDisk(monkeypatch)
    disk.stuck = True
    for _attempt in range(2):
        with pytest.raises(OSError, match=r"full|stuck"):
            db.insert(ENDED)
    disk.full = disk.stuck = False
    assert db.insert(ENDED) == 2
    assert not db.file.scan().damage
    assert path.read_bytes().count(b"\n") == 2


def test_a_line_that_did_not_reach_the_disk_is_not_kept(
    db: JournalDB, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the wait for the disk fails, or is interrupted, the line is taken away again."""
    before = path.read_bytes()
    for failure in (OSError(EIO, "disk"), KeyboardInterrupt()):

        def fail(_handle: int, failure: BaseException = failure) -> None:
            raise failure

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", fail)
            with pytest.raises(type(failure)):
                db.insert(ENDED)
        assert path.read_bytes() == before
    assert db.insert(ENDED) == 2


def test_a_file_changed_by_another_program_is_not_added_to(db: JournalDB, path: Path) -> None:
    """Where somebody else wrote to the journal, nothing of theirs or ours is spoilt."""
    assert db.insert(ENDED) == 2
    with path.open("ab") as other:
        other.write(b"fremmed\n")
    changed = path.read_bytes()
    with pytest.raises(TouchedError):
        db.insert(ENDED)
    assert path.read_bytes() == changed


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody replace an open file")
def test_a_file_that_was_replaced_is_not_added_to(db: JournalDB, path: Path) -> None:
    """A record is never acknowledged into a file that no longer has the journal's name."""
    assert db.insert(ENDED) == 2
    copy = path.with_name("kopi")
    copy.write_bytes(path.read_bytes())
    copy.replace(path)
    with pytest.raises(TouchedError):
        db.insert(ENDED)
    path.unlink()
    with pytest.raises(TouchedError):
        db.insert(ENDED)
