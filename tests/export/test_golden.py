"""Every kind of export, byte for byte."""

from pathlib import Path

import pytest

from kvip_tui.export.notes import KINDS as NOTES
from kvip_tui.export.notes import By
from kvip_tui.export.write import KINDS, export, export_notes
from tests.export.visits import Story, finished, mid_day, reworked

GOLDEN = Path(__file__).parent / "golden"
STORIES = {"midtveis": (mid_day, "10:52:07"), "ferdig": (finished, "15:00")}


@pytest.fixture(scope="module", params=sorted(STORIES))
def told(request: pytest.FixtureRequest) -> tuple[str, Story, str]:
    """Return a visit with its name and the time that it is exported at."""
    make, clock = STORIES[request.param]
    return request.param, make(), clock


@pytest.mark.parametrize("ending", sorted(KINDS))
def test_an_export_is_its_golden_file_byte_for_byte(
    told: tuple[str, Story, str], ending: str, tmp_path: Path
) -> None:
    """What is written is the golden file; where the change is meant, copy the new one over it."""
    name, story, clock = told
    written = export(story.visit, story.records, tmp_path / f"{name}{ending}", story.at(clock))
    golden = GOLDEN / written.name
    assert written.read_bytes() == golden.read_bytes(), f"{written} is not {golden.name}"


@pytest.mark.parametrize("by", list(By))
@pytest.mark.parametrize("ending", sorted(NOTES))
def test_an_export_of_notes_is_its_golden_file_byte_for_byte(
    ending: str, by: By, tmp_path: Path
) -> None:
    """By block with impressions, by tag without."""
    story, path = reworked(), tmp_path / f"notater-{by}{ending}"
    asked = "" if by is By.BLOCK else None
    export_notes(story.visit, path, story.at("13:40"), by=by, impressions_of=asked)
    assert path.read_bytes() == (GOLDEN / path.name).read_bytes(), f"{path} is not as before"


def test_no_golden_file_is_without_its_test() -> None:
    """The golden files are those of the stories and the kinds of export, and no others."""
    expected = {f"{name}{ending}" for name in STORIES for ending in KINDS}
    expected |= {f"notater-{by}{ending}" for by in By for ending in NOTES}
    assert {path.name for path in GOLDEN.iterdir()} == expected
