"""A journal whose first line is damaged: put right, fetched from elsewhere, or read as it is."""

import random
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvip_tui.domain.base import Record
from kvip_tui.domain.day.changes import BlockStarted
from kvip_tui.domain.history import VisitCreated
from kvip_tui.store import codec
from kvip_tui.store.beginning import first_found_again, mended_bit
from kvip_tui.store.beside import repair
from kvip_tui.store.journal import Journal


@pytest.fixture
def whole(path: Path, first: Record, at: datetime) -> bytes:
    """Return a journal of three records, each of which says which it follows."""
    with Journal.create(path, first) as journal:
        journal.append(at, (BlockStarted("økt 2"),))
        journal.append(at, (BlockStarted("økt 3"),))
    return path.read_bytes()


def spoilt(path: Path, whole: bytes) -> bytes:
    """Write a journal with nothing left of its first line, and return it."""
    line, _newline, rest = whole.partition(b"\n")
    path.write_bytes(b"\0" * len(line) + b"\n" + rest)
    return path.read_bytes()


@given(st.binary(min_size=1, max_size=200), st.data())
@settings(max_examples=100)
def test_one_flipped_bit_is_put_right_wherever_it_is(body: bytes, data: st.DataObject) -> None:
    """In what is said, in the check and in the words around it; two are another matter."""
    line = codec._checked(body)[:-1]
    place = data.draw(st.integers(0, 8 * len(line) - 1))
    flipped = bytearray(line)
    flipped[place // 8] ^= 1 << place % 8
    assert mended_bit(bytes(flipped)) == line


def test_a_flipped_bit_of_the_first_line_costs_nothing(path: Path, whole: bytes) -> None:
    """All records stand, it is told, and the visit is written on."""
    draw, length = random.Random(3), whole.index(b"\n")
    for _number in range(60):
        place, bit = draw.randrange(length), 1 << draw.randrange(8)
        spoiled = bytes([whole[place] ^ bit])
        if spoiled == b"\n":
            continue
        for file in path.parent.glob("*.videre-*"):
            file.unlink()
        path.write_bytes(whole[:place] + spoiled + whole[place + 1 :])
        with Journal.open(path) as journal:
            assert [record.n for record in journal.records] == [1, 2, 3]
            assert journal.writer
            assert "linje 1: én bit var snudd, og er rettet" in journal.notices[0]
        with Journal.open(path) as again:
            assert (again.damage, again.current.read_bytes()) == ([], whole)


def test_a_lost_first_line_is_fetched_from_a_copy(
    path: Path, whole: bytes, first: Record, at: datetime
) -> None:
    """Of this visit only: the line behind it names it; a reader sees it, and a repair keeps it."""
    damaged = spoilt(path, whole)
    assert first_found_again(path) is None
    with Journal.open(path) as journal:
        assert ([record.n for record in journal.records], journal.writer) == ([2, 3], False)
    made = first.events[0]
    assert isinstance(made, VisitCreated)
    other = codec.settle(Record(1, at, (VisitCreated("a", "B", "C", made.date, made.plan),)))[0]
    path.with_name("journal-der.jsonl").write_bytes(other)
    assert first_found_again(path) is None
    path.with_name(f"{path.name}.kopi").write_bytes(whole[: whole.index(b"\n") + 9])
    assert first_found_again(path) == made
    with Journal.open(path, write=False) as reader:
        assert [record.n for record in reader.records] == [1, 2, 3]
        assert "hentet fra en annen fil i mappa" in reader.notices[0]
    assert repair(path).records == 3
    assert path.read_bytes() == whole
    assert [file.read_bytes() for file in path.parent.glob("*.skadet-*")] == [damaged]


def test_a_first_line_that_is_changed_in_its_words_is_used_as_it_is(
    path: Path, whole: bytes, first: Record
) -> None:
    """There is no other; what may be wrong is named, and all else stands."""
    made = first.events[0]
    assert isinstance(made, VisitCreated)
    host = f'"host":"{made.host}"'.encode()
    assert host in whole
    path.write_bytes(whole.replace(host, b'"host":"\xff\xfe??"', 1))
    with Journal.open(path) as journal:
        assert ([record.n for record in journal.records], journal.writer) == ([1, 2, 3], True)
        assert "linje 1: kontrollsummen stemmer ikke; se over plan" in journal.notices[0]
    with Journal.open(path) as again:
        assert (again.damage, len(again.records)) == ([], 3)
