"""What somebody can do who may write the files, and does not have the passphrase."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from kvip_tui.domain.base import Record
from kvip_tui.domain.day.changes import BlockStarted
from kvip_tui.domain.history import VisitCreated
from kvip_tui.errors import UserError
from kvip_tui.sharing.files import StreamFile, StreamTail
from kvip_tui.sharing.presence import PresenceFile, Seen, Watch
from kvip_tui.sharing.stream import KIND
from kvip_tui.sharing.stream import Header as StreamHeader
from kvip_tui.store.checked import BadLineError
from kvip_tui.store.drafts.note import Draft, Typed
from kvip_tui.store.journal import Journal
from kvip_tui.store.library import Library, VisitFolder
from kvip_tui.store.scan import scan
from kvip_tui.store.sealing.header import Cost
from kvip_tui.store.sealing.seal import Keyring, Seal
from tests.sealed import PHRASE

AT = datetime(2021, 3, 16, 8, tzinfo=UTC)


def appended(path: Path, seal: Seal, *blocks: str) -> None:
    """Add to a journal, and close it."""
    with Journal.open(path, seal=seal) as journal:
        for block in blocks:
            journal.append(AT, (BlockStarted(block),))


def told(path: Path, seal: Seal, *, write: bool = False) -> str:
    """Return what is said of a journal when it is opened."""
    with Journal.open(path, seal=seal, write=write) as journal:
        return " ".join(journal.notices)


def _cut(path: Path, _before: bytes) -> None:
    path.write_bytes(path.read_bytes().rpartition(b"\n")[0].rpartition(b"\n")[0] + b"\n")


def _put_back(path: Path, before: bytes) -> None:
    path.write_bytes(before)


@pytest.mark.parametrize("attack", [_cut, _put_back])
def test_a_shorter_journal_is_noticed_once(
    attack: Callable[[Path, bytes], None], sealed_journal: Path, seal: Seal
) -> None:
    """Cut off at the end, or an old file in its place: every line of it is true, and too few."""
    before = sealed_journal.read_bytes()
    appended(sealed_journal, seal, "ny", "og en")
    assert told(sealed_journal, seal) == ""
    attack(sealed_journal, before)
    for _time in range(2):
        assert "men hadde 7 da besøket sist ble lukket" in told(sealed_journal, seal)
    assert "men hadde 7" in told(sealed_journal, seal, write=True)
    assert told(sealed_journal, seal, write=True) == ""


def test_the_first_line_of_an_older_file_hides_none_of_the_others(
    sealed_journal: Path, seal: Seal
) -> None:
    """It proves itself, and its lines are others: it is told, and the rest is read."""
    old = sealed_journal.read_bytes().partition(b"\n")[0]
    with Journal.open(sealed_journal, seal=seal) as journal:
        journal.rewrite(lambda record: record)
    rest = sealed_journal.read_bytes().partition(b"\n")[2]
    found = scan(old + b"\n" + rest, seal=seal.file("journal", "her"))
    assert [damage.line for damage in found.damage] == [1]
    assert [record.n for record in found.records] == [1, 2, 3, 4, 5]


def test_a_line_of_the_same_place_that_was_taken_back_does_not_fit(
    sealed_journal: Path, seal: Seal, first: Record
) -> None:
    """Two lines were sealed for one place of one file: what follows says which one it follows."""
    whole = sealed_journal.read_bytes()
    appended(sealed_journal, seal, "tatt tilbake")
    other = sealed_journal.read_bytes().removeprefix(whole)
    sealed_journal.write_bytes(whole)
    appended(sealed_journal, seal, "skrevet", "etter")
    lines = sealed_journal.read_bytes().splitlines(keepends=True)
    found = scan(b"".join([*lines[:6], other, *lines[7:]]), seal=seal.file("journal", "her"))
    assert [damage.line for damage in found.damage] == [8]
    assert scan(b"".join(lines), seal=seal.file("journal", "her")).damage == []


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line.replace(b"[16,8,1]", b"[1073741824,8,1]"),
        lambda line: line.replace(b"[16,8,1]", b"[17,8,1]"),
        lambda line: line.replace(b"[16,8,1]", b"[16,8,99]"),
        lambda line: line.replace(b'"sealed":1', b'"sealed":2'),
        lambda line: line[:40],
    ],
)
def test_a_first_line_that_cannot_be_used_makes_no_visit_an_unsealed_one(
    change: Callable[[bytes], bytes], created: VisitCreated, tmp_path: Path
) -> None:
    """No key that would take a machine's memory is tried, and nothing is written in the clear."""
    library = Library(tmp_path)
    folder = library.create(created, AT, lambda uid: Seal.new(PHRASE, uid))
    (folder.path / "end-her.json").unlink()
    [path] = folder.path.glob("journal-*.jsonl")
    line, _newline, rest = path.read_bytes().partition(b"\n")
    path.write_bytes(change(line) + b"\n" + rest)
    for act in (library.open, lambda found: library.unlock(found.path, PHRASE)):
        with pytest.raises(UserError) as refused:
            act(folder)
        assert path.name in refused.value.message
    [summary] = library.visits()
    assert summary.problem


def test_a_forged_first_line_with_a_cheap_key_opens_nothing(seal: Seal, first: Record) -> None:
    """Who makes the key cheap to guess cannot prove it, and no line is sealed with it."""
    forged = msgspec.structs.replace(seal.header("journal", "her"), cost=Cost(2, 1, 1))
    assert Seal.of(Keyring(PHRASE), forged) is None
    closing = seal.file("journal", "her")
    with pytest.raises(BadLineError):
        closing.begin(forged.line)


def test_a_passphrase_is_not_tried_on_any_number_of_salts(seal: Seal) -> None:
    """Each costs a third of a second: somebody who fills a share with them is not followed."""
    keys = Keyring(PHRASE)
    headers = [Seal.new(PHRASE, seal.visit).header("stream", "her") for _number in range(9)]
    assert [Seal.of(keys, header) is not None for header in headers].count(True) == 4


@pytest.mark.parametrize("forgery", ["of the report", "of another machine", "in the clear"])
def test_a_draft_is_only_what_was_kept_as_this_one(
    forgery: str, tmp_path: Path, seal: Seal
) -> None:
    """A file of another kind, machine or seal in its place is nothing."""
    draft = Draft(tmp_path, "her", seal)
    draft.save(Typed("mitt", AT))
    path = tmp_path / "draft-her.json"
    if forgery == "of the report":
        shutil.copy(path, tmp_path / "draft-report-her.json")
        assert draft.of_sheets().load() is None
        return
    other = Draft(tmp_path, "andre", seal if forgery == "of another machine" else None)
    other.save(Typed("forfalsket", AT))
    shutil.copy(tmp_path / "draft-andre.json", path)
    assert draft.load() is None


@pytest.mark.parametrize(("sealed", "believed"), [(True, "nå"), (False, "før")])
def test_an_old_presence_put_back_says_nothing(
    sealed: bool, believed: str, tmp_path: Path, seal: Seal
) -> None:
    """Nobody is made to sit there again; where nothing is sealed anybody could write it anyway."""
    closing = seal if sealed else None
    seen = Seen(visit=seal.visit, machine="leder", person="før", at=AT)
    now = msgspec.structs.replace(seen, person="nå", at=AT + timedelta(minutes=5))
    path, watch = tmp_path / "seen-leder.json", Watch(tmp_path, seal.visit, "her", closing)
    PresenceFile(tmp_path, "leder", closing).say(seen, AT)
    old = path.read_bytes()
    for content in (old, None, old):
        if content is None:
            PresenceFile(tmp_path, "leder", closing).say(now, AT)
        else:
            path.write_bytes(content)
        watch.look(lambda: AT)
    assert watch.heard["leder"].seen.person == believed


def _first_gone(data: bytes) -> bytes:
    return data.partition(b"\n")[2]


def _last_gone(data: bytes) -> bytes:
    return data.rpartition(b"\n")[0].rpartition(b"\n")[0] + b"\n"


def _empty(_data: bytes) -> bytes:
    return b""


@pytest.mark.parametrize("attack", [_first_gone, _last_gone, _empty])
def test_a_stream_in_the_share_is_made_whole_by_who_writes_it(
    attack: Callable[[bytes], bytes], tmp_path: Path, seal: Seal
) -> None:
    """Lines taken away there come back with the next that is sent, and are read by the others."""
    path = tmp_path / "journal-leder.jsonl"
    records = [Record(n, AT, (BlockStarted(f"{n}"),), (n, 0), "leder") for n in range(1, 5)]
    writer = StreamFile(path, StreamHeader(KIND, seal.visit, "leder"), seal=seal)
    writer.hold(records[:3])
    path.write_bytes(attack(path.read_bytes()))
    writer.hold(records)
    found = StreamTail(path, seal).fresh()
    assert found is not None
    assert ([record.n for record in found.records], found.damage) == ([1, 2, 3, 4], ())


def test_a_stream_that_could_not_be_written_anew_is_not_gone_on_with(
    tmp_path: Path, seal: Seal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is sealed for a file that did not come about is not added to the old one."""
    path = tmp_path / "journal-leder.jsonl"
    records = [Record(n, AT, (BlockStarted(f"{n}"),), (n, 0), "leder") for n in range(1, 5)]
    writer = StreamFile(path, StreamHeader(KIND, seal.visit, "leder"), seal=seal)
    writer.hold(records[:3])

    def fails(_source: Path, _target: Path) -> Path:
        raise OSError("nei")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fails)
        with pytest.raises(OSError, match="nei"):
            writer.rewrite(records[:3])
    writer.hold(records)
    found = StreamTail(path, seal).fresh()
    assert found is not None
    assert ([record.n for record in found.records], found.damage) == ([1, 2, 3, 4], ())


def test_a_visits_folder_under_another_name_is_the_same_visit(
    created: VisitCreated, tmp_path: Path
) -> None:
    """What the folder is called is not sealed: who renames it gets no other visit."""
    library = Library(tmp_path)
    folder = library.create(created, AT, lambda uid: Seal.new(PHRASE, uid))
    moved = folder.path.rename(folder.path.with_name("2022-01-01-et-annet-sted"))
    with library.open(VisitFolder(moved.name, moved)) as journal:
        assert journal.records[0].events[0] == msgspec.structs.replace(
            created, uid=journal.seal.visit if journal.seal else ""
        )
