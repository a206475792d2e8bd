"""The report on the command line: what is said, what is written, and the exit codes."""

from pathlib import Path

import pytest

from kvip_tui.cli.main import main
from kvip_tui.domain.report.points import PointAdded
from kvip_tui.store.library import Library
from tests.ui.doors import make

SURPRISE = PointAdded("p1", "utfordringer", "Nøler", sources=("9",))
VISIT = "2021-03-16-bup-alesund"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with a visit whose report has nothing to hold it back."""
    make(Library(tmp_path))
    return tmp_path


def surprised(data: Path) -> None:
    """Let the report hold what the host never heard."""
    library = Library(data)
    with library.open(library.find(VISIT)) as journal:
        journal.append(journal.records[0].at, (SURPRISE,))


def ran(data: Path, *words: str) -> int:
    """Return the exit code of a command."""
    return main([*words, "--data", str(data)])


def test_check_says_what_to_put_right(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """0 where a final report may go, 1 where it may not."""
    assert ran(data, "check", VISIT) == 0
    assert "fjorårets" in capsys.readouterr().out
    surprised(data)
    assert ran(data, "check", VISIT) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("! Utfordringer, punkt 1 · overraskelse: ")


def test_a_final_report_is_refused_and_a_draft_is_not(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 3, and a sentence that names the remedy."""
    path = data / "rapport.md"
    assert ran(data, "export", VISIT, str(path), "--report") == 0
    assert path.read_text("utf-8").startswith("# Besøksrapport")
    surprised(data)
    assert ran(data, "export", VISIT, str(path), "--report", "--force") == 3
    assert path.read_text("utf-8").startswith("# Besøksrapport")
    assert "--draft" in capsys.readouterr().err
    assert ran(data, "export", VISIT, str(path), "--draft", "--force") == 0
    assert path.read_text("utf-8").startswith("# UTKAST: Besøksrapport")


def test_each_document_is_asked_for_alone(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a word the visit is written, as before there were reports."""
    path = data / "dagen.md"
    assert ran(data, "export", VISIT, str(path)) == 0
    assert "Besøksrapport" not in path.read_text("utf-8")
    feedback = data / "svar.md"
    assert ran(data, "export", VISIT, str(feedback), "--feedback", "leader") == 0
    assert feedback.read_text("utf-8").startswith("# Tilbakemelding til besøksleder")
    both = ("export", VISIT, str(data / "x.md"), "--report", "--feedback", "network")
    assert ran(data, *both) == 2
    assert "Velg én" in capsys.readouterr().err
    assert not (data / "x.md").exists()


def test_notes_of_one_class_are_written_alone(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """There are none here; nothing but the notes and the day log can be asked for so."""
    notes, log = data / "notater.md", data / "dagen.md"
    assert ran(data, "export", VISIT, str(notes), "--notes", "--class", "p") == 0
    assert ran(data, "export", VISIT, str(log), "--class", "P") == 0
    assert "Ingen notater." in notes.read_text("utf-8")
    assert ran(data, "export", VISIT, str(data / "dagen.csv"), "--class", "P") == 2
    assert ran(data, "export", VISIT, str(data / "rapport.md"), "--report", "--class", "P") == 2
    assert "--notes" in capsys.readouterr().err
