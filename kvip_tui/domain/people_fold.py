"""Folds what happened to people and roles into the visit."""

from datetime import datetime

from msgspec.structs import replace

from kvip_tui.domain import base as ev
from kvip_tui.domain.floor import turns as fl
from kvip_tui.domain.people_events import PeopleEvent, PersonEdited, PersonRemoved
from kvip_tui.domain.state.people import Person
from kvip_tui.domain.state.visit import RoleTerm, Visit

Change = ev.PersonAdded | ev.PresenceChanged | ev.RoleAssigned | PeopleEvent


def apply_people(visit: Visit, at: datetime, event: Change) -> Visit:
    """Return the visit after a change of its people or roles at *at*."""
    match event:
        case ev.PersonAdded():
            return replace(visit, people=(*visit.people, event.person))
        case ev.PresenceChanged():
            changed = _changed(visit, event.person, present=event.present)
            return changed if event.present else _left(changed, at, event.person)
        case ev.RoleAssigned():
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


def _left(visit: Visit, at: datetime, person_id: str) -> Visit:
    return replace(visit, floor=fl.person_left(visit.floor, at, person_id))


def _removed(visit: Visit, at: datetime, person_id: str) -> Visit:
    """Return the visit without a person on its roster, the roles vacant and the key free."""
    for role, holder in visit.roles.items():
        if holder == person_id:
            visit = _role(visit, at, ev.RoleAssigned(role, None))
    visit = _changed(visit, person_id, removed=True, present=False, letter="")
    return _left(visit, at, person_id)


def _role(visit: Visit, at: datetime, event: ev.RoleAssigned) -> Visit:
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
