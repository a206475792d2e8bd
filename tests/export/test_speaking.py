"""Each person's speaking time: in no export unless it is asked for, and then where it can be."""

from pathlib import Path

import pytest

from kvip_tui.errors import UserError
from kvip_tui.export.speaking import person_talk
from kvip_tui.export.write import KINDS, WITH_TIMES, export
from tests.export.visits import PEOPLE, finished, mid_day


def written(folder: Path, ending: str, *, times: bool) -> str:
    """Return an export as text."""
    story = mid_day()
    path = export(
        story.visit,
        story.records,
        folder / f"fil{ending}",
        story.at("10:52:07"),
        speaking_times=times,
    )
    return path.read_text("utf-8")


def test_time_share_and_turns_of_each_are_counted() -> None:
    """In the roster's order, silence in nobody's share; () on a day without talk."""
    story = mid_day()
    before, day, _after = story.visit.plan.days
    talks = person_talk(story.visit, day, story.at("10:52:07"))
    assert [(t.name, t.spoken.total_seconds(), t.percent, t.turns) for t in talks] == [
        ("Anne Lie", 0, 0, 0),
        ("Berit Moe", 3000, 98, 1),
        ("Fatima Ali", 60, 2, 1),
        ("Henrik Dahl", 0, 0, 0),
        ("Jon Vik", 0, 0, 0),
    ]
    assert person_talk(story.visit, before, story.at("10:52:07")) == ()


@pytest.mark.parametrize("ending", sorted(KINDS))
def test_no_export_tells_it_by_itself(ending: str, tmp_path: Path) -> None:
    """Fifty minutes are Berit's alone, and stand nowhere as such."""
    text = written(tmp_path, ending, times=False)
    for told in (" 50:00", ": 3000", "Taletid per person", "floor_people"):
        assert told not in text


@pytest.mark.parametrize("ending", sorted(WITH_TIMES))
def test_an_export_tells_it_when_asked(ending: str, tmp_path: Path) -> None:
    """Where it is asked for by name, each has the time beside the name."""
    text = written(tmp_path, ending, times=True)
    assert "50:00" in text or '"spoken_s": 3000' in text
    assert all(person.name in text for person in PEOPLE)


@pytest.mark.parametrize("ending", sorted(set(KINDS) - set(WITH_TIMES)))
def test_an_export_without_room_for_it_says_which_have(ending: str, tmp_path: Path) -> None:
    """A table of blocks has no place for people; nothing is written."""
    with pytest.raises(UserError, match="kan ikke vise taletid per person") as caught:
        written(tmp_path, ending, times=True)
    assert ".md, .json, .svg" in caught.value.message
    assert list(tmp_path.iterdir()) == []


def test_each_person_has_a_row_in_the_log(tmp_path: Path) -> None:
    """The table in Markdown has a row for each, with the group beside the name."""
    story = finished()
    path = tmp_path / "fil.md"
    export(story.visit, story.records, path, story.at("15:00"), speaking_times=True)
    assert "| Jon Vik | Besøksteam | 59:00 | 54 % | 1 |" in path.read_text("utf-8")
