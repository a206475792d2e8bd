"""Decides about people and roles: who joins, changes, leaves, and has which role (DESIGN 4)."""

from collections.abc import Iterable

from kvip_tui.domain import base as ev
from kvip_tui.domain import intents as it
from kvip_tui.domain import people_intents as pi
from kvip_tui.domain.notes.reading import one_line
from kvip_tui.domain.people.roles import vacant
from kvip_tui.domain.people.suggest import suggest_roles
from kvip_tui.domain.people_events import PersonEdited, PersonRemoved
from kvip_tui.domain.refusal import Refusal
from kvip_tui.domain.state.people import Person, PersonLine, free_letter, new_id
from kvip_tui.domain.state.visit import Visit

Events = tuple[ev.AnyEvent, ...]
LONGEST_NAME = 200


def decide_people(visit: Visit, intent: it.PeopleIntent | pi.PeopleWish) -> Events:
    """Return the events that *intent* brings about.

    Raises:
        Refusal: Somebody or something is unknown, or it is so already.
    """
    match intent:
        case it.AddPerson():
            line = PersonLine(intent.name, intent.group, intent.title)
            [person] = newcomers([line], visit.people)
            return (ev.PersonAdded(person=person),)
        case pi.AddPeople():
            return _list(visit, intent)
        case pi.EditPerson():
            return (_edited(known_person(visit, intent.person), intent),)
        case pi.RemovePerson():
            return (PersonRemoved(known_person(visit, intent.person).id),)
        case it.SetPresence():
            person = known_person(visit, intent.person)
            if person.present == intent.present:
                code = "person.already_here" if intent.present else "person.already_away"
                raise Refusal(code, name=person.name)
            return (ev.PresenceChanged(person=person.id, present=intent.present),)
        case it.AssignRole():
            return (_assigned(visit, intent),)
        case pi.FillRoles():
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


def _list(visit: Visit, intent: pi.AddPeople) -> Events:
    added = newcomers(strangers(visit, intent.people), visit.people)
    if not added:
        raise Refusal("people.all_there")
    return tuple(ev.PersonAdded(person=person) for person in added)


def _edited(person: Person, intent: pi.EditPerson) -> PersonEdited:
    name, title = _usable(
        person.name if intent.name is None else intent.name,
        person.title if intent.title is None else intent.title,
    )
    group = intent.group or person.group
    if (name, group, title) == (person.name, person.group, person.title):
        raise Refusal("person.unchanged", name=name)
    return PersonEdited(person=person.id, name=name, group=group, title=title)


def _assigned(visit: Visit, intent: it.AssignRole) -> ev.RoleAssigned:
    if all(role.id != intent.role for role in visit.plan.roles):
        raise Refusal("role.unknown", role=intent.role)
    if intent.person is not None:
        known_person(visit, intent.person)
    if visit.roles.get(intent.role) == intent.person:
        raise Refusal("role.unchanged")
    return ev.RoleAssigned(role=intent.role, person=intent.person)


def _filled(visit: Visit) -> Events:
    if not vacant(visit):
        raise Refusal("role.none_vacant")
    suggested = suggest_roles(visit)
    if not suggested:
        raise Refusal("role.nobody_fits")
    return tuple(ev.RoleAssigned(s.role, s.person, s.reason) for s in suggested)
