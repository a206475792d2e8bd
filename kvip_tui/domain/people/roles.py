"""Who has which role, and what speaks against it (DESIGN 4)."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from msgspec import Struct

from kvip_tui.domain.state.plan import HOST, USERS, Block, Plan, Privacy, Role
from kvip_tui.domain.state.visit import RoleTerm, Visit

LEADER, SECRETARY = "besoksleder", "sekretaer"
SLIP = timedelta(minutes=1)
MOST_HOSTS = 5  # people of the host unit; the source recommends no more


class RoleProblem(Struct, frozen=True):
    """Something to mend in the allocation of roles: a message id and its parameters."""

    code: str
    params: dict[str, str]


def interviews(visit: Visit) -> list[Block]:
    """Return the interview blocks of the plan."""
    return [block for _, block in visit.plan.blocks() if block.privacy is Privacy.INTERVIEW]


def writing_roles(visit: Visit) -> frozenset[str]:
    """Return the roles that are a secretary's: the day's, and in an interview all but the first."""
    return frozenset(
        {SECRETARY, *(role for block in interviews(visit) for role in block.roles[1:])}
    )


def role_problems(visit: Visit) -> tuple[RoleProblem, ...]:
    """Return what speaks against the roles as they are; a hint each, never a block."""
    return (
        *_vacant(visit),
        *_in_both(visit),
        *_not_led_by_user(visit),
        *_double_work(visit),
        *_many_hosts(visit),
    )


def _name(visit: Visit, person_id: str) -> str:
    person = visit.person(person_id)
    return person.name if person else person_id


def hands(visit: Visit, role_id: str) -> tuple[RoleTerm, ...]:
    """Return who has had a role, in order; what was put right within a minute was a slip."""
    return tuple(
        term
        for term in visit.role_terms
        if term.role == role_id and (term.until is None or term.until - term.since >= SLIP)
    )


def vacant(visit: Visit) -> tuple[Role, ...]:
    """Return the roles of the plan that nobody present has."""
    return tuple(
        role
        for role in visit.plan.roles
        if (person := visit.person(visit.roles.get(role.id))) is None or not person.present
    )


def due(visit: Visit, running: Iterable[Block], ahead: Iterable[Block]) -> tuple[Role, ...]:
    """Return the roles to look at now: those that nobody present has, and those soon to begin.

    A role that what runs has too has begun already.
    """
    begun = {role for block in running for role in block.roles}
    wanted = {role for block in ahead for role in block.roles} - begun
    wanted.update(role.id for role in vacant(visit))
    return tuple(role for role in visit.plan.roles if role.id in wanted)


def many_hosts(groups: Iterable[str]) -> bool:
    """Return whether there are more people of the host unit than the source recommends."""
    return sum(group == HOST for group in groups) > MOST_HOSTS


def _many_hosts(visit: Visit) -> Iterator[RoleProblem]:
    if many_hosts(person.group for person in visit.roster):
        yield hosts_problem(visit.plan)


def hosts_problem(plan: Plan) -> RoleProblem:
    """Return the hint about too many people of the host unit."""
    group = plan.group_title(HOST)
    return RoleProblem("people.many_hosts", {"most": str(MOST_HOSTS), "group": group})


def _vacant(visit: Visit) -> Iterator[RoleProblem]:
    for role in vacant(visit):
        yield RoleProblem("role.vacant", {"role": role.title})


def _in_both(visit: Visit) -> Iterator[RoleProblem]:
    """Nobody can be in two rooms: the interviews run side by side; and each needs two people."""
    seats: dict[str, str] = {}
    for block in interviews(visit):
        people = [visit.roles[role] for role in block.roles if role in visit.roles]
        for person in sorted(set(people)):
            name = _name(visit, person)
            if seats.get(person, block.id) != block.id:
                yield RoleProblem("role.in_both", {"name": name})
            if people.count(person) > 1:
                yield RoleProblem("role.alone", {"name": name, "block": block.title})
            seats[person] = block.id


def _not_led_by_user(visit: Visit) -> Iterator[RoleProblem]:
    """An interview is preferably led by a user representative: its first role."""
    for block in interviews(visit):
        leader = visit.person(visit.roles.get(block.roles[0])) if block.roles else None
        if leader is not None and leader.group != USERS:
            yield RoleProblem("role.not_user", {"name": leader.name, "block": block.title})


def _double_work(visit: Visit) -> Iterator[RoleProblem]:
    """The visit leader chairs and should not write as well, neither all day nor in an interview."""
    leader = visit.person(visit.roles.get(LEADER))
    if leader is None:
        return
    writing = writing_roles(visit)
    for role in visit.plan.roles:
        if role.id in writing and visit.roles.get(role.id) == leader.id:
            yield RoleProblem("role.leader_writes", {"name": leader.name, "role": role.title})
