"""Each line of a journal says which one it follows: what was put in or taken out is found."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from kvip_tui.domain.base import Record
from kvip_tui.domain.day.changes import BlockStarted
from kvip_tui.store import codec
from kvip_tui.store.beside import repair
from kvip_tui.store.journal import Journal
from kvip_tui.store.scan import scan, written


@pytest.fixture
def lines(path: Path, first: Record, at: datetime) -> list[bytes]:
    """Return the lines of a journal of six records, as it was written."""
    with Journal.create(path, first) as journal:
        for n in range(2, 7):
            journal.append(at, (BlockStarted(f"økt {n}"),))
    return path.read_bytes().splitlines(keepends=True)


def another(path: Path, first: Record, at: datetime, n: int) -> bytes:
    """Return line *n* of another visit's journal."""
    other = path.with_name("journal-annen.jsonl")
    with Journal.create(other, first) as journal:
        for _number in range(2, 7):
            journal.append(at, (BlockStarted("annet"),))
    return other.read_bytes().splitlines(keepends=True)[n - 1]


def numbers(data: bytes) -> list[int]:
    """Return the numbers of the records that are used."""
    return [record.n for record in scan(data).records]


def test_every_line_says_which_one_it_follows(path: Path, lines: list[bytes]) -> None:
    """Across openings too; the first follows none."""
    read = [json.loads(line) for line in lines]
    assert [line.get("prev") for line in read] == [None, *(line["check"] for line in read[:-1])]
    with Journal.open(path) as journal:
        journal.append(journal.records[-1].at, ())
    assert json.loads(path.read_bytes().splitlines()[-1])["prev"] == read[-1]["check"]
    assert scan(path.read_bytes()).damage == []


@pytest.mark.parametrize("n", [3, 4, 5])
def test_a_whole_line_of_another_visit_is_not_taken_for_ours(
    path: Path, lines: list[bytes], first: Record, at: datetime, n: int
) -> None:
    """Though its own check is right and it has the very number that is missing."""
    foreign = another(path, first, at, n)
    found = scan(b"".join([*lines[: n - 1], foreign, *lines[n:]]))
    assert [record.n for record in found.records] == [k for k in range(1, 7) if k != n]
    assert found.damage[0].line == n
    assert "hører ikke til her" in found.damage[0].reason


def test_a_last_line_of_another_visit_is_told(
    path: Path, lines: list[bytes], first: Record, at: datetime
) -> None:
    """Nothing behind it says what should have been there: it is used, and said."""
    found = scan(b"".join([*lines[:5], another(path, first, at, 6)]))
    assert [record.n for record in found.records] == [1, 2, 3, 4, 5, 6]
    [damage] = found.damage
    assert (damage.line, damage.reason) == (6, "linja følger ikke på den som står foran")


def test_a_line_changed_by_one_who_knows_the_check_is_found(lines: list[bytes]) -> None:
    """Its check is made right again; that of the line behind it still says what it was."""
    changed = codec.decode_document(lines[2][:-1])
    changed.pop("check")
    changed["events"][0]["block"] = "noe annet"
    forged = codec.seal(changed)
    found = scan(b"".join([*lines[:2], forged, *lines[3:]]))
    assert [damage.line for damage in found.damage] == [4]


@pytest.mark.parametrize("n", [2, 3, 4, 5])
def test_a_line_that_was_dropped_is_found(lines: list[bytes], n: int) -> None:
    """By the numbers as before; what is behind it stands."""
    data = b"".join([*lines[: n - 1], *lines[n:]])
    assert numbers(data) == [k for k in range(1, 7) if k != n]
    assert [damage.line for damage in scan(data).damage] == [n]


def test_lines_of_before_say_nothing_and_are_read(path: Path, first: Record, at: datetime) -> None:
    """A journal that was begun then goes on with lines that do."""
    records = [first, *(Record(n, at, (BlockStarted("x"),)) for n in range(2, 5))]
    path.write_bytes(b"".join(map(codec.encode, records)))
    with Journal.open(path) as journal:
        assert (journal.records, journal.notices) == (records, [])
        journal.append(at, ())
    assert scan(path.read_bytes()).damage == []
    assert b'"prev":' in path.read_bytes().splitlines()[-1]


def test_what_is_written_anew_is_a_chain_of_its_own(
    path: Path, lines: list[bytes], first: Record, at: datetime
) -> None:
    """After a repair, and where the journal is written from memory."""
    path.write_bytes(b"".join([*lines[:2], b"tull\n", *lines[3:]]))
    repair(path)
    for data in (path.read_bytes(), written(scan(b"".join(lines)).records)):
        found = scan(data)
        assert found.damage == []
        read = [json.loads(line) for line in data.splitlines()]
        assert [x.get("prev") for x in read] == [None, *(x["check"] for x in read[:-1])]


def test_one_who_follows_goes_on_from_where_it_was(lines: list[bytes]) -> None:
    """The first line that is new follows one that is not in what is read now."""
    found = scan(b"".join(lines[3:]), after=3)
    assert ([record.n for record in found.records], found.damage) == ([4, 5, 6], [])
