"""The roster: lists that join it, people who change, and who is removed but stays in history."""

import pytest

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.floor.corrections import ReassignTurn
from kvip_tui.domain.floor.turns import FloorReleased, GiveFloor, RaiseHand
from kvip_tui.domain.floor.view import floor_view
from kvip_tui.domain.history import Intent, Undo
from kvip_tui.domain.names import Names
from kvip_tui.domain.people.changes import (
    AddPeople,
    AddPerson,
    AssignRole,
    EditPerson,
    RemovePerson,
    SetPresence,
)
from kvip_tui.domain.people.roles import MOST_HOSTS, role_problems
from kvip_tui.domain.state.people import Person, PersonLine, shown_names
from kvip_tui.domain.state.plan import HOST, TEAM, USERS
from tests.builders import PEOPLE, VisitBuilder, visit

SIRI = PersonLine("Siri Bø", HOST, "lege")
ODD = (
    "李明",
    "أحمد",
    "Čáhppe Ŋunne",
    "[b]Kari[/b]",
    "🙂 Nils",
    "\\x1b[2J",
    "a" * 200,
)


def scene() -> VisitBuilder:
    """Return a visit in which Anne has the floor and writes, and Fatima has spoken."""
    built = visit("A 09:00-10:00, B 10:00-11:00").started("a", "09:00")
    built.do(AssignRole("sekretaer", "anne"), "09:00").do(GiveFloor("fatima"), "09:01")
    return built.do(GiveFloor("anne"), "09:05").do(RaiseHand("berit"), "09:06")


def person(built: VisitBuilder, person_id: str) -> Person:
    """Return somebody who is known to be there."""
    found = built.visit.person(person_id)
    assert found is not None
    return found


def test_a_list_joins_as_one_command() -> None:
    """Each with a key of their own; who stands there just so is not added again; one undo."""
    built = scene()
    known = PersonLine("Berit Moe", HOST)
    built.do(AddPeople((SIRI, known, PersonLine("Siri Bø", USERS))), "09:10")
    added = built.visit.people[len(PEOPLE) :]
    assert [(p.id, p.letter, p.group) for p in added] == [
        ("siri-bo", "s", HOST),
        ("siri-bo-2", "i", USERS),
    ]
    with pytest.raises(Refusal, match=r"people\.all_there"):
        built.answer(AddPeople((SIRI, known)), "09:11")
    assert built.do(Undo(), "09:12").visit.people == PEOPLE


def test_a_person_is_changed_and_keeps_key_and_roles() -> None:
    """What is not said stays; the same again is refused."""
    built = scene().do(EditPerson("anne", name=" Anne  Bø ", title="lege"), "09:10")
    anne = person(built, "anne")
    assert (anne.name, anne.group, anne.title, anne.letter) == ("Anne Bø", TEAM, "lege", "a")
    assert built.visit.roles == {"sekretaer": "anne"}
    for intent, code in (
        (EditPerson("anne", title="lege"), "person.unchanged"),
        (EditPerson("anne", name=" "), "person.no_name"),
        (EditPerson("anne", name="x" * 201), "person.long_name"),
        (EditPerson("anne", title="x" * 201), "person.long_title"),
        (EditPerson("nei", name="x"), "person.unknown"),
    ):
        with pytest.raises(Refusal) as caught:
            built.answer(intent, "09:11")
        assert caught.value.code == code
    assert person(built.do(Undo(), "09:12"), "anne").name == "Anne Aas"


def test_who_is_removed_stays_in_history_but_not_on_the_roster() -> None:
    """The time with the floor, the name and the time in the role stay; the role is vacant."""
    built = scene().happened("09:07", FloorReleased()).do(GiveFloor("anne"), "09:07")
    before = built.visit
    built.do(RemovePerson("anne"), "09:10")
    after = built.visit
    assert "anne" not in {p.id for p in after.roster}
    assert shown_names(after.people)["anne"] == "Anne Aas"
    assert (after.floor.holder, dict(after.roles)) == (None, {})
    [term] = after.role_terms
    assert (built.clock(term.since), built.clock(term.until)) == ("09:00", "09:10")
    now = built.at("09:20")
    share = {s.person: s for s in floor_view(after, now).people}["anne"]
    assert (share.spoken.total_seconds(), share.in_roster) == (300, False)
    with pytest.raises(Refusal, match=r"name\.person_unknown"):
        Names(after, now).person("Anne")
    assert built.do(Undo(), "09:21").visit == before


@pytest.mark.parametrize(
    "intent",
    [
        RemovePerson("anne"),
        EditPerson("anne", name="x"),
        SetPresence("anne", present=True),
        AssignRole("sekretaer", "anne"),
        GiveFloor("anne"),
        RaiseHand("anne"),
        ReassignTurn("anne"),
    ],
)
def test_nothing_can_be_asked_of_who_is_removed(intent: Intent) -> None:
    """Neither to come back, nor to speak, nor to have a role."""
    built = scene().do(GiveFloor("fatima"), "09:08").do(RemovePerson("anne"), "09:10")
    with pytest.raises(Refusal):
        built.answer(intent, "09:11")


def test_the_key_of_who_is_removed_is_free_for_a_newcomer() -> None:
    """Nobody else's key changes, and the newcomer of the same name is somebody else."""
    built = scene().do(RemovePerson("anne"), "09:10")
    built.do(AddPerson("Anne Aas", TEAM), "09:11")
    assert [(p.id, p.letter) for p in built.visit.roster] == [
        ("berit", "b"),
        ("fatima", "f"),
        ("henrik", "h"),
        ("anne-aas", "a"),
    ]
    names = shown_names(built.visit.people)
    assert (names["anne"], names["anne-aas"]) == ("Anne Aas (anne)", "Anne Aas")


@pytest.mark.parametrize("name", ODD)
def test_a_name_may_be_of_any_letters(name: str) -> None:
    """It is kept as it is written, and can be named by its beginning."""
    built = scene().do(AddPerson(name, TEAM), "09:10").do(AddPerson(name, TEAM), "09:10")
    first, second = built.visit.people[-2:]
    assert first.name == second.name == name
    assert first.id != second.id
    assert len(set(shown_names(built.visit.people).values())) == len(PEOPLE) + 2


def test_too_many_hosts_are_a_hint() -> None:
    """Above what the source recommends, never a block; who is removed counts no more."""
    built = scene()
    for number in range(MOST_HOSTS):
        assert "people.many_hosts" not in {p.code for p in role_problems(built.visit)}
        built.do(AddPerson(f"Vert {number}", HOST), "09:10")
    assert "people.many_hosts" in {p.code for p in role_problems(built.visit)}
    built.do(RemovePerson("berit"), "09:11")
    assert "people.many_hosts" not in {p.code for p in role_problems(built.visit)}
