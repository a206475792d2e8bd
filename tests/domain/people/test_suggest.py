"""Suggestions for vacant roles: by the rules, for a reason, and never over anybody's head."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.history import Redo, Undo
from kvip_tui.domain.people.changes import (
    AssignRole,
    FillRoles,
    PersonAdded,
    RoleAssigned,
    SetPresence,
)
from kvip_tui.domain.people.roles import role_problems, vacant
from kvip_tui.domain.people.suggest import suggest_roles
from kvip_tui.domain.state.people import Person
from kvip_tui.domain.state.plan import HOST, TEAM, USERS
from kvip_tui.domain.state.visit import Visit
from kvip_tui.texts.people import REASONS
from tests.builders import VisitBuilder
from tests.domain.people.team import EVERY, FULL, SEATS, scene

TITLES = ("", "Sekretær", "Besøksleder, BUP", "Lege")


def found(built: VisitBuilder) -> dict[str, str]:
    """Return who is suggested, by role."""
    return {suggestion.role: suggestion.person for suggestion in suggest_roles(built.visit)}


def test_a_whole_team_gets_a_role_each() -> None:
    """Users lead the interviews, the team leads the day and writes, the host is never asked."""
    built = scene(*FULL, titles={"t2": "Besøksleder, BUP akutt"})
    assert {s.role: (s.person, s.reason) for s in suggest_roles(built.visit)} == {
        "besoksleder": ("t2", "suggest.title"),
        "sekretaer": ("t1", "suggest.team_writes"),
        "chatansvarlig": ("t3", "suggest.free"),
        "p-leder": ("u1", "suggest.user_leads"),
        "p-sekretaer": ("t1", "suggest.team_writes"),
        "n-leder": ("u2", "suggest.user_leads"),
        "n-sekretaer": ("t3", "suggest.team_writes"),
    }


def test_the_suggestions_are_one_command() -> None:
    """With their reasons in the events; when nothing is vacant, or nobody fits, it is refused."""
    built = scene(*FULL).do(FillRoles(), "08:30")
    assert vacant(built.visit) == ()
    assert {term.reason for term in built.visit.role_terms} >= {"suggest.user_leads"}
    with pytest.raises(Refusal, match=r"role\.none_vacant"):
        built.answer(FillRoles(), "08:31")
    assert not built.do(Undo(), "08:32").visit.roles
    with pytest.raises(Refusal, match=r"role\.nobody_fits"):
        scene(("v", HOST)).answer(FillRoles(), "08:30")


def test_who_leads_the_day_does_not_write_even_if_a_seat_stays_empty() -> None:
    """Three people fill three seats: the leader leads an interview, the others write."""
    built = scene(("u", USERS), ("leder", TEAM), ("t", TEAM))
    built.do(AssignRole("besoksleder", "leder"), "08:00")
    seats = {role: who for role, who in found(built).items() if role in SEATS}
    assert seats == {"p-leder": "u", "p-sekretaer": "t", "n-leder": "leder"}


def test_who_is_away_is_replaced_and_who_is_here_is_left_alone() -> None:
    """An absent holder's role is vacant; history says who had it."""
    built = scene(*FULL).do(AssignRole("sekretaer", "t3"), "08:00")
    built.do(AssignRole("chatansvarlig", "v"), "08:01")
    assert not {"sekretaer", "chatansvarlig"} & found(built).keys()
    built.do(SetPresence("t3", present=False), "08:02")
    assert found(built)["sekretaer"] in {"t1", "t2"}
    built.do(FillRoles(), "08:30")
    terms = [t for t in built.visit.role_terms if t.role == "sekretaer"]
    assert [(t.person, built.clock(t.since), built.clock(t.until)) for t in terms] == [
        ("t3", "08:00", "08:30"),
        (built.visit.roles["sekretaer"], "08:30", ""),
    ]


def test_a_hand_over_is_undone_exactly() -> None:
    """The term that ended goes on as if nothing had happened."""
    built = scene(*FULL).do(AssignRole("sekretaer", "t1"), "08:33")
    before = built.visit
    built.do(AssignRole("sekretaer", "t2"), "11:40")
    assert built.visit.roles == {"sekretaer": "t2"}
    assert built.do(Undo(), "11:41").visit == before
    assert built.do(Redo(), "11:42").visit.role_terms[0].until == built.at("11:40")


PARTIES = st.lists(
    st.tuples(st.sampled_from([HOST, TEAM, USERS]), st.booleans(), st.sampled_from(TITLES)),
    max_size=8,
)
HELD = st.dictionaries(st.sampled_from(EVERY), st.integers(0, 7), max_size=5)


def broken(built: Visit) -> set[tuple[str, tuple[str, ...]]]:
    """Return the rules that are broken, vacancies and wishes left out."""
    hard = {"role.in_both", "role.alone", "role.leader_writes"}
    return {(p.code, tuple(p.params.values())) for p in role_problems(built) if p.code in hard}


@settings(max_examples=60)
@given(PARTIES, HELD)
def test_suggestions_keep_every_rule_and_every_holder(
    party: list[tuple[str, bool, str]], held: dict[str, int]
) -> None:
    """Whoever is there and whatever they have: no new fault, nobody moved, and asked once."""
    people = tuple(
        Person(id=f"p{i}", name=f"P{i}", group=group, present=here, title=title)
        for i, (group, here, title) in enumerate(party)
    )
    built = scene()
    built.happened("08:00", *(PersonAdded(person) for person in people))
    given_away = {role: f"p{n}" for role, n in held.items() if n < len(people)}
    built.happened("08:01", *(RoleAssigned(role, who) for role, who in given_away.items()))
    before, empty = built.visit, {role.id for role in vacant(built.visit)}
    suggested = suggest_roles(before)
    assert suggested == suggest_roles(before)
    assert {s.role for s in suggested} <= empty
    asked = [before.person(s.person) for s in suggested]
    assert all(p is not None and p.present and p.group != HOST for p in asked)
    absent = {p.id for p in people if not p.present}
    cleared = {role: None for role, who in given_away.items() if who in absent}
    built.happened("08:02", *(RoleAssigned(role, None) for role in cleared))
    faults = broken(built.visit)
    built.happened("08:03", *(RoleAssigned(s.role, s.person) for s in suggested))
    assert broken(built.visit) <= faults
    assert suggest_roles(built.visit) == ()
    assert {s.reason for s in suggested} <= set(REASONS)
    here = [p for p in people if p.present and p.group != HOST]
    seats = [role for role in SEATS if role in {r.id for r in vacant(built.visit)}]
    seated = {built.visit.roles.get(role) for role in SEATS}
    leads = {built.visit.roles.get("besoksleder")}
    able = [p for p in here if p.id not in seated]
    for role in seats:
        fits = [p for p in able if role.endswith("leder") or p.id not in leads]
        assert not fits, f"{role} could have been {fits[0].id}'s"
