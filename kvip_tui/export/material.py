"""What of a visit may leave the program in an export, and what never does."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain import events as ev
from kvip_tui.domain.card_events import CardEvent
from kvip_tui.domain.check_events import GateReasonGiven
from kvip_tui.domain.history import replay
from kvip_tui.domain.plan import Privacy
from kvip_tui.domain.visit import Note, Visit

LEFT_OUT: Final = (
    *("floor_events", "interview_notes", "leader_card", "undone_commands", "unknown_events"),
)
_EXPORTED: Final = frozenset({Privacy.PLENUM, Privacy.TEAM})


class Passing(Struct, frozen=True):
    """Open gates that were passed on purpose: when, and what the record says of it."""

    at: datetime
    gates: ev.GatesPassed


def exported_notes(visit: Visit) -> tuple[Note, ...]:
    """Return the notes that may be exported, by when their typing began; an interview's never."""
    notes = (note for note in visit.notes if note.privacy in _EXPORTED)
    return tuple(sorted(notes, key=lambda note: (note.typed_at, note.n)))


def exported_records(records: Sequence[ev.Record]) -> tuple[ev.Record, ...]:
    """Return the records with only what may be exported, those left empty omitted.

    Left out is what `LEFT_OUT` names: the floor's events, since a person's speaking time can be
    worked out from them and is the leader's own; notes of interviews; the leader's card, which
    tells of dilemmas; commands that were taken back, which nobody stands by; and kinds of event
    that this version cannot judge.
    """
    kept = (
        replace(record, events=tuple(event for event in record.events if _exported(event)))
        for record in _in_force(records)
    )
    return tuple(record for record in kept if record.events)


def passings(records: Sequence[ev.Record]) -> tuple[Passing, ...]:
    """Return the times when open gates were passed, those taken back omitted.

    A reason that was given afterwards counts as if it had been given at once.
    """
    kept = _in_force(records)
    events = [(record.at, event) for record in kept for event in record.events]
    reasons = {e.block: e.reason for _at, e in events if isinstance(e, GateReasonGiven)}
    return tuple(
        Passing(at, replace(event, reason=reasons.get(event.block, event.reason)))
        for at, event in events
        if isinstance(event, ev.GatesPassed)
    )


def _in_force(records: Sequence[ev.Record]) -> tuple[ev.Record, ...]:
    """Return the making of the visit and the commands that were not taken back."""
    return (records[0], *replay(records).done)


def _exported(event: ev.AnyEvent) -> bool:
    if isinstance(event, ev.NoteAdded):
        return event.privacy in _EXPORTED
    return not isinstance(event, ev.FloorEvent | CardEvent | ev.UnknownEvent)
