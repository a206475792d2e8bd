"""Journals whose last line was never finished, or that are damaged in the middle."""

import os
import random
from datetime import datetime
from errno import ENOSPC
from pathlib import Path

import pytest

from kvip_tui.domain.base import Record
from kvip_tui.domain.day.changes import BlockStarted
from kvip_tui.errors import UserError
from kvip_tui.store import codec
from kvip_tui.store.journal import Journal, Repair

STARTED = BlockStarted("oppstart")


@pytest.fixture
def lines(first: Record, at: datetime) -> list[bytes]:
    """Return the lines of a journal of six records."""
    records = [first, *(Record(n, at, (BlockStarted(f"økt {n}"),)) for n in range(2, 7))]
    return [codec.encode(record) for record in records]


def put_aside(path: Path) -> list[bytes]:
    """Return what has been cut off the journal and kept."""
    return [file.read_bytes() for file in sorted(path.parent.glob("*.avkuttet-*"))]


def test_no_cut_loses_a_whole_line(tmp_path: Path, lines: list[bytes], at: datetime) -> None:
    """Wherever a power failure cuts the file, every whole line is read and writing goes on."""
    whole = b"".join(lines)
    draw = random.Random(2021)
    places = {draw.randrange(len(lines[0]), len(whole) + 1) for _number in range(500)}
    for place in places | {len(whole) - 1, len(lines[0])}:
        path = tmp_path / f"{place}" / "journal-her.jsonl"
        path.parent.mkdir()
        path.write_bytes(whole[:place])
        with Journal.open(path) as journal:
            complete = whole[:place].count(b"\n")
            finished = whole[place : place + 1] == b"\n"
            assert len(journal.records) == complete + finished
            assert (journal.damage, journal.writer) == ([], True)
            torn = whole[:place].rpartition(b"\n")[2]
            assert put_aside(path) == ([torn] if torn and not finished else [])
            journal.append(at, (STARTED,))
        with Journal.open(path, write=False) as again:
            assert len(again.records) == complete + finished + 1


def test_a_last_line_that_only_lacks_its_newline_is_completed(
    path: Path, lines: list[bytes]
) -> None:
    """A record that is all there counts, although its line was not finished."""
    path.write_bytes(b"".join(lines)[:-1])
    with Journal.open(path) as journal:
        assert len(journal.records) == 6
        assert journal.repairs == [Repair(line=6, cut=0)]
        assert journal.notices == []
    assert path.read_bytes() == b"".join(lines)


def test_what_is_cut_off_is_put_beside_and_said(path: Path, lines: list[bytes]) -> None:
    """Half a line is kept in a file of its own, each time one more, and a sentence names it."""
    for number in (1, 2):
        path.write_bytes(b"".join(lines[:3]) + lines[3][:50])
        with Journal.open(path) as journal:
            saved = path.with_name(f"journal-her.jsonl.avkuttet-{number}")
            assert journal.repairs == [Repair(line=4, cut=50, saved=saved)]
            assert str(saved) in journal.notices[0]
        assert saved.read_bytes() == lines[3][:50]
        assert path.read_bytes() == b"".join(lines[:3])


def test_a_last_line_with_a_wrong_check_is_cut_off(path: Path, lines: list[bytes]) -> None:
    """The last line may have its newline and still not be what was written."""
    torn = lines[3].replace("ø".encode(), b"\0\0")
    path.write_bytes(b"".join(lines[:3]) + torn)
    with Journal.open(path) as journal:
        assert (len(journal.records), journal.writer) == (3, True)
        assert journal.repairs[0].cut == len(torn)
    assert put_aside(path) == [torn]


@pytest.mark.parametrize("torn", [b"\0" * 4096, b" \0\n", b"\n"])
def test_nothing_is_kept_of_a_tail_that_says_nothing(
    path: Path, lines: list[bytes], torn: bytes
) -> None:
    """Zeros and blanks, which some file systems leave behind, are cut off without a copy."""
    path.write_bytes(b"".join(lines) + torn)
    with Journal.open(path) as journal:
        assert (len(journal.records), journal.writer) == (6, True)
        assert journal.repairs == [Repair(line=7, cut=len(torn))]
    assert put_aside(path) == []


def test_a_reader_leaves_a_torn_line_alone(path: Path, lines: list[bytes]) -> None:
    """Only the writer repairs: for a reader the line may be on its way."""
    content = b"".join(lines[:3]) + lines[3][:50]
    path.write_bytes(content)
    with Journal.open(path, write=False) as reader:
        assert (len(reader.records), reader.damage, reader.repairs) == (3, [], [])
    assert path.read_bytes() == content


def test_a_torn_line_that_cannot_be_put_aside_is_not_cut_off(
    path: Path, lines: list[bytes], at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk the journal is shown read-only; when there is space, it can be written."""
    content = b"".join(lines[:3]) + lines[3][:50]
    path.write_bytes(content)

    def full(_handle: int, _data: bytes) -> int:
        raise OSError(ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        journal = Journal.open(path)
    assert (len(journal.records), journal.writer) == (3, False)
    assert "frigjør plass" in journal.notices[0]
    assert path.read_bytes() == content
    assert journal.try_upgrade()
    assert journal.append(at, (STARTED,)).n == 4
    journal.close()


def damaged_copies(lines: list[bytes]) -> dict[str, tuple[list[bytes], int, int, str]]:
    """Return lines damaged in the middle, how many are good before and behind, and why."""
    changed = lines[2].replace("ø".encode(), b"xx")
    return {
        "changed": ([*lines[:2], changed, *lines[3:]], 2, 3, "kontrollsummen"),
        "zeros": ([*lines[:2], b"\0" * 80 + b"\n", *lines[3:]], 2, 3, "kontrollsummen"),
        "glued": ([*lines[:2], lines[2][:-1], *lines[3:]], 2, 2, "kontrollsummen"),
        "first": ([b"tull\n", *lines[1:]], 0, 5, "kontrollsummen"),
        "empty line": ([*lines[:2], b"\n", *lines[2:]], 2, 4, "kontrollsummen"),
        "gap": ([*lines[:2], *lines[3:]], 2, 3, "nummer 4 der 3 var ventet"),
        "repeated": ([*lines[:3], lines[2], *lines[3:]], 3, 4, "nummer 3 der 4 var ventet"),
        "repeated last": ([*lines, lines[5]], 6, 1, "nummer 6 der 7 var ventet"),
        "two last": ([*lines[:4], b"tull\n", b"tull\n"], 4, 0, "kontrollsummen"),
        "torn too": ([*lines[:2], b"tull\n", lines[3], lines[4][:50]], 2, 1, "kontrollsummen"),
        "only half": ([lines[0][:50]], 0, 0, "ingen hel linje"),
        "empty": ([], 0, 0, "ingen hel linje"),
    }


@pytest.mark.parametrize("case", damaged_copies([b"x"] * 6))
def test_damage_in_the_middle_is_reported_with_all_that_can_be_read(
    path: Path, lines: list[bytes], at: datetime, case: str
) -> None:
    """What is before and behind a damage is read; the file is shown read-only and not touched."""
    damaged, before, behind, reason = damaged_copies(lines)[case]
    path.write_bytes(b"".join(damaged))
    with Journal.open(path) as journal:
        assert [record.n for record in journal.records] == list(range(1, before + 1))
        assert len(journal.after_damage) == behind
        assert journal.damage[0].line == before + 1
        assert reason in journal.damage[0].reason
        assert not journal.writer
        assert not journal.try_upgrade()
        [sentence] = journal.notices
        assert all(word in sentence for word in (str(path), reason, "ta en kopi", "kvip status"))
        assert str(before + 1) in sentence
        with pytest.raises(UserError, match="skadet") as caught:
            journal.append(at, (STARTED,))
        assert caught.value.exit_code == 3
        with Journal.open(path) as another:
            assert not another.writer
    assert path.read_bytes() == b"".join(damaged)
    assert put_aside(path) == []


def test_any_damage_leaves_the_rest_readable(path: Path, lines: list[bytes]) -> None:
    """Whatever single byte goes wrong, at most its own line and a neighbour are lost."""
    whole = b"".join(lines)
    draw = random.Random(1)
    for _number in range(200):
        place = draw.randrange(len(whole))
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x15]) + whole[place + 1 :])
        with Journal.open(path, write=False) as journal:
            assert len(journal.records) + len(journal.after_damage) >= 4
