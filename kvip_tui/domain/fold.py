"""Folds events into a visit: the only way its state comes about."""

from collections.abc import Iterable
from datetime import datetime

from msgspec.structs import replace

from kvip_tui.domain import base as ev
from kvip_tui.domain.card_events import CardEvent
from kvip_tui.domain.card_fold import apply_card
from kvip_tui.domain.check_events import CheckEvent
from kvip_tui.domain.check_fold import apply_check
from kvip_tui.domain.edit_fold import apply_edit
from kvip_tui.domain.floor import turns as fl
from kvip_tui.domain.floor.corrections import corrected
from kvip_tui.domain.floor_events import Correction
from kvip_tui.domain.note_events import NoteEvent, NotesJoined
from kvip_tui.domain.note_fold import apply_note
from kvip_tui.domain.people_events import PersonEdited, PersonRemoved
from kvip_tui.domain.people_fold import apply_people
from kvip_tui.domain.planning.vocabulary import EditEvent
from kvip_tui.domain.report.changes import apply_report, with_joined_notes
from kvip_tui.domain.report_events import ReportEvent
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.visit import Passage, Pause, Run, Tick, Visit

BlockEvent = (
    ev.BlockStarted
    | ev.BlockEnded
    | ev.BlockPaused
    | ev.BlockResumed
    | ev.BlockSkipped
    | ev.TimeAdded
)

Family = EditEvent | CheckEvent | CardEvent | Correction | ReportEvent | ev.NoteAdded | NoteEvent


def created(event: ev.VisitCreated) -> Visit:
    """Return the visit that its first event makes."""
    return Visit(
        id=event.id,
        title=event.title,
        host=event.host,
        date=event.date,
        plan=event.plan,
        people=event.people,
        rehearsal=event.rehearsal,
    )


def apply(visit: Visit, record: ev.Record) -> Visit:
    """Return the visit after what one command brought about; undo and redo are not events here."""
    for event in record.events:
        visit = apply_event(visit, record.n, record.at, event)
    return visit


def apply_event(visit: Visit, n: int, at: datetime, event: ev.AnyEvent) -> Visit:
    """Return the visit after one event of record *n* at *at*; an unknown one changes nothing."""
    if isinstance(event, Family):
        return _of_family(visit, n, at, event)
    match event:
        case (
            ev.BlockStarted()
            | ev.BlockEnded()
            | ev.BlockPaused()
            | ev.BlockResumed()
            | ev.BlockSkipped()
            | ev.TimeAdded()
        ):
            runs = {**visit.runs, event.block: _run(visit.run(event.block), at, event)}
            return replace(visit, runs=runs, floor=_floor_hook(visit, at, event))
        case ev.CatchupApplied():
            ends = {event.day: event.day_end} if event.day_end else {}
            shortened = visit.lengthened(event.changes)
            return replace(shortened, day_ends={**visit.day_ends, **ends})
        case ev.CheckTicked() | ev.CheckCleared() | ev.GatesPassed():
            return _checked(visit, at, event)
        case (
            ev.PersonAdded()
            | ev.PresenceChanged()
            | ev.RoleAssigned()
            | PersonEdited()
            | PersonRemoved()
        ):
            return apply_people(visit, at, event)
        case ev.VisitCreated() | ev.Undone() | ev.Redone() | ev.UnknownEvent():
            return visit
        case _:
            return replace(visit, floor=fl.apply_floor(visit.floor, at, event))


def _of_family(visit: Visit, n: int, at: datetime, event: Family) -> Visit:
    """Return the visit after an event of a family that is folded in a module of its own."""
    if isinstance(event, EditEvent):
        return apply_edit(visit, at, event)
    if isinstance(event, CheckEvent):
        return apply_check(visit, event)
    if isinstance(event, CardEvent):
        return apply_card(visit, at, event)
    if isinstance(event, ReportEvent):
        return apply_report(visit, event)
    if isinstance(event, Correction):
        return corrected(visit, at, event)
    visit = apply_note(visit, n, at, event)
    return with_joined_notes(visit, event) if isinstance(event, NotesJoined) else visit


def _checked(
    visit: Visit, at: datetime, event: ev.CheckTicked | ev.CheckCleared | ev.GatesPassed
) -> Visit:
    if isinstance(event, ev.GatesPassed):
        passages = (*visit.passages, Passage(event.block, event.reason))
        return replace(visit, passed=visit.passed | set(event.checks), passages=passages)
    item = (event.block, event.check)
    ticks = {key: tick for key, tick in visit.ticks.items() if key != item}
    if isinstance(event, ev.CheckTicked):
        ticks[item] = Tick(at, event.by)
    return replace(visit, ticks=ticks)


def _run(run: Run, at: datetime, event: BlockEvent) -> Run:
    match event:
        case ev.BlockStarted():
            return replace(run, started=at, ended=None, skipped=False)
        case ev.BlockEnded():
            return replace(run, ended=at, pauses=_closed(run.pauses, at))
        case ev.BlockPaused():
            return replace(run, pauses=(*run.pauses, Pause(start=at)))
        case ev.BlockResumed():
            return replace(run, pauses=_closed(run.pauses, at))
        case ev.BlockSkipped():
            return replace(run, skipped=True)
        case ev.TimeAdded():
            return replace(run, added=run.added + event.by)


def _closed(pauses: tuple[Pause, ...], at: datetime) -> tuple[Pause, ...]:
    if not pauses or pauses[-1].end is not None:
        return pauses
    return (*pauses[:-1], replace(pauses[-1], end=at))


def _floor_hook(visit: Visit, at: datetime, event: BlockEvent) -> fl.Floor:
    match event:
        case ev.BlockStarted():
            block = visit.block(event.block)
            counted = block is None or block.privacy is not Privacy.INTERVIEW
            return fl.block_started(visit.floor, at, event.block, counted=counted)
        case ev.BlockEnded():
            return fl.block_ended(visit.floor, at, event.block)
        case ev.BlockPaused():
            return fl.clock_stopped(visit.floor, at, event.block)
        case ev.BlockResumed():
            return fl.clock_went_on(visit.floor, at, event.block)
        case ev.BlockSkipped() | ev.TimeAdded():
            return visit.floor


def fold(first: ev.VisitCreated, records: Iterable[ev.Record]) -> Visit:
    """Return the visit that its first event and *records* come to."""
    visit = created(first)
    for record in records:
        visit = apply(visit, record)
    return visit
