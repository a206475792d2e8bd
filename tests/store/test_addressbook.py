"""The address book: remembered by group, deletable, and never lost to damage."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kvip_tui.domain.state.people import PersonLine
from kvip_tui.domain.state.plan import HOST, TEAM
from kvip_tui.errors import UserError
from kvip_tui.store.addressbook import FILE, AddressBook
from kvip_tui.store.lock import WriteLock

ANNE = PersonLine("Anne Lie", TEAM, "Besøksleder")
BERIT = PersonLine("Berit Moe", HOST, "Enhetsleder")


def test_people_are_remembered_by_group_with_their_latest_title(tmp_path: Path) -> None:
    """The same name in another group is another entry; an empty title takes nothing away."""
    book = AddressBook(tmp_path / "ny mappe")
    assert book.entries() == []
    assert not book.path.exists()
    assert book.remember([BERIT, ANNE]) == {BERIT, ANNE}
    elsewhere = PersonLine("Anne Lie", HOST)
    later = PersonLine("Anne Lie", TEAM, "Overlege")
    assert book.remember([later, elsewhere, PersonLine("Berit Moe", HOST)]) == {elsewhere}
    assert AddressBook(tmp_path / "ny mappe").entries() == [later, elsewhere, BERIT]
    held = json.loads(book.path.read_text("utf-8"))
    assert sorted(held) == [TEAM, HOST]
    assert {key for table in held.values() for e in table.values() for key in e} == {
        "name",
        "title",
    }
    if os.name == "posix":
        assert book.path.stat().st_mode & 0o077 == 0


def test_it_is_deleted_entry_by_entry_and_as_a_whole(tmp_path: Path) -> None:
    """Who is not in it is no trouble; what is deleted is not in the file any more."""
    book = AddressBook(tmp_path)
    book.remember([ANNE, BERIT])
    book.forget([ANNE, PersonLine("Nils", TEAM)])
    assert book.entries() == [BERIT]
    book.forget(book.entries())
    assert book.entries() == []
    assert json.loads(book.path.read_text("utf-8")) == {}


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"\xff\xfe", b'{"a": {"x": {"name": "N"}}}', b'{"a": {"1": {"name": 4}}}'],
)
def test_a_damaged_book_is_kept_aside_and_said_once(tmp_path: Path, content: bytes) -> None:
    """Nothing of it is lost, and the next one is begun, however often that happens."""
    book = AddressBook(tmp_path)
    for number in (1, 2):
        book.path.write_bytes(content)
        assert book.entries() == []
        aside = tmp_path / f"addressbook.skadet-{number}.json"
        assert aside.read_bytes() == content
        assert str(aside) in book.take_notice()
    assert book.take_notice() == ""
    book.remember([ANNE])
    assert book.entries() == [ANNE]


def test_a_book_that_cannot_be_read_or_written_is_a_sentence(tmp_path: Path) -> None:
    """A folder in its place, and a file in the place of the data folder."""
    (tmp_path / FILE).mkdir()
    with pytest.raises(UserError, match="kan ikke leses"):
        AddressBook(tmp_path).entries()
    blocked = tmp_path / "fil"
    blocked.write_text("")
    with pytest.raises(UserError):
        AddressBook(blocked).remember([ANNE])


def test_two_at_once_lose_nothing_of_one_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each reads what the other wrote; who cannot get at the book says so."""
    books = [AddressBook(tmp_path) for _ in range(4)]
    lines = [PersonLine(f"P {number}", TEAM) for number in range(12)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: books[n % 4].remember([lines[n]]), range(12)))
    assert set(AddressBook(tmp_path).entries()) == set(lines)
    lock = WriteLock(books[0].path)
    assert lock.acquire()
    monkeypatch.setattr("kvip_tui.store.addressbook.PATIENCE", 0.05)
    with pytest.raises(UserError, match="et annet vindu"):
        books[0].forget(lines)
    lock.release()
    assert len(books[0].entries()) == 12


def test_many_are_put_in_with_one_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of five hundred costs one file."""
    writes: list[Path] = []

    def write(path: Path, content: bytes) -> None:
        writes.append(path)
        path.write_bytes(content)

    monkeypatch.setattr("kvip_tui.store.addressbook.write_atomic", write)
    book = AddressBook(tmp_path)
    book.remember([*(PersonLine(f"P {n}", TEAM, "x") for n in range(500)), BERIT])
    book.remember([BERIT])
    assert writes == [book.path]
    assert len(book.entries()) == 501
