"""Decides what an intent brings about: the one door through which a visit changes."""

from datetime import datetime

from kvip_tui.domain import events as ev
from kvip_tui.domain import intents as it
from kvip_tui.domain.catchup import decide_catchup
from kvip_tui.domain.decide_blocks import decide_block
from kvip_tui.domain.edit import decide_edit
from kvip_tui.domain.edit_intents import EditIntent
from kvip_tui.domain.floor_intents import FloorWish
from kvip_tui.domain.floor_rules import decide_floor
from kvip_tui.domain.floor_wishes import decide_wish
from kvip_tui.domain.history import History, redo, undo
from kvip_tui.domain.note_intents import NoteIntent
from kvip_tui.domain.note_rules import decide_note
from kvip_tui.domain.notes import one_line
from kvip_tui.domain.people import Person, free_letter, new_id
from kvip_tui.domain.projection import local_day
from kvip_tui.domain.refusal import Refusal
from kvip_tui.domain.report_intents import ReportIntent
from kvip_tui.domain.report_rules import decide_report
from kvip_tui.domain.visit import Visit

Events = tuple[ev.AnyEvent, ...]
LONGEST_NAME = 200


def decide(history: History, intent: it.Intent, now: datetime) -> Events:
    """Return the events that *intent* brings about at *now*, one at least.

    Raises:
        Refusal: The rules do not allow it as things stand; nothing changes.
    """
    visit = history.visit
    if isinstance(intent, EditIntent):
        return decide_edit(visit, intent, now)
    if isinstance(intent, it.AddNote | NoteIntent):
        return decide_note(visit, intent)
    if isinstance(intent, FloorWish):
        return decide_wish(visit, intent, now)
    if isinstance(intent, ReportIntent):
        return (decide_report(visit, intent, local_day(visit, now)),)
    match intent:
        case it.Undo():
            return undo(history)
        case it.Redo():
            return redo(history)
        case it.AddPerson() | it.SetPresence() | it.AssignRole():
            return _people(visit, intent)
        case it.ApplyCatchup():
            return decide_catchup(visit, intent, now)
        case (
            it.Next()
            | it.StartBlock()
            | it.EndBlock()
            | it.AddTime()
            | it.Pause()
            | it.Resume()
            | it.SkipBlock()
            | it.ToggleCheck()
        ):
            return decide_block(visit, intent, now)
        case _:
            return decide_floor(visit, intent, now)


def _known_person(visit: Visit, person_id: str) -> Person:
    person = visit.person(person_id)
    if person is None:
        raise Refusal("person.unknown", name=person_id)
    return person


def _people(visit: Visit, intent: it.AddPerson | it.SetPresence | it.AssignRole) -> Events:
    match intent:
        case it.AddPerson():
            return (ev.PersonAdded(person=newcomer(visit.people, intent)),)
        case it.SetPresence():
            person = _known_person(visit, intent.person)
            if person.present == intent.present:
                code = "person.already_here" if intent.present else "person.already_away"
                raise Refusal(code, name=person.name)
            return (ev.PresenceChanged(person=person.id, present=intent.present),)
        case it.AssignRole():
            if all(role.id != intent.role for role in visit.plan.roles):
                raise Refusal("role.unknown", role=intent.role)
            if intent.person is not None:
                _known_person(visit, intent.person)
            if visit.roles.get(intent.role) == intent.person:
                raise Refusal("role.unchanged")
            return (ev.RoleAssigned(role=intent.role, person=intent.person),)


def newcomer(people: tuple[Person, ...], intent: it.AddPerson) -> Person:
    """Return the person that joins *people*, with an id and a letter of their own.

    Raises:
        Refusal: The name is empty or beyond 200 characters.
    """
    name = one_line(intent.name)
    if not name:
        raise Refusal("person.no_name")
    if len(name) > LONGEST_NAME:
        raise Refusal("person.long_name", longest=LONGEST_NAME)
    if len(intent.title) > LONGEST_NAME:
        raise Refusal("person.long_title", longest=LONGEST_NAME)
    return Person(
        id=new_id(name, (person.id for person in people)),
        name=name,
        group=intent.group,
        title=one_line(intent.title),
        letter=free_letter(name, (person.letter for person in people)),
    )
