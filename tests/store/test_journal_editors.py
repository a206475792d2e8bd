"""A journal that another program has saved is read as it was written, and goes on."""

from codecs import BOM_UTF8
from datetime import datetime
from pathlib import Path

import pytest

from kvip_tui.domain.base import Record
from kvip_tui.domain.day.changes import BlockEnded, BlockStarted
from kvip_tui.settings import FILE, read_settings
from kvip_tui.store.addressbook import AddressBook
from kvip_tui.store.journal import Journal
from kvip_tui.store.library import Library

STARTED, ENDED = BlockStarted("oppstart"), BlockEnded("oppstart")


@pytest.mark.parametrize("mark", [b"", BOM_UTF8])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("tail", [b"", b"\0" * 700])
def test_marks_line_ends_and_nuls_change_nothing(
    journal: Journal, path: Path, at: datetime, mark: bytes, end: bytes, tail: bytes
) -> None:
    """A mark in front, the line ends of Windows and NULs behind are no damage."""
    journal.append(at, (STARTED,))
    before = list(journal.records)
    journal.close()
    path.write_bytes(mark + path.read_bytes().replace(b"\n", end) + tail)
    with Journal.open(path) as opened:
        assert (opened.records, opened.damage, opened.notices) == (before, [], [])
        assert opened.db.records.all()[0]["n"] == 1
        opened.append(at, (ENDED,))
    with Journal.open(path) as again:
        assert [record.events for record in again.records[-2:]] == [(STARTED,), (ENDED,)]
        assert not again.damage


def test_a_reader_follows_a_journal_that_was_saved_elsewhere(
    journal: Journal, path: Path, first: Record, at: datetime
) -> None:
    """What is added behind lines with other ends is seen by who follows."""
    journal.close()
    path.write_bytes(BOM_UTF8 + path.read_bytes().replace(b"\n", b"\r\n"))
    with Journal.open(path) as writer, Journal.open(path, write=False) as reader:
        assert reader.records == [first]
        writer.append(at, (STARTED,))
        assert [record.events for record in reader.follow()] == [(STARTED,)]


def test_a_visit_with_a_mark_in_front_is_listed(path: Path, journal: Journal) -> None:
    """The list of visits reads the same first line."""
    journal.close()
    library = Library(path.parent / "data")
    folder = library.root / "visits" / "besok"
    folder.mkdir(parents=True)
    (folder / path.name).write_bytes(BOM_UTF8 + path.read_bytes().replace(b"\n", b"\r\n"))
    assert [visit.problem for visit in library.visits()] == [""]


def test_settings_and_address_book_may_have_a_mark(tmp_path: Path) -> None:
    """What an editor puts in front of a small file is no reason to set it aside."""
    (tmp_path / FILE).write_bytes(BOM_UTF8 + b'{"author": "Kari"}')
    assert read_settings(tmp_path)[0].author == "Kari"
    (tmp_path / "addressbook.json").write_bytes(BOM_UTF8 + b"{}")
    book = AddressBook(tmp_path)
    assert (book.entries(), book.take_notice()) == ([], "")
