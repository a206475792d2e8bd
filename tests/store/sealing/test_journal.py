"""A journal whose lines are sealed is a journal like any other, and tells who tampered with it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kvip_tui.domain.base import Record
from kvip_tui.domain.day.changes import BlockStarted
from kvip_tui.errors import UserError
from kvip_tui.store.beside import newest, repair
from kvip_tui.store.journal import Journal, file_seal
from kvip_tui.store.scan import scan
from kvip_tui.store.sealing.seal import Keyring, Seal

Lines = list[bytes]


def lines_of(path: Path) -> Lines:
    """Return the lines of a file, newlines included."""
    return path.read_bytes().splitlines(keepends=True)


def numbers(path: Path, seal: Seal | None) -> list[int]:
    """Return the numbers of the records that can be read."""
    with Journal.open(path, write=False, seal=seal) as journal:
        return [record.n for record in journal.records]


def test_nothing_stands_in_the_clear_and_all_is_read_back(
    sealed_journal: Path, seal: Seal, first: Record
) -> None:
    """What was appended is read back, by TinyDB too, and not a word of it is in the file."""
    data = sealed_journal.read_bytes()
    assert not any(word in data for word in (b"Oppstart", b"blokk-", b"lesund", b"events", b"2021"))
    with Journal.open(sealed_journal, seal=seal) as journal:
        assert (journal.damage, journal.repairs, journal.writer) == ([], [], True)
        assert journal.records[0] == first
        assert journal.records[-1].events == (BlockStarted("blokk-5"),)
        assert [row["n"] for row in journal.db.records.all()] == [1, 2, 3, 4, 5]
        journal.append(first.at, (BlockStarted("til slutt"),))
    assert numbers(sealed_journal, seal) == [1, 2, 3, 4, 5, 6]


def test_who_only_reads_follows_and_takes_over(
    sealed_journal: Path, seal: Seal, first: Record
) -> None:
    """A second window sees what the first one appends, and writes on when that one ends."""
    writer = Journal.open(sealed_journal, seal=seal)
    with Journal.open(sealed_journal, seal=seal) as reader:
        assert not reader.writer
        writer.append(first.at, (BlockStarted("ny"),))
        assert [record.n for record in reader.follow()] == [6]
        writer.rewrite(lambda record: record)
        reader.follow()
        assert [record.n for record in reader.records] == [1, 2, 3, 4, 5, 6]
        writer.close()
        assert reader.try_upgrade()
        reader.follow()
        assert reader.append(first.at, (BlockStarted("og en"),)).n == 7
    assert numbers(sealed_journal, seal) == [1, 2, 3, 4, 5, 6, 7]


def test_no_cut_loses_a_whole_line(
    sealed_journal: Path, seal: Seal, first: Record, tmp_path: Path
) -> None:
    """Wherever a power failure cuts the file, whole lines are read and writing goes on."""
    whole = sealed_journal.read_bytes()
    lines = lines_of(sealed_journal)
    begins = len(lines[0]) + len(lines[1])
    for place in range(begins, len(whole) + 1, 29):
        path = tmp_path / f"{place}" / sealed_journal.name
        path.parent.mkdir()
        path.write_bytes(whole[:place])
        with Journal.open(path, seal=seal) as journal:
            complete = whole[:place].count(b"\n") - 1 + (whole[place : place + 1] == b"\n")
            assert (len(journal.records), journal.damage) == (complete, [])
            journal.append(first.at, (BlockStarted("videre"),))
        assert len(numbers(path, seal)) == complete + 1


def _flipped(lines: Lines) -> Lines:
    at = len(lines[3]) // 2
    other = b"A" if lines[3][at : at + 1] != b"A" else b"B"
    return [*lines[:3], lines[3][:at] + other + lines[3][at + 1 :], *lines[4:]]


def _renumbered(lines: Lines) -> Lines:
    file, _number, box = lines[3].split(b":")
    return [*lines[:3], b":".join((file, b"9", box)), *lines[4:]]


def _in_the_clear(lines: Lines) -> Lines:
    return [*lines[:3], b'{"n":3,"at":"2021-03-16T07:30:00.000Z","events":[]}\n', *lines[4:]]


def _first_changed(lines: Lines) -> Lines:
    return [lines[0].replace(b'"rehearsal":false', b'"rehearsal":true'), *lines[1:]]


TAMPERING: dict[str, tuple[Callable[[Lines], Lines], list[int], list[int]]] = {
    "a byte": (_flipped, [4], [1, 2, 4, 5]),
    "a number": (_renumbered, [4], [1, 2, 4, 5]),
    "a line in the clear": (_in_the_clear, [4], [1, 2, 4, 5]),
    "a line taken out": (lambda lines: [*lines[:3], *lines[4:]], [4], [1, 2, 4, 5]),
    "two lines changed about": (
        lambda lines: [*lines[:3], lines[4], lines[3], *lines[5:]],
        [4],
        [1, 2, 3, 4, 5],
    ),
    "a line twice": (lambda lines: [*lines[:4], lines[3], *lines[4:]], [4], [1, 2, 3, 4, 5]),
    "the first line taken out": (lambda lines: lines[1:], [1], [1, 2, 3, 4, 5]),
    "the first line changed": (_first_changed, [1], [1, 2, 3, 4, 5]),
    "the first line garbled": (lambda lines: [b"?\n", *lines[1:]], [1], [1, 2, 3, 4, 5]),
}


@pytest.mark.parametrize("name", TAMPERING)
def test_what_was_tampered_with_is_told_with_its_place_and_the_rest_is_read(
    name: str, sealed_journal: Path, seal: Seal, first: Record
) -> None:
    """One line is named; the journal is left as it is, and goes on beside, sealed, till repair."""
    change, wrong, left = TAMPERING[name]
    sealed_journal.write_bytes(b"".join(change(lines_of(sealed_journal))))
    changed = sealed_journal.read_bytes()
    with Journal.open(sealed_journal, seal=seal) as journal:
        assert [damage.line for damage in journal.damage] == wrong
        assert [record.n for record in journal.records] == left
        assert f"linje {wrong[0]}" in " ".join(journal.notices)
        journal.append(first.at, (BlockStarted("videre"),))
    assert sealed_journal.read_bytes() == changed
    assert b"videre" not in newest(sealed_journal).read_bytes()
    made = repair(sealed_journal, file_seal(sealed_journal, seal))
    assert made.records == len(left) + 1
    with Journal.open(sealed_journal, seal=seal) as whole:
        assert (whole.damage, whole.current) == ([], sealed_journal)
        assert [record.n for record in whole.records] == [*left, 6]


def test_a_line_of_an_older_file_or_another_visit_does_not_count(
    sealed_journal: Path, seal: Seal, first: Record, tmp_path: Path
) -> None:
    """A line that was sealed for another place is told where it stands and not used."""
    before = lines_of(sealed_journal)
    with Journal.open(sealed_journal, seal=seal) as journal:
        journal.rewrite(lambda record: record)
    other = tmp_path / "annet" / sealed_journal.name
    other.parent.mkdir()
    with Journal.create(other, first, Seal.new("tre grå måker", "et annet besøk")) as another:
        another.extend([(first.at, (BlockStarted(f"{n}"),)) for n in range(2, 6)])
    another_machines = tmp_path / "journal-andre.jsonl"
    with Journal.create(another_machines, first, seal) as andres:
        andres.extend([(first.at, (BlockStarted(f"{n}"),)) for n in range(2, 6)])
    for place in (before, lines_of(other), lines_of(another_machines)):
        now = lines_of(sealed_journal)
        mixed = b"".join([*now[:3], place[3], *now[4:]])
        found = scan(mixed, seal=seal.file("journal", "her"))
        assert [damage.line for damage in found.damage] == [4]
        assert [record.n for record in found.records] == [1, 2, 4, 5]


def test_a_whole_file_of_another_machine_is_not_written_on(
    sealed_journal: Path, seal: Seal, first: Record
) -> None:
    """Who renames another machine's journal to this one's gets nothing written into it."""
    renamed = sealed_journal.with_name("journal-andre.jsonl")
    sealed_journal.rename(renamed)
    with Journal.open(renamed, seal=seal) as journal:
        assert (journal.records, journal.writer) == ([], False)
        assert journal.damage[0].line == 1
        with pytest.raises(UserError):
            journal.append(first.at, (BlockStarted("nei"),))


def test_every_nonce_is_another(sealed_journal: Path, seal: Seal) -> None:
    """No nonce comes twice, whatever is sealed again: the same line never looks the same."""
    with Journal.open(sealed_journal, seal=seal) as journal:
        for _time in range(3):
            journal.rewrite(lambda record: record)
    line = seal.file("draft", "her")
    boxes = [line.whole([b"det samme"]).splitlines()[1] for _time in range(200)]
    assert len({box.split(b":")[2][:16] for box in boxes}) == 200


@pytest.mark.parametrize("phrase", ["tre grå måke", "Tre grå måker", "tre grå måker ", ""])
def test_another_passphrase_opens_nothing(sealed_journal: Path, seal: Seal, phrase: str) -> None:
    """The header proves the passphrase, and no line is opened with another."""
    header = seal.header("journal", "her")
    assert Seal.of(Keyring(phrase), header) is None
    assert Seal.of(Keyring("tre gra\u030a ma\u030aker"), header) is not None
    size = sealed_journal.stat().st_size
    wrong = Seal(Keyring(phrase), seal.visit, seal.salt, header.cost)
    assert numbers(sealed_journal, wrong) == []
    assert sealed_journal.stat().st_size == size
