"""A visit with two interviews side by side, whose roles are to be filled."""

from typing import Any

from kvip_tui.domain.state.people import Person
from kvip_tui.domain.state.plan import HOST, TEAM, USERS, Privacy, Role
from tests.builders import ROLES, VisitBuilder, timetable, visit

SEATS = ("p-leder", "p-sekretaer", "n-leder", "n-sekretaer")
EVERY = tuple(role.id for role in ROLES) + SEATS


def scene(*people: tuple[str, str], titles: dict[str, str] | None = None) -> VisitBuilder:
    """Return a visit with two interviews side by side and these people, by name and group."""
    p: dict[str, Any] = {"privacy": Privacy.INTERVIEW, "roles": SEATS[:2]}
    n: dict[str, Any] = {"privacy": Privacy.INTERVIEW, "roles": SEATS[2:]}
    blocks = timetable("A 09:00-09:30, P|g 12:00-13:00, N|g 12:00-13:00", p=p, n=n)
    roster = tuple(
        Person(id=name, name=name, group=group, title=(titles or {}).get(name, ""))
        for name, group in people
    )
    roles = (*ROLES, *(Role(id=seat, title=seat) for seat in SEATS))
    return visit(blocks, people=roster, roles=roles)


FULL = (("u1", USERS), ("u2", USERS), ("t1", TEAM), ("t2", TEAM), ("t3", TEAM), ("v", HOST))
