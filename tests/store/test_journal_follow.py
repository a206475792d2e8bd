"""A second reader that follows the one who writes."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from kvip_tui.domain.base import Record
from kvip_tui.domain.day.changes import BlockEnded, BlockStarted
from kvip_tui.errors import UserError
from kvip_tui.store import codec
from kvip_tui.store.journal import Journal

STARTED, ENDED = BlockStarted("oppstart"), BlockEnded("oppstart")


@pytest.fixture
def reader(journal: Journal) -> Iterator[Journal]:
    """Return a second opening of the journal, which the first one keeps from writing."""
    with Journal.open(journal.path) as second:
        yield second


def test_the_second_opening_reads_only(journal: Journal, reader: Journal, at: datetime) -> None:
    """Only one may write; the other says so, refuses commands and has all the records."""
    assert (journal.writer, reader.writer) == (True, False)
    assert "et annet vindu" in reader.notices[0]
    assert reader.records == journal.records
    with pytest.raises(UserError, match="et annet vindu") as caught:
        reader.append(at, (STARTED,))
    assert caught.value.exit_code == 3
    assert not reader.try_upgrade()


def test_a_reader_is_given_each_new_record_once(
    journal: Journal, reader: Journal, at: datetime
) -> None:
    """Following returns what was added since last asked, in order."""
    assert reader.follow() == []
    added = [journal.append(at, (STARTED,)), journal.append(at, (ENDED,))]
    assert reader.follow() == added
    assert reader.follow() == []
    added.append(journal.append(at, ()))
    assert reader.follow() == added[-1:]
    assert reader.records == journal.records
    assert (journal.follow(), reader.generation) == ([], 0)


def test_a_reader_never_sees_half_a_line(
    journal: Journal, reader: Journal, path: Path, at: datetime
) -> None:
    """However slowly a line is written, it is read when it is whole."""
    line = codec.encode(Record(2, at, (STARTED,)))
    with path.open("ab", buffering=0) as slow:
        for byte in line[:-1]:
            slow.write(bytes([byte]))
            assert reader.follow() == []
        slow.write(b"\n")
    assert [record.n for record in reader.follow()] == [2]


def test_a_line_that_was_taken_back_is_forgotten(
    journal: Journal, reader: Journal, path: Path, at: datetime
) -> None:
    """Where the writer's line did not stand, the reader has the one that took its place."""
    content = path.read_bytes()
    path.write_bytes(content + codec.encode(Record(2, at, (ENDED,))))
    assert [record.events for record in reader.follow()] == [(ENDED,)]
    path.write_bytes(content)
    assert reader.follow() == journal.records
    assert reader.generation == 1
    path.write_bytes(content + codec.encode(Record(2, at, (STARTED, ENDED))))
    assert [record.events for record in reader.follow()] == [(STARTED, ENDED)]
    assert reader.generation == 1


def test_a_line_replaced_by_a_longer_one_is_read_anew(
    journal: Journal, reader: Journal, path: Path, at: datetime
) -> None:
    """A file that has only grown may still hold something else than was read."""
    content = path.read_bytes()
    path.write_bytes(content + codec.encode(Record(2, at, (ENDED,))))
    reader.follow()
    path.write_bytes(content + codec.encode(Record(2, at, (STARTED, STARTED, ENDED))))
    assert [record.n for record in reader.follow()] == [1, 2]
    assert reader.generation == 1
    assert reader.records[1].events == (STARTED, STARTED, ENDED)


def test_a_file_replaced_by_a_longer_copy_goes_on(
    journal: Journal, reader: Journal, path: Path, at: datetime
) -> None:
    """Synchronised files are replaced as a whole: what is already known is not given again."""
    journal.close()
    copy = path.with_name("kopi")
    copy.write_bytes(path.read_bytes() + codec.encode(Record(2, at, (STARTED,))))
    copy.replace(path)
    assert [record.n for record in reader.follow()] == [2]
    assert reader.generation == 0


def test_a_file_that_is_away_for_a_moment_is_waited_for(
    journal: Journal, reader: Journal, path: Path, at: datetime
) -> None:
    """Between removing and replacing, nothing new has happened and nothing is lost."""
    journal.append(at, (STARTED,))
    journal.close()
    away = path.rename(path.with_name("borte"))
    assert reader.follow() == []
    away.rename(path)
    assert [record.n for record in reader.follow()] == [2]


def test_damage_while_following_keeps_what_was_read(
    journal: Journal, reader: Journal, path: Path, at: datetime
) -> None:
    """A file that goes bad under a reader is reported; what it shows stays."""
    for _number in range(3):
        journal.append(at, (STARTED,))
    assert len(reader.follow()) == 3
    content = path.read_bytes()
    path.write_bytes(b"tull\n" + content)
    assert reader.follow() == []
    assert len(reader.records) == 4
    assert reader.damage[0].line == 1
    path.write_bytes(content)
    assert (reader.follow(), reader.damage, reader.generation) == ([], [], 0)


def test_nothing_is_read_while_nothing_changes(
    journal: Journal, reader: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asking several times a second costs one look at the file's size and time."""
    reader.follow()
    monkeypatch.setattr(reader.db.file, "bytes_from", None)
    assert reader.follow() == []


def test_a_reader_takes_over_when_the_writer_ends(
    journal: Journal, reader: Journal, at: datetime
) -> None:
    """When the lock is free the reader may write, after it has followed what came last."""
    last = journal.append(at, (STARTED,))
    journal.close()
    assert reader.try_upgrade()
    assert (reader.writer, reader.notices) == (True, [])
    with pytest.raises(RuntimeError, match="follow"):
        reader.append(at, (ENDED,))
    assert reader.follow() == [last]
    assert reader.append(at, (ENDED,)).n == 3
    assert reader.follow() == []


def test_taking_over_repairs_what_a_dying_writer_left(
    journal: Journal, reader: Journal, path: Path, at: datetime
) -> None:
    """Half a line of a writer that was killed is put aside before the reader goes on."""
    journal.close()
    with path.open("ab") as dying:
        dying.write(b'{"n":2,"at":')
    assert reader.follow() == []
    assert reader.try_upgrade()
    assert reader.repairs[0].cut == 12
    assert reader.append(at, (STARTED,)).n == 2


def test_a_closed_writer_lets_the_next_one_write(journal: Journal, path: Path) -> None:
    """Closing twice is harmless, and a closed journal is no writer."""
    journal.close()
    journal.close()
    assert not journal.writer
    with Journal.open(path) as again:
        assert again.writer
    assert os.path.exists(path)  # noqa: PTH110 - the file itself is never removed
