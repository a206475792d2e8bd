"""What people name in words: blocks, people, roles and checklist items."""

from typing import Any

import pytest

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.names import Names
from kvip_tui.domain.state.people import Person
from kvip_tui.domain.state.plan import HOST, TEAM, Check, Day
from tests.builders import VisitBuilder, timetable, visit_of_days

CHECKS: dict[str, Any] = {
    "checks": (
        Check(id="lyd", text="Lyd og bilde fungerer"),
        Check(id="regler", text="Møtereglene er gjennomgått"),
    )
}
DAY = Day(
    id="dag",
    title="Dag",
    blocks=timetable(
        "oppstart 09:00-09:30, pause> -09:45, drofting> -11:30, pause2> -11:45, samling> -12:00",
        oppstart={"title": "Oppstartsmøte", **CHECKS},
        pause={"title": "Pause"},
        drofting={"title": "Drøfting og utveksling"},
        pause2={"title": "Pause"},
        samling=CHECKS,
    ),
)
BEFORE = Day(
    id="foer", title="Før", offset=-1, blocks=timetable("test 11:00-12:00, oppmote> -12:30")
)
PEOPLE = (
    Person(id="anne-aas", name="Anne Aas", group=TEAM, letter="a"),
    Person(id="anne-moe", name="Anne Moe", group=HOST, letter="n"),
    Person(id="ase-bo", name="Åse Bø", group=HOST, letter="m"),
    Person(id="ola-nordmann", name="Ola Nordmann", group=HOST, letter="å"),
)


def scene() -> VisitBuilder:
    """Return a visit of two days."""
    return visit_of_days(BEFORE, DAY, people=PEOPLE)


def names() -> Names:
    """Return what words name while the meeting that begins the day runs."""
    built = scene().started("oppstart", "09:00")
    return Names(built.visit, built.at("09:10"))


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("oppstart", "oppstart"),
        ("OPPS", "oppstart"),
        ("opp", "oppstart"),
        ("drø", "drofting"),
        ("utveksling", "drofting"),
        ("pause", "pause"),
        ("Pause2", "pause2"),
        ("test", "test"),
        ("oppm", "oppmote"),
    ],
)
def test_a_block_is_named_by_a_beginning_of_id_or_title(text: str, block: str) -> None:
    """The day's own blocks come first, and a whole id before any title."""
    assert names().block(text) == block


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("anne aas", "anne-aas"),
        ("Anne M", "anne-moe"),
        ("moe", "anne-moe"),
        ("ÅSE", "ase-bo"),
        ("ase", "ase-bo"),
        ("a", "anne-aas"),
        ("n", "ola-nordmann"),
        ("m", "anne-moe"),
        ("ola nordmann", "ola-nordmann"),
    ],
)
def test_a_person_is_named_by_a_beginning_of_any_name(text: str, person: str) -> None:
    """Where several names fit, whoever has it as a letter is meant."""
    assert names().person(text) == person


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("1", ("oppstart", "lyd")),
        ("2", ("oppstart", "regler")),
        ("møt", ("oppstart", "regler")),
        ("lyd", ("oppstart", "lyd")),
        ("samling.lyd", ("samling", "lyd")),
        ("Samling.r", ("samling", "regler")),
    ],
)
def test_an_item_is_named_by_number_id_or_text(text: str, item: tuple[str, str]) -> None:
    """What is shown comes first; any item can be named with its block."""
    assert names().item(text) == item


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("sekretær anne moe", ("sekretaer", "anne-moe")),
        ("SEK ase", ("sekretaer", "ase-bo")),
        ("besøks ola", ("besoksleder", "ola-nordmann")),
        ("chat ingen", ("chatansvarlig", None)),
        ("chat -", ("chatansvarlig", None)),
    ],
)
def test_a_role_and_a_person(text: str, found: tuple[str, str | None]) -> None:
    """The role first, then the person or nobody."""
    assert names().role_and_person(text) == found


def test_a_running_block_is_meant_before_others() -> None:
    """No name means all that runs; a name that fits nothing running is another block's."""
    assert names().running("") is None
    assert names().running("opp") == "oppstart"
    assert names().running("drø") == "drofting"


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("block", "xyz", "name.block_unknown"),
        ("block", "", "name.block_unknown"),
        ("block", "p", "name.block_ambiguous"),
        ("person", "anne", "name.person_ambiguous"),
        ("person", "kari", "name.person_unknown"),
        ("person", "", "name.person_unknown"),
        ("item", "0", "name.check_unknown"),
        ("item", "9", "name.check_unknown"),
        ("item", "9" * 9999, "name.check_unknown"),
        ("item", "²", "name.check_unknown"),
        ("item", "samling", "name.check_ambiguous"),
        ("role_and_person", "kokk anne moe", "name.role_unknown"),
        ("role_and_person", "sekretær", "name.role_unknown"),
        ("role_and_person", "", "name.role_unknown"),
        ("role_and_person", "sekretær kari", "name.person_unknown"),
    ],
)
def test_what_names_nothing_or_several_is_refused(kind: str, text: str, code: str) -> None:
    """The refusal has one code for each kind of name."""
    with pytest.raises(Refusal) as caught:
        getattr(names(), kind)(text)
    assert caught.value.code == code


def test_candidates_are_named_so_that_they_can_be_told_apart() -> None:
    """People with their letters, blocks with their ids."""
    with pytest.raises(Refusal) as caught:
        names().person("anne")
    assert caught.value.params["names"] == "Anne Aas (a), Anne Moe (n)"
    with pytest.raises(Refusal) as caught:
        names().block("pau")
    assert caught.value.params["names"] == "pause, pause2"


def test_what_is_repeated_of_long_words_is_short() -> None:
    """A line of ten thousand characters is answered with one that can be read."""
    with pytest.raises(Refusal) as caught:
        names().block("x" * 10_000)
    assert caught.value.params["text"] == f"{'x' * 40}…"
