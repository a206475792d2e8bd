"""Whatever happens to a journal while it is open, nothing is lost; and it is made whole again."""

import shutil
import sys
from collections.abc import Callable
from datetime import datetime
from errno import EIO, ENOLCK
from pathlib import Path

import pytest

from kvip_tui.clock import RehearsalClock
from kvip_tui.domain.base import Record
from kvip_tui.domain.day.changes import BlockEnded, BlockStarted
from kvip_tui.domain.history import VisitCreated
from kvip_tui.errors import UserError
from kvip_tui.session import Session
from kvip_tui.store import codec
from kvip_tui.store.beside import newest, repair
from kvip_tui.store.journal import Journal
from kvip_tui.store.library import Library
from kvip_tui.store.scan import scan

STARTED, ENDED = BlockStarted("oppstart"), BlockEnded("oppstart")
WINDOWS = sys.platform == "win32"


def numbers(path: Path) -> list[int]:
    """Return the numbers of what is read when a journal is opened anew."""
    with Journal.open(path, write=False) as journal:
        return [record.n for record in journal.records]


def replaced_by(content: bytes) -> Callable[[Path], None]:
    """Return what puts another file in the place of the journal."""

    def replace(path: Path) -> None:
        copy = path.with_name("kopi")
        copy.write_bytes(content)
        copy.replace(path)

    return replace


def truncated(path: Path) -> None:
    """Cut the last line off."""
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - 40)


def appended(path: Path) -> None:
    """Write something at the end."""
    with path.open("ab") as file:
        file.write(b"tull\n")


def equal(path: Path) -> None:
    """Put a copy in its place that is the same."""
    replaced_by(path.read_bytes())(path)


def folder_renamed(path: Path) -> None:
    """Give the visit's folder another name."""
    path.parent.rename(path.parent.with_name("et annet navn"))


def folder_deleted(path: Path) -> None:
    """Throw the visit's folder away."""
    shutil.rmtree(path.parent)


DONE_TO_IT: dict[str, Callable[[Path], object]] = {
    "deleted": Path.unlink,
    "renamed": lambda path: path.rename(path.with_name("gammel.jsonl")),
    "moved": lambda path: path.rename(path.parents[1] / "papirkurv.jsonl"),
    "replaced by nothing": replaced_by(b""),
    "replaced by another thing": replaced_by(b"tull\n" * 50),
    "replaced by the same": equal,
    "cut": truncated,
    "emptied": lambda path: path.write_bytes(b""),
    "appended to": appended,
    "folder renamed": folder_renamed,
    "folder deleted": folder_deleted,
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the journal is: in the folder of a visit."""
    (tmp_path / "besøk").mkdir()
    return tmp_path / "besøk" / "journal-her.jsonl"


@pytest.mark.skipif(WINDOWS, reason="Windows lets nobody take an open file away")
@pytest.mark.parametrize("moment", ["append", "look", "close"])
@pytest.mark.parametrize("case", DONE_TO_IT)
def test_nothing_is_lost_whatever_is_done_to_the_file_while_it_is_open(
    path: Path, first: Record, at: datetime, case: str, moment: str
) -> None:
    """Found when something is written, at the next second, or at the latest when it is closed."""
    journal = Journal.create(path, first)
    journal.append(at, (STARTED,))
    DONE_TO_IT[case](path)
    left = path.read_bytes() if path.exists() else None
    expected = [1, 2]
    if moment == "append":
        assert journal.append(at, (ENDED,)).n == 3
        expected.append(3)
    elif moment == "look":
        journal.guard()
    if moment != "close":
        said = journal.take_notice()
        assert "ingenting er tapt" in said
        assert str(journal.current) in said
        assert journal.take_notice() == ""
    journal.close()
    assert numbers(path) == expected
    if left is not None:
        assert path.read_bytes() == left
    with Journal.open(path) as again:
        assert again.writer
        assert again.append(at, (STARTED,)).n == expected[-1] + 1
        assert again.take_notice() == ""


@pytest.mark.skipif(WINDOWS, reason="Windows lets nobody take an open file away")
def test_it_is_found_within_a_second_on_the_screen_too(
    path: Path, first: Record, at: datetime
) -> None:
    """The session looks after the file each time it is refreshed."""
    with Journal.create(path, first) as journal:
        session = Session(journal, RehearsalClock(at))
        path.unlink()
        assert not session.refresh()
        assert "ingenting er tapt" in session.take_notice()
        assert path.exists()


@pytest.mark.skipif(WINDOWS, reason="Windows lets nobody take an open file away")
def test_a_file_that_is_taken_away_again_and_again(path: Path, first: Record, at: datetime) -> None:
    """Each time all of it is there again."""
    with Journal.create(path, first) as journal:
        for n in range(2, 12):
            DONE_TO_IT["cut" if n % 2 else "deleted"](journal.current)
            assert journal.append(at, (STARTED,)).n == n
    assert numbers(path) == list(range(1, 12))


def test_a_reader_goes_over_to_the_file_that_goes_on(
    path: Path, first: Record, at: datetime
) -> None:
    """It is given what is new, and not what it had."""
    with Journal.create(path, first) as journal, Journal.open(path) as reader:
        appended(path)
        added = journal.append(at, (STARTED,))
        assert reader.follow() == [added]
        assert reader.current == journal.current != path
        assert reader.follow() == []


def damaged(path: Path, first: Record, at: datetime) -> bytes:
    """Write a journal of six records with a damaged line, and return what it is."""
    records = [first, *(Record(n, at, (STARTED,)) for n in range(2, 7))]
    lines = [codec.encode(record) for record in records]
    path.write_bytes(b"".join([*lines[:3], b"tull\n", *lines[4:]]))
    return path.read_bytes()


def test_a_repair_makes_one_journal_and_keeps_what_it_was(
    path: Path, first: Record, at: datetime
) -> None:
    """Of a damaged one that was only read, or of one that has been written on beside."""
    for opened_before in (False, True):
        was = damaged(path, first, at)
        expected = [1, 2, 3, 5, 6]
        if opened_before:
            with Journal.open(path) as journal:
                journal.append(at, (ENDED,))
                expected.append(7)
        made = repair(path)
        assert made.records == len(expected)
        assert made.apart[0].read_bytes() == was
        assert newest(path) == path
        with Journal.open(path) as journal:
            assert [record.n for record in journal.records] == expected
            assert (journal.notices, journal.damage, journal.writer) == ([], [], True)
        assert repair(path).apart == ()


def test_a_repair_tells_what_is_missing(path: Path, first: Record, at: datetime) -> None:
    """With its time; a second one has nothing to say."""
    damaged(path, first, at)
    assert "linje 4, mellom 08.30 og 08.30" in repair(path).damage
    assert repair(path).damage == ""


@pytest.mark.parametrize("step", range(5))
def test_a_repair_that_is_broken_off_loses_nothing(
    path: Path, first: Record, at: datetime, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After any of its steps the whole journal is opened, and it can be repaired again."""
    damaged(path, first, at)
    with Journal.open(path) as journal:
        journal.append(at, (ENDED,))
    rename, done = Path.rename, 0

    def broken(file: Path, target: Path) -> Path:
        nonlocal done
        done += 1
        if done > step:
            raise OSError(EIO, "broken")
        return rename(file, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", broken)
        try:
            repair(path)
        except UserError:
            assert numbers(path) == [1, 2, 3, 5, 6, 7]
    repair(path)
    assert numbers(path) == [1, 2, 3, 5, 6, 7]
    assert newest(path) == path


def test_a_visit_that_is_open_is_not_repaired(path: Path, first: Record) -> None:
    """Nor one of which the beginning is gone."""
    with Journal.create(path, first), pytest.raises(UserError, match="lukk det der først"):
        repair(path)
    path.write_bytes(b"tull\n" * 3)
    with pytest.raises(UserError, match="begynnelsen av besøket"):
        repair(path)


def test_a_visit_whose_own_journal_is_gone_but_for_what_goes_on_is_found(
    tmp_path: Path, created: VisitCreated, at: datetime
) -> None:
    """A file that goes on is the machine's own journal."""
    library = Library(tmp_path)
    folder = library.create(created, at)
    own = library.own_journal(folder)
    own.rename(own.with_name(f"{own.name}.videre-1"))
    (folder.path / "journal-annen.jsonl").write_bytes(newest(own).read_bytes())
    with library.open(folder) as journal:
        assert (journal.writer, journal.current) == (True, newest(own))


def test_a_file_system_without_locks_is_written_and_told(
    path: Path, first: Record, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is kept out, so the person has to see to it; a full disk is something else."""
    Journal.create(path, first).close()

    def acquire(*_given: object, **_more: object) -> None:
        raise OSError(ENOLCK, "no locks")

    monkeypatch.setattr("filelock.BaseFileLock.acquire", acquire)
    with Journal.open(path) as journal:
        assert journal.writer
        assert "i bare ett vindu" in journal.notices[-1]
        journal.append(at, (STARTED,))
    assert numbers(path) == [1, 2]


def test_two_that_write_where_there_are_no_locks_write_a_file_each(
    path: Path, first: Record, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that finds the file changed says so and goes on beside it; neither is spoilt."""
    Journal.create(path, first).close()
    monkeypatch.setattr("kvip_tui.store.lock.WriteLock.acquire", lambda *_given: True)
    with Journal.open(path) as one, Journal.open(path) as two:
        two.append(at, (STARTED,))
        one.append(at, (ENDED,))
        assert one.current != two.current
        assert "endret eller flyttet" in one.take_notice()
    for file, event in ((path, STARTED), (newest(path), ENDED)):
        [_made, record] = scan(file.read_bytes()).records
        assert record.events == (event,)


def test_a_journal_that_cannot_be_read_says_so(
    path: Path, first: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk with an error is no missing visit."""
    Journal.create(path, first).close()

    def broken(*_given: object) -> bytes:
        raise OSError(EIO, "Input/output error")

    monkeypatch.setattr("kvip_tui.store.storage.AppendOnlyStorage.bytes_from", broken)
    with pytest.raises(UserError, match="kan ikke leses"):
        Journal.open(path)
