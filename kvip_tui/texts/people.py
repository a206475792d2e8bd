"""What the program says about people and roles."""

from collections import Counter
from collections.abc import Iterable

from kvip_tui.domain.people.board import RoleRow
from kvip_tui.domain.people.changes import (
    PeopleEvent,
    PersonAdded,
    PersonEdited,
    PersonRemoved,
    PresenceChanged,
    RoleAssigned,
)
from kvip_tui.domain.people.roles import RoleProblem, hands
from kvip_tui.domain.state.people import Person, PersonLine, Reading
from kvip_tui.domain.state.plan import Plan
from kvip_tui.domain.state.visit import RoleTerm, Visit
from kvip_tui.domain.text.words import plain
from kvip_tui.i18n import _, ngettext
from kvip_tui.i18n import marked as m
from kvip_tui.texts import formats
from kvip_tui.texts.floor import name

# So much of a line tells which it is.
LONGEST_SHOWN = 40
REFUSALS: dict[str, str] = {
    "person.unknown": m(
        "Ingen på lista heter «{name}»; «folk» viser lista, og «ny» setter noen på den."
    ),
    "person.already_here": m("{name} er allerede her; «borte» melder borte."),
    "person.already_away": m("{name} er allerede borte; «her» melder tilbake."),
    "person.no_name": m("Personen mangler navn; skriv «Navn, gruppe, tittel»."),
    "person.long_name": m("Navnet er for langt; bruk høyst {longest} tegn."),
    "person.long_title": m("Tittelen er for lang; bruk høyst {longest} tegn."),
    "person.unchanged": m("{name} står slik allerede; skriv noe annet, eller la det stå."),
    "person.no_change": m("Skriv det nye etter et kolon: «endre person Kari: Kari Nes, vert»."),
    "people.all_there": m("Alle på lista er med fra før; «folk» viser dem."),
    "book.empty": m("Adresseboka er tom; den fylles med dem som legges til i besøk, med «ny»."),
    "book.unknown": m(
        "Ingen i adresseboka heter noe som begynner på «{text}»; «adressebok» viser navnene."
    ),
    "book.ambiguous": m("«{text}» kan være flere i adresseboka: {names}; skriv mer."),
    "role.unknown": m("Planen har ingen rolle som heter «{role}»; «roller» viser dem som finnes."),
    "role.unchanged": m("Slik er det allerede; skriv et annet navn, eller la det stå."),
    "role.none_vacant": m("Ingen roller er ledige; «roller» viser hvem som har dem."),
    "role.nobody_fits": m(
        "Ingen som er her, kan få en ledig rolle uten å bryte en regel; «rolle» gir den til noen "
        "likevel."
    ),
}
ROLE_PROBLEMS: dict[str, str] = {
    "role.vacant": m("Ingen som er her, er {role}."),
    "role.in_both": m("{name} er satt opp i begge intervjuene, som går samtidig."),
    "role.alone": m("{name} kan ikke være alene i «{block}»: det trengs to."),
    "role.not_user": m("En brukerrepresentant leder helst «{block}», nå er det {name}."),
    "role.leader_writes": m("{name} leder dagen og bør slippe å være {role}."),
    "people.many_hosts": m("Kilden anbefaler høyst {most} i gruppa {group}."),
}
REASONS: dict[str, str] = {
    "suggest.title": m("tittelen sier det"),
    "suggest.user_leads": m("brukerrepresentanter leder helst"),
    "suggest.team_writes": m("teamet skriver"),
    "suggest.team_leads": m("teamet leder"),
    "suggest.to_fill": m("slik blir flest plasser fylt"),
    "suggest.free": m("har ingen rolle"),
    "suggest.fewest": m("har færrest roller"),
}
# What the boards show otherwise: a vacancy in its place, the head count by the people.
QUIET = {"role.vacant", "people.many_hosts"}


def happened(visit: Visit, event: PeopleEvent) -> str:
    """Return what an event of people or roles says."""
    match event:
        case PersonAdded():
            return _("{name} er lagt til").format(name=formats.isolated(event.person.name))
        case PersonEdited():
            return _("{name} er endret").format(name=formats.isolated(event.name))
        case PersonRemoved():
            return _("{name} er fjernet").format(name=name(visit, event.person))
        case PresenceChanged():
            here = _("{name} er her") if event.present else _("{name} er borte")
            return here.format(name=name(visit, event.person))
        case RoleAssigned():
            return _assigned(visit, event)


def _assigned(visit: Visit, event: RoleAssigned) -> str:
    role, who = role_title(visit, event.role), name(visit, event.person)
    if event.reason:
        said = _("{role}: {name}, {reason}")
        return said.format(role=role, name=who, reason=reason(event.reason))
    taken = _("{role}: {name}") if event.person else _("{role} er ledig")
    return taken.format(role=role, name=who)


def joined(count: int) -> str:
    """Return that so many people joined at once."""
    return ngettext("{n} person er lagt til", "{n} personer er lagt til", count).format(n=count)


def role_title(visit: Visit, role_id: str) -> str:
    """Return a role's title, or its id where the plan does not name it."""
    return next((role.title for role in visit.plan.roles if role.id == role_id), role_id)


def role_problem(problem: RoleProblem) -> str:
    """Return the sentence of something to mend in the roles."""
    params = {
        key: formats.isolated(lowered(text) if key in {"group", "role"} else text)
        for key, text in problem.params.items()
    }
    return _(ROLE_PROBLEMS[problem.code]).format(**params)


def reason(code: str) -> str:
    """Return the words for why somebody is suggested, or the code of a newer version."""
    return _(REASONS[code]) if code in REASONS else code


def proposal(visit: Visit, row: RoleRow) -> str:
    """Return who could have a vacant role and why, that nobody can, or '' where nobody is here."""
    if row.suggestion is not None:
        who, why = name(visit, row.suggestion.person), reason(row.suggestion.reason)
        return _("forslag: {name}, {reason}").format(name=who, reason=why)
    if row.vacant and any(person.present for person in visit.people):
        return _("ingen kan uten å bryte en regel")
    return ""


def term(visit: Visit, had: RoleTerm) -> str:
    """Return who had a role, and when: «Anne 08.33–11.40», «Henrik siden 11.40»."""
    said = _("{name} siden {since}") if had.until is None else _("{name} {since}–{until}")
    return said.format(
        name=name(visit, had.person),
        since=formats.stamp(had.since, visit.plan.timezone, visit.date),
        until=formats.stamp(had.until, visit.plan.timezone, visit.date),
    )


def holder(visit: Visit, row: RoleRow) -> str:
    """Return a role with who has it, since when, and whether that is of use."""
    who, role = name(visit, row.holder), row.role.title
    since = formats.stamp(row.since, visit.plan.timezone, visit.date)
    if row.holder is None:
        return _("{role}: ledig").format(role=role)
    if row.vacant:
        return _("{role}: {name} er borte").format(role=role, name=who)
    return _("{role}: {name} siden {since}").format(role=role, name=who, since=since)


def work(visit: Visit, person: Person) -> list[str]:
    """Return somebody's title and the roles they have; a title that says no more is left out."""
    roles = [role.title for role in visit.plan.roles if visit.roles.get(role.id) == person.id]
    said = plain(person.title) in map(plain, roles)
    return roles if said or not person.title else [person.title, *roles]


def terms(visit: Visit, role_id: str) -> str:
    """Return who has had a role, in order; '' where nobody has."""
    return ", ".join(term(visit, had) for had in hands(visit, role_id))


def vacancies(count: int) -> str:
    """Return how many roles are vacant, '' for none."""
    said = ngettext("{n} rolle ledig", "{n} roller ledige", count)
    return said.format(n=count) if count else ""


def filled(count: int) -> str:
    """Return how many roles somebody has, of those that are not named."""
    return ngettext("{n} rolle er besatt", "{n} roller er besatt", count).format(n=count)


def counted(people: Iterable[PersonLine], plan: Plan) -> str:
    """Return how many people a list has, by group."""
    counts = Counter(person.group for person in people)
    groups = [
        _("{count} {group}").format(count=counts[group.id], group=lowered(group.title))
        for group in plan.groups
        if counts[group.id]
    ]
    said = ngettext("{count} person: {groups}", "{count} personer: {groups}", counts.total())
    return said.format(count=counts.total(), groups=", ".join(groups))


def readings(plan: Plan, lines: Iterable[Reading], roster: Iterable[Person] = ()) -> list[str]:
    """Return how each line of a list was read: who it names, or why nobody."""
    people = list(roster)
    return [_reading(plan, line, people) for line in lines]


def _reading(plan: Plan, line: Reading, roster: Iterable[Person]) -> str:
    shown = line.text if len(line.text) <= LONGEST_SHOWN else f"{line.text[:LONGEST_SHOWN]}…"
    if line.heading:
        said = _("«{text}» er en overskrift: de under er i {group}")
        return said.format(text=shown, group=line.heading)
    who = line.person
    if who is None:
        return _("! «{text}» legges ikke til: {why}").format(text=shown, why=line.why)
    parts = [formats.isolated(who.name), who.title, plan.group_title(who.group)]
    named = (role.title for role in plan.roles if plain(role.title) == plain(who.title))
    if (role := next(named, "")) and who.title:
        parts.append(_("kan få rollen {role}").format(role=role))
    alike = [(one.group, one.title) for one in roster if one.name == who.name]
    if (who.group, who.title) in alike:
        parts.append(_("er med fra før"))
    elif alike:
        parts.append(_("en annen med det navnet er med fra før"))
    return " · ".join(filter(None, parts))


def approval(lines: Iterable[Reading]) -> str:
    """Return what the keys do with a list that was read."""
    read = list(lines)
    count = sum(line.person is not None for line in read)
    left = sum(bool(line.why) for line in read)
    if not count:
        return _("Ingen linje kunne leses · Esc: teksten tilbake")
    if left:
        said = _("Enter legger til {n} · {left} blir stående · Esc: teksten tilbake")
        return said.format(n=count, left=left)
    return _("Enter legger til {n} · Esc: teksten tilbake").format(n=count)


def described(plan: Plan, line: PersonLine) -> str:
    """Return a person as a list has them: name, title and group."""
    parts = (formats.isolated(line.name), line.title, plan.group_title(line.group))
    return ", ".join(filter(None, parts))


def lowered(title: str) -> str:
    """Return a title as it stands inside a sentence; abbreviations keep their capitals."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
