"""A visit that was not sealed is sealed: file by file, checked, and gone on with after a crash."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kvip_tui.domain.base import Record
from kvip_tui.domain.day.changes import BlockStarted
from kvip_tui.domain.history import VisitCreated
from kvip_tui.errors import UserError
from kvip_tui.store.announced import ToldFile
from kvip_tui.store.atomic import write_atomic
from kvip_tui.store.drafts.note import Draft, Typed
from kvip_tui.store.drafts.report import Typed as TypedInReport
from kvip_tui.store.interview_count import CountFile
from kvip_tui.store.library import Library, VisitFolder
from kvip_tui.store.sealing import convert
from kvip_tui.store.sealing.convert import MARKER, seal_folder
from kvip_tui.store.sealing.header import header_in
from kvip_tui.store.sealing.seal import Seal
from kvip_tui.store.sealing.unlock import SealedError
from tests.sealed import PHRASE, in_the_clear

AT = datetime(2021, 3, 16, 8, tzinfo=UTC)
WORD = "Kveldsuroen"
TORN = b'{"n":9,"at":"Kveldsuroen'


@pytest.fixture
def visit(tmp_path: Path, created: VisitCreated, at: datetime) -> tuple[Library, VisitFolder]:
    """Return a visit that holds a word in every file that is the program's own."""
    library = Library(tmp_path / "data")
    folder = library.create(created, at)
    with library.open(folder) as journal:
        journal.append(at, (BlockStarted(WORD),))
    own = library.own_journal(folder)
    for name in (f"{own.name}.skadet-1", "journal-her (1).jsonl", "journal-andre.jsonl"):
        (folder.path / name).write_bytes(own.read_bytes() + TORN)
    (folder.path / f"{own.name}.avkuttet-1").write_bytes(TORN)
    (folder.path / ".kvip-0a.tmp").write_bytes(TORN)
    (folder.path / "received").mkdir()
    (folder.path / "received" / "journal-andre.jsonl").write_bytes(TORN + b"\n")
    Draft(folder.path, "her").save(Typed(WORD, AT))
    Draft(folder.path, "her").of_sheets().save(TypedInReport("sted", {"a": WORD}))
    CountFile(folder.path, "her").save(3)
    (folder.path / "exports" / "dagen.md").write_text(WORD)
    return library, folder


def seal_of(created: VisitCreated) -> Seal:
    """Return a seal for the visit."""
    return Seal.new(PHRASE, created.id)


def test_every_file_is_sealed_but_what_was_exported(
    visit: tuple[Library, VisitFolder], created: VisitCreated
) -> None:
    """Afterwards the word stands in the export alone, and all is read back with the passphrase."""
    library, folder = visit
    assert len(in_the_clear(folder.path, [WORD])) == 10
    seal = seal_of(created)
    seal_folder(folder.path, seal)
    assert in_the_clear(folder.path, [WORD]) == ["exports/dagen.md"]
    assert not (folder.path / MARKER).exists()
    with pytest.raises(SealedError):
        library.open(folder)
    with pytest.raises(UserError, match="feil"):
        library.unlock(folder.path, "noe helt annet")
    library.unlock(folder.path, PHRASE)
    with library.open(folder) as journal:
        assert (journal.damage, journal.writer) == ([], True)
        assert journal.records[-1].events == (BlockStarted(WORD),)
    kept = Draft(folder.path, "her", seal)
    found, sheet = kept.load(), kept.of_sheets().load()
    assert found is not None
    assert sheet is not None
    assert (found.text, sheet.values, CountFile(folder.path, "her", seal).load()) == (
        WORD,
        {"a": WORD},
        3,
    )
    assert Draft(folder.path, "her").load() is None
    assert ToldFile(folder.path, "her", seal).load() == frozenset()


@pytest.mark.parametrize("after", range(9))
def test_a_sealing_that_is_broken_off_is_gone_on_with(
    visit: tuple[Library, VisitFolder],
    created: VisitCreated,
    after: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Wherever it stops, the visit asks for the passphrase and is whole once that is said."""
    library, folder = visit
    count = iter(range(99))

    def stops(path: Path, content: bytes | str) -> None:
        if next(count) > after:
            raise UserError("strømmen gikk")
        write_atomic(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(f"{convert.__name__}.write_atomic", stops)
        with pytest.raises(UserError, match="strømmen"):
            seal_folder(folder.path, seal_of(created))
    with pytest.raises(SealedError):
        library.open(folder)
    library.unlock(folder.path, PHRASE)
    assert in_the_clear(folder.path, [WORD]) == ["exports/dagen.md"]
    with library.open(folder) as journal:
        assert [record.n for record in journal.records] == [1, 2]


def test_a_journal_put_in_the_place_of_a_sealed_one_is_not_believed(
    visit: tuple[Library, VisitFolder], created: VisitCreated, first: Record
) -> None:
    """One sealed file makes the visit sealed: an unsealed journal is neither read nor written."""
    library, folder = visit
    own = library.own_journal(folder)
    plain = own.read_bytes()
    seal_folder(folder.path, seal_of(created))
    own.write_bytes(plain)
    library.unlock(folder.path, PHRASE)
    with library.open(folder) as journal:
        assert (journal.records, journal.writer) == ([], False)
        assert "ikke forseglet" in " ".join(journal.notices)
    assert own.read_bytes() == plain


def test_the_list_says_what_the_folder_is_called_and_no_more(
    visit: tuple[Library, VisitFolder], created: VisitCreated
) -> None:
    """Date and host come from the folder's name; once the passphrase is said, from the visit."""
    library, folder = visit
    seal_folder(folder.path, seal_of(created))
    assert header_in(library.own_journal(folder)) is not None
    [locked] = Library(library.root).visits()
    assert (locked.sealed, locked.problem, locked.date) == (True, "", created.date)
    assert locked.host == "bup-alesund"
    library.unlock(folder.path, PHRASE)
    [known] = library.visits()
    assert (known.sealed, known.host, known.title) == (False, created.host, created.title)
