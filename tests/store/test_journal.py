"""A journal that is made, opened, added to and closed."""

import os
import stat
from datetime import datetime, timedelta, timezone
from errno import ENOSPC
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import where

from kvip_tui.domain.base import Record
from kvip_tui.domain.day.changes import BlockEnded, BlockStarted
from kvip_tui.domain.notes.vocabulary import NoteAdded
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.errors import UserError
from kvip_tui.store import codec
from kvip_tui.store.journal import Journal

STARTED, ENDED = BlockStarted("oppstart"), BlockEnded("oppstart")
SETTINGS = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def test_a_new_journal_begins_with_its_first_record(
    journal: Journal, path: Path, first: Record
) -> None:
    """Making a journal stores its first record and opens it for writing, for the owner only."""
    assert journal.writer
    assert (journal.records, journal.notices, journal.follow()) == ([first], [], [])
    assert path.read_bytes() == codec.encode(first)
    if os.name == "posix":
        modes = {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
        assert modes == {0o600}


def test_a_journal_is_never_made_over_another(journal: Journal, path: Path, first: Record) -> None:
    """Making a journal where there is one is refused, open or closed, and changes nothing."""
    before = path.read_bytes()
    for _attempt in range(2):
        with pytest.raises(UserError, match="finnes fra før") as caught:
            Journal.create(path, first)
        assert caught.value.exit_code == 3
        journal.close()
    assert path.read_bytes() == before


def test_a_journal_that_cannot_be_made_is_refused(tmp_path: Path, first: Record) -> None:
    """Where the place cannot be written, a sentence names it and nothing is made."""
    (tmp_path / "fil").touch()
    with pytest.raises(UserError, match="kunne ikke skrives") as caught:
        Journal.create(tmp_path / "fil" / "journal-her.jsonl", first)
    assert caught.value.exit_code == 3


def test_what_is_appended_is_there_when_opened_again(
    journal: Journal, path: Path, first: Record, at: datetime
) -> None:
    """Records are numbered from 1, and a command's events stay together."""
    record = journal.append(at, (STARTED, ENDED))
    assert record == Record(2, at, (STARTED, ENDED))
    journal.close()
    with Journal.open(path) as again:
        assert again.writer
        assert again.records == [first, record]
        assert again.append(at, ()) == Record(3, at, ())


def test_a_record_is_returned_as_it_will_be_read(journal: Journal, at: datetime) -> None:
    """What is folded now is what will be folded after a restart: UTC and whole milliseconds."""
    oslo = timezone(timedelta(hours=1))
    moment = (at + timedelta(microseconds=1999)).astimezone(oslo)
    note = NoteAdded("hei", typed_at=moment, privacy=Privacy.PLENUM)
    record = journal.append(moment, (note,))
    cut = at + timedelta(milliseconds=1)
    assert record.at == cut
    assert record.at.utcoffset() == timedelta(0)
    [read] = record.events
    assert isinstance(read, NoteAdded)
    assert read.typed_at == cut


def test_several_commands_are_recorded_in_one_write_or_not_at_all(
    journal: Journal, path: Path, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A history is stored as records of its own; if one cannot be stored, none is."""
    before = path.read_bytes()
    broken = NoteAdded("\udcff", typed_at=at, privacy=Privacy.TEAM)
    with pytest.raises(UserError, match="ødelagt tegn"):
        journal.extend([(at, (STARTED,)), (at, (broken,))])
    assert (path.read_bytes(), len(journal.records)) == (before, 1)
    syncs: list[int] = []
    monkeypatch.setattr(os, "fsync", syncs.append)
    records = journal.extend([(at, (STARTED,)), (at, (ENDED,))])
    assert [record.n for record in records] == [2, 3]
    assert (journal.extend([]), len(journal.records), len(syncs)) == ([], 3, 1)


@SETTINGS
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=5))
def test_any_texts_survive(journal: Journal, path: Path, at: datetime, texts: list[str]) -> None:
    """Emoji, newlines, quotes and control characters are read back as they were written."""
    notes = tuple(NoteAdded(text, typed_at=at, privacy=Privacy.TEAM) for text in texts)
    journal.append(at, notes)
    with Journal.open(path, write=False) as reader:
        assert reader.records == journal.records


def test_half_a_character_changes_nothing(journal: Journal, path: Path, at: datetime) -> None:
    """A text that cannot be stored is refused, and the next one is stored."""
    before = path.read_bytes()
    with pytest.raises(UserError, match="ødelagt tegn"):
        journal.append(at, (NoteAdded("\udcff", typed_at=at, privacy=Privacy.TEAM),))
    assert path.read_bytes() == before
    assert journal.append(at, (STARTED,)).n == 2


def test_a_full_disk_changes_nothing(
    journal: Journal, path: Path, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command that cannot be kept is refused in a sentence; with space again, it is kept."""
    before = path.read_bytes()

    def full(_handle: int, _data: bytes) -> int:
        raise OSError(ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(UserError, match="frigjør plass") as caught:
            journal.append(at, (STARTED,))
    assert (caught.value.exit_code, str(path) in caught.value.message) == (3, True)
    assert (path.read_bytes(), len(journal.records)) == (before, 1)
    assert journal.append(at, (STARTED,)).n == 2


def test_a_journal_opened_for_reading_is_not_written(
    journal: Journal, path: Path, at: datetime
) -> None:
    """A reader refuses commands in a sentence, leaves the lock alone and stays a reader."""
    journal.close()
    with Journal.open(path, write=False) as reader:
        assert not reader.writer
        assert not reader.try_upgrade()
        with pytest.raises(UserError, match="bare for lesing") as caught:
            reader.append(at, (STARTED,))
        assert caught.value.exit_code == 3
        with Journal.open(path) as writer:
            assert writer.writer


def test_an_obstacle_given_is_said_and_keeps_the_journal_read_only(
    journal: Journal, path: Path, at: datetime
) -> None:
    """Who opens a journal may say why it must not be written."""
    journal.close()
    with Journal.open(path, obstacle="Den er en annens.") as reader:
        assert reader.notices == ["Den er en annens."]
        with pytest.raises(UserError, match="Den er en annens"):
            reader.append(at, (STARTED,))


def test_a_journal_that_is_not_there_is_named(path: Path) -> None:
    """Opening nothing is bad input, and makes nothing."""
    with pytest.raises(UserError, match="finnes ikke") as caught:
        Journal.open(path)
    assert caught.value.exit_code == 2
    assert not path.exists()


def test_a_journal_that_cannot_be_read_is_named(path: Path) -> None:
    """A folder in the journal's place is refused in a sentence, and nothing stays locked."""
    path.mkdir()
    for _attempt in range(2):
        with pytest.raises(UserError, match="kan ikke leses"):
            Journal.open(path)


def test_a_folder_that_cannot_be_written_gives_a_reader(
    journal: Journal, path: Path, at: datetime
) -> None:
    """Where no lock can be made the visit is shown, and why it cannot be changed is said."""
    journal.close()
    lock = path.with_name(f"{path.name}.lock")
    lock.unlink(missing_ok=True)
    lock.mkdir()
    with Journal.open(path) as reader:
        assert (reader.writer, len(reader.records)) == (False, 1)
        assert str(path) in reader.notices[0]
        with pytest.raises(UserError, match=r"journal-her\.jsonl"):
            reader.append(at, (STARTED,))
        lock.rmdir()
        assert reader.try_upgrade()
        assert reader.notices == []
        assert reader.append(at, (STARTED,)).n == 2


def test_a_file_that_cannot_be_written_gives_a_reader(
    journal: Journal, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A write-protected journal is shown, and its lock is let go."""
    journal.close()
    really_open = os.open

    def protected(file: str | Path, flags: int, *rest: int) -> int:
        if file == path and flags & (os.O_WRONLY | os.O_RDWR):
            raise PermissionError(13, "protected")
        return really_open(file, flags, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", protected)
        reader = Journal.open(path)
    assert not reader.writer
    assert "skrivebeskyttet" in reader.notices[0]
    with Journal.open(path) as writer:
        assert writer.writer


def test_the_records_can_be_queried(journal: Journal, at: datetime) -> None:
    """TinyDB's queries work on the journal that is open."""
    journal.append(at, (STARTED,))
    [found] = journal.db.search(where("events").any(where("kind") == "block_started"))
    assert found["n"] == 2


def test_newer_events_stay_in_the_file(
    journal: Journal, path: Path, at: datetime, first: Record
) -> None:
    """Lines of a newer version survive being opened and added to by this one, byte for byte."""
    journal.close()
    newer = codec.seal(
        {"n": 2, "at": codec.instant(at), "events": [{"kind": "coffee", "cups": 2}], "by": "ny"}
    )
    path.write_bytes(codec.encode(first) + newer)
    with Journal.open(path) as again:
        assert again.writer
        again.append(at, (STARTED,))
    assert path.read_bytes().splitlines(keepends=True)[1] == newer
