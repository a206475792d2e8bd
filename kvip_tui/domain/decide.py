"""Decides what an intent brings about: the one door through which a visit changes."""

from datetime import datetime

from kvip_tui.domain import base as ev
from kvip_tui.domain import intents as it
from kvip_tui.domain.card.changes import decide_card
from kvip_tui.domain.card_intents import CardIntent
from kvip_tui.domain.catchup.planner import decide_catchup
from kvip_tui.domain.check_intents import CheckIntent
from kvip_tui.domain.checks.changes import decide_check
from kvip_tui.domain.day.changes import decide_block
from kvip_tui.domain.day.projection import local_day
from kvip_tui.domain.edit_intents import EditIntent
from kvip_tui.domain.floor.roster import decide_floor
from kvip_tui.domain.floor_intents import FloorWish
from kvip_tui.domain.floor_wishes import decide_wish
from kvip_tui.domain.history import History, redo, undo
from kvip_tui.domain.note_intents import NoteIntent
from kvip_tui.domain.notes.changes import decide_note
from kvip_tui.domain.people.changes import decide_people
from kvip_tui.domain.people_intents import PeopleWish
from kvip_tui.domain.planning.changes import decide_edit
from kvip_tui.domain.report_intents import ReportIntent
from kvip_tui.domain.report_rules import decide_report
from kvip_tui.domain.state.visit import Visit

Events = tuple[ev.AnyEvent, ...]


def decide(history: History, intent: it.Intent, now: datetime) -> Events:
    """Return the events that *intent* brings about at *now*, one at least.

    Raises:
        Refusal: The rules do not allow it as things stand; nothing changes.
    """
    if isinstance(intent, it.Undo):
        return undo(history)
    if isinstance(intent, it.Redo):
        return redo(history)
    return _decide(history.visit, intent, now)


def _decide(visit: Visit, intent: it.VisitIntent, now: datetime) -> Events:
    """Let the family of an intent decide."""
    if isinstance(intent, EditIntent):
        return decide_edit(visit, intent, now)
    if isinstance(intent, it.PeopleIntent | PeopleWish):
        return decide_people(visit, intent)
    if isinstance(intent, CheckIntent):
        return decide_check(visit, intent)
    if isinstance(intent, CardIntent):
        return decide_card(visit, intent)
    if isinstance(intent, it.AddNote | NoteIntent):
        return decide_note(visit, intent, now)
    if isinstance(intent, FloorWish):
        return decide_wish(visit, intent, now)
    if isinstance(intent, ReportIntent):
        return (decide_report(visit, intent, local_day(visit, now)),)
    if isinstance(intent, it.ApplyCatchup):
        return decide_catchup(visit, intent, now)
    if isinstance(intent, it.BlockIntent):
        return decide_block(visit, intent, now)
    return decide_floor(visit, intent, now)
