"""Journals whose last line was never finished, or that are damaged in the middle."""

import os
import random
from datetime import UTC, datetime
from errno import ENOSPC
from pathlib import Path

import pytest

from kvip_tui.domain.base import Record
from kvip_tui.domain.day.changes import BlockStarted
from kvip_tui.errors import UserError
from kvip_tui.store import codec
from kvip_tui.store.journal import Journal, Repair

AT = datetime(2021, 3, 16, 7, 31, tzinfo=UTC)
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


def damaged_copies(lines: list[bytes]) -> dict[str, tuple[list[bytes], list[int], int, str]]:
    """Return lines damaged in the middle, which records can be read, the line, and why."""
    changed = lines[2].replace("ø".encode(), b"xx")
    every = [1, 2, 3, 4, 5, 6]
    without_3 = [1, 2, 4, 5, 6]
    foreign = codec.encode(Record(9, AT, (STARTED,)))
    other = codec.encode(Record(5, AT, (STARTED, STARTED)))
    return {
        "changed": ([*lines[:2], changed, *lines[3:]], without_3, 3, "kontrollsummen"),
        "zeros": ([*lines[:2], b"\0" * 80 + b"\n", *lines[3:]], without_3, 3, "kontrollsummen"),
        "glued": ([*lines[:2], lines[2][:-1], *lines[3:]], [1, 2, 5, 6], 3, "kontrollsummen"),
        "empty line": ([*lines[:2], b"\n", *lines[2:]], every, 3, "kontrollsummen"),
        "gap": ([*lines[:2], *lines[3:]], without_3, 3, "nummer 4 der 3 var ventet"),
        "repeated": ([*lines[:3], lines[2], *lines[3:]], every, 3, "to ganger"),
        "repeated last": ([*lines, lines[5]], every, 6, "to ganger"),
        "swapped": ([lines[0], lines[2], lines[1], *lines[3:]], every, 2, "satt på plass"),
        "moved far": ([lines[0], *lines[2:5], lines[1], lines[5]], every, 5, "satt på plass"),
        "foreign": ([*lines[:3], foreign, *lines[3:]], every, 4, "hører ikke til her"),
        "foreign of a number": ([*lines[:2], other, *lines[2:]], every, 3, "hører ikke til her"),
        "two last": ([*lines[:4], b"tull\n", b"tull\n"], [1, 2, 3, 4], 5, "kontrollsummen"),
        "torn too": ([*lines[:2], b"tull\n", lines[3], lines[4][:50]], [1, 2, 4], 3, "kontroll"),
    }


@pytest.mark.parametrize("case", damaged_copies([b"x"] * 6))
def test_damage_is_stepped_over_and_named_and_all_else_stands(
    path: Path, lines: list[bytes], at: datetime, case: str
) -> None:
    """What is wrong is told with its time; writing goes on in a file beside, whole and clean."""
    damaged, readable, line, reason = damaged_copies(lines)[case]
    path.write_bytes(b"".join(damaged))
    with Journal.open(path, write=False) as reader:
        assert [record.n for record in reader.records] == readable
        assert f"linje {line}, mellom" in reader.notices[0] or f"linje {line}," in reader.notices[0]
        assert reason in reader.notices[0]
        assert "Alt annet står" in reader.notices[0]
    beside = path.with_name("journal-her.jsonl.videre-1")
    assert not beside.exists()
    with Journal.open(path) as journal:
        assert journal.writer
        assert [record.n for record in journal.records] == readable
        assert reason in journal.notices[0]
        assert "kvip repair" in journal.notices[0]
        assert journal.append(at, (STARTED,)).n == readable[-1] + 1
        assert (journal.current, journal.follow()) == (beside, [])
    assert path.read_bytes() == b"".join(damaged)
    with Journal.open(path) as again:
        assert [record.n for record in again.records] == [*readable, readable[-1] + 1]
        assert (again.damage, again.current, again.writer) == ([], beside, True)


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "ingen hel linje"), (b"tull", "ingen hel linje"), (b"tull\n{}\n", "kontrollsummen")],
)
def test_a_journal_without_its_beginning_is_only_read(
    path: Path, content: bytes, reason: str, at: datetime
) -> None:
    """There is no visit without the line that makes it; the file is not touched."""
    path.write_bytes(content)
    with Journal.open(path) as journal:
        assert (journal.records, journal.writer) == ([], False)
        assert reason in journal.notices[0]
        with pytest.raises(UserError):
            journal.append(at, (STARTED,))
    assert path.read_bytes() == content
    assert [file for file in path.parent.iterdir() if ".videre" in file.name] == []


def test_a_reader_is_told_of_a_last_line_that_is_finished_and_wrong(
    path: Path, lines: list[bytes]
) -> None:
    """It is not on its way: something changed it."""
    path.write_bytes(b"".join(lines[:3]) + lines[3].replace("ø".encode(), b"\0\0"))
    with Journal.open(path, write=False) as reader:
        assert len(reader.records) == 3
        assert "linje 4, etter 08.30: kontrollsummen" in reader.notices[0]


def test_any_flipped_bit_costs_its_own_line_at_most_and_is_told(
    path: Path, lines: list[bytes]
) -> None:
    """Everything else is read, in its order, and something is said."""
    whole, draw = b"".join(lines), random.Random(1)
    for _number in range(400):
        place, bit = draw.randrange(len(lines[0]), len(whole)), 1 << draw.randrange(8)
        path.write_bytes(whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :])
        with Journal.open(path, write=False) as journal:
            numbers = [record.n for record in journal.records]
            assert numbers == sorted(set(numbers))
            assert len(numbers) >= 4
            assert journal.notices or place == len(whole) - 1
