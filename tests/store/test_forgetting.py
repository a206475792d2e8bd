"""Forgetting on disk: the journal is wholly the old or the new one, and no file has the words."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document
from msgspec.structs import replace

from kvip_tui.clock import RehearsalClock
from kvip_tui.domain.base import Record, Refusal
from kvip_tui.domain.forgetting.words import Forget, Kind
from kvip_tui.domain.notes.vocabulary import AddNote, NoteAdded
from kvip_tui.errors import UserError
from kvip_tui.session import Session
from kvip_tui.store import journal as journal_module
from kvip_tui.store.checked import BadLineError
from kvip_tui.store.drafts.note import Draft, Typed
from kvip_tui.store.forgetting import Folder
from kvip_tui.store.journal import Journal, file_seal
from kvip_tui.store.scan import scan
from kvip_tui.store.sealing import header, small
from kvip_tui.store.sealing.convert import known
from kvip_tui.store.sealing.seal import Seal
from tests.builders import visit

WORDS = "Den store øya i havgapet"
AT = datetime(2021, 3, 16, 8, 10, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A visit's folder with a journal of a session in plenum."""
    made = tmp_path / "visits" / "besok"
    (made / "exports").mkdir(parents=True)
    first, *rest = visit("A 09:00-10:00").started("a", "09:00").records
    with Journal.create(made / "journal-her.jsonl", first) as journal:
        journal.extend((record.at, record.events) for record in rest)
    return made


def opened(folder: Path) -> tuple[Journal, Session]:
    """Open the visit; the journal is to be closed."""
    journal = Journal.open(folder / "journal-her.jsonl")
    session = Session(journal, RehearsalClock(AT, speed=0))
    session.path = journal.path
    return journal, session


def everything(root: Path) -> dict[str, str]:
    """Return what each file says, as letters."""
    return {
        str(path.relative_to(root)): path.read_bytes().decode("utf-8", "replace")
        for path in root.rglob("*")
        if path.is_file()
    }


def test_afterwards_no_file_of_the_program_has_the_words_and_the_others_are_named(
    folder: Path,
) -> None:
    """Journal, drafts and what a crash left; exports, others' journals and the address book."""
    journal, session = opened(folder)
    session.do(AddNote(WORDS, AT))
    note = session.visit.notes[0]
    Draft(folder, "her").save(Typed(f"mer om {WORDS}", AT))
    (folder / "draft-report-her.json").write_text(
        json.dumps({"place": "x", "values": {"text": WORDS}}), "utf-8"
    )
    (folder / "journal-her.jsonl.avkuttet-1").write_text(WORDS, "utf-8")
    (folder / ".kvip-0123.tmp").write_text(WORDS, "utf-8")
    (folder / "journal-der.jsonl").write_text(WORDS, "utf-8")
    (folder / "exports" / "notater.md").write_text("Den store øya\nI HAVGAPET", "utf-8")
    (folder / "exports" / "uten.md").write_text("Ingenting", "utf-8")
    document = Document()
    paragraph = document.add_paragraph("Den store ")
    paragraph.add_run("øya i havgapet")
    document.save(str(folder / "exports" / "rapport.docx"))
    (folder.parent.parent / "addressbook.json").write_text(json.dumps([WORDS]), "utf-8")
    (folder.parent.parent / "addressbook.skadet-1.json").write_text(WORDS, "utf-8")
    wish = Forget(Kind.NOTE, note.id)
    with pytest.raises(Refusal, match=r"forget\.sure"):
        session.forget_for_good(wish)
    left = session.forget_for_good(wish)
    assert [path.name for path in left] == [
        *("notater.md", "rapport.docx", "journal-der.jsonl"),
        *("addressbook.json", "addressbook.skadet-1.json"),
    ]
    named = {str(path.relative_to(folder.parent.parent)) for path in left}
    for name, text in everything(folder.parent.parent).items():
        assert name in named or "havgapet" not in text.lower()
    session.do(AddNote("Etterpå", AT))
    journal.close()
    again, session = opened(folder)
    assert [one.text for one in session.visit.notes] == ["…", "Etterpå"]
    assert not again.damage
    again.close()


def emptied(record: Record) -> Record:
    """Return a record whose notes say nothing."""
    events = tuple(
        replace(event, text="…") if isinstance(event, NoteAdded) else event
        for event in record.events
    )
    return replace(record, events=events)


def test_a_journal_that_cannot_be_rewritten_stands_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With no space left, and it can be added to afterwards."""
    journal, session = opened(folder)
    session.do(AddNote(WORDS, AT))
    before = journal.path.read_bytes()

    def full(_path: Path, _data: bytes) -> None:
        raise UserError("ingen plass")

    monkeypatch.setattr(journal_module, "write_atomic", full)
    with pytest.raises(UserError, match="ingen plass"):
        journal.rewrite(emptied)
    assert journal.path.read_bytes() == before
    assert journal.writer
    session.do(AddNote("Mer", AT))
    assert journal.path.read_bytes().startswith(before)
    journal.close()


def test_who_only_reads_cannot_rewrite_and_takes_in_what_was(folder: Path) -> None:
    """Another window reads the whole file anew, and forgets as well."""
    journal, session = opened(folder)
    reader = Journal.open(journal.path, write=False)
    follower = Session(reader, RehearsalClock(AT, speed=0))
    session.do(AddNote(WORDS, AT))
    follower.refresh()
    with pytest.raises(UserError):
        reader.rewrite(emptied)
    journal.rewrite(emptied)
    assert follower.refresh()
    assert [note.text for note in follower.visit.notes] == ["…"]
    reader.close()
    journal.close()


def test_what_cannot_be_read_or_is_nobodys_is_left_alone(folder: Path) -> None:
    """A package that is none, a folder, somebody's own text beside the journal."""
    (folder / "mine.txt").write_text(WORDS, "utf-8")
    (folder / "exports" / "ikke.docx").write_bytes(b"PK\x03\x04")
    (folder / "draft-her.json").write_text("{" + WORDS, "utf-8")
    names = [path.name for path in Folder(folder / "journal-her.jsonl", [WORDS]).clean()]
    assert names == ["draft-her.json", "mine.txt"]


def stored(folder: Path, seal: Seal | None) -> Session:
    """Return a session with the words in a note, and in all that the program keeps beside it."""
    first, *rest = visit("A 09:00-10:00").started("a", "09:00").records
    path = folder / "journal-her.jsonl"
    path.unlink()
    with Journal.create(path, first, seal) as journal:
        journal.extend((record.at, record.events) for record in rest)
        Session(journal, RehearsalClock(AT, speed=0)).do(AddNote(WORDS, AT))
    whole = path.read_bytes()
    for name in ("journal-her.jsonl.skadet-1", "journal-her (1).jsonl"):
        (folder / name).write_bytes(whole)
    lines = whole.split(b"\n")
    damaged = [*lines[:2], b'{"n": "' + WORDS.encode(), b"uleselig", *lines[2:]]
    (folder / "journal-her.jsonl.skadet-2").write_bytes(b"\n".join(damaged))
    for number in (1, 2):
        (folder / f"journal-her.jsonl.videre-{number}").write_bytes(whole)
    Draft(folder, "her", seal).save(Typed(f"mer om {WORDS}", AT))
    told = small.closed(json.dumps([WORDS]).encode(), seal and seal.file("told", "her"))
    (folder / "told-her.json").write_bytes(told)
    cut = small.closed(WORDS.encode(), seal and seal.file("cut", "her"))
    (folder / "journal-her.jsonl.avkuttet-1").write_bytes(cut)
    opened = Journal.open(path, seal=seal)
    session = Session(opened, RehearsalClock(AT, speed=0))
    session.path, session.seal = opened.current, seal
    return session


def readable(path: Path, seal: Seal | None) -> str:
    """Return what a file says to who has the key."""
    data = path.read_bytes()
    closing = seal.file(*(known(path.name) or ("", "")), strict=False) if seal else None
    first, *lines = data.split(b"\n")
    if closing is None or not header.is_header(first) or not closing.begin(first):
        return data.decode("utf-8", "replace")
    found = b""
    for line in lines:
        with suppress(BadLineError):
            found += closing.opened(line)
    return found.decode() + data.decode("utf-8", "replace")


@pytest.mark.parametrize("sealed", [False, True], ids=["plain", "sealed"])
def test_earlier_forms_and_copies_of_the_journal_are_written_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch, sealed: bool
) -> None:
    """What was set aside as damaged, what went on for it, copies, drafts: none has the words."""
    monkeypatch.setattr(header, "COST", header.Cost(16, 8, 1))
    seal = Seal.new("tre grå måker", "a1b2c3d4e5f60718") if sealed else None
    session = stored(folder, seal)
    with pytest.raises(Refusal, match=r"forget\.sure"):
        session.forget_for_good(Forget(Kind.NOTE, session.visit.notes[0].id))
    assert session.forget_for_good(Forget(Kind.NOTE, session.visit.notes[0].id)) == []
    files = [path for path in folder.parent.parent.rglob("*") if path.is_file()]
    assert len(files) >= 8
    for path in files:
        assert "havgapet" not in readable(path, seal), path.name
    assert not (folder / "journal-her.jsonl.avkuttet-1").exists()
    assert b"uleselig" in (folder / "journal-her.jsonl.skadet-2").read_bytes()
    for name in ("journal-her.jsonl.skadet-1", "journal-her (1).jsonl", "journal-her.jsonl"):
        found = scan((folder / name).read_bytes(), seal=file_seal(folder / "x", seal, strict=False))
        assert not found.damage
        assert len(found.records) == len(session.records)
    with pytest.raises(Refusal, match=r"forget\.nothing"):
        session.forget_for_good(Forget(Kind.NOTE, session.visit.notes[0].id))
