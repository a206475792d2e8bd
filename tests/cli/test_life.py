"""A visit's life on the command line: renamed, archived, deleted with a receipt, brought back."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kvip_tui.cli.main import main
from kvip_tui.store.library import Library
from tests.ui.doors import make

VISIT = "2021-03-16-bup-alesund"
PHRASE = "en lang passordfrase"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what runs a command on a data folder that has one visit."""
    make(Library(tmp_path / "data"))
    phrase = tmp_path / "frase"
    phrase.write_text(PHRASE, "utf-8")
    monkeypatch.setenv("KVIP_PASSPHRASE_FILE", str(phrase))

    def ran(*words: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = main([*words, "--data", str(tmp_path / "data")])
        out, err = capsys.readouterr()
        return code, out.strip(), err.strip()

    return ran


def test_a_renamed_visit_is_listed_by_its_new_host_and_date(run: Run) -> None:
    """Its id stays; back to what it was, nothing is left beside the journal."""
    assert run("rename", VISIT, "--host", "BUP Bodø", "--date", "2021-03-18")[:2] == (
        0,
        "Besøket er til BUP Bodø, tor. 18. mars 2021",
    )
    assert run("list")[1] == f"{VISIT}  tor. 18. mars 2021  BUP Bodø, Digitalt KvIP-besøk"
    assert run("line", VISIT, typed="angre\n")[0] == 0
    assert run("list")[1] == f"{VISIT}  tir. 16. mars 2021  BUP Ålesund, Digitalt KvIP-besøk"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "--host NAVN, --date DATO"),
        (("--host", " "), "Besøket mangler vertsenhet"),
        (("--date", "31.2.2021"), "ikke en dato"),
        (("--host", "BUP Ålesund"), "Slik er det allerede"),
    ],
)
def test_what_cannot_be_renamed_is_told(run: Run, words: tuple[str, ...], said: str) -> None:
    """In a sentence, and nothing has changed."""
    code, out, err = run("rename", VISIT, *words)
    assert (code, out) == (2, "")
    assert said in err


def test_in_words_the_host_and_the_date_are_put_right_too(run: Run) -> None:
    """As in the list of commands."""
    out = run("line", VISIT, typed="besøksvert BUP Bodø\nbesøksdato 18.3\n")[1]
    assert "Besøket er til BUP Bodø, tor. 18. mars 2021" in out


def test_a_visit_is_deleted_when_its_host_is_typed(run: Run, tmp_path: Path) -> None:
    """What goes is said first; what is left is a receipt without anybody's words or names."""
    run("line", VISIT, typed="notat Hemmelig sak om skjerming\n")
    code, out, err = run("delete", VISIT, typed="bup bodø\n")
    assert (code, out) == (1, "")
    assert "2 hendelser" in err
    assert "sikkerhetskopier" in err
    assert run("list")[1].startswith(VISIT)
    code, out, err = run("delete", VISIT, typed="bup ålesund\n")
    assert code == 0
    receipt = json.loads(Path(out).read_text("utf-8"))
    assert receipt["records"] == {"note_added": 1, "visit_created": 1}
    assert (receipt["visit"], receipt["date"]) == (VISIT, "2021-03-16")
    assert list((tmp_path / "data" / "visits").iterdir()) == []
    kept = b"".join(p.read_bytes() for p in (tmp_path / "data").rglob("*.json") if p.is_file())
    assert b"Hemmelig" not in kept


def test_a_visit_that_is_open_elsewhere_is_not_deleted(run: Run, tmp_path: Path) -> None:
    """Nor is its window's work lost."""
    library = Library(tmp_path / "data")
    with library.open(library.find(VISIT)):
        code, _out, err = run("delete", VISIT, typed="bup ålesund\n")
    assert code == 3
    assert "lukk det først" in err
    assert run("list")[1].startswith(VISIT)


def test_an_archive_brings_everything_back(run: Run, tmp_path: Path) -> None:
    """Byte for byte, and only where no visit of that name is."""
    run("line", VISIT, typed="notat Husk dette\n")
    before = run("status", VISIT, "--json", "--at", "08.30")[1]
    file = tmp_path / "besok.age"
    assert run("archive", VISIT, str(file))[:2] == (0, str(file))
    assert b"Husk" not in file.read_bytes()
    assert run("archive", VISIT, str(file))[0] == 2
    code, _out, err = run("restore", str(file))
    assert (code, "er her fra før" in err) == (3, True)
    run("delete", VISIT, typed="BUP Ålesund\n")
    assert run("restore", str(file))[:2] == (0, VISIT)
    assert run("status", VISIT, "--json", "--at", "08.30")[1] == before


def test_next_year_begins_with_this_year(run: Run, tmp_path: Path) -> None:
    """The host, its people and the measures come along; others are added from a file."""
    run("line", VISIT, typed="rapportpunkt tiltak: Avtal faste møter\nnår 1 i mai\n")
    people = tmp_path / "folk.txt"
    people.write_text("Ola Nes, overlege, team\nBerit Moe, ny tittel, vert\n", "utf-8")
    code, made, err = run(
        *("new", "--after", VISIT, "--date", "2022-03-15", "--people", str(people))
    )
    assert (code, made, err) == (0, "2022-03-15-bup-alesund", "")
    assert "BUP Ålesund" in run("list")[1].splitlines()[-1]
    said = run("line", made, typed="folk\nrapport\n")[1]
    assert "o Ola Nes, overlege" in said
    assert "b Berit Moe, ny tittel" in said
    assert "Avtal faste møter (i mai)" in said


def test_a_visit_needs_a_plan_and_a_host_or_one_before_it(run: Run) -> None:
    """One sentence, and nothing is made."""
    code, out, err = run("new", "--date", "2022-03-15")
    assert (code, out) == (2, "")
    assert "--after BESØK" in err
