"""People and roles in plain text: who takes part, who has which role, and what is against it."""

from collections.abc import Iterator
from itertools import groupby

from kvip_tui.domain.people.board import RoleRow, role_board
from kvip_tui.domain.people.changes import by_group
from kvip_tui.domain.people.roles import hands, hosts_problem, many_hosts, role_problems
from kvip_tui.domain.state.people import Person
from kvip_tui.domain.state.visit import Visit
from kvip_tui.i18n import _
from kvip_tui.texts import people as texts_people
from kvip_tui.texts.floor import name


def plain_people(visit: Visit) -> list[str]:
    """Return everybody on the roster as lines, by group."""
    roster = visit.roster
    lines = []
    for group, people in groupby(by_group(visit), key=lambda person: person.group):
        there, title = list(people), visit.plan.group_title(group)
        lines.append(_("{group}, {n}:").format(group=title, n=len(there)))
        lines += [_person(visit, person) for person in there]
    if many_hosts(person.group for person in roster):
        lines.append(texts_people.role_problem(hosts_problem(visit.plan)))
    return lines or [_("Ingen er med ennå; «ny Navn, gruppe, tittel» legger til.")]


def _person(visit: Visit, person: Person) -> str:
    parts = [name(visit, person.id), *texts_people.work(visit, person)]
    parts += [] if person.present else [_("borte")]
    return f"{person.letter} {', '.join(parts)}".strip()


def plain_roles(visit: Visit) -> list[str]:
    """Return the role board as lines: who has what, who had it, and what is against it."""
    lines = []
    for section in role_board(visit):
        title = section.block.title if section.block else _("Hele dagen")
        lines.append(f"{title}:")
        lines += [_role(visit, row) for row in section.rows]
    lines += _handed_over(visit)
    problems = [p for p in role_problems(visit) if p.code != "role.vacant"]
    lines += [texts_people.role_problem(problem) for problem in problems]
    return lines or [_("Planen har ingen roller.")]


def _role(visit: Visit, row: RoleRow) -> str:
    said, proposed = texts_people.holder(visit, row), texts_people.proposal(visit, row)
    template = _("{role}; {proposal}") if proposed else "{role}"
    return template.format(role=said, proposal=proposed)


def _handed_over(visit: Visit) -> Iterator[str]:
    """Yield who has had each of the roles that have been in several hands."""
    for role in visit.plan.roles:
        if len(hands(visit, role.id)) > 1:
            had = texts_people.terms(visit, role.id)
            yield _("{role}: {terms}").format(role=role.title, terms=had)
