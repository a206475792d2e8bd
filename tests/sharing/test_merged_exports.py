"""Exports of a visit that several machines write, and journals that nobody counts."""

import json
import shutil
from pathlib import Path

import pytest

from kvip_tui.cli.parser import run
from kvip_tui.commands.execute import carry_out
from kvip_tui.commands.table import understood
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.history import Undo
from kvip_tui.domain.notes.vocabulary import PromoteImpression
from kvip_tui.line.notes import plain_notes
from kvip_tui.line.report import report_lines
from kvip_tui.visits.open import Opened
from tests.sharing.machines import Machine, do, note, pair, sync


@pytest.mark.parametrize("ending", ["md", "json", "ics", "csv"])
def test_all_machines_export_the_same(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    ending: str,
) -> None:
    """What each of them wrote, with marks, whichever machine the file is written on."""
    first, second, _folder = pair(tmp_path, monkeypatch)
    note(first, "fra lederen")
    note(first, "angret")
    do(first, Undo())
    note(second, "fra sekretæren")
    sync(first, second)
    first.close()
    second.close()
    found = []
    for one, name in ((first, "leder"), (second, "sekretaer")):
        path = tmp_path / f"{name}.{ending}"
        monkeypatch.setenv("KVIP_MACHINE", name)
        monkeypatch.setenv("KVIP_DATA", str(tmp_path / name))
        assert run(["export", one.folder.id, str(path)]) == 0
        found.append([t for t in path.read_text("utf-8").splitlines() if not _of_writing(t)])
    assert found[0] == found[1]
    text = "\n".join(found[0])
    assert "angret" not in text
    if ending == "md":
        assert "AA.3" in text
        assert "HB.2" in text
    if ending == "json":
        numbers = {n["number"] for n in json.loads((tmp_path / "leder.json").read_text())["notes"]}
        assert numbers == {"AA.3", "HB.2"}
    capsys.readouterr()


def _of_writing(line: str) -> bool:
    return "Skrevet" in line or "written_at" in line or '"now"' in line


def test_notes_are_called_by_their_marks_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another's with a mark, as it is shown, one's own by its number alone."""
    first, second, _folder = pair(tmp_path, monkeypatch)
    note(second, "hennes")
    sync(first, second)

    def line(words: str) -> str:
        return carry_out(first.session, *understood(words))

    assert "\n".join(plain_notes(first.session, "", secret=False)).startswith("HB.2 ")
    line("endre notat HB.2 hennes, rettet")
    with pytest.raises(Refusal):
        line("endre notat 2 min egen")
    with pytest.raises(Refusal) as refused:
        line("slett for godt 2")
    assert refused.value.code == "forget.unknown"
    with pytest.raises(Refusal) as refused:
        first.session.do(PromoteImpression("sekretaer.2", second="anne"))
    assert refused.value.params["note"] == "HB.2"
    sync(first, second)
    assert [n.text for n in second.session.visit.notes] == ["hennes, rettet"]
    first.close()
    second.close()


def test_points_lifted_at_the_same_time_are_called_by_what_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Out of touch both lift: there are two points, and each has a name that does not move."""
    first, second, _folder = pair(tmp_path, monkeypatch)
    for opened, text in ((first, "hos lederen"), (second, "hos sekretæren")):
        note(opened, f"{text} #styrke")
    sync(first, second)

    def line(opened: Opened, words: str) -> str:
        return carry_out(opened.session, *understood(words))

    line(second, "løft AA.3")
    line(first, "løft 3")
    sync(first, second)
    points = first.session.visit.report.points
    assert [point.id for point in points] == [
        point.id for point in second.session.visit.report.points
    ]
    assert sorted(point.text for point in points) == ["hos lederen", "hos lederen"]
    said = "\n".join(report_lines(first.session.visit))
    assert said == "\n".join(report_lines(second.session.visit))
    assert "(AA.p4)" in said
    assert "(HB.p3)" in said
    line(first, "omskriv hb.p3 Rettet hos lederen")
    with pytest.raises(Refusal):
        line(first, "omskriv HB.p9 Finnes ikke")
    sync(first, second)
    texts = {point.id: point.text for point in second.session.visit.report.points}
    assert texts == {"leder.p4": "hos lederen", "sekretaer.p3": "Rettet hos lederen"}
    first.close()
    second.close()


def test_journals_that_nobody_counts_are_told_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the list, the status and with an export, whatever they are called; a copy is nothing."""
    machine = Machine(tmp_path, "leder", monkeypatch)
    monkeypatch.setenv("KVIP_DATA", str(machine.library.root))
    opened = machine.open(machine.make())
    visit, path = opened.folder.id, opened.journal.path
    note(opened, "felles")
    shutil.copy(path, path.with_name("journal-leder (1).jsonl"))
    note(opened, "lenger")
    shutil.copy(path, tmp_path / "lenger.jsonl")
    opened.close()
    assert run(["list"]) == 0
    assert "ikke med" not in capsys.readouterr().out
    shutil.move(path, tmp_path / "borte.jsonl")
    shutil.copy(path.with_name("journal-leder (1).jsonl"), path)
    shutil.move(tmp_path / "lenger.jsonl", path.with_name("fra minnepinnen.jsonl"))
    asked = (["list"], ["status", visit], ["export", visit, str(tmp_path / "ut.md")])
    for words in asked:
        assert run(list(words)) == 0
        said = capsys.readouterr()
        assert "1 notat er ikke med: slå sammen?" in said.out + said.err
    again = machine.open(opened.folder)
    assert "Hentet inn" in carry_out(again.session, *understood("slå sammen journaler"))
    assert [n.text for n in again.session.visit.notes] == ["felles", "lenger"]
    again.close()
    assert run(["list"]) == 0
    assert "ikke med" not in capsys.readouterr().out
