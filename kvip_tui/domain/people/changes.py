"""The roster and the roles: intents, events, rules and fold."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.base import Events, Refusal, Sent
from kvip_tui.domain.people.roles import vacant
from kvip_tui.domain.people.suggest import suggest_roles
from kvip_tui.domain.state.people import Person, PersonLine, free_letter, new_id
from kvip_tui.domain.state.visit import RoleTerm, Visit
from kvip_tui.domain.text.legible import one_line


class PersonAdded(Sent, frozen=True, tag="person_added"):
    """Somebody joined the roster."""

    person: Person


class PresenceChanged(Sent, frozen=True, tag="presence_changed"):
    """Somebody came or left."""

    person: str
    present: bool


class RoleAssigned(Sent, frozen=True, tag="role_assigned"):
    """A role was given to a person, or made vacant where ``person`` is None.

    ``reason`` is the code of why it was suggested, '' where it was not.
    """

    role: str
    person: str | None
    reason: str = ""


class PersonEdited(Sent, frozen=True, tag="person_edited"):
    """Somebody was found to have another name, group or title; the key stays."""

    person: str
    name: str
    group: str
    title: str = ""


class PersonRemoved(Sent, frozen=True, tag="person_removed"):
    """Somebody was taken off the roster; what they did and said stays theirs."""

    person: str


class AddPerson(Struct, frozen=True):
    """Add somebody to the roster."""

    name: str
    group: str
    title: str = ""


class SetPresence(Struct, frozen=True):
    """Mark somebody as here or away."""

    person: str
    present: bool


class AssignRole(Struct, frozen=True):
    """Give a role to a person, or make it vacant where ``person`` is None."""

    role: str
    person: str | None


class AddPeople(Struct, frozen=True):
    """Add everybody on a list to the roster, but those who stand on it exactly so."""

    people: tuple[PersonLine, ...]


class EditPerson(Struct, frozen=True):
    """Give somebody another name, group or title; None leaves one as it is."""

    person: str
    name: str | None = None
    group: str | None = None
    title: str | None = None


class RemovePerson(Struct, frozen=True):
    """Take somebody off the roster."""

    person: str


class FillRoles(Struct, frozen=True):
    """Give the vacant roles to those whom the rules suggest."""


PeopleIntent = (
    AddPerson | SetPresence | AssignRole | AddPeople | EditPerson | RemovePerson | FillRoles
)


PeopleEvent = PersonAdded | PresenceChanged | RoleAssigned | PersonEdited | PersonRemoved


LONGEST_NAME = 200


def decide_people(visit: Visit, intent: PeopleIntent) -> Events:
    """Return the events that *intent* brings about.

    Raises:
        Refusal: Somebody or something is unknown, or it is so already.
    """
    match intent:
        case AddPerson():
            line = PersonLine(intent.name, intent.group, intent.title)
            [person] = newcomers([line], visit.people)
            return (PersonAdded(person=person),)
        case AddPeople():
            return _list(visit, intent)
        case EditPerson():
            return (_edited(known_person(visit, intent.person), intent),)
        case RemovePerson():
            return (PersonRemoved(known_person(visit, intent.person).id),)
        case SetPresence():
            person = known_person(visit, intent.person)
            if person.present == intent.present:
                code = "person.already_here" if intent.present else "person.already_away"
                raise Refusal(code, name=person.name)
            return (PresenceChanged(person=person.id, present=intent.present),)
        case AssignRole():
            return (_assigned(visit, intent),)
        case FillRoles():
            return _filled(visit)


def known_person(visit: Visit, person_id: str) -> Person:
    """Return the person of the roster with that id.

    Raises:
        Refusal: There is none, or not any more.
    """
    person = visit.person(person_id)
    if person is None or person.removed:
        raise Refusal("person.unknown", name=person.name if person else person_id)
    return person


def newcomers(lines: Iterable[PersonLine], people: Iterable[Person] = ()) -> tuple[Person, ...]:
    """Return those of a list as they join *people*, each with an id and a letter of their own.

    Raises:
        Refusal: A name is empty or beyond 200 characters.
    """
    there = list(people)
    ids, letters = {person.id for person in there}, {person.letter for person in there}
    joined = []
    for line in lines:
        name, title = _usable(line.name, line.title)
        person = Person(
            id=new_id(name, ids),
            name=name,
            group=line.group,
            title=title,
            letter=free_letter(name, letters),
        )
        ids.add(person.id)
        letters.add(person.letter)
        joined.append(person)
    return tuple(joined)


def _usable(name: str, title: str) -> tuple[str, str]:
    """Return a name and a title as they can be kept."""
    cleaned = one_line(name)
    if not cleaned:
        raise Refusal("person.no_name")
    if len(cleaned) > LONGEST_NAME:
        raise Refusal("person.long_name", longest=LONGEST_NAME)
    if len(title) > LONGEST_NAME:
        raise Refusal("person.long_title", longest=LONGEST_NAME)
    return cleaned, one_line(title)


def strangers(visit: Visit, lines: tuple[PersonLine, ...]) -> tuple[PersonLine, ...]:
    """Return those of a list who do not stand on the roster with that name, group and title."""
    there = {(person.name, person.group, person.title) for person in visit.roster}
    return tuple(line for line in lines if (line.name, line.group, line.title) not in there)


def by_group(visit: Visit) -> list[Person]:
    """Return the roster in the order of the plan's groups, those of other groups last."""
    order = [group.id for group in visit.plan.groups]
    order += [p.group for p in visit.roster if p.group not in order]
    return sorted(visit.roster, key=lambda person: order.index(person.group))


def _list(visit: Visit, intent: AddPeople) -> Events:
    added = newcomers(strangers(visit, intent.people), visit.people)
    if not added:
        raise Refusal("people.all_there")
    return tuple(PersonAdded(person=person) for person in added)


def _edited(person: Person, intent: EditPerson) -> PersonEdited:
    name, title = _usable(
        person.name if intent.name is None else intent.name,
        person.title if intent.title is None else intent.title,
    )
    group = intent.group or person.group
    if (name, group, title) == (person.name, person.group, person.title):
        raise Refusal("person.unchanged", name=name)
    return PersonEdited(person=person.id, name=name, group=group, title=title)


def _assigned(visit: Visit, intent: AssignRole) -> RoleAssigned:
    if all(role.id != intent.role for role in visit.plan.roles):
        raise Refusal("role.unknown", role=intent.role)
    if intent.person is not None:
        known_person(visit, intent.person)
    if visit.roles.get(intent.role) == intent.person:
        raise Refusal("role.unchanged")
    return RoleAssigned(role=intent.role, person=intent.person)


def _filled(visit: Visit) -> Events:
    if not vacant(visit):
        raise Refusal("role.none_vacant")
    suggested = suggest_roles(visit)
    if not suggested:
        raise Refusal("role.nobody_fits")
    return tuple(RoleAssigned(s.role, s.person, s.reason) for s in suggested)


def apply_people(visit: Visit, at: datetime, event: PeopleEvent) -> Visit:
    """Return the visit after a change of its people or roles at *at*."""
    match event:
        case PersonAdded():
            return replace(visit, people=(*visit.people, event.person))
        case PresenceChanged():
            return _changed(visit, event.person, present=event.present)
        case RoleAssigned():
            return _role(visit, at, event)
        case PersonEdited():
            named = {"name": event.name, "group": event.group, "title": event.title}
            return _changed(visit, event.person, **named)
        case PersonRemoved():
            return _removed(visit, at, event.person)


def _changed(visit: Visit, person_id: str, **fields: str | bool) -> Visit:
    people = tuple(_with(p, fields) if p.id == person_id else p for p in visit.people)
    return replace(visit, people=people)


def _with(person: Person, fields: dict[str, str | bool]) -> Person:
    return replace(person, **fields)


def _removed(visit: Visit, at: datetime, person_id: str) -> Visit:
    """Return the visit without a person on its roster, the roles vacant and the key free."""
    for role, holder in visit.roles.items():
        if holder == person_id:
            visit = _role(visit, at, RoleAssigned(role, None))
    return _changed(visit, person_id, removed=True, present=False, letter="")


def _role(visit: Visit, at: datetime, event: RoleAssigned) -> Visit:
    """Return the visit with a role in other hands; who had it before had it until *at*."""
    others = {role: holder for role, holder in visit.roles.items() if role != event.role}
    terms = tuple(
        replace(term, until=at) if term.role == event.role and term.until is None else term
        for term in visit.role_terms
    )
    if event.person is None:
        return replace(visit, roles=others, role_terms=terms)
    term = RoleTerm(role=event.role, person=event.person, since=at, reason=event.reason)
    return replace(visit, roles={**others, event.role: event.person}, role_terms=(*terms, term))
