"""A journal of which something is missing is still a visit, on every screen and in every file."""

from pathlib import Path

import pytest

from kvip_tui.cli.parser import run
from kvip_tui.store.library import Library
from kvip_tui.visits.demo import make_demo


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the journal of a whole morning."""
    monkeypatch.setenv("KVIP_DATA", str(tmp_path))
    monkeypatch.setenv("KVIP_MACHINE", "her")
    library = Library(tmp_path)
    folder, _now = make_demo(library)
    return library.own_journal(folder)


def test_any_line_may_be_missing(journal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each of them in turn: the rest is told, and nothing ends in an error of the program."""
    lines = journal.read_bytes().splitlines(keepends=True)
    visit = journal.parent.name
    for missing in range(1, len(lines) - 1):
        journal.write_bytes(b"".join([*lines[:missing], b"x\n", *lines[missing + 1 :]]))
        assert run(["status", visit, "--json", "--at", "10.52"]) == 0
        said = capsys.readouterr()
        assert f"linje {missing + 1}, mellom" in said.err
        assert visit in said.out


def test_a_damaged_day_goes_on_and_is_repaired(
    journal: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Exports say the same before and after, and what was lost is named once more."""
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join([*lines[:29], lines[29][:-20] + b"\n", *lines[30:]]))
    visit = journal.parent.name
    assert run(["export", visit, str(tmp_path / "før.md")]) == 0
    assert run(["repair", visit]) == 0
    said = capsys.readouterr().out
    assert "linje 30, mellom" in said
    assert f"med {len(lines) - 1} hendelser" in said
    assert run(["export", visit, str(tmp_path / "etter.md")]) == 0
    assert capsys.readouterr().err == ""
    texts = [(tmp_path / name).read_text("utf-8").splitlines() for name in ("før.md", "etter.md")]
    assert [line for line in texts[0] if ":" not in line] == [x for x in texts[1] if ":" not in x]
    assert run(["repair", visit]) == 0
    assert "ingenting å reparere" in capsys.readouterr().out
