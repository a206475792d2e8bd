"""A floor on screen: an hour's block at nine, with the people that a test wants."""

from collections.abc import Iterable
from pathlib import Path

from kvip_tui.domain.state.floor import TurnKind
from kvip_tui.domain.state.people import Person, free_letter
from kvip_tui.domain.state.plan import HOST, TEAM, USERS
from tests.builders import PEOPLE, VisitBuilder, visit
from tests.ui.days import DayApp

WIDE, MEDIUM, NARROW = (140, 40), (100, 30), (80, 24)


def crowd(names: Iterable[str]) -> tuple[Person, ...]:
    """Return people of those names, with the keys that they get when they are added."""
    people: list[Person] = []
    for number, name in enumerate(names):
        group = (HOST, TEAM, USERS)[number % 3]
        letter = free_letter(name, (person.letter for person in people))
        people.append(Person(id=f"p{number}", name=name, group=group, letter=letter))
    return tuple(people)


def an_hour(folder: Path, people: tuple[Person, ...] = PEOPLE) -> DayApp:
    """Return the app on a block that has just begun."""
    builder: VisitBuilder = visit("A 09:00-10:00, B> -11:00", people=people)
    return DayApp(folder, builder.started("a", "09:00"), "09:00")


def queue(day: DayApp) -> list[tuple[str, TurnKind]]:
    """Return who is on the list and for what."""
    return [(request.person, request.turn) for request in day.session.visit.floor.queue]


def holder(day: DayApp) -> str | None:
    """Return who has the floor."""
    return day.session.visit.floor.holder
