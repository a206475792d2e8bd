"""Plans made on the command line: of a timetable, and of a day as it was edited."""

from pathlib import Path

import pytest

from kvip_tui.cli.main import main
from kvip_tui.store.library import Library
from kvip_tui.store.plans.file import find_plan
from tests.ui.doors import make


def test_from_a_timetable_to_a_visit(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The plan is listed, what is not in it is told, and a visit is made by it."""
    file = tmp_path / "Vår dag.txt"
    file.write_text("Program\n08.30 Møte (30 min)\n09.00–10.00 Drøfting\n", "utf-8")
    assert main(["plan", "import", str(file)]) == 0
    out, err = capsys.readouterr()
    assert out == "var-dag\n"
    assert "Rad 1 er ikke med" in err
    assert main(["plan", "import", str(file)]) == 2
    assert "--force" in capsys.readouterr().err
    assert main(["plan", "import", str(file), "--name", "Annet", "--force"]) == 0
    assert main(["new", "--plan", "var-dag", "--date", "2021-03-16", "--host", "BUP"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "2021-03-16-bup"


def test_a_day_is_kept_as_a_plan(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As it was edited, with its form of the report; a name without letters is none."""
    library = Library(data)
    folder = make(library)
    assert main(["plan", "save", folder.id, "Vår digitale dag"]) == 0
    assert capsys.readouterr().out == "var-digitale-dag\n"
    kept = find_plan("var-digitale-dag", data / "plans")
    shipped = find_plan("kvip-digital", None)
    assert (kept.title, kept.days, kept.report) == (
        "Vår digitale dag",
        shipped.days,
        shipped.report,
    )
    assert main(["plan", "save", folder.id, "…"]) == 2
