"""«kvip review» and what «kvip export» records of readers, as they are typed."""

from pathlib import Path

import pytest

from kvip_tui.cli.main import main
from kvip_tui.store.library import Library
from tests.review.reader import Reader
from tests.store.packages.attacks import attacks
from tests.store.packages.files import word
from tests.ui.doors import make

VISIT = "2021-03-16-bup-alesund"
Said = pytest.CaptureFixture[str]


def ran(data: Path, *words: str) -> int:
    """Return the exit code of a command."""
    return main([*words, "--data", str(data)])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with a visit."""
    make(Library(tmp_path))
    return tmp_path


def test_a_report_goes_out_and_comes_back(data: Path, capsys: Said) -> None:
    """Whom it was sent to is recorded; what is said of it is printed, and kept once."""
    path = data / "ut.docx"
    assert ran(data, "export", VISIT, str(path), "--draft", "--to", "Berit Moe") == 0
    assert "Sendt til Berit Moe" in capsys.readouterr().err
    Reader(path).comment("Dato", "Feil dag").save(path)
    assert ran(data, "review", VISIT, str(path)) == 0
    assert capsys.readouterr().out.splitlines() == [
        "1 merknad er hentet inn, 1 av dem har ikke fått plass",
        "Uten plass i rapporten:",
        "1 Berit Moe, kommentar, uten plass: Feil dag – om «Dato»",
    ]
    assert ran(data, "review", VISIT, str(path)) == 2
    assert "er hentet inn før" in capsys.readouterr().err
    marked = data / "ny.docx"
    assert ran(data, "export", VISIT, str(marked), "--draft", "--changes-since", "ber") == 0
    assert "Ingenting er endret siden Berit Moe så den" in capsys.readouterr().err
    assert ran(data, "export", VISIT, str(marked), "--changes-since", "ola", "--force") == 2
    assert "Ingen «ola» er sendt rapporten" in capsys.readouterr().err
    assert ran(data, "export", VISIT, str(data / "x.md"), "--draft", "--changes-since", "ber") == 2


def test_what_is_hostile_broken_or_of_something_else_is_refused(data: Path, capsys: Said) -> None:
    """In one sentence, and nothing has changed."""
    path = data / "inn.docx"
    journal = next(data.rglob("journal-*.jsonl"))
    before = journal.read_bytes()
    for sent in [*list(attacks().values())[::20], word(), b"PK\x03\x04", b"tekst"]:
        path.write_bytes(sent)
        assert ran(data, "review", VISIT, str(path)) == 2
        [said] = capsys.readouterr().err.splitlines()
        assert said.endswith(".")
    assert journal.read_bytes() == before
