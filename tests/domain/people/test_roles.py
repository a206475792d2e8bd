"""People and roles: who can be named to what, and what speaks against it (DESIGN 4)."""

from collections.abc import Iterable
from typing import Any

import pytest

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.history import Intent
from kvip_tui.domain.people.changes import AddPerson, AssignRole, PersonAdded, SetPresence
from kvip_tui.domain.people.roles import role_problems, vacant
from kvip_tui.domain.state.people import LETTERS, Person, free_letter, new_id
from kvip_tui.domain.state.plan import HOST, Privacy, Role
from tests.builders import PEOPLE, ROLES, VisitBuilder, timetable, visit

SEATS = ("p-leder", "p-sekretaer", "n-leder", "n-sekretaer")
INTERVIEW_ROLES = tuple(Role(id=seat, title=seat) for seat in SEATS)


def scene() -> VisitBuilder:
    """Return a visit with two interviews side by side and their roles."""
    p: dict[str, Any] = {"privacy": Privacy.INTERVIEW, "roles": SEATS[:2]}
    n: dict[str, Any] = {"privacy": Privacy.INTERVIEW, "roles": SEATS[2:]}
    blocks = timetable("A 09:00-09:30, P|g 12:00-13:00, N|g 12:00-13:00", p=p, n=n)
    return visit(blocks, roles=(*ROLES, *INTERVIEW_ROLES))


def problems(**roles: str) -> set[tuple[str, str]]:
    """Return what speaks against roles, vacancies left out: the code and the name."""
    built = scene()
    for role, person in roles.items():
        built.do(AssignRole(role.replace("_", "-"), person), "08:00")
    found = role_problems(built.visit)
    return {(p.code, p.params["name"]) for p in found if p.code != "role.vacant"}


def test_a_role_is_vacant_until_somebody_present_has_it() -> None:
    """Every role of the plan is vacant at first, and again when its holder is away."""
    built = scene()
    assert len(vacant(built.visit)) == len(ROLES) + 4
    built.do(AssignRole("sekretaer", "anne"), "08:00")
    assert "sekretaer" not in {role.id for role in vacant(built.visit)}
    built.do(SetPresence("anne", present=False), "08:01")
    codes = {(p.code, p.params["role"]) for p in role_problems(built.visit)}
    assert ("role.vacant", "Sekretær") in codes


def test_nobody_is_in_both_interviews() -> None:
    """They run side by side."""
    found = problems(p_leder="fatima", n_leder="fatima")
    assert found == {("role.in_both", "Fatima Noor")}


def test_an_interview_needs_two() -> None:
    """The same person in both seats of one interview is alone."""
    assert problems(p_leder="fatima", p_sekretaer="fatima") == {("role.alone", "Fatima Noor")}


def test_a_user_representative_preferably_leads_an_interview() -> None:
    """A professional as leader is hinted at, as secretary not."""
    assert problems(p_leder="anne", p_sekretaer="fatima") == {("role.not_user", "Anne Aas")}
    assert problems(p_leder="fatima", p_sekretaer="anne") == set()


def test_the_leader_is_hinted_away_from_writing() -> None:
    """Leading and writing are two people's work, all day and in an interview."""
    writes = {("role.leader_writes", "Anne Aas")}
    assert problems(besoksleder="anne", sekretaer="anne") == writes
    assert problems(besoksleder="anne", p_sekretaer="anne") == writes
    assert problems(besoksleder="anne", p_leder="anne") == {("role.not_user", "Anne Aas")}
    assert problems(sekretaer="anne", p_sekretaer="anne") == set()


def test_roles_are_given_changed_and_made_vacant() -> None:
    """The last word counts."""
    built = scene().do(AssignRole("sekretaer", "anne"), "08:00")
    built.do(AssignRole("sekretaer", "henrik"), "08:01")
    assert dict(built.visit.roles) == {"sekretaer": "henrik"}
    assert not built.do(AssignRole("sekretaer", None), "08:02").visit.roles


@pytest.mark.parametrize(
    ("intent", "code"),
    [
        (AssignRole("konge", "anne"), "role.unknown"),
        (AssignRole("sekretaer", "nei"), "person.unknown"),
        (AssignRole("sekretaer", "henrik"), "role.unchanged"),
        (AssignRole("chatansvarlig", None), "role.unchanged"),
        (SetPresence("nei", present=False), "person.unknown"),
        (SetPresence("anne", present=True), "person.already_here"),
        (SetPresence("berit", present=False), "person.already_away"),
        (AddPerson("  \x00 ", HOST), "person.no_name"),
        (AddPerson("x" * 201, HOST), "person.long_name"),
    ],
)
def test_what_is_refused(intent: Intent, code: str) -> None:
    """Unknown names, what is the case already, and names that cannot be used."""
    built = scene().do(AssignRole("sekretaer", "henrik"), "08:00")
    built.do(SetPresence("berit", present=False), "08:00")
    with pytest.raises(Refusal) as caught:
        built.answer(intent, "08:10")
    assert caught.value.code == code


def test_a_newcomer_gets_an_id_and_a_letter_of_their_own() -> None:
    """Blanks and control characters are cleaned away; the name as such is kept."""
    (event,) = scene().answer(AddPerson(" Anne\t Åse \x1b[2J", HOST, " Lege "), "08:00")
    assert isinstance(event, PersonAdded)
    assert event.person == Person(
        id="anne-ase", name="Anne Åse", group=HOST, title="Lege", letter="n"
    )


def test_people_come_and_go() -> None:
    """Presence is kept, and who is added is on the list."""
    built = scene().do(SetPresence("berit", present=False), "08:00")
    person = built.visit.person("berit")
    assert person is not None
    assert not person.present
    built.do(AddPerson("Siri", HOST), "08:01")
    assert built.visit.people[-1].name == "Siri"
    assert len(built.visit.people) == len(PEOPLE) + 1


@pytest.mark.parametrize(
    ("name", "taken", "letter"),
    [
        ("Anne", "", "a"),
        ("Anne", "a", "n"),
        ("Anne", "ane", "b"),
        ("Øystein", "", "ø"),
        ("李", "a", "b"),
        ("Čáhppe", "", "c"),
        ("Anne", LETTERS, "0a"),
        ("Anne", [*LETTERS, "0a"], "0n"),
        ("Anne", [*LETTERS, *(f"0{letter}" for letter in LETTERS)], ""),
    ],
)
def test_a_letter_is_the_first_free_one_of_the_name(
    name: str, taken: Iterable[str], letter: str
) -> None:
    """Then of the alphabet; when all are taken, the same behind a nought; then there is none."""
    assert free_letter(name, taken) == letter


@pytest.mark.parametrize(
    ("name", "taken", "person_id"),
    [
        ("Åse Bø", [], "ase-bo"),
        ("Anne", ["anne"], "anne-2"),
        ("Anne", ["anne", "anne-2"], "anne-3"),
        ("李", [], "person"),
        ("…", ["person"], "person-2"),
    ],
)
def test_an_id_is_the_name_in_plain_letters(name: str, taken: list[str], person_id: str) -> None:
    """Numbered where it is taken."""
    assert new_id(name, taken) == person_id
