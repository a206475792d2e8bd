"""The floor in plain text, for a screen reader: who speaks, who waits, shares, and turns."""

from kvip_tui.domain.floor.nudges import DEFAULT_LIMITS
from kvip_tui.domain.floor.turns import FloorGiven, HandRaised, ListClosed, RoundStarted
from kvip_tui.domain.state.floor import TurnKind
from kvip_tui.domain.state.people import Person
from kvip_tui.domain.state.plan import TEAM
from kvip_tui.line.floor import plain_floor
from tests.builders import VisitBuilder, visit


def lines(built: VisitBuilder, clock: str) -> list[str]:
    """Return what is said at a time."""
    return plain_floor(built.visit, built.at(clock), DEFAULT_LIMITS)


def test_a_floor_in_use_is_told_from_holder_to_turns() -> None:
    """The numbers of the turns are those by which they are corrected."""
    built = visit("A 09:00-10:00").started("a", "09:00").happened("09:00", FloorGiven("berit"))
    built.happened("09:02", FloorGiven("fatima", TurnKind.REPLY), HandRaised("anne"))
    built.happened("09:02", ListClosed(), RoundStarted(people=("anne", "henrik")))
    assert lines(built, "09:02:30") == [
        "Fatima Noor har ordet: replikk, 0:30 av 1:00",
        "Taleliste (strek): 1 Anne Aas, innlegg",
        "Runde, 2 igjen: Anne, Henrik · ca. 28:45 hver",
        "Vertsenhet: 80 %, 2:00, 1 gang",
        "Besøksteam: 0 %, 0:00, 0 ganger",
        "Brukerrepresentanter: 20 %, 0:30, 1 gang",
        "a Anne Aas: 0:00, 0 ganger, i blokka 0:00",
        "b Berit Moe: 2:00, 1 gang, i blokka 2:00",
        "f Fatima Noor: 0:30, 1 gang, i blokka 0:30",
        "h Henrik Bø: 0:00, 0 ganger, i blokka 0:00",
        "Tur 1: 09.00.00 Berit Moe, innlegg",
        "Tur 2: 09.02.00 Fatima Noor, replikk",
    ]


def test_an_empty_floor_says_so() -> None:
    """Nobody speaks, nobody waits, and nudges are said when there are any."""
    built = visit("A 09:00-10:00").started("a", "09:00")
    assert lines(built, "09:05")[:2] == ["Ingen har ordet, ledig i alt 5:00", "Taleliste: tom"]
    built.happened("09:05", FloorGiven("anne"))
    assert "Ikke hørt ennå: Berit, Fatima, Henrik" in lines(built, "09:45")


def test_people_of_one_name_are_told_apart() -> None:
    """By what is pressed for them, in full names and in first names."""
    people = tuple(Person(id=key, name="Kari Holm", group=TEAM, letter=key) for key in "ka")
    built = visit("A 09:00-10:00", people=people).started("a", "09:00")
    built.happened("09:00", FloorGiven("k"), RoundStarted(people=("k", "a")))
    told = lines(built, "09:01")
    assert told[0].startswith("Kari Holm (k) har ordet")
    assert "Kari (k), Kari (a)" in told[2]
