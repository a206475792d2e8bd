"""Notes by block and by tag, and who may have what is never shared."""

import json
from pathlib import Path

import pytest

from kvip_tui.cli.main import main
from kvip_tui.domain.day.changes import EndBlock, StartBlock
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.errors import UserError
from kvip_tui.export.data import visit_json
from kvip_tui.export.markdown import day_log
from kvip_tui.export.mdtext import typed
from kvip_tui.export.notes import KINDS as NOTES
from kvip_tui.export.notes import By, heaps
from kvip_tui.export.write import export, export_notes
from tests.export.visits import Story, reworked

NEVER = ("bort", "Spør om", "Det var trygt")


def piles(story: Story, by: By) -> dict[str, list[str]]:
    """Return the first words of the notes under each block or tag."""
    found = heaps(story.visit, story.visit.notes, by)
    return {heap.id: [note.text.split()[0] for note in heap.notes] for heap in found}


def test_notes_stand_under_the_first_block_and_under_every_tag() -> None:
    """In the plan's order or the alphabet's, those without last; a removed block is none."""
    story = Story().noted("08:00", "Først").asked("09:00", StartBlock("drofting"))
    story.noted("09:10", "To #b #a").asked("09:20", EndBlock())
    assert piles(story, By.BLOCK) == {"drofting": ["To"], "": ["Først"]}
    assert piles(story, By.TAG) == {"a": ["To"], "b": ["To"], "": ["Først"]}
    assert list(piles(story, By.TAG)) == ["a", "b", ""]


def test_no_export_of_the_day_tells_what_is_deleted_earlier_or_an_impression() -> None:
    """Neither among the notes nor among the records; what was changed stands as it is now."""
    story = reworked()
    now = story.at("14:00")
    told = [
        visit_json(story.visit, story.records, now),
        day_log(story.visit, story.records, now),
    ]
    for text in told:
        assert [word for word in NEVER if word in text] == []
        assert "i rute" in text
    assert '"Alle er på plass"' not in told[0]


@pytest.mark.parametrize("asked", [None, "", "annen"])
@pytest.mark.parametrize("ending", sorted(NOTES))
def test_impressions_are_those_of_the_machine_that_asks(
    ending: str, asked: str | None, tmp_path: Path
) -> None:
    """Without asking there are none; and never what is deleted."""
    story, path = reworked(), tmp_path / f"notater{ending}"
    export_notes(story.visit, path, story.at("13:40"), impressions_of=asked)
    text = path.read_text("utf-8")
    assert ("Det var trygt" in text) == (asked == "")
    assert "bort" not in text


def test_an_unknown_ending_and_a_file_that_is_there_are_refused(tmp_path: Path) -> None:
    """With what there is, and with the remedy."""
    story, path = Story(), tmp_path / "notater.md"
    with pytest.raises(UserError, match=r"\.md, \.csv, \.json"):
        export_notes(story.visit, tmp_path / "notater.ics", story.at("08:00"))
    path.write_text("her", "utf-8")
    with pytest.raises(UserError, match="--force"):
        export_notes(story.visit, path, story.at("08:00"))
    export_notes(story.visit, path, story.at("08:00"), force=True)
    assert "Ingen notater." in path.read_text("utf-8")


def test_only_the_leader_at_her_own_machine_gets_impressions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Anybody else is refused to protect them, with how to say who sits there."""
    data = ["--data", str(tmp_path)]
    made = ["--plan", "kvip-digital", "--date", "2021-03-16", "--host", "Prøve"]
    assert main(["new", *made, *data]) == 0
    visit = capsys.readouterr().out.strip()
    words = ["export", visit, str(tmp_path / "ut.md"), "--notes", "--impressions", "--by", "tag"]
    assert main([*words, *data]) == 3
    assert "«jeg»" in capsys.readouterr().err
    for wrong in (["--by", "tag"], ["--impressions"], ["--notes", "--speaking-times"]):
        assert main([*words[:3], *wrong, *data]) == 2
        assert "--notes" in capsys.readouterr().err
    assert not (tmp_path / "ut.md").exists()


@pytest.mark.parametrize("only", [Privacy.PLENUM, Privacy.TEAM])
def test_notes_of_one_class_stand_alone(only: Privacy, tmp_path: Path) -> None:
    """In their own document and in the day log, and every one of them."""
    story, now = reworked(), reworked().at("14:00")
    path = export_notes(story.visit, tmp_path / "notater.json", now, only=only)
    found = json.loads(path.read_text("utf-8"))["groups"]
    written = {note["text"] for group in found for note in group["notes"]}
    assert written == {note.text for note in story.visit.notes if note.privacy is only}
    log = export(story.visit, story.records, tmp_path / "dagen.md", now, only=only)
    others = (n for n in story.visit.notes if n.privacy is not only)
    assert not any(typed(note.text.split("\n")[0]) in log.read_text("utf-8") for note in others)
    with pytest.raises(UserError, match="dagsloggen"):
        export(story.visit, story.records, tmp_path / "dagen.csv", now, only=only)
