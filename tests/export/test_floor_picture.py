"""The picture of the floor: groups always, people only when asked for, and sound as SVG."""

from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from kvip_tui.domain.day.changes import StartBlock
from kvip_tui.domain.floor.turns import GiveFloor
from kvip_tui.domain.state.people import Person
from kvip_tui.domain.state.plan import HOST
from kvip_tui.export.floor_picture import floor_picture, joined
from tests.export.visits import PEOPLE, PLAN, Story, finished, mid_day

SVG = "{http://www.w3.org/2000/svg}"


def drawn(story: Story, clock: str = "15:00", *, times: bool = False) -> ET.Element:
    """Return the picture as a tree."""
    return ET.fromstring(floor_picture(story.visit, story.at(clock), speaking_times=times))  # noqa: S314


def words(root: ET.Element) -> list[str]:
    """Return everything that is written, titles and description too."""
    kinds = ("text", "title", "desc")
    return [element.text or "" for kind in kinds for element in root.iter(f"{SVG}{kind}")]


def test_nobody_is_named_unless_that_is_asked_for() -> None:
    """Groups have their shares and lanes; no name and no id of a person is in the file."""
    story = finished()
    text = floor_picture(story.visit, story.at("15:00"))
    assert "Vertsenhet" in text
    assert not [p.name for p in PEOPLE if p.name in text or p.name.split()[0] in text]
    named = floor_picture(story.visit, story.at("15:00"), speaking_times=True)
    assert not [p.name for p in PEOPLE if p.name not in named]


def test_a_screen_reader_is_told_what_the_bars_show() -> None:
    """The picture has a title and a description that say the shares in words."""
    root = drawn(finished())
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "tittel beskrivelse")
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert title.text == "Erteposen: Digitalt KvIP-besøk, BUP akutt Ålesund"
    assert "Vertsenhet 45 %, 1 gang; Besøksteam 54 %, 1 gang" in (description.text or "")


def test_bars_and_lanes_are_as_long_as_the_time_they_stand_for() -> None:
    """The group's bar has its part of the frame, and a lane stands where the clock says."""
    root = drawn(mid_day(), "10:52:07")
    rects = [r for r in root.iter(f"{SVG}rect") if r.get("height") == "22"]
    frame, bar = float(rects[0].get("width", 0)), float(rects[1].get("width", 0))
    assert round(100 * bar / frame) == 98
    spans = {(r.findtext(f"{SVG}title") or "") for r in rects}
    assert {"Vertsenhet 09.53–10.43", "Brukerrepresentanter 10.43–10.44"} <= spans
    assert "Pause i klokka 10.50–10.52" in spans


def test_a_pause_is_hatched_and_every_lane_has_its_words() -> None:
    """Nothing is said by colour alone."""
    root = drawn(mid_day(), "10:52:07")
    assert [r for r in root.iter(f"{SVG}rect") if r.get("fill") == "url(#pause)"]
    said = words(root)
    for label in ("Vertsenhet", "Ingen har ordet", "Pause i klokka", "98 %, 1 gang", "09.00"):
        assert label in said


def test_it_refers_to_nothing_outside() -> None:
    """No fonts, pictures or scripts are fetched by who opens it."""
    text = floor_picture(finished().visit, finished().at("15:00"))
    assert "href" not in text
    assert text.count("http") == 1


def test_before_anybody_has_spoken_it_says_so() -> None:
    """A visit without talk is a picture with a sentence."""
    assert "Ingen har hatt ordet ennå." in words(drawn(Story(), "08:00"))


@pytest.mark.parametrize("name", ["<b>&Per</b>", "Per\x00\ufffe", "x" * 200, "עדי \u202eכהן", "🫘"])
def test_any_name_makes_a_picture_that_can_be_drawn(name: str) -> None:
    """Markup, control characters, long names and other scripts are text and nothing else."""
    person = Person(id="p", name=name, group=HOST)
    plan = replace(PLAN, title=name)
    story = Story(plan, people=(person,)).asked("09:00", StartBlock("oppstart"))
    story.asked("09:01", GiveFloor("p"))
    text = floor_picture(story.visit, story.at("09:05"), speaking_times=True)
    assert ET.fromstring(text.encode()).tag == f"{SVG}svg"  # noqa: S314
    assert "\x00" not in text
    assert "\u202e" not in text


def test_spans_that_follow_at_once_are_one() -> None:
    """A group whose members speak one after the other has one bar in its lane."""
    at = Story().at
    spans = [(at("09:00"), at("09:01")), (at("09:01"), at("09:02")), (at("09:03"), at("09:04"))]
    assert joined(spans) == [(at("09:00"), at("09:02")), (at("09:03"), at("09:04"))]
