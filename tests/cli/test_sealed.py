"""A whole day of a visit with a passphrase, through every command, and what is on disk after it."""

import io
import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from kvip_tui.cli.parser import run
from kvip_tui.commands.table import COMMANDS
from kvip_tui.domain.history import Undo
from kvip_tui.domain.state.people import PersonLine
from kvip_tui.line import mode
from kvip_tui.session import Session
from kvip_tui.store.drafts.note import Draft, Typed
from kvip_tui.store.library import Library
from kvip_tui.store.plans.file import find_plan
from kvip_tui.store.sealing.header import COST
from kvip_tui.visits.create import create, visit_of
from kvip_tui.visits.demo import HISTORY, HOST, PEOPLE
from kvip_tui.visits.open import Opened, open_visit
from tests.sealed import PHRASE, cheap, in_the_clear, phrase_in_file

NOW = datetime(2021, 3, 16, 7, tzinfo=UTC)
# Where a visit is not sealed, its people get into the address book.
OF_THE_BOOK = ("adressebok", "fra adresseboka", "glem")
# What is said behind every command's word.
RESTS = ("Anne", "drofting", "1", "1 noe", "Ny Person, vertsenhet")
# In every text of the day, of every class.
WORD = "Fjelluft"
DAY = f"""
ny {WORD} Anne, besoksteam, {WORD}
ny {WORD} Berit, vertsenhet
rolle besoksleder {WORD} Anne
jeg {WORD} Anne
rapportpunkt fjorårets: {WORD} i fjor
start drofting
fokusområder {WORD}
ordet {WORD} Anne
notat {WORD} #styrke
rapportpunkt styrker: {WORD}
notat {WORD} skal vekk
tanke {WORD}
start intervju-pasient likevel fordi {WORD}
klokka 12.10
notat {WORD} fra intervjuet
klokka 13.15
slutt
start avslutning
inntrykk {WORD}
dilemma
angre
gjør om
status
klokka 14.15
slutt
"""


@pytest.fixture
def visit(tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Make a visit with a passphrase, and live its day in line mode."""
    cheap(monkeypatch)
    phrase_in_file(tmp_path, monkeypatch)
    made = ["new", "--plan", "kvip-digital", "--date", "2021-03-16", "--host", f"{WORD} BUP"]
    people = tmp_path / "folk.csv"
    people.write_text(f"{WORD} Kari;vertsenhet;{WORD}\n", "utf-8")
    assert run([*made, "--people", str(people), "--passphrase"]) == 0
    people.unlink()
    [folder] = Library(data).folders()
    renamed = folder.rename(folder.with_name("2021-03-16-bup"))
    said(monkeypatch, renamed.name, DAY)
    return renamed.name


def said(monkeypatch: pytest.MonkeyPatch, visit: str, words: str) -> None:
    """Say words in line mode, at noon."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(words))
    assert run(["line", visit, "--clock", "11.00", "--speed", "0"]) == 0


def opened(data: Path, visit: str, *, write: bool = True) -> Opened:
    """Open the visit as a screen does, with the passphrase."""
    library = Library(data)
    folder = library.find(visit)
    library.unlock(folder.path, PHRASE)
    return open_visit(library, folder, clock="14.00", speed="0", write=write)


def test_no_word_of_the_day_is_anywhere_in_the_clear(
    visit: str, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Journal, drafts, signals, what crashed; only who sits here, whom the settings name."""
    day = opened(data, visit)
    Draft(day.folder.path, "her", day.journal.seal).save(Typed(f"{WORD} halv", day.session.now()))
    day.draft.save(Typed(f"{WORD} halv", day.session.now()))
    day.told.save(frozenset())
    day.close()
    (journal,) = day.folder.path.glob("journal-*.jsonl")
    with journal.open("ab") as file:
        file.write(journal.read_bytes().splitlines()[4][:50])
    monkeypatch.setattr("kvip_tui.line.mode.run", lambda *_arguments: 1 / 0)
    assert run(["line", visit]) == 1
    assert WORD not in capsys.readouterr().err
    assert list(day.folder.path.glob("*.avkuttet-*"))
    assert in_the_clear(data, [WORD, "drofting", "note_added"]) == ["settings.json"]
    assert (data / "settings.json").read_text("utf-8").count(WORD) == 1


def test_every_verb_that_reads_says_what_it_says_of_any_visit(
    visit: str, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status, exports and checks with the passphrase; the list and the refusal without."""
    assert run(["list"]) == 0
    assert capsys.readouterr().out.split("\n")[-2].endswith("bup, forseglet")
    assert run(["status", visit, "--json"]) == 0
    found = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert found["title"]
    assert found["floor"]["people"][0]["name"].startswith(WORD)
    assert run(["check", visit]) in {0, 1}
    out = tmp_path / "ut"
    out.mkdir()
    for name in ("dag.md", "dag.csv", "dag.json", "dag.ics", "dag.svg"):
        assert run(["export", visit, str(out / name)]) == 0
    assert run(["export", visit, str(out / "notater.md"), "--notes"]) == 0
    assert run(["export", visit, str(out / "utkast.docx"), "--draft"]) == 0
    assert WORD in (out / "dag.md").read_text("utf-8")
    assert run(["repair", visit]) == 0


@pytest.mark.parametrize(
    "words",
    [
        *(["status"], ["check"], ["repair"], ["line"], ["export", "dag.md"]),
        *(["share", "."], ["handover", "fil.age"]),
    ],
)
def test_without_the_passphrase_every_verb_says_one_sentence_and_changes_nothing(
    words: list[str],
    visit: str,
    data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Neither with another one nor with none; a screen asks, so it is not among them."""
    verb, *rest = words
    monkeypatch.chdir(tmp_path)
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    capsys.readouterr()
    phrase_in_file(tmp_path, monkeypatch, "en annen frase")
    assert run([verb, visit, *rest]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    monkeypatch.delenv("KVIP_PASSPHRASE_FILE")
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert run([verb, visit, *rest]) == 2
    assert "KVIP_PASSPHRASE_FILE" in capsys.readouterr().err
    after = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    assert {path: data for path, data in after.items() if not path.name.endswith(".lock")} == {
        path: data for path, data in before.items() if not path.name.endswith(".lock")
    }


def test_words_are_forgotten_in_what_is_sealed(
    visit: str, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`slett for godt` takes a note out of the journal and the draft, read with the passphrase."""
    day = opened(data, visit)
    kept = [record.n for record in day.journal.records]
    day.draft.save(Typed(f"{WORD} skal vekk, halv", day.session.now()))
    torn = day.folder.path / "journal-her.jsonl.avkuttet-1"
    torn.write_bytes(b"0123456789abcdef:7:halv")
    [number] = [note.number for note in day.session.visit.notes if "skal vekk" in note.text]
    day.close()
    capsys.readouterr()
    said(monkeypatch, visit, f"slett for godt {number}\n" * 2)
    assert "skal vekk" not in capsys.readouterr().out
    again = opened(data, visit)
    assert [record.n for record in again.journal.records] == kept
    assert not any("skal vekk" in str(record) for record in again.journal.records)
    typed = again.draft.load()
    assert typed is not None
    assert "skal vekk" not in typed.text
    assert not torn.exists()
    again.session.do(Undo())
    again.close()


def test_a_second_window_follows_and_takes_over(visit: str, data: Path) -> None:
    """What the first writes is seen in the second, which writes when the first is closed."""
    first, second = opened(data, visit), opened(data, visit)
    assert not second.session.writer
    first.session.do(Undo())
    assert second.session.refresh()
    assert second.session.visit == first.session.visit
    first.close()
    second.session.refresh()
    assert second.session.writer
    second.close()


def test_a_journal_that_is_taken_away_is_written_anew_sealed(visit: str, data: Path) -> None:
    """What a sync engine deletes, or cuts back, while the visit is open is rescued, sealed."""
    day = opened(data, visit)
    journal = day.journal.path
    journal.unlink()
    day.session.do(Undo())
    journal.write_bytes(journal.read_bytes().rpartition(b"\n")[0].rpartition(b"\n")[0] + b"\n")
    day.session.do(Undo())
    count = len(day.journal.records)
    day.close()
    assert in_the_clear(data, [WORD]) == ["settings.json"]
    again = opened(data, visit, write=False)
    assert len(again.journal.records) == count
    assert again.journal.damage == []
    again.close()


def test_every_command_answers_as_in_a_visit_that_is_not_sealed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The morning of the demo and the word of every command, with what may stand after it."""
    cheap(monkeypatch)
    plan = find_plan("kvip-digital", None)
    people = [PersonLine(name, group, title) for name, group, title in PEOPLE]
    answers = []
    for phrase in ("", PHRASE):
        library = Library(tmp_path / (phrase or "åpent"))
        event = visit_of(plan, date(2021, 3, 16), HOST, people)
        made, _said = create(library, replace(event, uid="ett"), NOW, phrase)
        day = open_visit(library, made, clock="08.20", speed="0")
        out = io.StringIO()
        mode.run(day.session, _walk(day.session), out)
        answers.append((out.getvalue(), day.session.visit))
        day.close()
        again = open_visit(library, made, clock="12.00", speed="0")
        assert (again.notices, again.session.visit) == ([], day.session.visit)
        again.close()
    assert answers[0] == answers[1]
    assert answers[0][0].count("\n") > 150


def _walk(session: Session) -> Iterator[str]:
    """Yield the words of the demo's morning, and then one of each command that has any."""
    for line in HISTORY.split("\n")[1:-1]:
        clock, _blank, words = line.partition(" ")
        yield f"klokka {clock}"
        yield words.replace("{last}", session.visit.notes[-1].number if session.visit.notes else "")
    for command in COMMANDS:
        if command.word and command.word not in {"avslutt", *OF_THE_BOOK}:
            yield from (f"{command.word} {rest}" for rest in ("", *RESTS))


def test_guessing_a_passphrase_costs_what_it_should() -> None:
    """128 MB a try; what the other tests pay is nothing."""
    assert (COST.n, COST.r, COST.p) == (131072, 8, 1)
