"""What of a visit may leave the program in an export, and what never does."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.base import AnyEvent, Record, Redone, Undone, UnknownEvent
from kvip_tui.domain.card.changes import CardEvent
from kvip_tui.domain.checks.changes import GateReasonGiven
from kvip_tui.domain.day.gates import GatesPassed
from kvip_tui.domain.day.lost_time import reckoned_at
from kvip_tui.domain.floor.turns import FloorEvent
from kvip_tui.domain.log import Log
from kvip_tui.domain.notes.changes import added, note_of
from kvip_tui.domain.notes.vocabulary import NoteAdded, NoteChange
from kvip_tui.domain.report.changes import ReportEvent
from kvip_tui.domain.sharing.order import in_force
from kvip_tui.domain.stacks import all_stacks
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.visit import Note, Visit

LEFT_OUT: Final = (
    "floor_events",
    "interview_notes",
    "impressions",
    "deleted_notes",
    "note_changes",
    "report",
    "leader_card",
    "undone_commands",
    "unknown_events",
)
_LEFT_OUT: Final = FloorEvent | NoteChange | CardEvent | ReportEvent | UnknownEvent
_EXPORTED: Final = frozenset({Privacy.PLENUM, Privacy.TEAM})


def reckoned(visit: Visit, records: Sequence[Record], now: datetime) -> datetime:
    """Return when what still runs is measured at: now, or when something was last recorded.

    The latter where it was forgotten, and the visit is exported on another day.
    """
    return reckoned_at(visit, records[-1].at, now)


class Passing(Struct, frozen=True):
    """Open gates that were passed on purpose: when, and what the record says of it."""

    at: datetime
    gates: GatesPassed


def exported_notes(
    visit: Visit, *, impressions_of: str | None = None, only: Privacy | None = None
) -> tuple[Note, ...]:
    """Return the notes that may be exported, by when their typing began; an interview's never.

    Impressions are among them only where *impressions_of* is the machine that they were stored by.
    *only* leaves out those of another class.
    """
    notes = (
        note
        for note in visit.notes
        if only in {None, note.privacy}
        and (
            note.privacy in _EXPORTED
            or (note.privacy is Privacy.IMPRESSION and note.machine == impressions_of)
        )
    )
    return tuple(sorted(notes, key=lambda note: (note.typed_at, note.n, note.part)))


def exported_records(visit: Visit, records: Sequence[Record]) -> tuple[Record, ...]:
    """Return the records with only what may be exported, those left empty omitted.

    Left out is what `LEFT_OUT` names: the floor's events, since a person's speaking time can be
    worked out from them and is the leader's own; notes of interviews, impressions and deleted
    notes; what was done with notes, and why they were kept as they were, so that a note is told as
    it is now; the leader's card, which tells of dilemmas; the report and what comes after the day,
    which have documents of their own; commands that were taken back, which nobody stands by; and
    kinds of event that this version cannot judge.
    """
    told = {note.id: note for note in exported_notes(visit)}
    kept = (
        replace(record, events=tuple(_exported_events(record, told)))
        for record in standing(records)
    )
    return tuple(record for record in kept if record.events)


def _exported_events(record: Record, told: Mapping[str, Note]) -> Iterator[AnyEvent]:
    notes: Log[Note] = Log()
    for event in record.events:
        if isinstance(event, NoteAdded):
            made = replace(event, machine=event.machine or record.machine)
            notes = added(notes, note_of(record.n, record.at, made))
            if (note := told.get(notes[-1].id)) is not None:
                yield _as_it_is(event, note)
        elif not isinstance(event, _LEFT_OUT):
            yield event


def _as_it_is(event: NoteAdded, note: Note) -> NoteAdded:
    return replace(
        event,
        text=note.text,
        typed_at=note.typed_at,
        privacy=note.privacy,
        blocks=note.blocks,
        holder=note.holder,
        said=note.said,
        tags=note.tags,
        mentions=note.mentions,
        because="",
    )


def passings(records: Sequence[Record]) -> tuple[Passing, ...]:
    """Return the times when open gates were passed, those taken back omitted.

    A reason that was given afterwards counts as if it had been given at once.
    """
    kept = standing(records)
    events = [(record.at, event) for record in kept for event in record.events]
    reasons = {e.block: e.reason for _at, e in events if isinstance(e, GateReasonGiven)}
    return tuple(
        Passing(at, replace(event, reason=reasons.get(event.block, event.reason)))
        for at, event in events
        if isinstance(event, GatesPassed)
    )


def standing(records: Sequence[Record]) -> tuple[Record, ...]:
    """Return the making of the visit and the commands that were not taken back."""
    first, *rest = records
    if not first.machine:
        return (first, *all_stacks(rest)[0])
    kept = (
        r for r in in_force(rest) if not isinstance(next(iter(r.events), None), Undone | Redone)
    )
    return (first, *kept)


def edition(records: Sequence[Record]) -> int:
    """Return a number that is greater the more has happened."""
    return len(records) if records[0].machine else records[-1].n
